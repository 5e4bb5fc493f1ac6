/** Words for codes that the API uses. */
import type { StatusKind } from '@/kit/light'

export const ROLE_OPTIONS = [
  ['admin', '平台管理员'], ['street', '街道管理员'], ['secretary', '社区书记'], ['worker', '社区工作者'], ['grid', '网格员'],
  ['property_manager', '物业经理'], ['property_staff', '物业员工'], ['committee', '业委会成员'], ['doctor', '社区医生'],
  ['relative', '家属'], ['resident', '居民'],
].map(([value, label]) => ({ value: value!, label: label! }))

export const PURPOSES = [
  { value: 'basic', label: '社区基础服务' },
  { value: 'health', label: '健康与养老关怀' },
  { value: 'camera', label: '公共区域视频' },
  { value: 'sms', label: '短信通知' },
]

export const WAYS = [
  { value: 'paper', label: '书面签字' },
  { value: 'spoken', label: '当面口头' },
]

/** State of a key in the server's words to a kind. */
export function keyKind(state: string): StatusKind {
  return state === '有效' ? 'ok' : state === '已过期' ? 'warn' : 'muted'
}

/** ok, warn, bad of the health page. */
export function healthKind(state: string): StatusKind {
  return state === 'ok' ? 'ok' : state === 'warn' ? 'warn' : 'danger'
}

export const HEALTH_WORDS: Record<string, string> = { ok: '正常', warn: '注意', bad: '有问题' }

/** State of a pushed event's receiver, or of one delivery, to a kind. */
export function pushKind(state: string): StatusKind {
  if (state === '正常' || state === 'delivered') return 'ok'
  if (state === '送达失败' || state === 'failed') return 'danger'
  return state === 'waiting' ? 'warn' : 'muted'
}
