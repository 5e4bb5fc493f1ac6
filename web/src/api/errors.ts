/** Errors of the API as the pages see them. */

/** A refused or failed call; `message` is Chinese and may be shown, `fields` belongs beside the form fields. */
export class ApiError extends Error {
  readonly code: string
  readonly status: number
  readonly fields: Record<string, string>

  constructor(code: string, message: string, status = 0, fields: Record<string, string> = {}) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.fields = fields
  }

  get offline(): boolean {
    return this.code === 'offline'
  }
}

const FALLBACK: Record<number, string> = {
  401: '请先登录。',
  403: '您没有这项权限，请联系管理员。',
  404: '没有找到，可能已被删除，或不在您的管辖范围内。',
  409: '数据刚被别人改过，请刷新后再试。',
  413: '文件太大，请压缩后再传。',
  429: '操作太频繁，请稍后再试。',
}

/** Turn an error body `{"error":{"code","message","fields"}}` into an ApiError with a readable message. */
export function toApiError(status: number, body: unknown): ApiError {
  const inner = (body as { error?: { code?: string; message?: string; fields?: Record<string, string> } } | null)?.error
  const message = inner?.message || FALLBACK[status] || (status >= 500 ? '服务器出错了，请稍后再试；如果一直这样，请告诉管理员。' : '没有成功，请检查后再试。')
  return new ApiError(inner?.code || `http_${status}`, message, status, inner?.fields ?? {})
}

/** The error for a call that never reached the server. */
export function offlineError(method = 'POST'): ApiError {
  if (method === 'GET') return new ApiError('offline', '没有网络，这里的内容暂时看不到；网络恢复后请再试一次。')
  return new ApiError('offline', '网络不通，没有保存。您填的内容还在，网络恢复后请再试一次。')
}

/** All that an error says, for places without fields: its message and what is wrong with each field. */
export function whole(error: ApiError): string {
  const more = [...new Set(Object.values(error.fields))].filter((text) => text && !error.message.includes(text))
  return [error.message, ...more].join(' ')
}

/** Any thrown thing as an ApiError. */
export function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown
  if (thrown instanceof TypeError && /fetch|network|load failed/i.test(thrown.message)) return offlineError()
  return new ApiError('unknown', thrown instanceof Error ? thrown.message : '没有成功，请再试一次。')
}
