/** Files on their way: sent one by one in the background, kept on the device until the form is done, sent again after a lost connection. */
import { computed, onScopeDispose, reactive } from 'vue'
import { createStore, delMany, entries, set, type UseStore } from 'idb-keyval'
import { areaId, contextHeaders, randomKey } from '@/api/context'
import { currentUser } from '@/kit/session'

export interface Shot {
  key: string
  /** Preview address on this device. */
  preview: string
  /** 0 to 1 while it travels. */
  progress: number
  /** waiting: no network, sent again by itself; failed: the server refused it. */
  state: 'waiting' | 'sending' | 'sent' | 'failed'
  problem: string
  /** The server's number, once sent. */
  id: number | null
}

interface Kept {
  blob: Blob
  id: number | null
  at: number
}

export interface UploadOptions {
  /** Where to send. */
  url: string
  name: string
  max: number
  limitMb: number
  /** Word for what is sent: 照片, 语音. */
  word: string
  /** With a key the files survive a reload of the page until `done()`. */
  keep?: string
}

const KEPT_DAYS = 3
const AGAIN_MS = 4000
export const MB = 1024 * 1024
class Refused extends Error {}

let opened: UseStore | null | undefined
function store(): UseStore | null {
  if (opened !== undefined) return opened
  try {
    opened = 'indexedDB' in globalThis ? createStore('linli', 'uploads') : null
  } catch {
    opened = null
  }
  return opened
}

/** Keeping is a help, never a condition: a browser without room goes on in memory. */
async function quietly<T>(action: (db: UseStore) => Promise<T>): Promise<T | undefined> {
  const db = store()
  try {
    return db ? await action(db) : undefined
  } catch {
    return undefined
  }
}

function parse(text: string): { id?: number; error?: { message: string } } {
  try {
    return JSON.parse(text) as { id?: number }
  } catch {
    return {}
  }
}

function send(options: UploadOptions, blob: Blob, onProgress: (share: number) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest()
    call.open('POST', options.url)
    const headers = contextHeaders('POST')
    delete headers['Idempotency-Key'] // a form has another boundary each time; a file sent twice does no harm
    for (const [name, value] of Object.entries(headers)) call.setRequestHeader(name, value)
    call.timeout = 120_000
    call.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    call.onerror = call.ontimeout = () => reject(new Error('网络断了，连上后自动接着传'))
    call.onload = () => {
      const answer = parse(call.responseText)
      if (call.status < 300 && answer.id) resolve(answer.id)
      else if (call.status >= 500 || call.status === 429) reject(new Error('服务器正忙，稍后自动再传'))
      else reject(new Refused(answer.error?.message ?? '没有传上去，点一下重发'))
    }
    const form = new FormData()
    form.append('file', blob, options.name)
    if (areaId.value !== null) form.append('area_id', String(areaId.value))
    call.send(form)
  })
}

/** The files of one form. */
export function useUploads(options: UploadOptions) {
  const shots = reactive<Shot[]>([])
  const files = new Map<string, Blob>()
  const prefix = options.keep ? `${currentUser.value?.user_id ?? 0}:${options.keep}:` : ''
  let timer: number | undefined
  let line: Promise<void> = Promise.resolve()

  /** One after the other: a slow line is not shared by ten photos. */
  function queue(shot: Shot): Promise<void> {
    Object.assign(shot, { state: 'sending', problem: '', progress: 0 })
    line = line.then(() => deliver(shot))
    return line
  }

  async function deliver(shot: Shot): Promise<void> {
    const blob = files.get(shot.key)
    if (!blob || shot.state === 'sent') return
    try {
      shot.id = await send(options, blob, (share) => (shot.progress = share))
      shot.state = 'sent'
      await keep(shot, blob)
    } catch (thrown) {
      const refused = thrown instanceof Refused
      Object.assign(shot, { state: refused ? 'failed' : 'waiting', problem: (thrown as Error).message })
      if (!refused) later()
    }
  }

  async function keep(shot: Shot, blob: Blob): Promise<void> {
    if (prefix) await quietly((db) => set(prefix + shot.key, { blob, id: shot.id, at: Date.now() } satisfies Kept, db))
  }

  function later(): void {
    timer ??= window.setTimeout(resume, AGAIN_MS)
  }

  function resume(): void {
    window.clearTimeout(timer)
    timer = undefined
    for (const shot of shots) if (shot.state === 'waiting') void queue(shot)
  }

  function push(key: string, blob: Blob, id: number | null): Shot {
    files.set(key, blob)
    shots.push({ key, preview: URL.createObjectURL(blob), progress: 0, state: id === null ? 'waiting' : 'sent', problem: '', id })
    return shots[shots.length - 1]!
  }

  /** Takes a file on; answers what is wrong with it, or ''. */
  async function add(blob: Blob): Promise<string> {
    if (shots.length >= options.max) return `最多 ${options.max} ${options.word === '语音' ? '段' : '张'}${options.word}，多出的没有加上。`
    if (blob.size > options.limitMb * MB) return `这${options.word === '语音' ? '段' : '张'}${options.word}超过 ${options.limitMb} MB，请换小一点的。`
    const shot = push(randomKey(), blob, null)
    await keep(shot, blob)
    void queue(shot)
    return ''
  }

  function remove(shot: Shot): void {
    URL.revokeObjectURL(shot.preview)
    files.delete(shot.key)
    shots.splice(shots.indexOf(shot), 1)
    if (prefix) void quietly((db) => delMany([prefix + shot.key], db))
  }

  /** What was kept when the page went away. */
  async function restore(): Promise<void> {
    const kept = (await quietly((db) => entries<string, Kept>(db))) ?? []
    const old = Date.now() - KEPT_DAYS * 86_400_000
    await quietly((db) => delMany(kept.filter(([, one]) => one.at < old).map(([key]) => key), db))
    const mine = kept.filter(([key, one]) => String(key).startsWith(prefix) && one.at >= old)
    for (const [key, one] of mine.sort((a, b) => a[1].at - b[1].at)) push(String(key).slice(prefix.length), one.blob, one.id)
    resume()
  }

  /** The form has been saved: nothing needs to be kept. */
  async function done(): Promise<void> {
    const keys = shots.map((shot) => prefix + shot.key)
    shots.forEach((shot) => URL.revokeObjectURL(shot.preview))
    shots.splice(0)
    files.clear()
    if (prefix) await quietly((db) => delMany(keys, db))
  }

  /** Waits until everything is sent. Throws, in words for the person, when something cannot be. */
  async function settled(): Promise<number[]> {
    resume()
    await line
    if (shots.some((shot) => shot.state === 'failed')) throw new Error(`有${options.word}没有传上去：点“重发”，或点 × 去掉它。`)
    if (shots.some((shot) => shot.state !== 'sent')) throw new Error(`现在没有网。${options.word}和文字都留在手机里，连上网会自动接着传，传完再交就行。`)
    return shots.flatMap((shot) => (shot.id === null ? [] : [shot.id]))
  }

  if (prefix) void restore()
  window.addEventListener('online', resume)
  onScopeDispose(() => {
    window.removeEventListener('online', resume)
    window.clearTimeout(timer)
  })

  return {
    shots,
    add,
    remove,
    done,
    settled,
    again: queue,
    ids: computed(() => shots.flatMap((shot) => (shot.id === null ? [] : [shot.id]))),
    busy: computed(() => shots.some((shot) => shot.state === 'sending')),
    failed: computed(() => shots.some((shot) => shot.state === 'failed')),
  }
}
