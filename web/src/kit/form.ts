/** What FormPanel tells its FormFields. */
import type { InjectionKey, Ref } from 'vue'

export interface FormState {
  errors: Readonly<Ref<Record<string, string>>>
  clear: (name: string) => void
  claim: (name: string) => () => void
}

export const FORM: InjectionKey<FormState> = Symbol('form')
