/** A form sent twice over a bad line opens one case: the same words carry the same key until they are changed. */
import { randomKey } from '@/api'

/** Gives the header for a body; a new key as soon as the body differs. */
export function useOnce(): (body: unknown) => { 'Idempotency-Key': string } {
  let last = ''
  let key = ''
  return (body) => {
    const text = JSON.stringify(body)
    if (text !== last) [last, key] = [text, randomKey()]
    return { 'Idempotency-Key': key }
  }
}
