/** What the alert centre (接警台) knows: the live alerts, which one is chosen, and how the page looks by night. */
import { computed, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api, unwrap } from '@/api'
import { useLive, useLoad } from '@/kit'
import { ring, useAlarm } from './sound'
import type { Alert } from './words'

const LOOK = 'linli.alerts.look'
const SIZE = 100
const NIGHT_FROM = 20
const NIGHT_TO = 7

/** One line of the list: an alert, or several of one group that wait together. */
export interface Line {
  head: Alert
  others: Alert[]
}

/** Alerts told together and still waiting stand as one line, where the first of them stands. */
export function folded(rows: readonly Alert[]): Line[] {
  const lines = new Map<string, Line>()
  for (const row of rows) {
    const together = row.status === 'open' && row.group_id && !row.silence
    const key = together ? `group ${row.group_id}` : `alert ${row.id}`
    const known = lines.get(key)
    if (known) known.others.push(row)
    else lines.set(key, { head: row, others: [] })
  }
  return [...lines.values()]
}

/** The worst first, among equals the newest; what is silenced waits at the end. */
export function ordered(rows: readonly Alert[]): Alert[] {
  const turn = (row: Alert) => (row.silence ? 2 : row.status === 'open' ? 0 : 1)
  return [...rows].sort((a, b) => turn(a) - turn(b) || (turn(a) ? 0 : b.severity - a.severity) || b.raised_at.localeCompare(a.raised_at))
}

/** Dark from 20 to 7, unless somebody chose otherwise on this device. */
export function useLook() {
  const chosen = ref(localStorage.getItem(LOOK) ?? 'auto')
  const hour = new Date().getHours()
  const night = computed(() => (chosen.value === 'auto' ? hour >= NIGHT_FROM || hour < NIGHT_TO : chosen.value === 'night'))
  function toggle(): void {
    chosen.value = night.value ? 'day' : 'night'
    localStorage.setItem(LOOK, chosen.value)
  }
  return { night, toggle }
}

/** The live alerts, kept fresh; `chosen` is the one on the card (from the address, else the first that waits). */
export function useCentre() {
  const route = useRoute()
  const router = useRouter()
  const query = { status: 'live', fold: true, size: SIZE } as const
  const { data, error, load } = useLoad(() =>
    Promise.all([unwrap(api.GET('/api/alerts/alerts', { params: { query } })), unwrap(api.GET('/api/alerts/alerts/counts'))]),
  )
  useLive(['alerts'], load, 300)
  const rows = computed(() => data.value?.[0].items ?? null)
  const counts = computed(() => data.value?.[1] ?? null)
  const known = new Set<number>()
  const lines = computed(() => folded(ordered(rows.value ?? [])))
  const chosen = computed(() => {
    const asked = Number(route.query.open)
    return asked || lines.value[0]?.head.id || 0
  })
  const critical = computed(() => (rows.value ?? []).some((row) => row.status === 'open' && row.severity === 4 && !row.silence))
  useAlarm(critical)

  watch(rows, (now, before) => {
    const fresh = (now ?? []).filter((row) => row.status === 'open' && !row.silence && !known.has(row.id))
    if (before && fresh.length) ring()
    for (const row of now ?? []) known.add(row.id)
  })
  const choose = (id: number) => void router.replace({ query: { ...route.query, open: String(id) } })
  const back = () => void router.replace({ query: { ...route.query, open: undefined } })

  return { rows, lines, counts, error, chosen, opened: computed(() => !!route.query.open), load, choose, back }
}
