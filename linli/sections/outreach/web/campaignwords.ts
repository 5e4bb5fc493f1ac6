/** Words and types of campaigns, shared by their pages. */
import type { components } from '@/api'
import type { StatusKind } from '@/kit/light'

type Schemas = components['schemas']
export type Campaign = Schemas['CampaignOut']
export type Preview = Schemas['CampaignPreview']
export type Funnel = Schemas['FunnelOut']
export type WayCounts = Schemas['WayCounts']
export type ListStop = Schemas['ListStop']
export type Tick = Schemas['TickIn']
export type Way = 'app' | 'sms' | 'phone' | 'visit'

export const WAYS: Record<Way, string> = { app: '手机页面', sms: '短信', phone: '电话', visit: '上门' }
export const KINDS = { notice: '通知公告', event: '活动', policy: '政策', matter: '惠民事项', emergency: '应急' } as const

export const CAMPAIGN_STATES: Record<string, StatusKind> = { draft: 'muted', running: 'info', done: 'ok', withdrawn: 'warn' }
export const TARGET_STATES: Record<string, StatusKind> = { waiting: 'warn', reached: 'ok', written_off: 'muted' }
export const MESSAGE_STATES: Record<string, StatusKind> = {
  planned: 'muted', sending: 'info', sent: 'info', unknown: 'warn', delivered: 'ok', read: 'ok', failed: 'danger', skipped: 'muted', dropped: 'muted',
}
export const RESULTS: { value: Tick['result']; label: string; visit: boolean; phone: boolean }[] = [
  { value: 'told', label: '已告知本人', visit: true, phone: true },
  { value: 'family', label: '已告知家属', visit: true, phone: true },
  { value: 'no_answer', label: '没人', visit: true, phone: true },
  { value: 'wrong', label: '号码不对', visit: false, phone: true },
  { value: 'refused', label: '拒绝', visit: true, phone: true },
  { value: 'moved', label: '已搬走', visit: true, phone: true },
  { value: 'died', label: '已故', visit: true, phone: true },
]

/** “手机页面等 24 小时 → 短信等 48 小时 → 上门”. */
export function ladderText(ladder: { channel: string; wait_h?: number }[]): string {
  return ladder
    .map((step, nth) => `${WAYS[step.channel as Way]}${step.wait_h && nth < ladder.length - 1 ? `（等 ${step.wait_h} 小时）` : ''}`)
    .join(' → ')
}

export function share(part: number, whole: number): number {
  return whole ? Math.round((part / whole) * 100) : 0
}
