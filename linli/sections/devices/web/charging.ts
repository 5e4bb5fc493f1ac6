/** Words of charging (充电), the same on the console and on the phone. */
import type { components } from '@/api'
import type { StatusKind } from '@/kit/light'

export type Pile = components['schemas']['PileOut']
export type Connector = components['schemas']['ConnectorOut']
export type Session = components['schemas']['ChargeSessionOut']
export type SessionRow = components['schemas']['SessionRow']
export type Tariff = components['schemas']['TariffOut']
export type Spot = components['schemas']['SpotOut']
export type SpotRow = components['schemas']['SpotRow']
export type Period = components['schemas']['PeriodOut']

const LEVELS: StatusKind[] = ['ok', 'info', 'info', 'danger', 'muted']
const STATES: Record<string, StatusKind> = { starting: 'info', running: 'ok', ended: 'muted', failed: 'warn' }

/** How a connector is doing. */
export function connectorKind(level: number): StatusKind {
  return LEVELS[level] ?? 'muted'
}

/** How a session stands. */
export function stateKind(state: string): StatusKind {
  return STATES[state] ?? 'muted'
}

/** 3210 Wh → “3.21”: what people call 度. */
export function kwh(wh: number): string {
  return (wh / 1000).toFixed(2)
}

/** 480 → “8:00”. */
export function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** Energy and service together, in yuan per kWh, without empty decimals. */
export function whole(period: Period): string {
  return perKwh(Number(period.energy) + Number(period.service))
}

/** A price with as many decimals as it needs, at least two. */
export function perKwh(yuan: number): string {
  return yuan.toFixed(4).replace(/0{1,2}$/, '')
}

/** How long it has been going on: “1 小时 5 分”. */
export function lasted(since: string | null, until: string | null): string {
  if (!since) return '—'
  const minutes = Math.max(0, Math.floor(((until ? Date.parse(until) : Date.now()) - Date.parse(since)) / 60_000))
  return minutes < 60 ? `${minutes} 分钟` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`
}
