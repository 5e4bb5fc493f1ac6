/** Visits on their way: written on the phone first, sent when there is a network, never twice (each has its own key). */
import { ref } from 'vue'
import { createStore, delMany, entries, get, set, type UseStore } from 'idb-keyval'
import { ApiError, api, asApiError, unwrap } from '@/api'
import { contextHeaders } from '@/api/context'
import { currentUser } from '@/kit/light'
import type { Report, Stop } from '../../carewords'

export interface Waiting {
  visit: number | null
  elder: number
  name: string
  report: Report
  /** Photos not yet sent. */
  photos: Blob[]
  problem: string
}

const AGAIN_MS = 10_000
let opened: UseStore | undefined
function store(): UseStore {
  return (opened ??= createStore('linli-visits', 'queue'))
}
function mine(key: string): string {
  return `${currentUser.value?.user_id ?? 0}:${key}`
}

export const waiting = ref<Waiting[]>([])
export const sending = ref(false)
let timer: number | undefined

/** The round as it was when there was a network, so that it can be read on the stairs. */
export async function keepRound(stops: Stop[]): Promise<void> {
  await set(mine('round'), { at: Date.now(), stops: JSON.parse(JSON.stringify(stops)) }, store())
}
export async function keptRound(): Promise<{ at: number; stops: Stop[] } | undefined> {
  return get(mine('round'), store())
}

export async function load(): Promise<void> {
  const all = await entries<string, Waiting>(store())
  waiting.value = all.filter(([key]) => String(key).startsWith(mine('visit:'))).map(([, value]) => value)
}

async function keep(one: Waiting): Promise<void> {
  const plain = { ...one, report: JSON.parse(JSON.stringify(one.report)), photos: [...one.photos] }
  await set(mine(`visit:${one.report.key}`), plain, store())
}

/** Written down on the phone; sent at once when possible. */
export async function add(one: Waiting): Promise<void> {
  await keep(one)
  await load()
  await flush()
}

export async function drop(one: Waiting): Promise<void> {
  await delMany([mine(`visit:${one.report.key}`)], store())
  await load()
}

async function sendPhoto(blob: Blob, elder: number): Promise<number> {
  const form = new FormData()
  form.append('file', blob, 'visit.jpg')
  form.append('elder_id', String(elder))
  const headers = contextHeaders('POST')
  delete headers['Idempotency-Key'] // a form has another boundary each time; a photo sent twice does no harm
  const answer = await fetch('/api/eldercare/visits/photos', { method: 'POST', body: form, headers, credentials: 'same-origin' })
  const body = (await answer.json().catch(() => ({}))) as { id?: number; error?: { code: string; message: string } }
  if (!answer.ok || !body.id) throw new ApiError(body.error?.code ?? 'photo', body.error?.message ?? '照片没有传上去', answer.status)
  return body.id
}

async function deliver(one: Waiting): Promise<void> {
  while (one.photos.length) {
    one.report.photos = [...(one.report.photos ?? []), await sendPhoto(one.photos[0]!, one.elder)]
    one.photos.shift()
    await keep(one)
  }
  const headers = { 'Idempotency-Key': one.report.key }
  if (one.visit) await unwrap(api.POST('/api/eldercare/visits/{visit_id}/check-in', { params: { path: { visit_id: one.visit } }, body: one.report, headers }))
  else await unwrap(api.POST('/api/eldercare/elders/{elder_id}/visits', { params: { path: { elder_id: one.elder } }, body: one.report, headers }))
}

/** Sends what waits, one after the other; a refusal is shown and does not hold up the others. Answers how many were sent. */
export async function flush(): Promise<number> {
  if (sending.value) return 0
  sending.value = true
  window.clearTimeout(timer)
  let sent = 0
  try {
    for (const one of [...waiting.value]) {
      try {
        await deliver(one)
        await drop(one)
        sent += 1
      } catch (thrown) {
        const error = asApiError(thrown)
        const refused = error.status >= 400 && error.status < 500 && error.status !== 429 && error.status !== 401
        await keep({ ...one, problem: refused ? error.message : '' })
        if (!refused) break
      }
    }
    await load()
  } finally {
    sending.value = false
  }
  if (waiting.value.some((one) => !one.problem)) timer = window.setTimeout(() => void flush(), AGAIN_MS)
  return sent
}
