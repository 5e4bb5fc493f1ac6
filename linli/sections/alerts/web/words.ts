/** Words and colours of alerts; the same on every page. */
import type { components } from '@/api'
import type { StatusKind } from '@/kit/light'

export type Alert = components['schemas']['AlertOut']
export type AlertDetail = components['schemas']['AlertDetail']
export type Rule = components['schemas']['RuleDetail']
export type RuleBody = components['schemas']['AlertRuleIn']
export type Fenced = components['schemas']['FenceOut']
export type Kind = components['schemas']['KindOut']
export type Notice = components['schemas']['NotificationOut']
export type Silence = components['schemas']['SilenceOut']
export type Level = components['schemas']['LevelIn']
export type Shift = components['schemas']['ShiftOut']

export const SEVERITIES = [
  { value: 4, label: '紧急' },
  { value: 3, label: '重要' },
  { value: 2, label: '一般' },
  { value: 1, label: '提示' },
]

export const STATUSES = [
  { value: 'live', label: '未结束' },
  { value: 'open', label: '待接警' },
  { value: 'accepted', label: '已接警' },
  { value: 'handling', label: '处置中' },
  { value: 'resolved', label: '已解除' },
  { value: 'false_alarm', label: '误报' },
]

export const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']

export const OPERATORS = [
  { value: '>', label: '高于' },
  { value: '>=', label: '不低于' },
  { value: '<', label: '低于' },
  { value: '<=', label: '不高于' },
  { value: '==', label: '等于' },
  { value: '!=', label: '不等于' },
]

export const WHO = [
  { value: 'duty', label: '主班' },
  { value: 'second', label: '备班' },
  { value: 'grid', label: '网格员' },
  { value: 'relatives', label: '家属' },
  { value: 'doctor', label: '社区医生' },
  { value: 'secretary', label: '社区书记' },
] as const

export const FALSE_CAUSES = [
  { value: 'mistouch', label: '误按误触' },
  { value: 'worn', label: '佩戴或安装不当' },
  { value: 'environment', label: '油烟、水汽等环境干扰' },
  { value: 'threshold', label: '阈值不合适' },
  { value: 'device', label: '设备故障' },
  { value: 'test', label: '测试或演练' },
  { value: 'other', label: '其他' },
] as const

export const REACHES = [
  { value: 'gateway', label: '同一网关下' },
  { value: 'source', label: '同一设备' },
  { value: 'building', label: '同一楼栋' },
  { value: 'area', label: '同一区域' },
] as const

/** “主班 → 2 分钟后 备班 → 5 分钟后 社区书记”. */
export function chainText(chain: readonly { who: string; after_s?: number }[]): string {
  const name = (who: string) => WHO.find((one) => one.value === who)?.label ?? who
  const parts = [...chain].sort((a, b) => (a.after_s ?? 0) - (b.after_s ?? 0)).map((one) => (one.after_s ? `${durationText(one.after_s)}后 ${name(one.who)}` : name(one.who)))
  return parts.join(' → ') || '主班'
}

const VERBS: Record<string, string> = {
  raised: '发生预警',
  relative: '家属回应',
  supposed: '等待确认',
  confirmed: '确认属实',
  withdrawn: '本人报平安',
  accepted: '接警',
  handling: '开始处置',
  notified: '已通知',
  escalated: '逐级上报',
  reminded: '催办',
  hidden: '被抑制',
  silenced: '静默',
  flapping: '抖动',
  handover: '交接班',
  ended: '条件恢复',
  resolved: '解除',
  false_alarm: '判为误报',
  ticked: '完成一步',
  unticked: '取消勾选',
  case: '转工单',
}

/** What a line of the story is called. */
export function verbTitle(verb: string): string {
  return VERBS[verb] ?? verb
}

/** Colour and shape of a status. */
export function statusKind(status: string): StatusKind {
  const kinds: Record<string, StatusKind> = { open: 'danger', accepted: 'warn', handling: 'info', resolved: 'ok' }
  return kinds[status] ?? 'muted'
}

/** Building and place in one phrase; places often begin with the building. */
export function whereText(row: Pick<Alert, 'building' | 'place'>): string {
  return row.place.includes(row.building) ? row.place : `${row.building} ${row.place}`.trim()
}

/** “周一至周五”, “每天”, or the days one by one. */
export function daysText(days: readonly number[]): string {
  const sorted = [...days].sort((a, b) => a - b)
  if (sorted.length === 7 || sorted.length === 0) return '每天'
  const first = sorted[0]!
  const run = sorted.every((day, index) => day === first + index)
  if (run && sorted.length > 2) return `${WEEKDAYS[first]}至${WEEKDAYS[first + sorted.length - 1]}`
  return sorted.map((day) => WEEKDAYS[day]).join('、')
}

/** “22:00–次日 06:00”; equal ends mean the whole day. */
export function hoursText(starts: string | null | undefined, ends: string | null | undefined): string {
  if (!starts || !ends) return '全天'
  const [from, to] = [starts.slice(0, 5), ends.slice(0, 5)]
  if (from === to) return `${from} 起 24 小时`
  return from < to ? `${from}–${to}` : `${from}–次日 ${to}`
}

/** A rule in one sentence, as people say it. */
export function ruleText(rule: Pick<Rule, 'form' | 'metric' | 'operator' | 'limit' | 'clear_limit' | 'duration_s'>, metric: string, unit: string, labels: Record<string, string> = {}): string {
  const lasts = durationText(rule.duration_s ?? 0)
  if (rule.form === 'offline') return `超过 ${lasts} 没有数据`
  if (rule.form === 'event') return `设备报告“${metric}”`
  const compared = OPERATORS.find((one) => one.value === rule.operator)?.label ?? ''
  const clear = rule.clear_limit === null || rule.clear_limit === undefined ? '' : `，回到 ${rule.clear_limit}${unit} 时解除`
  const time = rule.duration_s ? `，持续 ${lasts}` : ''
  const label = labels[String(rule.limit)]
  if (label && ['>=', '=='].includes(rule.operator ?? '')) return `${metric}为“${label}”${time}`
  return `${metric}${compared} ${rule.limit}${unit}${time}${clear}`
}

/** 90 → 1 分 30 秒. */
export function durationText(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = seconds % 60
  const parts = [hours && `${hours} 小时`, minutes && `${minutes} 分${rest ? '' : '钟'}`, rest && `${rest} 秒`]
  return parts.filter(Boolean).join(' ') || '0 秒'
}

/** Devices whose own exception goes before the fence of who wears them; empty when there is none. */
export function apartText(row: Pick<Fenced, 'apart'>): string {
  return row.apart.length ? `${row.apart.join('、')}有设备自己的例外，先按设备的判断，不看个人围栏。要用个人围栏，请先取消设备的例外。` : ''
}

/** Where somebody may go, as an alert would say it: “离开王奶奶家附近 10 分钟”. */
export function fenceText(row: Pick<Fenced, 'zone' | 'duration_s'>): string {
  const side = row.zone.side === 'inside' ? '进入' : '离开'
  return `${side}${row.zone.name || '围栏'}${row.duration_s ? ` ${durationText(row.duration_s)}` : ''}`
}
