import { effectScope, type EffectScope } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useLive } from './live'

class FakeSource {
  static all: FakeSource[] = []
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onerror: (() => void) | null = null
  closed = false
  constructor(readonly url: string) {
    FakeSource.all.push(this)
  }
  close(): void {
    this.closed = true
  }
}

let scope: EffectScope

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', FakeSource)
  FakeSource.all = []
  scope = effectScope()
})

afterEach(() => {
  scope.stop()
  vi.advanceTimersByTime(100)
  vi.useRealTimers()
})

const open = () => FakeSource.all.filter((source) => !source.closed)

it('opens one stream for all topics of the page and tells only who listens', () => {
  const cases = vi.fn()
  const alerts = vi.fn()
  scope.run(() => {
    useLive(['cases'], cases)
    useLive(['alerts', 'cases'], alerts)
  })
  vi.advanceTimersByTime(60)
  expect(open().map((source) => source.url)).toEqual(['/live?topics=alerts%2Ccases'])
  open()[0]!.onopen!()
  open()[0]!.onmessage!({ data: 'alerts' })
  expect([cases.mock.calls.length, alerts.mock.calls.length]).toEqual([0, 1])
})

it('folds a burst into one call now and one at its end', () => {
  const refetch = vi.fn()
  scope.run(() => useLive(['cases'], refetch))
  vi.advanceTimersByTime(60)
  open()[0]!.onopen!()
  for (let turn = 0; turn < 20; turn += 1) open()[0]!.onmessage!({ data: 'cases' })
  expect(refetch).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(800)
  expect(refetch).toHaveBeenCalledTimes(2)
})

it('comes back by itself, polls meanwhile, and fetches what it missed', () => {
  const refetch = vi.fn()
  const live = scope.run(() => useLive(['cases'], refetch))!
  vi.advanceTimersByTime(60)
  open()[0]!.onopen!()
  expect(live.connected.value).toBe(true)
  open()[0]!.onerror!()
  expect(live.connected.value).toBe(false)
  for (let turn = 0; turn < 5; turn += 1) {
    vi.advanceTimersByTime(4000)
    open()[0]?.onerror!()
  }
  expect(refetch).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(15_000)
  const before = refetch.mock.calls.length
  open()[0]!.onopen!()
  vi.advanceTimersByTime(1000)
  expect(live.connected.value).toBe(true)
  expect(refetch.mock.calls.length).toBe(before + 1)
  vi.advanceTimersByTime(60_000)
  expect(refetch.mock.calls.length).toBe(before + 1)
})

it('closes the stream when nobody listens any more', () => {
  scope.run(() => useLive(['cases'], vi.fn()))
  vi.advanceTimersByTime(60)
  scope.stop()
  vi.advanceTimersByTime(60)
  expect(open()).toEqual([])
})
