/** Words and types that several pages of the registry share. */
import type { components } from '@/api'
import type { StatusKind } from '@/kit/light'

type Schemas = components['schemas']
export type Person = Schemas['PersonOut']
export type PersonRow = Schemas['PersonRow']
export type Occupancy = Schemas['OccupancyOut']
export type Building = Schemas['BuildingOut']
export type Home = Schemas['HomeOut']
export type Grid = Schemas['GridOut']
export type Tag = Schemas['TagOut']
export type Batch = Schemas['BatchOut']
export type ImportRow = Schemas['ImportRowOut']
export type AreaNode = Schemas['AreaNode']

export interface Choice {
  value: string
  label: string
}

export const PERSON_STATES: Choice[] = [
  { value: 'resident', label: '常住' },
  { value: 'tenant', label: '租住' },
  { value: 'away', label: '户在人不在' },
  { value: 'moved', label: '已迁出' },
  { value: 'dead', label: '已故' },
]
export const HOME_STATES: Choice[] = [
  { value: 'owned', label: '自住' },
  { value: 'rented', label: '租住' },
  { value: 'let', label: '出租' },
  { value: 'vacant', label: '空置' },
  { value: 'unknown', label: '未知' },
]
export const USES: Choice[] = [
  { value: 'dwelling', label: '住宅' },
  { value: 'shop', label: '商铺' },
  { value: 'office', label: '办公' },
  { value: 'storage', label: '储藏' },
]
export const OCCUPANCY_KINDS: Choice[] = [
  { value: 'owner', label: '产权人' },
  { value: 'tenant', label: '租户' },
  { value: 'family', label: '家属' },
  { value: 'guest', label: '借住' },
]
export const ORGANISATION_KINDS: Choice[] = [
  { value: 'unit', label: '驻区单位' },
  { value: 'social', label: '社会组织' },
  { value: 'property', label: '物业企业' },
  { value: 'committee', label: '业委会' },
  { value: 'party', label: '党组织' },
]
export const RELATIONS = ['户主', '配偶', '子', '女', '儿媳', '女婿', '父亲', '母亲', '孙子', '孙女', '其他亲属', '非亲属']

const PERSON_KIND: Record<string, StatusKind> = { resident: 'ok', tenant: 'info', away: 'warn', moved: 'muted', dead: 'muted' }
const HOME_KIND: Record<string, StatusKind> = { owned: 'ok', rented: 'info', let: 'info', vacant: 'muted', unknown: 'warn' }
const IMPORT_KIND: Record<string, StatusKind> = { columns: 'warn', ready: 'warn', queued: 'info', done: 'ok', failed: 'danger', cancelled: 'muted', undone: 'muted' }

export const personKind = (state: string): StatusKind => PERSON_KIND[state] ?? 'muted'
export const homeKind = (state: string): StatusKind => HOME_KIND[state] ?? 'muted'
export const importKind = (state: string): StatusKind => IMPORT_KIND[state] ?? 'muted'

/** 2019-03-02 至 今; an unknown beginning is said. */
export function period(row: { since?: string | null; until?: string | null }): string {
  return `${row.since ?? '起始不详'} 至 ${row.until ?? '今'}`
}

/** Today as the API writes days. */
export function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
}
