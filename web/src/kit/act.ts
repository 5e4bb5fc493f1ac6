/** Doing something from a page: what was achieved is said, and so is what went wrong. */
import { ref, type Ref } from 'vue'
import { notify } from './toast'

export interface Acting<T> {
  /** True while something is being done: buttons are disabled by it. */
  busy: Ref<boolean>
  act: <F extends T>(work: () => Promise<F>, said?: string | ((found: F) => string)) => Promise<void>
}

/** `done` takes what the work answered; `failed` is told what was thrown, and shows it by default. */
export function useAct<T>(done: (found: T) => unknown, failed: (thrown: unknown) => unknown = notify.error): Acting<T> {
  const busy = ref(false)

  async function act<F extends T>(work: () => Promise<F>, said: string | ((found: F) => string) = ''): Promise<void> {
    busy.value = true
    try {
      const found = await work()
      const words = typeof said === 'string' ? said : said(found)
      if (words) notify.ok(words)
      await done(found)
    } catch (thrown) {
      await failed(thrown)
    } finally {
      busy.value = false
    }
  }
  return { busy, act }
}
