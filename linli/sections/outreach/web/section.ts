/** Pages of outreach (信息发布与精准触达). */
import { defineSection } from '@/section'
import { answerConsole, answerResident } from './answerpages'
import { broadcastConsole } from './broadcastpages'
import { campaignConsole, campaignResident } from './campaignpages'
import { noticeConsole, noticeResident, noticeTiles } from './noticepages'
import { peopleConsole, peopleResident } from './peoplepages'

export default defineSection({
  name: 'outreach',
  console: [...noticeConsole, ...peopleConsole, ...campaignConsole, ...answerConsole, ...broadcastConsole],
  resident: [...noticeResident, ...peopleResident, ...campaignResident, ...answerResident],
  tiles: { ...noticeTiles },
})
