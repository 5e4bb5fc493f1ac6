/** What FormPanel tells its FormFields. */
import type { InjectionKey, Ref } from 'vue'
import { ApiError } from '../api/errors'

export interface FormState {
  errors: Readonly<Ref<Record<string, string>>>
  clear: (name: string) => void
  claim: (name: string) => () => void
}

/** Stops a save whose fields are wrong (empty messages are not), as the server would: for questions asked before it. */
export function refuseWrong(wrong: Record<string, string>): void {
  const told = Object.fromEntries(Object.entries(wrong).filter(([, text]) => text))
  if (Object.keys(told).length) throw new ApiError('invalid', '请检查标出的内容。', 422, told)
}

/** Errors of the parts of a field (materials.0) stand beside the field itself, saying which part. */
export function atHome(fields: Record<string, string>, claimed: ReadonlySet<string>): Record<string, string> {
  const found = { ...fields }
  for (const [name, text] of Object.entries(fields)) {
    const home = claimed.has(name) ? name : nearest(name, claimed)
    if (home === null || home === name || found[home]) continue
    const part = /^\d+/.exec(name.slice(home.length + 1))
    found[home] = part ? `第 ${Number(part[0]) + 1} 项：${text}` : text
  }
  return found
}

/** The claimed field that holds `name`, or null. */
export function nearest(name: string, claimed: ReadonlySet<string>): string | null {
  const end = name.lastIndexOf('.')
  if (end < 0) return null
  const above = name.slice(0, end)
  return claimed.has(above) ? above : nearest(above, claimed)
}

export const FORM: InjectionKey<FormState> = Symbol('form')
