/** Words and types of care in action, shared by its pages. */
import type { components } from '@/api'
import type { StatusKind } from '@/kit/light'

type Schemas = components['schemas']
export type Stop = Schemas['RoundStop']
export type Report = Schemas['VisitReportIn']
export type VisitOut = Schemas['VisitOut']
export type Cabinet = Schemas['CabinetOut']
export type CabinetRow = Schemas['CabinetRow']
export type Drug = Schemas['DrugOut']
export type Restock = Schemas['RestockOut']
export type Prescription = Schemas['PrescriptionOut']
export type Dispensing = Schemas['DispensingOut']
export type Reminder = Schemas['ReminderOut']
export type GuardRow = Schemas['GuardRow']
export type GuardOut = Schemas['GuardOut']

export const SPIRIT = { good: '精神好', low: '情绪低落', confused: '糊涂' } as const
export const BODY = { good: '身体好', unwell: '不舒服', ill: '生病' } as const
export const MEDICINE = { taken: '按时服药', missed: '漏服', none: '不用药' } as const
export const MEALS = { good: '吃得好', poor: '吃得少' } as const
export const HOME = { gas: '燃气', electric: '用电', floor: '地面湿滑', cold: '取暖', fire: '杂物消防' } as const
/** What a visitor may measure, within what can be true of a living person. */
export const MEASURES = [
  { key: 'systolic', title: '高压', unit: 'mmHg', low: 40, high: 300, step: 1 },
  { key: 'diastolic', title: '低压', unit: 'mmHg', low: 20, high: 200, step: 1 },
  { key: 'heart_rate', title: '脉搏', unit: '次/分', low: 20, high: 260, step: 1 },
  { key: 'temperature', title: '体温', unit: '℃', low: 28, high: 44, step: 0.1 },
  { key: 'spo2', title: '血氧', unit: '%', low: 40, high: 100, step: 1 },
  { key: 'glucose', title: '血糖', unit: 'mmol/L', low: 0.5, high: 40, step: 0.1 },
] as const

/** What is wrong with measured values, or '': found on the phone, because a visit may be sent hours later. */
export function wrongMeasure(measured: Record<string, number>): string {
  for (const { key, title, low, high, unit } of MEASURES) {
    const value = measured[key]
    if (value !== undefined && !(value >= low && value <= high)) return `${title}应在 ${low} 到 ${high} ${unit}之间，请核对。`
  }
  const { systolic, diastolic } = measured
  if ((systolic === undefined) !== (diastolic === undefined)) return '血压请把高压和低压都填上。'
  return systolic !== undefined && diastolic !== undefined && diastolic >= systolic ? '低压应低于高压。' : ''
}

export function levelKind(level: number): StatusKind {
  return level >= 3 ? 'danger' : level === 2 ? 'warn' : 'info'
}

export function visitKind(row: { state: string; late?: boolean }): StatusKind {
  if (row.late || row.state === 'missed') return 'danger'
  return row.state === 'done' ? 'ok' : row.state === 'due' ? 'info' : 'muted'
}

export const GUARD_STATES: Record<GuardRow['state'], [StatusKind, string]> = {
  fall: ['danger', '疑似跌倒'],
  wrong: ['danger', '久未活动'],
  well: ['ok', '有动静'],
  unknown: ['warn', '数据不足'],
  none: ['muted', '没有传感器'],
  away: ['muted', '外出'],
  off: ['muted', '未守护'],
}

export const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']

/** “每天 08:00、20:00”. */
export function repeatText(row: Pick<Reminder, 'repeat' | 'weekdays' | 'every_days' | 'starts_on' | 'times'>): string {
  const times = row.times.join('、')
  const days = (row.weekdays ?? []).map((day) => WEEKDAYS[day]).join('、')
  const when = { daily: '每天', weekdays: `每周${days}`, every: `每 ${row.every_days ?? 1} 天`, once: row.starts_on ?? '' }
  return `${when[row.repeat ?? 'daily']} ${times}`
}

/** The answers of a visit in words, worst first. */
export function answerTexts(answers: Record<string, unknown>): { text: string; kind: StatusKind }[] {
  const found: { text: string; kind: StatusKind }[] = []
  const add = (value: unknown, words: Record<string, string>, good: string): void => {
    if (typeof value === 'string' && words[value]) found.push({ text: words[value], kind: value === good || value === 'none' ? 'ok' : 'warn' })
  }
  add(answers.spirit, SPIRIT, 'good')
  add(answers.body, BODY, 'good')
  add(answers.medicine, MEDICINE, 'taken')
  add(answers.meals, MEALS, 'good')
  for (const one of (answers.home as (keyof typeof HOME)[] | undefined) ?? []) found.push({ text: `隐患：${HOME[one]}`, kind: 'danger' })
  return found.sort((a, b) => Number(a.kind === 'ok') - Number(b.kind === 'ok'))
}
