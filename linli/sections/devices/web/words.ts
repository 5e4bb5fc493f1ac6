/** Words of the devices section, the same on every page. */
import type { components } from '@/api'

export type DeviceRow = components['schemas']['DeviceRow']
export type Device = components['schemas']['DeviceOut']
export type DeviceType = components['schemas']['DeviceTypeOut']
export type Value = components['schemas']['DeviceValueOut']
export type Keyed = components['schemas']['DeviceKeyOut']

type Kind = 'ok' | 'info' | 'warn' | 'danger' | 'muted'

export const PRESENCE = [
  { value: 'online', label: '在线' },
  { value: 'offline', label: '离线' },
  { value: 'never', label: '从未上报' },
]

/** How a device is doing, in a word and a kind. */
export function presence(device: { status: string; online: boolean | null }): { text: string; kind: Kind } {
  if (device.status === 'retired') return { text: '已停用', kind: 'muted' }
  if (device.online === null) return { text: '从未上报', kind: 'info' }
  return device.online ? { text: '在线', kind: 'ok' } : { text: '离线', kind: 'danger' }
}

/** The newest values in one line. */
export function summary(values: readonly Value[]): string {
  return values
    .filter((value) => value.kind === 'property')
    .slice(0, 3)
    .map((value) => `${value.title} ${value.text}`)
    .join('，')
}

/** How a device reaches the platform (接入方式). */
export const LINES: Record<string, string> = { mqtt: 'MQTT', watch: '手表 TCP', http: 'HTTP', ocpp: 'OCPP 充电桩' }

/** Kinds of a command's parameters. */
export const PARAMETER_KINDS: Record<string, string> = { number: '数字', choice: '选项', flag: '是或否', text: '文字', phone: '电话号码' }

export const MEMBER_KINDS: Record<string, string> = { property: '属性', event: '事件', command: '指令' }
