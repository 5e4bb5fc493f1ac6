import { describe, expect, it } from 'vitest'
import { fmtAgo, fmtBytes, fmtDate, fmtDuration, fmtMoney, fmtNumber, fmtPercent, fmtTime, fmtTimeFull, maskPhone } from './format'

const now = new Date('2026-11-22T14:05:00+08:00')

describe('times', () => {
  it('writes this year without the year', () => {
    expect(fmtTime('2026-11-22T06:05:00Z', now)).toBe('11月22日 14:05')
    expect(fmtTime('2025-03-01T00:00:09Z', now)).toBe('2025年3月1日 08:00')
    expect(fmtTime(null)).toBe('—')
    expect(fmtTime('not a time')).toBe('—')
  })

  it('keeps a bare date on its own day', () => {
    expect(fmtDate('2026-11-22', now)).toBe('11月22日')
    expect(fmtDate('1950-01-31', now)).toBe('1950年1月31日')
  })

  it('crosses midnight in Shanghai, not in London', () => {
    expect(fmtTime('2026-11-21T16:30:00Z', now)).toBe('11月22日 00:30')
    expect(fmtTimeFull('2026-11-21T16:30:07Z')).toBe('2026年11月22日 00:30:07')
  })

  it('says how long ago', () => {
    const ago = (text: string) => fmtAgo(text, now)
    expect(ago('2026-11-22T14:04:30+08:00')).toBe('刚刚')
    expect(ago('2026-11-22T14:02:00+08:00')).toBe('3 分钟前')
    expect(ago('2026-11-22T09:05:00+08:00')).toBe('5 小时前')
    expect(ago('2026-11-21T01:00:00+08:00')).toBe('昨天 01:00')
    expect(ago('2026-11-19T14:00:00+08:00')).toBe('3 天前')
    expect(ago('2026-11-01T14:00:00+08:00')).toBe('11月1日')
    expect(ago('2026-11-22T17:05:00+08:00')).toBe('3 小时后')
    expect(ago('2026-11-23T23:00:00+08:00')).toBe('明天 23:00')
  })

  it('says how long', () => {
    expect([0, 59, 60, 200, 7500, 270_000].map(fmtDuration)).toEqual([
      '0 秒', '59 秒', '1 分钟', '3 分 20 秒', '2 小时 5 分', '3 天 3 小时',
    ])
  })
})

describe('numbers', () => {
  it('writes money from fen', () => {
    expect(fmtMoney(123_456)).toBe('¥1,234.56')
    expect(fmtMoney(-5)).toBe('-¥0.05')
    expect(fmtMoney(0)).toBe('¥0.00')
    expect(fmtMoney(null)).toBe('—')
  })

  it('writes numbers, shares and sizes', () => {
    expect(fmtNumber(1234567.891)).toBe('1,234,567.89')
    expect(fmtPercent(0.8534)).toBe('85.3%')
    expect(fmtBytes(512)).toBe('512 B')
    expect(fmtBytes(12_900_000)).toBe('12.3 MB')
  })

  it('masks phones', () => {
    expect(maskPhone('13812345678')).toBe('138****5678')
    expect(maskPhone('138****5678')).toBe('138****5678')
    expect(maskPhone('0537-2345678')).toBe('*******5678')
    expect(maskPhone('')).toBe('—')
  })
})
