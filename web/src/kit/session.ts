/** Who is logged in, what they may do, and where. */
import { computed, readonly, shallowRef } from 'vue'
import { areaId, asApiError, csrfToken, request } from '../api'

/** An area of the tree as /me lists it, outermost first. */
export interface AreaRef {
  id: number
  name: string
  kind: string
  kind_title: string
  parent_id: number | null
  depth: number
}

export interface RoleRef {
  role: string
  title: string
  area_id: number
  area_name: string
}

export interface Me {
  user_id: number | null
  name: string
  kind: string
  person_id: number | null
  /** console, resident or screen. */
  face: string
  roles: RoleRef[]
  areas: AreaRef[]
  permissions: string[]
  must_change_password: boolean
  has_second_factor: boolean
  demo: boolean
  csrf: string
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

/** Who was logged in here is remembered for a day, so that a page opened without a network knows whose lists it may show. */
const ME_KEY = 'linli.me'
const ME_MS = 24 * 3600_000
const farewells: (() => void)[] = []

/** Called when the person logs out or somebody else logs in: what was kept for them goes. */
export function whenForgotten(action: () => void): void {
  farewells.push(action)
}

function keepMe(found: Me): void {
  const before = keptMe()
  if (before && before.user_id !== found.user_id) farewells.forEach((action) => action())
  try {
    localStorage.setItem(ME_KEY, JSON.stringify({ at: Date.now(), me: { ...found, csrf: '' } }))
  } catch {
    /* private mode or full: without a network nobody is known */
  }
}

function keptMe(): Me | null {
  try {
    const kept = JSON.parse(localStorage.getItem(ME_KEY) ?? 'null') as { at: number; me: Me } | null
    return kept && Date.now() - kept.at < ME_MS ? kept.me : null
  } catch {
    return null
  }
}

/** Ask the server who is logged in; without a network whoever was. Throws ApiError 401 when nobody is. */
export async function loadMe(): Promise<Me> {
  try {
    return enter(await request<Me>('GET', '/api/administration/me', { quiet: true }))
  } catch (thrown) {
    const error = asApiError(thrown)
    if (error.status === 401) forgetMe()
    const kept = error.offline ? keptMe() : null
    if (!kept) throw error
    window.addEventListener('online', () => void loadMe().catch(() => undefined), { once: true })
    return take(kept)
  }
}

/** Take what a login answered as the person logged in. */
export function enter(found: Me): Me {
  keepMe(found)
  return take(found)
}

function take(found: Me): Me {
  csrfToken.value = found.csrf ?? ''
  me.value = found
  restoreArea(found)
  return found
}

export function forgetMe(): void {
  localStorage.removeItem(ME_KEY)
  farewells.forEach((action) => action())
  csrfToken.value = ''
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
