/** Combined conditions (组合条件): their kinds of nodes, a first version of each, and what they say. */
import type { components } from '@/api'
import { OPERATORS, WEEKDAYS, daysText, durationText } from './words'

export type DeviceType = components['schemas']['RuleDeviceType']
export type Metric = components['schemas']['MetricOut']
export type Op = '>' | '>=' | '<' | '<=' | '==' | '!='
export type How = 'count' | 'times' | 'sum' | 'mean' | 'min' | 'max' | 'increase' | 'rise' | 'fall' | 'busy'
export interface Where { op: Op; limit: number }
/** A fence: corners are [longitude, latitude] in WGS-84. */
export interface ZoneNode { node: 'zone'; type?: string; name?: string; side?: 'outside' | 'inside'; ring: [number, number][]; buffer_m?: number; min_satellites?: number; max_gap_s?: number | null }
export type TreeNode =
  | { node: 'value'; metric: string; type?: string; op: Op; limit: number; clear_limit?: number | null; max_gap_s?: number | null }
  | { node: 'event'; metric: string; type?: string }
  | { node: 'absent'; metric: string; type?: string; seconds: number; grace_s?: number }
  | { node: 'over'; metric: string; type?: string; how: How; seconds: number; op: Op; limit: number; clear_limit?: number | null; where?: Where | null; slot_s?: number | null; max_gap_s?: number | null }
  | ZoneNode
  | { node: 'stay'; type?: string; zone: number; seconds: number; max_gap_s?: number | null }
  | { node: 'time'; starts: string; ends?: string | null; weekdays?: number[]; days?: 'all' | 'workdays' | 'holidays' }
  | { node: 'for'; seconds: number; of: TreeNode }
  | { node: 'all' | 'any'; of: TreeNode[] }
  | { node: 'not'; of: TreeNode }
export type Kind = TreeNode['node']

export const KINDS: { value: Kind; label: string; hint: string }[] = [
  { value: 'value', label: '数值', hint: '指标与界限比较' },
  { value: 'event', label: '事件', hint: '设备报告一次算一次' },
  { value: 'over', label: '一段时间内', hint: '次数、用量、升降、平均' },
  { value: 'absent', label: '没有数据', hint: '多久没有收到' },
  { value: 'zone', label: '电子围栏', hint: '位置在围栏外或围栏里' },
  { value: 'stay', label: '停留', hint: '摄像头报告有人停留多久' },
  { value: 'time', label: '时段', hint: '几点到几点，或到点检查' },
  { value: 'for', label: '持续', hint: '里面的条件一直满足多久' },
  { value: 'all', label: '全部满足', hint: '里面每一条都满足' },
  { value: 'any', label: '任一满足', hint: '里面有一条满足' },
  { value: 'not', label: '没有出现', hint: '里面的条件不满足' },
]
export const HOWS: { value: How; label: string }[] = [
  { value: 'count', label: '数据次数' },
  { value: 'times', label: '发生次数（从不满足到满足）' },
  { value: 'increase', label: '用量（表计增量）' },
  { value: 'busy', label: '有用量的时段数' },
  { value: 'sum', label: '合计' },
  { value: 'mean', label: '平均' },
  { value: 'min', label: '最低' },
  { value: 'max', label: '最高' },
  { value: 'rise', label: '上升' },
  { value: 'fall', label: '下降' },
]
export const SHARED: Metric[] = [
  { code: '$online', title: '在线状态', unit: '', labels: { '0': '离线', '1': '在线' } },
]
const HOW_WORDS: Partial<Record<How, string>> = { sum: '合计', mean: '平均', min: '最低', max: '最高', increase: '用量', rise: '上升', fall: '下降' }
const COUNTED: Record<Op, string> = { '>': '多于', '>=': '达到', '<': '不到', '<=': '不超过', '==': '正好', '!=': '不是' }

/** A node as it is first put in. */
export function fresh(kind: Kind, metric = ''): TreeNode {
  switch (kind) {
    case 'value': return { node: 'value', metric, op: '>', limit: 0, clear_limit: null, max_gap_s: 300 }
    case 'event': return { node: 'event', metric: '' }
    case 'absent': return { node: 'absent', metric: '*', seconds: 3600, grace_s: 5 }
    case 'over': return { node: 'over', metric, how: 'count', seconds: 600, op: '>=', limit: 3, where: { op: '>', limit: 0 } }
    case 'zone': return { node: 'zone', name: '', side: 'outside', ring: [], buffer_m: 50, min_satellites: 4, max_gap_s: 3600 }
    case 'stay': return { node: 'stay', zone: 1, seconds: 60, max_gap_s: 300 }
    case 'time': return { node: 'time', starts: '22:00', ends: '06:00', weekdays: [], days: 'all' }
    case 'for': return { node: 'for', seconds: 60, of: fresh('value', metric) }
    case 'not': return { node: 'not', of: fresh('value', metric) }
    default: return { node: kind, of: [fresh('value', metric)] } as TreeNode
  }
}

