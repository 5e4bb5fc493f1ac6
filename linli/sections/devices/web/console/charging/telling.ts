/** Telling a pile something and waiting for its answer. */
import { api, unwrap } from '@/api'

export interface Told {
  code: string
  title: string
  params: Record<string, string | number | boolean>
}

const POLL_MS = 700
const PATIENCE_MS = 35_000

/** Sends the command; resolves with what the pile said, rejects with why it did not. */
export async function tellPile(device_id: number, told: Told): Promise<string> {
  const path = { path: { device_id } }
  const sent = await unwrap(api.POST('/api/devices/devices/{device_id}/commands', { params: path, body: { code: told.code, params: told.params, timeout_s: 30, keep_s: 0, note: '' } }))
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until) {
    await new Promise((resolve) => window.setTimeout(resolve, POLL_MS))
    const page = await unwrap(api.GET('/api/devices/devices/{device_id}/commands', { params: { ...path, query: { size: 10 } } }))
    const found = page.items.find((one) => one.id === sent.id)
    if (found?.state === 'done') return `${told.title}：${found.text}`
    if (found && (found.state === 'failed' || found.state === 'timed_out')) throw new Error(`${told.title}：${found.text}`)
  }
  throw new Error(`${told.title}：桩没有回答`)
}
