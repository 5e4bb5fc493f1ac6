import { createApp, defineComponent, type App } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from '../api'
import { offlineQueue, useCarriedList, type CarriedList, type OfflineQueue, type Waiting } from './offline'
import { currentUser, enter, forgetMe, loadMe, type Me } from './session'

const disk = vi.hoisted(() => new Map<string, unknown>())
vi.mock('idb-keyval', () => ({
  createStore: (name: string) => name,
  get: async (key: string, store: string) => structuredClone(disk.get(`${store}/${key}`)),
  set: async (key: string, value: unknown, store: string) => void disk.set(`${store}/${key}`, structuredClone(value)),
  del: async (key: string, store: string) => void disk.delete(`${store}/${key}`),
  entries: async (store: string) => [...disk].filter(([key]) => key.startsWith(`${store}/`)).map(([key, value]) => [key.slice(store.length + 1), structuredClone(value)]),
}))

interface Visit extends Waiting {
  key: string
  photos: string[]
}

const gone = () => new TypeError('Failed to fetch')
const visit = (key: string, ...photos: string[]): Visit => ({ key, name: `${key}号`, problem: '', photos })
let arrived: string[]
let answers: (Error | null)[]
let app: App | undefined

/** A queue whose every sent piece takes the next of `answers`. */
function makeQueue(): OfflineQueue<Visit, string> {
  const send = (what: string) => {
    const answer = answers.shift()
    if (answer) throw answer
    arrived.push(what)
  }
  return offlineQueue<Visit, string>({
    name: 'test',
    keys: { work: 'visit', list: 'round' },
    keyOf: (one) => one.key,
    deliver: async (one, keep) => {
      for (; one.photos.length; await keep(one)) {
        send(one.photos[0]!)
        one.photos.shift()
      }
      send(one.key)
    },
  })
}

/** Opens a page that carries the list; answers once it has loaded. */
async function carry(read: () => Promise<string[]>): Promise<CarriedList<Visit, string>> {
  let list: CarriedList<Visit, string> | undefined
  const opened = vi.fn()
  app = createApp(defineComponent(() => {
    list = useCarriedList(makeQueue(), { read, topic: 'test', quietMs: 0, opened })
    return () => null
  }))
  app.mount(document.createElement('div'))
  await vi.waitFor(() => expect(opened).toHaveBeenCalledOnce())
  return list!
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  disk.clear()
  arrived = []
  answers = []
  enter({ user_id: 7, name: '张', areas: [] } as unknown as Me)
})

afterEach(() => {
  app?.unmount()
  app = undefined
  vi.useRealTimers()
})

it('writes down first, sends when it can, and tries again after ten seconds', async () => {
  const queue = makeQueue()
  answers = [gone()]
  await queue.add(visit('a'))
  expect([...disk.keys()]).toEqual(['test/7:visit:a'])
  expect(queue.waiting.value.map((one) => one.problem)).toEqual([''])
  await vi.advanceTimersByTimeAsync(10_000)
  expect(arrived).toEqual(['a'])
  expect(disk.size).toBe(0)
})

it('goes on after the last photo that arrived', async () => {
  answers = [null, gone()]
  await makeQueue().add(visit('a', 'one', 'two'))
  const later = makeQueue() // the page was closed in between
  await later.load()
  expect(await later.flush()).toBe(1)
  expect(arrived).toEqual(['one', 'two', 'a'])
})

it('shows a refusal and sends the others; an ended login and too many calls are none', async () => {
  const queue = makeQueue()
  answers = [new ApiError('login', '请先登录', 401), new ApiError('login', '请先登录', 401), new ApiError('often', '太频繁', 429)]
  await queue.add(visit('a'))
  await queue.add(visit('b'))
  await queue.flush()
  expect(queue.waiting.value.map((one) => one.problem)).toEqual(['', ''])
  answers = [new ApiError('done', '已经登记过了', 409)]
  expect(await queue.flush()).toBe(1)
  expect(queue.waiting.value.map((one) => [one.key, one.problem])).toEqual([['a', '已经登记过了']])
  await queue.drop(queue.waiting.value[0]!)
  expect(disk.size).toBe(0)
})

it('keeps each person’s work apart', async () => {
  answers = [gone()]
  await makeQueue().add(visit('a'))
  enter({ user_id: 8, name: '李', areas: [] } as unknown as Me)
  const other = makeQueue()
  await other.load()
  expect(other.waiting.value).toEqual([])
})

it('shows the kept list while the network is gone, but not to whom it is refused', async () => {
  const there = await carry(async () => ['12号楼'])
  expect([there.stops.value, there.keptAt.value]).toEqual([['12号楼'], null])
  app?.unmount()
  const away = await carry(() => Promise.reject(gone()))
  expect(away.stops.value).toEqual(['12号楼'])
  expect(away.keptAt.value).toBeGreaterThan(0)
  app?.unmount()
  const refused = await carry(() => Promise.reject(new ApiError('forbidden', '没有权限', 403)))
  expect([refused.stops.value, refused.problem.value]).toEqual([null, '没有权限'])
})

it('sends what waits as soon as the page opens, and reads the list anew', async () => {
  answers = [gone()]
  await makeQueue().add(visit('a'))
  const read = vi.fn(async () => ['12号楼'])
  const list = await carry(read)
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2))
  expect(arrived).toEqual(['a'])
  expect(list.pending.value).toEqual([])
})

it('forgets the lists with the login, and keeps the work that has not arrived', async () => {
  const queue = makeQueue()
  answers = [gone()]
  await queue.keepList(['12号楼'])
  await queue.add(visit('a'))
  forgetMe()
  await vi.waitFor(() => expect([...disk.keys()]).toEqual(['test/7:visit:a']))
})

it('knows without a network who was here, until the logout', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(gone()))
  expect((await loadMe()).user_id).toBe(7)
  expect(localStorage.getItem('linli.me')).toContain('"csrf":""')
  forgetMe()
  await expect(loadMe()).rejects.toThrow('没有网络')
  expect(currentUser.value).toBeNull()
})

it('sends what comes in while others are being sent, before it says so', async () => {
  const queue = makeQueue()
  await Promise.all([queue.add(visit('1', 'a')), queue.add(visit('2')), queue.add(visit('3'))])
  expect(arrived).toEqual(['a', '1', '2', '3'])
  expect([queue.waiting.value, queue.sending.value]).toEqual([[], false])
})

it('keeps to the latest reading: one begun before something was sent does not bring it back', async () => {
  const answersTo: ((stops: string[]) => void)[] = []
  const list = await carry(vi.fn<() => Promise<string[]>>().mockResolvedValueOnce(['1', '2']).mockImplementation(() => new Promise((resolve) => answersTo.push(resolve))))
  const [early, late] = [list.load(), list.load()]
  answersTo[0]!(['1', '2'])
  answersTo[1]!(['2'])
  await early
  expect(list.stops.value).toEqual(['2'])
  await late
})

it('says so when the device does not store the work', async () => {
  const queue = makeQueue()
  const full = vi.spyOn(disk, 'set').mockImplementation(() => {
    throw new DOMException('', 'QuotaExceededError')
  })
  await expect(queue.add(visit('a'))).rejects.toThrow('没有存下')
  full.mockRestore()
  await queue.load()
  expect(queue.waiting.value).toEqual([])
  expect(arrived).toEqual([])
})
