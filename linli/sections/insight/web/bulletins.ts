/** Bulletins (大屏公告) as the console lists and edits them. */
import type { components } from '@/api'
import type { StatusKind } from '@/kit/light'

export type Bulletin = components['schemas']['BulletinOut']
export type BulletinBody = components['schemas']['BulletinIn']
export type Kind = NonNullable<BulletinBody['kind']>

export const STATES: Record<string, { text: string; kind: StatusKind }> = {
  waiting: { text: '未到时间', kind: 'info' },
  running: { text: '正在播放期', kind: 'ok' },
  over: { text: '已结束', kind: 'muted' },
  withdrawn: { text: '已撤下', kind: 'warn' },
}
export const KINDS: { value: Kind; label: string }[] = [
  { value: 'notice', label: '通知' },
  { value: 'event', label: '活动' },
  { value: 'policy', label: '政策' },
]
export const WEEKDAYS = [...'一二三四五六日'].map((name, index) => ({ value: index + 1, label: name }))
