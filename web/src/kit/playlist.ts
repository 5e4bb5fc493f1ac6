/** The playlist (节目单) of the hall screen: what is on the air, and what comes next. Works without a network. */

export interface PlayItem {
  id: number
  kind: string
  text: string
  starts_at: string
  ends_at: string
  /** Days of the week, 1 (星期一) to 7 (星期日); empty: every day. */
  weekdays: number[]
  /** HH:MM in China; null: all day. */
  from_time: string | null
  to_time: string | null
  seconds: number
  /** Whether the reader may change it. */
  own?: boolean
}

const ZONE = 8 * 3600_000

/** Whether an item is shown at that moment: within its dates, its days of the week and its hours, in Chinese time. */
export function airs(item: PlayItem, at: number): boolean {
  if (at < Date.parse(item.starts_at) || at >= Date.parse(item.ends_at)) return false
  const here = new Date(at + ZONE)
  if (item.weekdays.length && !item.weekdays.includes(here.getUTCDay() || 7)) return false
  const clock = here.toISOString().slice(11, 16)
  return item.from_time === null || item.to_time === null || (item.from_time <= clock && clock < item.to_time)
}

/** The items on the air, in the order of the list. */
export function onAir(items: readonly PlayItem[], at: number): PlayItem[] {
  return items.filter((item) => airs(item, at))
}

/** What follows the item `last` (its id, or null at the beginning); null when nothing is on the air. */
export function nextItem(items: readonly PlayItem[], last: number | null, at: number): PlayItem | null {
  const place = items.findIndex((item) => item.id === last)
  const turned = [...items.slice(place + 1), ...items.slice(0, place + 1)]
  return turned.find((item) => airs(item, at)) ?? null
}

/** How long an item stays: its seconds, or as long as its text needs to pass at a reading pace. */
export function stay(item: PlayItem, passSeconds: number): number {
  return Math.max(item.seconds, Math.ceil(passSeconds))
}

/** 星期一、三、五；8:00–12:00 — when an item is shown, in words. */
export function hours(item: Pick<PlayItem, 'weekdays' | 'from_time' | 'to_time'>): string {
  const days = item.weekdays.length && item.weekdays.length < 7 ? `星期${item.weekdays.map((day) => '一二三四五六日'[day - 1]).join('、')}` : '每天'
  const clock = (time: string) => time.slice(0, 5).replace(/^0/, '')
  return item.from_time && item.to_time ? `${days} ${clock(item.from_time)}–${clock(item.to_time)}` : days
}
