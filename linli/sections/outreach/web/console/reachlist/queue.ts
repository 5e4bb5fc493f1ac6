/** Ticks on their way to the server. */
import { api, unwrap } from '@/api'
import { offlineQueue, type Waiting } from '@/kit/light'
import type { ListStop, Tick } from '../../campaignwords'

export interface WaitingTick extends Waiting {
  target: number
  tick: Tick
}

export const queue = offlineQueue<WaitingTick, ListStop>({
  name: 'linli-reach',
  keys: { work: 'tick', list: 'list' },
  keyOf: (one) => one.tick.key,
  deliver: (one) => unwrap(api.POST('/api/outreach/targets/{target_id}/tick', { params: { path: { target_id: one.target } }, body: one.tick, headers: { 'Idempotency-Key': one.tick.key } })),
})
