/** Elder mode (长辈模式): 24 px type, contrast of at least 7:1; the choice is remembered. */
import { watch } from 'vue'
import { stored } from '@/kit/light'

export const elder = stored('elder', false)

/** Keep the class on <html> in step with the choice. */
export function applyElder(): void {
  watch(elder, (on) => document.documentElement.classList.toggle('elder', on), { immediate: true })
}
