/** Words, types and loading that the pages of rules, audiences and matters share. */
import { computed, onMounted, ref } from 'vue'
import { api, areaId, unwrap, type components } from '@/api'
import { currentUser, notify, type StatusKind } from '@/kit/light'

type Schemas = components['schemas']
export type Audience = Schemas['AudienceOut']
export type Why = Schemas['MemberWhy']
export type Changes = Schemas['AudienceChanges']
export type Rule = Schemas['EligibilityRule']
export type Version = Schemas['RuleVersionOut']
export type Outcome = Schemas['ExampleOutcome']
export type Finding = Schemas['FindingOut']
export type Matter = Schemas['MatterOut']
export type MatterRow = Schemas['MatterPersonOut']
export type MatterStory = Schemas['MatterPersonPage']
export type MatterState = MatterRow['state']

export const MATTER_STATES: { value: MatterState; label: string }[] = [
  { value: 'check', label: '待核实' }, { value: 'waiting', label: '待告知' }, { value: 'told', label: '已告知' },
  { value: 'agreed', label: '同意办理' }, { value: 'handled', label: '已受理' }, { value: 'done', label: '已办结' },
  { value: 'refused', label: '本人放弃' }, { value: 'moved', label: '已迁出' }, { value: 'died', label: '已故' }, { value: 'dropped', label: '不符合' },
]
export const WAYS = [{ value: 'phone', label: '电话' }, { value: 'visit', label: '上门' }, { value: 'talk', label: '当面' }, { value: 'sms', label: '短信' }] as const
const KINDS: Record<MatterState, StatusKind> = { check: 'warn', waiting: 'warn', told: 'info', agreed: 'info', handled: 'info', done: 'ok', refused: 'muted', moved: 'muted', died: 'muted', dropped: 'muted' }

export function stateKind(state: MatterState): StatusKind {
  return KINDS[state]
}
export function deadlineText(days: number | null): string {
  if (days === null) return '没有截止日期'
  if (days < 0) return `已过期 ${-days} 天`
  return days === 0 ? '今天截止' : `还有 ${days} 天`
}

/** What a proxy (代办人) still lacks: empty fields would end the proxy. */
export function proxyLacks(proxy: { name: string; relation: string; phone: string }): Record<string, string> {
  return {
    name: proxy.name.trim() ? '' : '请写家属的姓名。', relation: proxy.relation.trim() ? '' : '请写是什么关系，例如女儿。', phone: proxy.phone.trim() ? '' : '请写手机号。',
  }
}

/** The areas the person works in, and the one to begin with. */
export function useAreas() {
  const places = computed(() => currentUser.value?.areas ?? [])
  const first = areaId.value ?? places.value[0]?.id ?? 0
  return { places, first }
}

/** The kept rules, loaded once. */
export function useRules() {
  const rules = ref<Rule[]>([])
  onMounted(() => unwrap(api.GET('/api/outreach/eligibility-rules')).then((found) => (rules.value = found), notify.error))
  return rules
}
