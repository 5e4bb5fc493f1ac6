/** Small things a browser remembers for a person: chosen columns, saved filters, the folded menu. */
import { ref, watch, type Ref } from 'vue'

/** A ref kept in localStorage under `linli.<key>`; falls back to memory when storage is refused. */
export function stored<T>(key: string, initial: T): Ref<T> {
  const name = `linli.${key}`
  const value = ref(readKept(name, initial)) as Ref<T>
  watch(
    value,
    (next) => {
      try {
        localStorage.setItem(name, JSON.stringify(next))
      } catch {
        /* private mode or full: stay in memory */
      }
    },
    { deep: true },
  )
  return value
}

function readKept<T>(name: string, initial: T): T {
  try {
    const text = localStorage.getItem(name)
    return text === null ? initial : (JSON.parse(text) as T)
  } catch {
    return initial
  }
}
