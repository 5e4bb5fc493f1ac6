/** States of a tile on the wall: a sign and a word beside the colour, and which come first. */

export type WallState = 'alert' | 'offline' | 'never' | 'online'

export const STATES: Record<WallState, { title: string; sign: string; turn: number }> = {
  alert: { title: '报警', sign: '▲', turn: 0 },
  offline: { title: '离线', sign: '✕', turn: 1 },
  never: { title: '从未上报', sign: '○', turn: 2 },
  online: { title: '在线', sign: '●', turn: 3 },
}

const AWAY = ['offline', 'gateway_offline']

/** What to show of a device: an alert counts more than its being away, unless that is all the alert says. */
export function wallState(online: boolean | null, alert: string | undefined): WallState {
  if (alert && !(AWAY.includes(alert) && online === false)) return 'alert'
  if (online === null) return 'never'
  return online ? 'online' : 'offline'
}
