/** Pages of outreach (信息发布与精准触达). */
import { defineSection } from '@/section'
import { broadcastConsole } from './broadcastpages'
import { campaignConsole, campaignResident } from './campaignpages'

export default defineSection({
  name: 'outreach',
  console: [...campaignConsole, ...broadcastConsole],
  resident: [...campaignResident],
  tiles: {},
})
