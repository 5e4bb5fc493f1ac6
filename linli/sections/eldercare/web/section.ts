/** Pages of elder care (为老服务). */
import { defineSection } from '@/section'

export default defineSection({
  name: 'eldercare',
  console: [],
  resident: [],
})
