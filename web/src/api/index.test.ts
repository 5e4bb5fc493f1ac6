import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError, areaId, asApiError, csrfToken, queryString, request, unwrap, api } from '.'

const answers: Response[] = []
const seen: { method: string; url: string; headers: Headers; body: string }[] = []

beforeEach(() => {
  answers.length = 0
  seen.length = 0
  csrfToken.value = 'token'
  areaId.value = 4
  vi.stubGlobal('fetch', async (target: string | Request, init?: RequestInit) => {
    const made = target instanceof Request ? target : new Request(new URL(target, 'http://localhost'), init)
    seen.push({ method: made.method, url: made.url, headers: made.headers, body: await made.clone().text() })
    return answers.shift() ?? new Response('{}', { status: 200, headers: { 'Content-Type': 'application/json' } })
  })
})

afterEach(() => {
  areaId.value = null
  vi.unstubAllGlobals()
})

/** The error that a call ends with; a call that succeeds fails the test. */
function refused(call: Promise<unknown>): Promise<ApiError> {
  return call.then(() => Promise.reject(new Error('was not refused')), asApiError)
}

const refusal = { error: { code: 'conflict', message: '已被别人办理。', fields: { state: '已办结' } } }

it('carries the area always, the token and a fresh key only with changes', async () => {
  await request('GET', '/api/cases/cases')
  await request('POST', '/api/cases/cases', { body: { text: '漏水' } })
  await request('POST', '/api/cases/cases', { body: { text: '漏水' } })
  expect(seen.map((one) => one.headers.get('X-Area'))).toEqual(['4', '4', '4'])
  expect(seen.map((one) => one.headers.get('X-CSRFToken'))).toEqual([null, 'token', 'token'])
  const keys = seen.map((one) => one.headers.get('Idempotency-Key'))
  expect(keys[0]).toBeNull()
  expect(keys[1]).toMatch(/^[0-9a-f]{32}$/)
  expect(keys[2]).not.toBe(keys[1])
})

it('turns a refusal into an ApiError with its fields', async () => {
  answers.push(new Response(JSON.stringify(refusal), { status: 409 }))
  const error = await refused(request('POST', '/api/x'))
  expect(error).toBeInstanceOf(ApiError)
  expect([error.code, error.status, error.message, error.fields]).toEqual(['conflict', 409, '已被别人办理。', { state: '已办结' }])
})

it('does the same for typed calls', async () => {
  answers.push(new Response(JSON.stringify(refusal), { status: 409, headers: { 'Content-Type': 'application/json' } }))
  const error = await refused(unwrap(api.POST('/api/administration/logout')))
  expect([error.code, error.status]).toEqual(['conflict', 409])
})

it('speaks plainly when the server says nothing useful', async () => {
  answers.push(new Response('<html>', { status: 502 }))
  const error = await refused(request('GET', '/api/x'))
  expect(error.message).toBe('服务器出错了，请稍后再试；如果一直这样，请告诉管理员。')
})

it('knows a lost network from a refusal', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  const error = await refused(request('GET', '/api/x'))
  expect([error.code, error.offline]).toEqual(['offline', true])
})

it('leaves empty values out of a query', () => {
  expect(queryString({ q: '', page: 1, tags: ['a', 'b'], on: false, none: null })).toBe('?page=1&tags=a&tags=b&on=false')
})
