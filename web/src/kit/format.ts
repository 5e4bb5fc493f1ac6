/** How times, money and numbers read on every face; all times are shown in Asia/Shanghai. */

export type TimeInput = string | number | Date | null | undefined

const ZONE = 'Asia/Shanghai'
const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** A date, or null when there is none; a bare date (2026-11-22) means that day in Shanghai. */
export function toDate(value: TimeInput): Date | null {
  if (value === null || value === undefined || value === '') return null
  const text = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00+08:00` : value
  const date = text instanceof Date ? text : new Date(text)
  return Number.isNaN(date.getTime()) ? null : date
}

interface Pieces {
  year: number
  month: number
  day: number
  time: string
}

function pieces(date: Date): Pieces {
  const found = Object.fromEntries(parts.formatToParts(date).map((part) => [part.type, part.value]))
  return {
    year: Number(found.year),
    month: Number(found.month),
    day: Number(found.day),
    time: `${found.hour}:${found.minute}`,
  }
}

/** 11月22日 14:05; another year is written out: 2025年11月22日 14:05. */
export function fmtTime(value: TimeInput, now: Date = new Date()): string {
  const date = toDate(value)
  if (!date) return '—'
  const at = pieces(date)
  return `${fmtDate(date, now)} ${at.time}`
}

/** 11月22日, or 2025年11月22日 for another year. */
export function fmtDate(value: TimeInput, now: Date = new Date()): string {
  const date = toDate(value)
  if (!date) return '—'
  const at = pieces(date)
  const year = at.year === pieces(now).year ? '' : `${at.year}年`
  return `${year}${at.month}月${at.day}日`
}

/** 2026年11月22日 14:05:06, for tooltips and evidence. */
export function fmtTimeFull(value: TimeInput): string {
  const date = toDate(value)
  if (!date) return '—'
  const at = pieces(date)
  const seconds = String(date.getUTCSeconds()).padStart(2, '0')
  return `${at.year}年${at.month}月${at.day}日 ${at.time}:${seconds}`
}

/** 刚刚, 3 分钟前, 2 小时前, 昨天 14:05, 5 天前, then the date; the future reads 3 小时后. */
export function fmtAgo(value: TimeInput, now: Date = new Date()): string {
  const date = toDate(value)
  if (!date) return '—'
  const seconds = Math.round((now.getTime() - date.getTime()) / 1000)
  const tail = seconds < 0 ? '后' : '前'
  const size = Math.abs(seconds)
  if (size < 45) return seconds < 0 ? '马上' : '刚刚'
  if (size < 3600) return `${Math.max(1, Math.round(size / 60))} 分钟${tail}`
  const days = dayNumber(now) - dayNumber(date)
  if (days === 0 || size < 6 * 3600) return `${Math.round(size / 3600)} 小时${tail}`
  if (days === 1) return `昨天 ${pieces(date).time}`
  if (days === -1) return `明天 ${pieces(date).time}`
  if (Math.abs(days) < 7) return `${Math.abs(days)} 天${tail}`
  return fmtDate(date, now)
}

/** Days since 1970 as counted in Shanghai (UTC+8, no summer time). */
function dayNumber(date: Date): number {
  return Math.floor((date.getTime() + 8 * 3600_000) / 86_400_000)
}

/** How long something takes: 45 秒, 3 分 20 秒, 2 小时 5 分, 3 天 4 小时. */
export function fmtDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} 秒`
  if (whole < 3600) return join(Math.floor(whole / 60), '分', whole % 60, '秒')
  if (whole < 86_400) return join(Math.floor(whole / 3600), '小时', Math.floor((whole % 3600) / 60), '分')
  return join(Math.floor(whole / 86_400), '天', Math.floor((whole % 86_400) / 3600), '小时')
}

function join(first: number, firstUnit: string, second: number, secondUnit: string): string {
  const one = `${first} ${firstUnit === '分' && second === 0 ? '分钟' : firstUnit}`
  return second === 0 ? one : `${one} ${second} ${secondUnit}`
}

/** Money from integer 分: ¥1,234.56. */
export function fmtMoney(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return '—'
  const sign = fen < 0 ? '-' : ''
  const whole = Math.abs(Math.round(fen))
  const yuan = Math.floor(whole / 100).toLocaleString('en-US')
  return `${sign}¥${yuan}.${String(whole % 100).padStart(2, '0')}`
}

/** 1,234 with at most `digits` decimals. */
export function fmtNumber(value: number | null | undefined, digits = 2): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '—'
  return value.toLocaleString('en-US', { maximumFractionDigits: digits })
}

/** 0.8534 → 85.3%. */
export function fmtPercent(share: number | null | undefined, digits = 1): string {
  if (share === null || share === undefined || Number.isNaN(share)) return '—'
  return `${(share * 100).toFixed(digits)}%`
}

/** 12.3 MB from bytes. */
export function fmtBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return '—'
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let size = bytes
  let unit = 0
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024
    unit += 1
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`
}

/** 138****5678; land lines keep their last four digits. */
export function maskPhone(phone: string | null | undefined): string {
  if (!phone) return '—'
  if (phone.includes('*')) return phone
  const digits = phone.replace(/\D/g, '')
  if (digits.length === 11 && digits.startsWith('1')) return `${digits.slice(0, 3)}****${digits.slice(-4)}`
  return digits.length > 4 ? `${'*'.repeat(digits.length - 4)}${digits.slice(-4)}` : '****'
}
