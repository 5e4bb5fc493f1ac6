import { describe, expect, it } from 'vitest'
import { airs, hours, nextItem, onAir, stay, type PlayItem } from './playlist'

const item = (id: number, more: Partial<PlayItem> = {}): PlayItem => ({
  id, kind: '通知', text: `第${id}条`, starts_at: '2026-11-01T00:00:00+08:00', ends_at: '2026-12-01T00:00:00+08:00', weekdays: [], from_time: null, to_time: null, seconds: 15, ...more,
})
const at = (text: string) => Date.parse(`${text}+08:00`)

describe('playlist', () => {
  it('keeps dates, days of the week and hours in Chinese time', () => {
    const one = item(1, { weekdays: [1, 7], from_time: '08:00', to_time: '12:00' })
    const moments = ['2026-11-22T08:00:00', '2026-11-22T11:59:59', '2026-11-22T12:00:00', '2026-11-22T07:59:00', '2026-11-23T09:00:00', '2026-11-24T09:00:00', '2026-12-06T09:00:00']
    expect(moments.map((moment) => airs(one, at(moment)))).toEqual([true, true, false, false, true, false, false])
  })

  it('drops what has expired by the clock alone', () => {
    const items = [item(1, { ends_at: '2026-11-22T10:00:00+08:00' }), item(2)]
    expect(onAir(items, at('2026-11-22T09:59:59')).map((one) => one.id)).toEqual([1, 2])
    expect(onAir(items, at('2026-11-22T10:00:00')).map((one) => one.id)).toEqual([2])
  })

  it('plays in order and begins again, leaving out what is not on the air', () => {
    const items = [item(1), item(2, { weekdays: [1] }), item(3)]
    const sunday = at('2026-11-22T09:00:00')
    const played: (number | undefined)[] = []
    let last: number | null = null
    for (let turn = 0; turn < 4; turn++) {
      last = nextItem(items, last, sunday)?.id ?? null
      played.push(last ?? undefined)
    }
    expect(played).toEqual([1, 3, 1, 3])
    expect(nextItem([item(1)], 1, sunday)?.id).toBe(1)
    expect(nextItem([], 7, sunday)).toBeNull()
    expect(nextItem(items, 99, sunday)?.id).toBe(1)
  })

  it('stays long enough to be read', () => {
    expect([stay(item(1), 4), stay(item(1), 40.2)]).toEqual([15, 41])
  })

  it('says when', () => {
    expect(hours(item(1))).toBe('每天')
    expect(hours(item(1, { weekdays: [1, 3], from_time: '08:00:00', to_time: '17:30:00' }))).toBe('星期一、三 8:00–17:30')
  })
})
