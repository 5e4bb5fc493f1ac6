/** Types and words that the pages of this section share. */
import type { components } from '@/api'
import type { StatusKind } from '@/kit/light'

export type CaseRow = components['schemas']['CaseRow']
export type CaseOne = components['schemas']['CaseOut']
export type Action = components['schemas']['CaseActionOut']
export type Category = components['schemas']['CaseCategoryOut']
export type Party = components['schemas']['CasePartyOut']
export type Slip = components['schemas']['CaseSlipOut']
export type Measure = components['schemas']['CaseMeasureOut']
export type MyCase = components['schemas']['MyCaseOut']

export const STATES = [
  { value: 'reported', label: '待受理' },
  { value: 'accepted', label: '待派遣' },
  { value: 'dispatched', label: '待接单' },
  { value: 'working', label: '处置中' },
  { value: 'handled', label: '待核查' },
  { value: 'closed', label: '已结案' },
  { value: 'rejected', label: '不予受理' },
]
export const SOURCES = [
  { value: 'resident', label: '居民上报' },
  { value: 'hotline', label: '电话' },
  { value: 'walk_in', label: '会客厅来访' },
  { value: 'grid', label: '网格员上报' },
  { value: 'patrol', label: '巡查发现' },
  { value: 'alert', label: '设备告警' },
]

/** Colour and shape of a state: the same on every page. */
export function stateKind(state: string): StatusKind {
  const kinds: Record<string, StatusKind> = { reported: 'danger', accepted: 'warn', dispatched: 'warn', working: 'info', handled: 'info', closed: 'ok' }
  return kinds[state] ?? 'muted'
}

/** Colour of a timeline entry. */
export function entryKind(action: string): StatusKind {
  const kinds: Record<string, StatusKind> = { reject: 'muted', return: 'warn', redo: 'warn', dispute: 'warn', reopen: 'warn', reopen_for: 'warn', warn: 'danger', confirm: 'ok', verify: 'ok', handle: 'ok' }
  return kinds[action] ?? 'info'
}

/** Categories that can be picked, under the names of their groups. */
export function grouped(categories: readonly Category[]): { title: string; items: Category[] }[] {
  const names = new Map(categories.map((category) => [category.code, category.name]))
  const groups = new Map<string, Category[]>()
  for (const category of categories) {
    if (category.grouping || !category.active) continue
    const title = names.get(category.parent) ?? category.name
    groups.set(title, [...(groups.get(title) ?? []), category])
  }
  return [...groups].map(([title, items]) => ({ title, items }))
}

/** How late something is: 超期 19 天, 超期 3 小时. */
export function lateWords(due: string, now: number = Date.now()): string {
  const hours = Math.max(1, Math.round((now - new Date(due).getTime()) / 3600_000))
  return hours < 24 ? `超期 ${hours} 小时` : `超期 ${Math.floor(hours / 24)} 天`
}
