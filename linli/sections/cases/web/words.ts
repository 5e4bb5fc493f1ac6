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
export type Numbers = components['schemas']['CaseNumbersOut']
export type NumbersLine = components['schemas']['CaseNumbersLine']
export type MyCase = components['schemas']['MyCaseOut']

export type Pressing = components['schemas']['CasePressingRow']
export type Ladders = components['schemas']['CaseLaddersOut']
export type WhatIf = components['schemas']['CaseWhatIfOut']
export type RuleArea = components['schemas']['CaseRuleAreaOut']
export type RuleBook = components['schemas']['CaseRuleBookOut']
export type RuleDraft = components['schemas']['CaseRuleIn']
export type RuleChoices = components['schemas']['CaseRuleChoicesOut']
export type DryRun = components['schemas']['CaseDryRunOut']
export type Suggestion = components['schemas']['CaseSuggestionOut']
export type CallbackRow = components['schemas']['CallbackRow']
export type CallbackSummary = components['schemas']['CallbackSummaryOut']
export type CallbackDraw = components['schemas']['CallbackDrawOut']

/** Desks to which a late case can come. */
export const DESKS = [
  { value: 'grid', label: '网格员' },
  { value: 'property_manager', label: '物业经理' },
  { value: 'worker', label: '社区工作者' },
  { value: 'secretary', label: '社区书记' },
  { value: 'street', label: '街道管理员' },
]
export const STATES = [
  { value: 'reported', label: '待受理' },
  { value: 'accepted', label: '待派遣' },
  { value: 'dispatched', label: '待接单' },
  { value: 'working', label: '处置中' },
  { value: 'suspended', label: '已挂起' },
  { value: 'handled', label: '待核查' },
  { value: 'closed', label: '已结案' },
  { value: 'rejected', label: '不予受理' },
  { value: 'merged', label: '已合并' },
  { value: 'voided', label: '已作废' },
]
export const SOURCES = [
  { value: 'resident', label: '居民上报' },
  { value: 'hotline', label: '电话' },
  { value: 'walk_in', label: '会客厅来访' },
  { value: 'grid', label: '网格员上报' },
  { value: 'patrol', label: '巡查发现' },
  { value: 'board', label: '24小时留言板' },
  { value: 'open311', label: '开放接口' },
  { value: 'chat', label: '问答转人工' },
  { value: 'alert', label: '设备告警' },
]

/** Colour and shape of a state: the same on every page. */
export function stateKind(state: string): StatusKind {
  const kinds: Record<string, StatusKind> = { reported: 'danger', accepted: 'warn', dispatched: 'warn', working: 'info', suspended: 'warn', handled: 'info', closed: 'ok' }
  return kinds[state] ?? 'muted'
}

/** Colour of a timeline entry. */
export function entryKind(action: string): StatusKind {
  const kinds: Record<string, StatusKind> = { reject: 'muted', void: 'muted', merge: 'muted', return: 'warn', object: 'warn', suspend: 'warn', redo: 'warn', dispute: 'warn', reopen: 'warn', reopen_for: 'warn', warn: 'danger', confirm: 'ok', verify: 'ok', handle: 'ok' }
  return kinds[action] ?? 'info'
}

/** In which order the buttons of a case stand: decisions and the main road first, side roads after, notes last. */
const ORDER = [
  'uphold', 'overrule', 'allow_extension', 'refuse_extension', 'void', 'keep', 'assist_done', 'redispatch', 'accept', 'reject', 'dispatch', 'take', 'resume', 'handle',
  'verify', 'redo', 'reopen_for', 'split',
]
export function rank(action: string): number {
  const index = ORDER.indexOf(action)
  return index >= 0 ? index : action === 'note' ? 50 : 60
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

/** When a case was reported, as a rule may ask. */
export const HOURS = [
  { value: 'any', label: '任何时间' },
  { value: 'work', label: '工作时间（工作日 9–17 点）' },
  { value: 'off', label: '非工作时间' },
  { value: 'night', label: '夜间（22–6 点）' },
  { value: 'weekend', label: '周末和节假日' },
]
export const URGENCIES = [
  { value: 'any', label: '不论缓急' },
  { value: 'urgent', label: '紧急' },
  { value: 'normal', label: '不紧急' },
]

/** The conditions of a rule as people read them. */
export function ruleWords(rule: RuleDraft, categories: readonly Category[], choices: RuleChoices): string {
  const place = choices.places.find((one) => (rule.building_id ? one.building_id === rule.building_id : !!rule.place_id && one.place_id === rule.place_id))
  const told = [
    categories.find((one) => one.code === rule.category)?.name,
    place?.title,
    rule.hours === 'any' ? '' : HOURS.find((one) => one.value === rule.hours)?.label,
    rule.urgency === 'any' ? '' : URGENCIES.find((one) => one.value === rule.urgency)?.label,
  ].filter(Boolean)
  return told.join(' · ') || '所有诉求'
}

/** Where the rule's party stands among the choices, or ''. */
export function partyIndex(rule: RuleDraft, choices: RuleChoices): string {
  const index = choices.parties.findIndex((one) => (rule.user_id ? one.user_id === rule.user_id : rule.organisation_id ? one.organisation_id === rule.organisation_id : !!rule.role && one.role === rule.role))
  return index < 0 ? '' : String(index)
}

/** The rule's party as people read it. */
export function partyTitle(rule: RuleDraft, choices: RuleChoices): string {
  return rule.warden ? '所在网格的网格员' : (choices.parties[Number(partyIndex(rule, choices) || -1)]?.title ?? '（已不在册）')
}

/** How the statistics can be broken down. */
export const SLICINGS = [
  { value: 'category', label: '分类' },
  { value: 'grid', label: '网格' },
  { value: 'party', label: '责任方' },
  { value: 'week', label: '周' },
] as const
export type SlicingId = (typeof SLICINGS)[number]['value']

/** Today in Shanghai, moved by days. */
function shanghai(back = 0): Date {
  return new Date(Date.now() + 8 * 3600_000 - back * 86_400_000)
}
const iso = (day: Date) => day.toISOString().slice(0, 10)
/** The last so many days, today included. */
export const lastDays = (days: number): [string, string] => [iso(shanghai(days - 1)), iso(shanghai())]
const from = (month: (now: Date) => number): [string, string] => {
  const now = shanghai()
  return [iso(new Date(Date.UTC(now.getUTCFullYear(), month(now), 1))), iso(now)]
}

/** Usual periods of the statistics. */
export const PERIODS: readonly { title: string; range: () => [string, string] }[] = [
  { title: '近 30 天', range: () => lastDays(30) },
  { title: '本月', range: () => from((now) => now.getUTCMonth()) },
  { title: '本季度', range: () => from((now) => now.getUTCMonth() - (now.getUTCMonth() % 3)) },
  { title: '今年', range: () => from(() => 0) },
]
