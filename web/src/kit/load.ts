/** Loading one thing, or a growing list, for a page: the value, the error, and the way to load again. */
import { computed, onMounted, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { asApiError, type ApiError } from '../api'
import { useLive } from './live'

export interface Loaded<T> {
  data: ShallowRef<T | null>
  error: ShallowRef<ApiError | null>
  load: () => Promise<void>
  /** Takes what an action answered: newer than every reading under way. */
  put: (found: T) => T
}

/** An older answer never replaces a newer one: whoever reads while it is read again ends with the later answer. */
export function useLatest<T>(fetch: () => Promise<T>): Loaded<T> {
  const data = shallowRef<T | null>(null)
  const error = shallowRef<ApiError | null>(null)
  let latest: Promise<void> | undefined
  let turn = 0

  async function take(mine: number): Promise<void> {
    try {
      const found = await fetch()
      if (mine !== turn) return latest
      data.value = found
      error.value = null
    } catch (thrown) {
      if (mine !== turn) return latest
      error.value = asApiError(thrown)
    }
  }

  function load(): Promise<void> {
    latest = take(++turn)
    return latest
  }

  function put(found: T): T {
    turn += 1
    latest = undefined
    error.value = null
    return (data.value = found)
  }
  return { data, error, load, put }
}

/** Loads when the page opens and whenever `key` changes. */
export function useLoad<T>(fetch: () => Promise<T>, key?: Ref<unknown>): Loaded<T> {
  const loaded = useLatest(fetch)
  onMounted(loaded.load)
  if (key) watch(key, loaded.load)
  return loaded
}

export interface Edited<T> extends Omit<Loaded<T[]>, 'data' | 'put'> {
  rows: ShallowRef<T[] | null>
  /** The row in the form, 'new' for one that is not there yet, null while no form is open. */
  editing: ShallowRef<T | 'new' | null>
  /** The form has saved or removed: it closes, and the rows are read anew. */
  done: () => Promise<void>
}

/** A short list whose rows are changed in a form beside it; follows what others do (live topics). */
export function useEdited<T>(fetch: () => Promise<T[]>, topics: string[] = []): Edited<T> {
  const { data: rows, error, load } = useLoad(fetch)
  const editing = shallowRef<T | 'new' | null>(null)
  if (topics.length) useLive(topics, load)

  async function done(): Promise<void> {
    editing.value = null
    await load()
  }
  return { rows, error, load, editing, done }
}

const FIRST = 20
const STEP = 40
const MOST = 200

export interface Growing<T> {
  rows: ComputedRef<T[] | null>
  more: ComputedRef<boolean>
  error: ShallowRef<ApiError | null>
  load: () => Promise<void>
  enlarge: () => void
}

/** A list that follows what happens (live topics) and grows when older rows are asked for, up to 200. */
export function useGrowing<T>(
  fetch: (size: number) => Promise<{ items: T[]; total: number }>,
  topics: string[],
  quietMs?: number,
): Growing<T> {
  const size = ref(FIRST)
  const { data, error, load } = useLoad(() => fetch(size.value), size)
  useLive(topics, load, quietMs)
  return {
    rows: computed(() => data.value?.items ?? null),
    more: computed(() => data.value !== null && data.value.total > data.value.items.length),
    error,
    load,
    enlarge: () => (size.value = Math.min(MOST, size.value + STEP)),
  }
}
