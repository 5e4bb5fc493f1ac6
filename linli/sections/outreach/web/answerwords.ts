/** Words of the automatic reply (自动回复). */
import type { components } from '@/api'
import type { StatusKind } from '@/kit/light'

export type Entry = components['schemas']['EntryOut']
export type Question = components['schemas']['QuestionOut']
export type QuestionPage = components['schemas']['QuestionPageOut']
export type Answer = components['schemas']['AnswerOut']
export type Topic = components['schemas']['EntryNew']['topic']

export const MANAGE = 'outreach.answer.manage'
export const TOPICS: { value: Topic; label: string }[] = [
  { value: 'card', label: '户籍证照' },
  { value: 'insurance', label: '医保社保' },
  { value: 'elder', label: '养老助老' },
  { value: 'aid', label: '救助帮困' },
  { value: 'child', label: '生育与孩子' },
  { value: 'job', label: '就业创业' },
  { value: 'health', label: '健康卫生' },
  { value: 'house', label: '房屋与装修' },
  { value: 'property', label: '物业与公共设施' },
  { value: 'utility', label: '水电气暖' },
  { value: 'safety', label: '安全与应急' },
  { value: 'traffic', label: '停车与出行' },
  { value: 'order', label: '邻里与环境' },
  { value: 'party', label: '党群与志愿' },
  { value: 'platform', label: '使用本平台' },
]
export const OUTCOMES: Record<string, StatusKind> = { answered: 'ok', picked: 'ok', choices: 'warn', none: 'danger', human: 'info', progress: 'muted', greeting: 'muted' }
