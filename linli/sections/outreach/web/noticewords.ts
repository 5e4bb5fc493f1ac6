/** Words and types that the pages of notices and emergencies share. */
import type { components } from '@/api'
import { fmtDate, fmtTime, type StatusKind } from '@/kit/light'

type Schemas = components['schemas']
export type Notice = Schemas['NoticeOut']
export type NoticeRow = Schemas['NoticeRow']
export type NoticeFile = Schemas['NoticeFile']
export type Shown = Schemas['ShownNotice']
export type ShownRow = Schemas['ShownRow']
export type Emergency = Schemas['EmergencyOut']
export type EmergencyRow = Schemas['EmergencyRow']
export type Choices = Schemas['EmergencyChoices']
export type Warning = Schemas['WarningOut']
export type Kind = NonNullable<Schemas['NoticeNew']['kind']>

export const KINDS: { value: Kind; label: string }[] = [
  { value: 'notice', label: '通知公告' },
  { value: 'event', label: '活动' },
  { value: 'policy', label: '政策法规' },
]
export const STATES = [
  { value: 'draft', label: '草稿' },
  { value: 'review', label: '待审核' },
  { value: 'planned', label: '待发布' },
  { value: 'published', label: '已发布' },
  { value: 'withdrawn', label: '已撤回' },
]
const STATE_KINDS: Record<string, StatusKind> = { draft: 'muted', review: 'warn', planned: 'info', published: 'ok', withdrawn: 'danger' }
export const EMERGENCY_STATES: Record<string, StatusKind> = { waiting: 'warn', issued: 'danger', updated: 'info', cancelled: 'ok', ended: 'muted', refused: 'muted', noted: 'muted' }
export const SEVERITY_KINDS: Record<string, StatusKind> = { Extreme: 'danger', Severe: 'danger', Moderate: 'warn', Minor: 'info', Unknown: 'muted' }

export function noticeKind(row: { state: string; standing: string }): StatusKind {
  return row.standing === '已过期' ? 'muted' : (STATE_KINDS[row.state] ?? 'muted')
}

/** 11月22日 09:00–11:00; the second date only when it is another day. */
export function span(from?: string | null, to?: string | null): string {
  if (!from || !to) return ''
  return fmtDate(from) === fmtDate(to) ? `${fmtTime(from)}–${fmtTime(to).slice(-5)}` : `${fmtTime(from)} 到 ${fmtTime(to)}`
}

/** What an attachment is called and how heavy it is. */
export function isPicture(file: NoticeFile): boolean {
  return file.type.startsWith('image/')
}
