/** Work that goes on without a network: written on the device first, sent when there is one, never twice (each has its own key). */
import { computed, onMounted, onScopeDispose, ref, type ComputedRef, type Ref } from 'vue'
import { createStore, del, entries, get, set, type UseStore } from 'idb-keyval'
import { ApiError, asApiError } from '../api'
import { useLive } from './live'
import { useLatest } from './load'
import { currentUser, whenForgotten } from './session'
import { stored } from './store'
import { notify } from './toast'

/** What every piece of waiting work has: whom it is about, and why the server refused it ('' while it only waits). */
export interface Waiting {
  name: string
  problem: string
}

export interface QueueOptions<T extends Waiting> {
  /** Name of the database in the browser. */
  name: string
  /** What the keys of work begin with, and the key of the kept list. */
  keys: { work: string; list: string }
  keyOf: (one: T) => string
  /** Sends one; `keep` writes progress down, so that a broken attempt goes on where it stopped. */
  deliver: (one: T, keep: (one: T) => Promise<void>) => Promise<unknown>
}

export interface OfflineQueue<T extends Waiting, S> {
  waiting: Ref<T[]>
  sending: Ref<boolean>
  keyOf: (one: T) => string
  /** The list as it was when there was a network, so that it can be read on the stairs. */
  keepList: (stops: S[]) => Promise<void>
  keptList: () => Promise<{ at: number; stops: S[] } | undefined>
  load: () => Promise<void>
  /** Written down on the device; sent at once when possible. Throws ApiError when the device does not store it. */
  add: (one: T) => Promise<void>
  drop: (one: T) => Promise<void>
  /** Sends what waits, one after the other; a refusal is shown and does not hold up the others. Answers how many were sent. */
  flush: () => Promise<number>
}

const AGAIN_MS = 10_000
const NOT_STORED = '这部手机没有存下这次登记，可能是空间不足。请腾出空间后再登记一次。'

/** Values as the browser's database takes them: without Vue's wrappers, pictures as they are. */
function plain<V>(value: V): V {
  if (value === null || typeof value !== 'object' || value instanceof Blob) return value
  if (Array.isArray(value)) return value.map(plain) as V
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)])) as V
}

/** The server said no for good: neither a login that ended nor too many calls, which pass. */
function refusal(thrown: unknown): string {
  const { status, message } = asApiError(thrown)
  return status >= 400 && status < 500 && status !== 401 && status !== 429 ? message : ''
}

/** Where lists are kept: [database, key]. They name people and homes, so they go with the login; work that waits stays. */
const keptLists = stored<[string, string][]>('lists', [])
whenForgotten(() => {
  for (const [name, key] of keptLists.value) void del(key, createStore(name, 'queue')).catch(() => undefined)
  keptLists.value = []
})

/** Work of one kind, kept per person who is logged in. */
export function offlineQueue<T extends Waiting, S>({ name, keys, keyOf, deliver }: QueueOptions<T>): OfflineQueue<T, S> {
  const waiting = ref([]) as Ref<T[]>
  const sending = ref(false)
  let opened: UseStore | undefined
  let timer: number | undefined
  let turn: Promise<number> = Promise.resolve(0)
  const store = (): UseStore => (opened ??= createStore(name, 'queue'))
  const mine = (key: string): string => `${currentUser.value?.user_id ?? 0}:${key}`
  const place = (one: T): string => mine(`${keys.work}:${keyOf(one)}`)
  const keep = (one: T): Promise<void> => set(place(one), plain(one), store())

  function keepList(stops: S[]): Promise<void> {
    const key = mine(keys.list)
    if (!keptLists.value.some((one) => one[0] === name && one[1] === key)) keptLists.value.push([name, key])
    return set(key, { at: Date.now(), stops: plain(stops) }, store())
  }

  async function load(): Promise<void> {
    const all = await entries<string, T>(store())
    waiting.value = all.filter(([key]) => String(key).startsWith(mine(`${keys.work}:`))).map(([, value]) => value)
  }

  async function add(one: T): Promise<void> {
    await keep(one).catch(() => {
      throw new ApiError('storage', NOT_STORED)
    })
    await load()
    await flush()
  }

  async function drop(one: T): Promise<void> {
    await del(place(one), store())
    await load()
  }

  /** Whether it arrived; throws nothing. `null`: not now, and the others need not try either. */
  async function send(one: T): Promise<boolean | null> {
    try {
      await deliver(one, keep)
      await drop(one)
      return true
    } catch (thrown) {
      const problem = refusal(thrown)
      await keep({ ...one, problem })
      return problem ? false : null
    }
  }

  async function sendEach(): Promise<number> {
    let sent = 0
    for (const one of [...waiting.value]) {
      const arrived = await send(one)
      if (arrived === null) break
      if (arrived) sent += 1
    }
    await load()
    return sent
  }

  async function sendAll(): Promise<number> {
    sending.value = true
    window.clearTimeout(timer)
    const sent = await sendEach().finally(() => (sending.value = false))
    if (waiting.value.some((one) => !one.problem)) timer = window.setTimeout(() => void flush(), AGAIN_MS)
    return sent
  }

  /** One after the other: what came in while others were being sent has its own turn behind them. */
  function flush(): Promise<number> {
    const mine = turn.then(sendAll)
    turn = mine.catch(() => 0)
    return mine
  }

  return {
    waiting, sending, keyOf, load, add, drop, flush, keepList,
    keptList: () => get(mine(keys.list), store()),
  }
}

export interface CarriedList<T extends Waiting, S> {
  /** null until the first answer. */
  stops: ComputedRef<S[] | null>
  /** When the list shown was read, if it is the kept one; in ms. */
  keptAt: ComputedRef<number | null>
  problem: ComputedRef<string>
  load: () => Promise<void>
  /** Try to send now. */
  online: () => Promise<void>
  refused: ComputedRef<T[]>
  pending: ComputedRef<T[]>
}

export interface CarriedOptions<S> {
  read: () => Promise<S[]>
  topic: string
  quietMs: number
  /** Called once, when the list is first there. */
  opened?: () => void
}

/** A list carried from door to door: read while there is a network, the kept one while there is none. */
export function useCarriedList<T extends Waiting, S>(queue: OfflineQueue<T, S>, { read, topic, quietMs, opened }: CarriedOptions<S>): CarriedList<T, S> {
  const { data, error, load: loadLatest } = useLatest(fetch)

  async function fetch(): Promise<{ stops: S[]; at: number | null }> {
    try {
      return { stops: await read(), at: null }
    } catch (thrown) {
      const kept = refusal(thrown) ? undefined : await queue.keptList().catch(() => undefined)
      if (!kept) throw thrown
      return kept
    }
  }

  async function load(): Promise<void> {
    await loadLatest()
    if (error.value || data.value?.at !== null) return
    await queue.keepList(data.value.stops).catch(() => undefined) // storage refused: said when the page opened
  }

  async function online(): Promise<void> {
    if (await queue.flush()) await load()
  }

  onMounted(async () => {
    await queue.load().catch(() => notify.warn('这个浏览器不能存储，没有网时请勿登记。'))
    await load()
    opened?.()
    void online()
  })
  window.addEventListener('online', online)
  onScopeDispose(() => window.removeEventListener('online', online))
  useLive([topic], load, quietMs)
  return {
    stops: computed(() => data.value?.stops ?? null),
    keptAt: computed(() => data.value?.at ?? null),
    problem: computed(() => error.value?.message ?? ''),
    load, online,
    refused: computed(() => queue.waiting.value.filter((one) => one.problem)),
    pending: computed(() => queue.waiting.value.filter((one) => !one.problem)),
  }
}
