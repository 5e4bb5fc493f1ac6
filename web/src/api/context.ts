/** What every call carries: the CSRF token, the chosen area, and what to do when the login has ended. */
import { shallowRef } from 'vue'

export const csrfToken = shallowRef('')
/** Chosen area of the console; null means all areas of the user. */
export const areaId = shallowRef<number | null>(null)

let onLoggedOut: () => void = () => undefined

/** Called once when a call answers 401. */
export function whenLoggedOut(action: () => void): void {
  onLoggedOut = action
}

export function loggedOut(): void {
  onLoggedOut()
}

function cookie(name: string): string {
  const found = document.cookie.split('; ').find((part) => part.startsWith(`${name}=`))
  return found ? decodeURIComponent(found.slice(name.length + 1)) : ''
}

/** A random key; works on plain http too, where crypto.randomUUID does not exist. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Headers for a request of this method. */
export function contextHeaders(method: string): Record<string, string> {
  const headers: Record<string, string> = {}
  if (areaId.value !== null) headers['X-Area'] = String(areaId.value)
  if (method === 'GET' || method === 'HEAD') return headers
  headers['X-CSRFToken'] = csrfToken.value || cookie('csrftoken')
  if (method === 'POST') headers['Idempotency-Key'] = randomKey()
  return headers
}
