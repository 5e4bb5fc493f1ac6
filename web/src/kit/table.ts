/** Types and state of DataTable: the address holds the view, the server pages it. */
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { areaId, asApiError, request, save, type ApiError } from '../api'
import { toDate } from './format'
import { DEFAULT_SIZE, readState, writeState, type ListState, type QueryMap } from './url'

/** A row as the server sent it. */
export type Row = any

export interface Column {
  /** Field of the row and of the response schema (also used for sort and export). */
  key: string
  title: string
  width?: number
  minWidth?: number
  align?: 'left' | 'center' | 'right'
  sortable?: boolean
  /** Not shown until the person chooses it. */
  hidden?: boolean
  fixed?: 'left' | 'right'
  format?: (row: Row) => string
  /** Leave out of the export (buttons and the like). */
  noExport?: boolean
  /** Field names to export instead of `key`. */
  exportKeys?: string[]
  /** Show a sum in the footer; the server's `totals[key]` if it sends one, else of this page. */
  total?: (sum: number) => string
}

export interface FilterOption {
  value: string | number | boolean
  label: string
}

export interface Filter {
  key: string
  title: string
  type?: 'text' | 'select' | 'multi' | 'date' | 'dates' | 'yes'
  options?: FilterOption[]
  /** For type dates: the two query keys; default `${key}_from`, `${key}_to`. */
  keys?: [string, string]
  /** For type dates: the server wants moments, from the first midnight up to the midnight after the last day. */
  times?: boolean
  width?: number
  placeholder?: string
}

export interface PageOf<T = Row> {
  items: T[]
  total: number
  total_exact?: boolean
  page: number
  size: number
  totals?: Record<string, number>
}

/** The query keys that a list's filters use. */
export function filterKeys(filters: readonly Filter[]): string[] {
  return filters.flatMap((filter) => (filter.type === 'dates' ? (filter.keys ?? [`${filter.key}_from`, `${filter.key}_to`]) : [filter.key]))
}

/** Days chosen in the filter as moments in Shanghai, the end exclusive. */
function asMoments(filters: readonly Filter[], values: QueryMap): QueryMap {
  const out = { ...values }
  for (const filter of filters) {
    if (filter.type !== 'dates' || !filter.times) continue
    const [from, to] = filter.keys ?? [`${filter.key}_from`, `${filter.key}_to`]
    const end = toDate(out[to] as string)
    if (out[from]) out[from] = `${String(out[from])}T00:00:00+08:00`
    if (end) out[to] = new Date(end.getTime() + 86_400_000).toISOString()
  }
  return out
}

/** Everything that is asked of the server for a view. */
export function serverQuery(state: ListState, fixed: Record<string, unknown>, filters: readonly Filter[] = []): Record<string, never> {
  const query: Record<string, unknown> = { ...fixed, ...asMoments(filters, state.filters), page: state.page, size: state.size }
  if (state.sort) query.sort = state.sort
  return query as Record<string, never>
}

interface Source {
  url: () => string
  fixed: () => Record<string, unknown>
  filters: () => readonly Filter[]
  size: () => number
  urlState: boolean
}

/** Fetching, paging and the address of one list. */
export function useTable(source: Source) {
  const route = useRoute()
  const router = useRouter()
  const keys = computed(() => filterKeys(source.filters()))
  const size = () => source.size() || DEFAULT_SIZE
  const read = () => (source.urlState ? readState(route.query, keys.value, size()) : readState({}, keys.value, size()))
  const state: Ref<ListState> = ref(read())
  const page = shallowRef<PageOf | null>(null)
  const error = shallowRef<ApiError | null>(null)
  const loading = ref(false)
  let abort: AbortController | null = null

  async function load(): Promise<void> {
    abort?.abort()
    const mine = (abort = new AbortController())
    loading.value = true
    try {
      const query = serverQuery(state.value, source.fixed(), source.filters())
      const found = await request<PageOf>('GET', source.url(), { query, signal: mine.signal })
      if (mine.signal.aborted) return
      page.value = found
      error.value = null
    } catch (thrown) {
      if (mine.signal.aborted) return
      error.value = asApiError(thrown)
    } finally {
      if (abort === mine) loading.value = false
    }
  }

  /** Change part of the view; anything but the page or the drawer starts again at page 1. */
  function change(part: Partial<ListState>): void {
    const keepsPage = 'page' in part || Object.keys(part).every((key) => key === 'open')
    state.value = { ...state.value, ...(keepsPage ? {} : { page: 1 }), ...part }
    if (source.urlState) void router.replace({ query: writeState(state.value, keys.value, route.query, size()) as never })
  }

  const asked = computed(() => JSON.stringify([source.url(), source.fixed(), { ...state.value, open: '' }, areaId.value]))
  watch(asked, load)
  if (source.urlState) {
    const path = route.path
    watch(
      () => route.query,
      () => {
        if (route.path === path) state.value = read()
      },
    )
  }
  onScopeDispose(() => abort?.abort())

  /** Download the XLSX of exactly this view: same filters, order and columns, all pages. */
  function download(columns: readonly Column[]): Promise<void> {
    const wanted = columns.filter((column) => !column.noExport).flatMap((column) => column.exportKeys ?? [column.key])
    const query = { ...serverQuery({ ...state.value, page: 1 }, source.fixed(), source.filters()), format: 'xlsx', columns: wanted.join(',') }
    return save(source.url(), query as never, '导出.xlsx')
  }

  return { state, page, error, loading, load, change, download }
}
