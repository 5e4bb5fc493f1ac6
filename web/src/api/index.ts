/** The API client: typed calls (`api`, `unwrap`) and one untyped `request` for generic parts of the kit. */
import createClient, { type Middleware } from 'openapi-fetch'
import { contextHeaders, loggedOut } from './context'
import { ApiError, asApiError, offlineError, toApiError } from './errors'
import type { paths } from './schema'

export type { paths, components } from './schema'
export { ApiError, asApiError } from './errors'
export { areaId, csrfToken, randomKey, whenLoggedOut } from './context'

const carryContext: Middleware = {
  onError({ request, error }) {
    return asApiError(error).offline ? offlineError(request.method) : undefined
  },
  onRequest({ request }) {
    for (const [name, value] of Object.entries(contextHeaders(request.method))) {
      if (!request.headers.has(name)) request.headers.set(name, value)
    }
    return request
  },
  onResponse({ response }) {
    if (response.status === 401) loggedOut()
    return undefined
  },
}

/** Typed client made from the OpenAPI file: `api.GET('/api/cases/cases', {params: {query: {page: 1}}})`. */
export const api = createClient<paths>({
  baseUrl: typeof location === 'undefined' ? '' : location.origin,
  credentials: 'same-origin',
  fetch: (request) => fetch(request),
})
api.use(carryContext)

/** The data of a typed call, or an ApiError thrown. */
export async function unwrap<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let result: { data?: T; error?: unknown; response: Response }
  try {
    result = await call
  } catch (thrown) {
    throw asApiError(thrown)
  }
  if (!result.response.ok) throw toApiError(result.response.status, result.error)
  return result.data as T
}

export type QueryValue = string | number | boolean | null | undefined | (string | number)[]

/** A query string without empty values; arrays repeat the key. */
export function queryString(query: Record<string, QueryValue>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (Array.isArray(value)) value.forEach((item) => params.append(key, String(item)))
    else if (value !== null && value !== undefined && value !== '') params.append(key, String(value))
  }
  const text = params.toString()
  return text ? `?${text}` : ''
}

export interface RequestOptions {
  query?: Record<string, QueryValue>
  body?: unknown
  signal?: AbortSignal
  /** Do not treat 401 as the end of the login (for the login page itself). */
  quiet?: boolean
}

/** An untyped call for generic parts; JSON in, JSON out; FormData bodies are sent as they are. */
export async function request<T>(method: string, url: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(method, url, options)
  const body = await readBody(response)
  if (response.status === 401 && !options.quiet) loggedOut()
  if (!response.ok) throw toApiError(response.status, body)
  return body as T
}

async function send(method: string, url: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: '*/*', ...contextHeaders(method) }
  const isForm = options.body instanceof FormData
  if (options.body !== undefined && !isForm) headers['Content-Type'] = 'application/json'
  const body = options.body === undefined ? null : isForm ? (options.body as FormData) : JSON.stringify(options.body)
  const target = url + queryString(options.query ?? {})
  try {
    return await fetch(target, { method, headers, body, credentials: 'same-origin', signal: options.signal ?? null })
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown
    throw offlineError(method)
  }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return text ? JSON.parse(text) : null
  } catch {
    return null
  }
}

/** Download a file with the context of the page (area, login); the server's file name wins over `name`. */
export async function save(url: string, query: Record<string, QueryValue>, name: string, body?: unknown): Promise<void> {
  const response = await send(body === undefined ? 'GET' : 'POST', url, body === undefined ? { query } : { query, body })
  if (response.status === 401) loggedOut()
  if (!response.ok) throw toApiError(response.status, await readBody(response))
  const sent = /filename\*?=(?:UTF-8'')?"?([^";]+)"?/i.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = sent ? decodeURIComponent(sent) : name
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Upload one file to the kernel's file store; answers what the server stored. */
export function upload<T = { id: string; url: string }>(url: string, file: File, fields: Record<string, string> = {}): Promise<T> {
  const form = new FormData()
  form.append('file', file)
  Object.entries(fields).forEach(([key, value]) => form.append(key, value))
  return request<T>('POST', url, { body: form })
}

/** True when the call was refused for the reason given. */
export function isCode(thrown: unknown, code: string): boolean {
  return thrown instanceof ApiError && thrown.code === code
}
