/** Pages of outreach (信息发布与精准触达). */
import { defineSection } from '@/section'

export default defineSection({
  name: 'outreach',
  console: [],
  resident: [],
  tiles: {},
})
