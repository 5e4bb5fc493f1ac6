/** The menu as the manifests and the person's permissions make it; badges are fetched again when something changes. */
import { asApiError, request } from '@/api'
import { useLatest } from '@/kit/load'
import { whenForgotten } from '@/kit/session'
import { stored } from '@/kit/store'

export interface MenuEntry {
  title: string
  path: string
  badge: number | null
}

export interface MenuGroup {
  section: string
  title: string
  icon: string
  items: MenuEntry[]
}

/** The first page stands above the groups, so its own line is left out of them. */
export const HOME = '/workbench'

/** The menu as it was, for a page opened without a network. */
const kept = stored<MenuGroup[]>('menu', [])
whenForgotten(() => (kept.value = []))

async function groupsNow(): Promise<MenuGroup[]> {
  try {
    return (kept.value = await request<MenuGroup[]>('GET', '/api/kernel/menu'))
  } catch (thrown) {
    if (!asApiError(thrown).offline) throw thrown
    return kept.value
  }
}

export const { data: menu, load: loadMenu } = useLatest<MenuGroup[]>(async () =>
  (await groupsNow())
    .map((group) => ({ ...group, items: group.items.filter((item) => item.path !== HOME) }))
    .filter((group) => group.items.length),
)

/** The menu line that a page belongs to: the longest path that the address starts with. */
export function activePath(path: string): string {
  const paths = [HOME, ...(menu.value ?? []).flatMap((group) => group.items.map((item) => item.path))]
  const fitting = paths.filter((one) => path === one || path.startsWith(`${one}/`))
  return fitting.sort((one, other) => other.length - one.length)[0] ?? ''
}

/** The section whose line of the menu the page belongs to, or whose address it has. */
export function activeGroup(path: string): MenuGroup | undefined {
  const line = activePath(path)
  return menu.value?.find((group) => group.items.some((item) => item.path === line)) ?? menu.value?.find((group) => path.startsWith(`/${group.section}/`))
}
