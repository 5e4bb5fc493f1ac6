/** Words and shapes shared by the pages of elder care. */
import type { components } from '@/api'
import type { StatusKind } from '@/kit/light'

export type Elder = components['schemas']['ElderOut']
export type ElderRow = components['schemas']['ElderRow']
export type Health = components['schemas']['ElderHealth']
export type News = components['schemas']['NewsOut']
export type VitalValue = components['schemas']['VitalValue']
export type Curve = components['schemas']['VitalCurve']

export const RISKS = [
  { value: '3', label: '高' },
  { value: '2', label: '较高' },
  { value: '1', label: '一般' },
]
export const GRADES = ['能力完好', '轻度失能', '中度失能', '重度失能', '完全失能']
export const SEES = ['只看预警', '预警和体征', '预警、体征和位置']
export const RELATIONS = ['女儿', '儿子', '儿媳', '女婿', '配偶', '孙子女', '侄子女', '兄弟姐妹', '邻居']

export const riskKind = (risk: number): StatusKind => (risk >= 3 ? 'danger' : risk === 2 ? 'warn' : 'muted')
/** Green only when all seven are known: what is missing may be what is wrong. */
export const newsKind = (news: News): StatusKind => ([news.complete ? 'ok' : 'muted', 'info', 'warn', 'danger', 'danger'] as const)[news.level] ?? 'muted'

const HOUR = 3600_000
export const SPANS = [
  { label: '24 小时', ms: 24 * HOUR },
  { label: '7 天', ms: 7 * 24 * HOUR },
  { label: '30 天', ms: 30 * 24 * HOUR },
  { label: '90 天', ms: 90 * 24 * HOUR },
]
