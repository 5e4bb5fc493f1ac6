/** Reading the latest: answers that come in another order than they were asked for, and what an action answered meanwhile. */
import { expect, test } from 'vitest'
import { useLatest } from './load'

function answers(): { fetch: () => Promise<string>; say: ((text: string) => void)[] } {
  const say: ((text: string) => void)[] = []
  return { say, fetch: () => new Promise((resolve) => say.push(resolve)) }
}

test('an older answer never replaces a newer one', async () => {
  const { fetch, say } = answers()
  const { data, load } = useLatest(fetch)
  const both = [load(), load()]
  say[1]!('newer')
  say[0]!('older')
  await Promise.all(both)
  expect(data.value).toBe('newer')
})

test('what an action answered stays, whatever a reading under way still brings', async () => {
  const { fetch, say } = answers()
  const { data, load, put } = useLatest(fetch)
  const reading = load()
  put('done')
  say[0]!('before')
  await reading
  expect(data.value).toBe('done')
})
