/** Who is logged in, what they may do, and where. */
import { computed, readonly, shallowRef } from 'vue'
import { areaId, csrfToken, request } from '../api'

export interface AreaRef {
  id: number
  name: string
  kind: string
  path?: string
  parent_id?: number | null
}

export interface RoleRef {
  role: string
  title: string
  area: string
  area_id?: number | null
}

export interface Me {
  user_id: number | null
  name: string
  kind: string
  person_id: number | null
  roles: RoleRef[]
  areas: AreaRef[]
  permissions: string[]
  csrf: string
  [more: string]: unknown
}

const me = shallowRef<Me | null>(null)
const AREA_KEY = 'linli.area'

/** The person logged in, or null. */
export const currentUser = readonly(me)

const granted = computed(() => new Set(me.value?.permissions ?? []))

/** Whether the person holds the permission anywhere; without an id: whether anybody is logged in. */
export function can(permission?: string): boolean {
  if (!permission) return me.value !== null
  return granted.value.has(permission)
}

/** Ask the server who is logged in; throws ApiError 401 when nobody is. */
export async function loadMe(): Promise<Me> {
  const found = await request<Me>('GET', '/api/administration/me', { quiet: true })
  csrfToken.value = found.csrf ?? ''
  me.value = found
  restoreArea(found)
  return found
}

export function forgetMe(): void {
  me.value = null
}

/** Choose the area that lists are narrowed to; null means all. */
export function chooseArea(id: number | null): void {
  areaId.value = id
  if (id === null) localStorage.removeItem(AREA_KEY)
  else localStorage.setItem(AREA_KEY, String(id))
}

function restoreArea(found: Me): void {
  const linked = new URLSearchParams(location.search).get('area')
  const kept = Number(linked ?? localStorage.getItem(AREA_KEY))
  areaId.value = found.areas?.some((area) => area.id === kept) ? kept : null
}
