/** Short messages at the top of the page; errors stay longer and can be closed. */
import { reactive } from 'vue'
import { asApiError, whole } from '../api/errors'
import type { StatusKind } from './status'

export interface Toast {
  id: number
  kind: StatusKind
  text: string
}

export const toasts = reactive<Toast[]>([])
let nextId = 1

export function dismiss(id: number): void {
  const index = toasts.findIndex((toast) => toast.id === id)
  if (index >= 0) toasts.splice(index, 1)
}

function push(kind: StatusKind, text: string, ms: number): void {
  const id = nextId++
  while (toasts.length >= 4) toasts.shift()
  toasts.push({ id, kind, text })
  window.setTimeout(() => dismiss(id), ms)
}

/** notify.ok('已保存') · notify.warn(…) · notify.error(thrown or text). */
export const notify = {
  ok: (text: string) => push('ok', text, 3500),
  info: (text: string) => push('info', text, 5000),
  warn: (text: string) => push('warn', text, 7000),
  error: (thrown: unknown) => push('danger', typeof thrown === 'string' ? thrown : whole(asApiError(thrown)), 9000),
}
