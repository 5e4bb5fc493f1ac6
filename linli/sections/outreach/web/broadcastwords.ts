/** Words of the broadcasts (智慧广播). */
import type { components } from '@/api'
import type { StatusKind } from '@/kit/light'

export type BroadcastRow = components['schemas']['BroadcastRow']
export type Broadcast = components['schemas']['BroadcastOut']
export type Play = components['schemas']['PlaySteps']
export type PlayRow = components['schemas']['PlayRow']
export type Zone = components['schemas']['ZoneOut']
export type Speaker = components['schemas']['LoudspeakerOut']
export type Programme = components['schemas']['ProgrammeOut']
export type Speech = components['schemas']['SpeechOut']

export const SEND = 'outreach.broadcast.send'
export const URGENT = 'outreach.broadcast.urgent'
export const MANAGE = 'outreach.broadcast.manage'
export const TOPIC = 'outreach.broadcasts'
export const WEEK = ['一', '二', '三', '四', '五', '六', '日'] as const

export const STATES: Record<string, StatusKind> = { planned: 'info', playing: 'ok', done: 'muted', withdrawn: 'warn' }
export const PLAYS: Record<string, { kind: StatusKind; label: string }> = {
  waiting: { kind: 'info', label: '等待音箱' },
  accepted: { kind: 'info', label: '音箱已收下' },
  playing: { kind: 'ok', label: '播放中' },
  paused: { kind: 'warn', label: '被打断' },
  played: { kind: 'ok', label: '已播完' },
  skipped: { kind: 'muted', label: '按规则跳过' },
  missed: { kind: 'danger', label: '没有播到' },
  failed: { kind: 'danger', label: '播放失败' },
  withdrawn: { kind: 'warn', label: '已撤回' },
}

/** Ready texts to begin with; what is in〔〕is to be filled in. */
export const READY = [
  { title: '停水通知', text: '各位居民请注意：因〔水箱清洗〕，〔11月25日8:00-17:00〕〔1至8号楼〕停水，请提前储水。咨询电话：〔0537-2212345〕。' },
  { title: '停电通知', text: '各位居民请注意：因〔线路检修〕，〔11月25日9:00-12:00〕〔全小区〕停电，请提前安排，不要乘坐电梯。' },
  { title: '大风降温', text: '气象台发布大风降温预警，〔今晚〕气温将降到〔-8℃〕，请关好门窗，收好阳台上的东西，老人和孩子注意保暖。' },
  { title: '防火提醒', text: '天干物燥，小心火烛。请不要在楼道里停放电动车和充电，出门前关好燃气和电源。发现火情请拨打119。' },
  { title: '反诈提醒', text: '陌生来电让您转账、要验证码、下载软件共享屏幕的，都是诈骗。拿不准时请先问家人，或拨打96110。' },
  { title: '疏散（紧急）', text: '请注意，这里是紧急广播。〔3号楼〕发生〔火情〕，请立即从楼梯有序撤离，不要乘坐电梯，到〔中心广场〕集合。' },
] as const

/** 83.5 → “1 分 24 秒”. */
export function lasts(seconds: number): string {
  const whole = Math.round(seconds)
  if (!whole) return '—'
  return whole < 60 ? `${whole} 秒` : `${Math.floor(whole / 60)} 分 ${whole % 60} 秒`
}

const CLOCK = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })

/** The time of day to the second: “10:15:02”. */
export function clock(at: string): string {
  return CLOCK.format(new Date(at))
}

/** Days of a programme: “每天”, “周一至周五”, “周一、三”. */
export function days(weekdays: number[]): string {
  if (weekdays.length === 7) return '每天'
  if (weekdays.join() === '0,1,2,3,4') return '周一至周五'
  return `周${weekdays.map((day) => WEEK[day]).join('、')}`
}

/** Volumes as spans: “8–12 点 70%，12–14 点 40%”; hours without sound are left out. */
export function volumeWords(volumes: number[]): string {
  const spans: { from: number; to: number; volume: number }[] = []
  volumes.forEach((volume, hour) => {
    const last = spans.at(-1)
    if (last && last.volume === volume) last.to = hour + 1
    else spans.push({ from: hour, to: hour + 1, volume })
  })
  const heard = spans.filter((span) => span.volume)
  return heard.length ? heard.map((span) => `${span.from}–${span.to} 点 ${span.volume}%`).join('，') : '平时不播放'
}
