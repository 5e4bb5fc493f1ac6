/** Pages of outreach (信息发布与精准触达). */
import { defineSection } from '@/section'
import { campaignConsole, campaignResident } from './campaignpages'

export default defineSection({
  name: 'outreach',
  console: [...campaignConsole],
  resident: [...campaignResident],
  tiles: {},
})
