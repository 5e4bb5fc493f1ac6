/** Loading one thing for a page: the value, the error, and the way to load again. */
import { onMounted, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { asApiError, type ApiError } from '@/api'

export interface Loaded<T> {
  data: ShallowRef<T | null>
  error: ShallowRef<ApiError | null>
  load: () => Promise<void>
}

/** Loads when the page opens and whenever `key` changes; an older answer never replaces a newer one. */
export function useLoad<T>(fetch: () => Promise<T>, key?: Ref<unknown>): Loaded<T> {
  const data = shallowRef<T | null>(null)
  const error = shallowRef<ApiError | null>(null)
  let turn = 0

  async function load(): Promise<void> {
    const mine = ++turn
    try {
      const found = await fetch()
      if (mine !== turn) return
      data.value = found
      error.value = null
    } catch (thrown) {
      if (mine === turn) error.value = asApiError(thrown)
    }
  }
  onMounted(load)
  if (key) watch(key, load)
  return { data, error, load }
}