/** Puts a node into a group: 持续, 全部, 任一, 没有出现 around what is there. */
export function wrapped(inner: TreeNode, kind: 'for' | 'all' | 'any' | 'not'): TreeNode {
  if (kind === 'for') return { node: 'for', seconds: 60, of: inner }
  return kind === 'not' ? { node: 'not', of: inner } : { node: kind, of: [inner] }
}

/** The words of a metric of a type of device. */
export function metricOf(types: readonly DeviceType[], type: string, code: string): Metric {
  const found = types.find((one) => one.code === type)
  const known = [...SHARED, ...(found?.metrics ?? []), ...(found?.events ?? [])].find((one) => one.code === code)
  return known ?? { code, title: code === '*' ? '任何数据' : code || '…', unit: '', labels: {} }
}

function compared(metric: Metric, op: Op, limit: number): string {
  const label = metric.labels?.[String(limit)]
  if (label && ['>=', '=='].includes(op)) return `${metric.title}为“${label}”`
  return `${metric.title}${OPERATORS.find((one) => one.value === op)?.label ?? op} ${limit}${metric.unit}`
}

/** A condition in one sentence. */
export function treeText(tree: TreeNode, types: readonly DeviceType[], own: string): string {
  const inside = (child: TreeNode) => {
    const text = treeText(child, types, own)
    return ['all', 'any', 'for'].includes(child.node) ? `（${text}）` : text
  }
  switch (tree.node) {
    case 'value': return compared(metricOf(types, tree.type || own, tree.metric), tree.op, tree.limit)
    case 'event': return `报告“${metricOf(types, tree.type || own, tree.metric).title}”`
    case 'absent': return `${durationText(tree.seconds)}没有${tree.metric === '*' ? '任何数据' : `${metricOf(types, tree.type || own, tree.metric).title}数据`}`
    case 'time': {
      const kinds = { all: '', workdays: '工作日', holidays: '节假日' }[tree.days ?? 'all']
      const days = kinds || (tree.weekdays?.length ? daysText(tree.weekdays) : '')
      if (!tree.ends) return `${days}${tree.starts.slice(0, 5)} 这一刻`
      return `${days}${tree.starts.slice(0, 5)}至${tree.starts < tree.ends ? '' : '次日 '}${tree.ends.slice(0, 5)}`
    }
    case 'over': return overText(tree, types, own)
    case 'zone': return zoneText(tree)
    case 'stay': return `在${metricOf(types, tree.type || own, 'zone').labels?.[String(tree.zone)] ?? `${tree.zone} 号区域`}停留 ${durationText(tree.seconds)}`
    case 'for': return tree.of.node === 'zone' ? `${zoneText(tree.of)} ${durationText(tree.seconds)}` : `${treeText(tree.of, types, own)}，持续 ${durationText(tree.seconds)}`
    case 'not': return `没有出现（${treeText(tree.of, types, own)}）`
    default: return tree.of.map(inside).join(tree.node === 'all' ? '，并且' : '，或者')
  }
}

/** Whether a condition looks at a fence. */
export function hasFence(tree: TreeNode): boolean {
  if (!('of' in tree)) return tree.node === 'zone'
  return (Array.isArray(tree.of) ? tree.of : [tree.of]).some(hasFence)
}

const zoneText = (zone: ZoneNode) => `${zone.side === 'inside' ? '进入' : '离开'}${zone.name || '围栏'}`

function overText(tree: Extract<TreeNode, { node: 'over' }>, types: readonly DeviceType[], own: string): string {
  const metric = metricOf(types, tree.type || own, tree.metric)
  const span = durationText(tree.seconds)
  if (tree.how === 'count' || tree.how === 'times') {
    const what = tree.where ? compared(metric, tree.where.op, tree.where.limit) : metric.title
    return `${span}内${what}${COUNTED[tree.op]} ${tree.limit} 次`
  }
  if (tree.how === 'busy') return `${span}内每 ${durationText(tree.slot_s ?? Math.round(tree.seconds / 60))}都有用量的${COUNTED[tree.op]} ${tree.limit} 段（${metric.title}）`
  return `${span}内${metric.title}${HOW_WORDS[tree.how]}${OPERATORS.find((one) => one.value === tree.op)?.label} ${tree.limit}${metric.unit}`
}

/** What is different for one device: “阈值 35，持续 5 分钟”, another condition, or nothing of the rule. */
export function exceptionText(row: components['schemas']['OverrideOut'], types: readonly DeviceType[], own: string): string {
  if (row.muted) return '不适用'
  if (row.tree) return treeText(row.tree as unknown as TreeNode, types, own)
  const limit = row.limit === null || row.limit === undefined ? '' : `阈值 ${row.limit}`
  const lasts = row.duration_s === null || row.duration_s === undefined ? '' : `持续 ${durationText(row.duration_s)}`
  return [limit, lasts].filter(Boolean).join('，') || '和规则一样'
}

export { WEEKDAYS }
