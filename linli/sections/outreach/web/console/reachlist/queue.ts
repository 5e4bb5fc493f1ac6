/** Ticks on their way: written on the phone first, sent when there is a network, never twice (each has its own key). */
import { ref } from 'vue'
import { createStore, del, entries, get, set, type UseStore } from 'idb-keyval'
import { api, asApiError, unwrap } from '@/api'
import { currentUser } from '@/kit/light'
import type { ListStop, Tick } from '../../campaignwords'

export interface Waiting {
  target: number
  name: string
  tick: Tick
  problem: string
}

const AGAIN_MS = 10_000
let opened: UseStore | undefined
const store = (): UseStore => (opened ??= createStore('linli-reach', 'queue'))
const mine = (key: string): string => `${currentUser.value?.user_id ?? 0}:${key}`

export const waiting = ref<Waiting[]>([])
export const sending = ref(false)
let timer: number | undefined

/** The list as it was when there was a network, so that it can be read on the stairs. */
export async function keepList(stops: ListStop[]): Promise<void> {
  await set(mine('list'), { at: Date.now(), stops: JSON.parse(JSON.stringify(stops)) }, store())
}
export async function keptList(): Promise<{ at: number; stops: ListStop[] } | undefined> {
  return get(mine('list'), store())
}

export async function load(): Promise<void> {
  const all = await entries<string, Waiting>(store())
  waiting.value = all.filter(([key]) => String(key).startsWith(mine('tick:'))).map(([, value]) => value)
}

async function keep(one: Waiting): Promise<void> {
  await set(mine(`tick:${one.tick.key}`), JSON.parse(JSON.stringify(one)), store())
}

/** Written down on the phone; sent at once when possible. */
export async function add(one: Waiting): Promise<void> {
  await keep(one)
  await load()
  await flush()
}

export async function drop(one: Waiting): Promise<void> {
  await del(mine(`tick:${one.tick.key}`), store())
  await load()
}

/** Sends what waits, one after the other; a refusal is shown and does not hold up the others. Answers how many were sent. */
export async function flush(): Promise<number> {
  if (sending.value) return 0
  sending.value = true
  window.clearTimeout(timer)
  let sent = 0
  try {
    for (const one of [...waiting.value]) {
      try {
        await unwrap(api.POST('/api/outreach/targets/{target_id}/tick', { params: { path: { target_id: one.target } }, body: one.tick, headers: { 'Idempotency-Key': one.tick.key } }))
        await drop(one)
        sent += 1
      } catch (thrown) {
        const error = asApiError(thrown)
        const refused = error.status >= 400 && error.status < 500 && error.status !== 429 && error.status !== 401
        await keep({ ...one, problem: refused ? error.message : '' })
        if (!refused) break
      }
    }
    await load()
  } finally {
    sending.value = false
  }
  if (waiting.value.some((one) => !one.problem)) timer = window.setTimeout(() => void flush(), AGAIN_MS)
  return sent
}
