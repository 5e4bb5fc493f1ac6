import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, type EffectScope } from 'vue'
import { useUploads } from './uploads'

type Answer = { status: number; body: object } | 'offline'
let answers: Answer[] = []
let sent = 0

class FakeCall {
  upload: { onprogress?: (event: object) => void } = {}
  onload?: () => void
  onerror?: () => void
  status = 0
  responseText = ''
  timeout = 0
  open(): void {}
  setRequestHeader(): void {}
  send(): void {
    sent += 1
    const answer = answers.shift() ?? { status: 200, body: { id: sent } }
    queueMicrotask(() => {
      if (answer === 'offline') return this.onerror?.()
      this.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 2 })
      this.status = answer.status
      this.responseText = JSON.stringify(answer.body)
      this.onload?.()
    })
  }
}

const options = { url: '/api/cases/photos', name: 'photo.jpg', max: 3, limitMb: 1, word: '照片' }
const photo = (size = 10) => new Blob([new Uint8Array(size)], { type: 'image/jpeg' })
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await nextTick()
}

describe('useUploads', () => {
  let scope: EffectScope
  let uploads: ReturnType<typeof useUploads>
  beforeEach(() => {
    answers = []
    sent = 0
    vi.stubGlobal('XMLHttpRequest', FakeCall)
    vi.useFakeTimers()
    scope = effectScope()
    uploads = scope.run(() => useUploads(options))!
  })
  afterEach(() => {
    scope.stop()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('sends in the background and gives the numbers when all is there', async () => {
    expect(await uploads.add(photo())).toBe('')
    expect(await uploads.add(photo())).toBe('')
    expect(await uploads.settled()).toEqual([1, 2])
    expect(uploads.shots.map((shot) => shot.state)).toEqual(['sent', 'sent'])
  })

  it('waits without a network and goes on by itself when it is back', async () => {
    answers = ['offline']
    await uploads.add(photo())
    await settle()
    expect(uploads.shots[0]!.state).toBe('waiting')
    window.dispatchEvent(new Event('online'))
    await settle()
    expect(uploads.shots[0]).toMatchObject({ state: 'sent', id: 2 })
  })

  it('tries again after a while where no event tells that the line is back', async () => {
    answers = ['offline', { status: 503, body: {} }]
    await uploads.add(photo())
    await settle()
    await vi.advanceTimersByTimeAsync(4000)
    expect(uploads.shots[0]).toMatchObject({ state: 'waiting', problem: '服务器正忙，稍后自动再传' })
    await vi.advanceTimersByTimeAsync(4000)
    expect(uploads.shots[0]!.state).toBe('sent')
    expect(sent).toBe(3)
  })

  it('does not send again what the server refused, and says why', async () => {
    answers = [{ status: 422, body: { error: { message: '这不是一张可以打开的图片' } } }]
    await uploads.add(photo())
    await settle()
    expect(uploads.shots[0]).toMatchObject({ state: 'failed', problem: '这不是一张可以打开的图片' })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(sent).toBe(1)
    await expect(uploads.settled()).rejects.toThrow('有照片没有传上去')
    uploads.remove(uploads.shots[0]!)
    expect(await uploads.settled()).toEqual([])
  })

  it('tells that nothing is lost when the form is sent without a network', async () => {
    answers = ['offline', 'offline']
    await uploads.add(photo())
    await settle()
    await expect(uploads.settled()).rejects.toThrow('现在没有网')
    expect(uploads.shots).toHaveLength(1)
  })

  it('takes no more and nothing larger than allowed', async () => {
    expect(await uploads.add(photo(2 * 1024 * 1024))).toContain('超过 1 MB')
    for (let nth = 0; nth < 3; nth += 1) expect(await uploads.add(photo())).toBe('')
    expect(await uploads.add(photo())).toContain('最多 3 张')
    await uploads.done()
    expect(uploads.shots).toHaveLength(0)
  })
})
