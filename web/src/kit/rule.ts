/** Rules over people as the page holds them while they are clicked together, and as the server takes them. */

export interface RuleField {
  field: string
  title: string
  kind: 'number' | 'date' | 'choice' | 'names' | 'text' | 'yes'
  ops: string[]
  unit: string
  choices: { value: string; label: string }[]
  yes_no: string[]
  most: number
}
export type RuleValue = string | number | boolean | string[]
export interface RuleLeaf {
  kind: 'leaf'
  key: number
  not: boolean
  field: string
  op: string
  value: RuleValue
}
export interface RuleGroup {
  kind: 'group'
  key: number
  not: boolean
  joint: 'all' | 'any'
  parts: RulePart[]
}
export type RulePart = RuleLeaf | RuleGroup
export type RuleJson = Record<string, unknown>

/** Keys of parts; those of a draft that comes back after a reload are lower. */
let last = Date.now()

/** A condition on a field, with a value to begin with. */
export function newLeaf(field: RuleField): RuleLeaf {
  const start: Record<RuleField['kind'], RuleValue> = { number: 60, date: '1960-01-01', choice: field.choices.slice(0, 1).map((one) => one.value), names: [], text: '', yes: true }
  return { kind: 'leaf', key: ++last, not: false, field: field.field, op: field.ops[0] ?? '=', value: start[field.kind] }
}

/** An empty group. */
export function newGroup(joint: 'all' | 'any' = 'all', parts: RulePart[] = []): RuleGroup {
  return { kind: 'group', key: ++last, not: false, joint, parts }
}

/** What the server takes. */
export function toJson(part: RulePart): RuleJson {
  const inside = part.kind === 'leaf' ? { field: part.field, op: part.op, value: part.value } : { [part.joint]: part.parts.map(toJson) }
  return part.not ? { not: inside } : inside
}

/** What the server sent, always a group at the top so that conditions can be added. */
export function fromJson(rule: RuleJson): RuleGroup {
  const part = read(rule)
  return part.kind === 'group' && !part.not ? part : newGroup('all', [part])
}

function read(rule: RuleJson): RulePart {
  if ('not' in rule) {
    const part = read(rule.not as RuleJson)
    return { ...part, not: !part.not }
  }
  if ('field' in rule) return { kind: 'leaf', key: ++last, not: false, field: String(rule.field), op: String(rule.op), value: structuredClone(rule.value) as RuleValue }
  const joint = 'any' in rule ? 'any' : 'all'
  return newGroup(joint, (rule[joint] as RuleJson[]).map(read))
}

/** The words of a comparison. */
export const RULE_OPS: Record<string, string> = { '>=': '不小于', '<=': '不大于', '=': '等于', in: '是其中之一', contains: '包含' }
/** The words of a comparison of dates. */
export const DATE_OPS: Record<string, string> = { '>=': '在此日或以后', '<=': '在此日或以前' }
