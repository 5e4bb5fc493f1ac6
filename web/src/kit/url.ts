/** The state of a list as a query string, so that a link reproduces the view. */

export type QueryMap = Record<string, string | string[]>

export interface ListState {
  page: number
  size: number
  /** Field name, with - in front for descending; '' for the server's order. */
  sort: string
  /** Id of the row whose drawer is open. */
  open: string
  filters: QueryMap
}

export const DEFAULT_SIZE = 20
const OWN = new Set(['page', 'size', 'sort', 'open', 'area'])

type RawQuery = Record<string, string | null | (string | null)[] | undefined>

function first(value: RawQuery[string]): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

function whole(value: string, fallback: number, max: number): number {
  const number = Number(value)
  return Number.isInteger(number) && number >= 1 && number <= max ? number : fallback
}

/** Read the state from a route's query; unknown keys that are not filters of this list are dropped. */
export function readState(query: RawQuery, filterKeys: readonly string[], size = DEFAULT_SIZE): ListState {
  const filters: QueryMap = {}
  for (const key of filterKeys) {
    const value = query[key]
    if (Array.isArray(value)) filters[key] = value.filter((item): item is string => !!item)
    else if (value) filters[key] = value
  }
  return {
    page: whole(first(query.page), 1, 100_000),
    size: whole(first(query.size), size, 200),
    sort: first(query.sort),
    open: first(query.open),
    filters,
  }
}

/** The query for a route; defaults are left out so that links stay short. Foreign keys of `current` are kept. */
export function writeState(state: ListState, filterKeys: readonly string[], current: RawQuery = {}, size = DEFAULT_SIZE): RawQuery {
  const query: RawQuery = {}
  for (const [key, value] of Object.entries(current)) {
    if ((!OWN.has(key) || key === 'area') && !filterKeys.includes(key)) query[key] = value
  }
  for (const key of filterKeys) {
    const value = state.filters[key]
    if (value && value.length) query[key] = value
  }
  if (state.page > 1) query.page = String(state.page)
  if (state.size !== size) query.size = String(state.size)
  if (state.sort) query.sort = state.sort
  if (state.open) query.open = state.open
  return query
}

/** The next sort after a click on a heading: ascending, descending, none. */
export function nextSort(current: string, key: string): string {
  if (current === key) return `-${key}`
  return current === `-${key}` ? '' : key
}
