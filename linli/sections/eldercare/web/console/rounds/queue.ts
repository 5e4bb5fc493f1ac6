/** Visits on their way to the server: the photos first, then the report that names them. */
import { ApiError, api, unwrap } from '@/api'
import { contextHeaders } from '@/api/context'
import { offlineQueue, type Waiting } from '@/kit/light'
import type { Report, Stop } from '../../carewords'

export interface WaitingVisit extends Waiting {
  visit: number | null
  elder: number
  report: Report
  /** Photos not yet sent. */
  photos: Blob[]
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

async function deliver(one: WaitingVisit, keep: (one: WaitingVisit) => Promise<void>): Promise<void> {
  while (one.photos.length) {
    one.report.photos = [...(one.report.photos ?? []), await sendPhoto(one.photos[0]!, one.elder)]
    one.photos.shift()
    await keep(one)
  }
  const headers = { 'Idempotency-Key': one.report.key }
  if (one.visit) await unwrap(api.POST('/api/eldercare/visits/{visit_id}/check-in', { params: { path: { visit_id: one.visit } }, body: one.report, headers }))
  else await unwrap(api.POST('/api/eldercare/elders/{elder_id}/visits', { params: { path: { elder_id: one.elder } }, body: one.report, headers }))
}

export const queue = offlineQueue<WaitingVisit, Stop>({
  name: 'linli-visits',
  keys: { work: 'visit', list: 'round' },
  keyOf: (one) => one.report.key,
  deliver,
})
