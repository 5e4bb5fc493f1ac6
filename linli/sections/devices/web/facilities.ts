/** Words of lighting, dispensers and lockers, the same on every page. */
import { fmtMoney, fmtTime, type StatusKind } from '@/kit/light'
import type { components } from '@/api'

type Schemas = components['schemas']
export type LampGroup = Schemas['LampGroupRow']
export type LampGroupFull = Schemas['LampGroupOut']
export type Lamp = Schemas['LampOut']
export type LampStep = Schemas['LampStep']
export type Night = Schemas['LampNightOut']
export type Dispenser = Schemas['DispenserRow']
export type DispenserFull = Schemas['DispenserOut']
export type WaterCard = Schemas['WaterCardOut']
export type Locker = Schemas['LockerRow']
export type LockerFull = Schemas['LockerOut']
export type Cell = Schemas['CellOut']
export type ParcelRow = Schemas['ParcelRow']
export type OwnParcel = Schemas['OwnParcel']

export const UNTIL = [
  { value: '1h', label: '1 小时' },
  { value: '2h', label: '2 小时' },
  { value: '4h', label: '4 小时' },
  { value: 'dawn', label: '到日出' },
  { value: 'next', label: '到下一时段' },
] as const

export const SIZES: Record<string, string> = { S: '小', M: '中', L: '大' }
export const WEEK = ['一', '二', '三', '四', '五', '六', '日']

/** 亮度 40% or 关灯. */
export const levelWords = (level: number | null): string => (level === null ? '未知' : level ? `亮度 ${level}%` : '关灯')

/** When a step begins, in words. */
export function stepWords(step: LampStep): string {
  const sun: Record<string, string> = { dusk: '日落', dawn: '日出' }
  const word = sun[step.at]
  const offset = step.offset ?? 0
  if (!word) return step.at
  return offset ? `${word}${offset > 0 ? '后' : '前'} ${Math.abs(offset)} 分钟` : `${word}时`
}

/** How a lamp is doing. */
export function lampState(lamp: Lamp): { text: string; kind: StatusKind } {
  if (lamp.fault) return { text: lamp.fault, kind: 'danger' }
  if (lamp.online === false) return { text: '离线，恢复后补发', kind: 'warn' }
  if (lamp.desired === null) return { text: levelWords(lamp.level), kind: 'muted' }
  if (!lamp.confirmed) return { text: lamp.tries > 1 ? `下发 ${lamp.tries} 次，等待确认` : '等待确认', kind: 'info' }
  return { text: levelWords(lamp.desired), kind: 'ok' }
}

/** How a cell is doing. */
export function cellState(cell: Cell): { text: string; kind: StatusKind } {
  if (cell.state === 'fault') return { text: '故障', kind: 'danger' }
  if (cell.open) return { text: '门开着', kind: 'warn' }
  if (cell.parcel?.overdue) return { text: `超时 ${Math.floor(cell.parcel.hours / 24)} 天`, kind: 'danger' }
  if (cell.parcel) return { text: cell.parcel.state_title, kind: 'info' }
  return { text: '空闲', kind: 'ok' }
}

export const litres = (ml: number): string => `${Number((ml / 1000).toFixed(1))} 升`
export const kwh = (wh: number): string => (wh / 1000).toFixed(wh < 10000 ? 2 : 1)
export const signed = (fen: number): string => `${fen > 0 ? '+' : ''}${fmtMoney(fen)}`
export const until = (at: string | null): string => (at ? `到 ${fmtTime(at)}` : '')
