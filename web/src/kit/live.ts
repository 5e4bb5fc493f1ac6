/** Live pages: the server tells *that* a topic changed (server-sent events), the page fetches again. */
import { onScopeDispose, readonly, ref, type Ref } from 'vue'

type Refetch = () => unknown

interface Listener {
  topics: readonly string[]
  refetch: Refetch
  quietMs: number
  last: number
  timer: number | undefined
}

const listeners = new Set<Listener>()
const connected = ref(false)
const online = ref(typeof navigator === 'undefined' ? true : navigator.onLine)
const lastEventAt = ref<number | null>(null)

const POLL_MS = 15_000
const RETRY_MS = [1000, 2000, 5000, 10_000, 15_000]

let source: EventSource | null = null
let openTopics = ''
let failures = 0
let retryTimer: number | undefined
let pollTimer: number | undefined
let settleTimer: number | undefined

function wantedTopics(): string {
  return [...new Set([...listeners].flatMap((listener) => listener.topics))].sort().join(',')
}

function call(listener: Listener): void {
  const wait = listener.last + listener.quietMs - Date.now()
  if (listener.timer !== undefined) return
  const run = () => {
    listener.timer = undefined
    listener.last = Date.now()
    try {
      void Promise.resolve(listener.refetch()).catch(() => undefined)
    } catch {
      /* a page that cannot fetch shows that itself */
    }
  }
  if (wait <= 0) run()
  else listener.timer = window.setTimeout(run, wait)
}

function tell(topic: string): void {
  lastEventAt.value = Date.now()
  for (const listener of listeners) if (listener.topics.includes(topic)) call(listener)
}

/** A message is the changed topics, comma separated. */
function hear(event: MessageEvent): void {
  for (const topic of String(event.data).split(',')) if (topic) tell(topic)
}

function close(): void {
  source?.close()
  source = null
  window.clearTimeout(retryTimer)
}

function open(): void {
  close()
  openTopics = wantedTopics()
  if (!openTopics || typeof EventSource === 'undefined') return
  const stream = new EventSource(`/live?topics=${encodeURIComponent(openTopics)}`)
  source = stream
  stream.onopen = () => {
    const again = failures > 0
    failures = 0
    connected.value = true
    online.value = true
    window.clearInterval(pollTimer)
    pollTimer = undefined
    if (again) listeners.forEach(call)
  }
  stream.onmessage = hear
  stream.onerror = () => failed(stream)
}

function failed(stream: EventSource): void {
  if (stream !== source) return
  stream.close()
  source = null
  connected.value = false
  const wait = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 15_000
  failures += 1
  retryTimer = window.setTimeout(open, wait)
  pollTimer ??= window.setInterval(() => listeners.forEach(call), POLL_MS)
}

/** Open again when the set of topics changed; waits a moment so that a page that mounts ten parts opens once. */
function settle(): void {
  window.clearTimeout(settleTimer)
  settleTimer = window.setTimeout(() => {
    if (wantedTopics() !== openTopics || (!source && listeners.size)) open()
    if (!listeners.size) {
      close()
      window.clearInterval(pollTimer)
      pollTimer = undefined
    }
  }, 50)
}

if (typeof window !== 'undefined') {
  window.addEventListener('online', () => {
    online.value = true
    if (listeners.size) open()
    listeners.forEach(call)
  })
  window.addEventListener('offline', () => {
    online.value = false
    connected.value = false
  })
}

export interface Live {
  /** Whether the live line stands; false means polling. */
  connected: Readonly<Ref<boolean>>
  online: Readonly<Ref<boolean>>
}

/**
 * Call `refetch` whenever one of `topics` changes, after a lost line came back, and every 15 s while there is none.
 * Bursts are folded: at most one call per `quietMs` (default 800 ms). Ends with the component.
 */
export function useLive(topics: readonly string[], refetch: Refetch, quietMs = 800): Live {
  const listener: Listener = { topics, refetch, quietMs, last: 0, timer: undefined }
  listeners.add(listener)
  settle()
  onScopeDispose(() => {
    window.clearTimeout(listener.timer)
    listeners.delete(listener)
    settle()
  })
  return liveState()
}

/** Fetch everything again, as after a lost line: the login is back, say. */
export function refetchAll(): void {
  listeners.forEach(call)
  if (!source && listeners.size) open()
}

/** The state of the line without listening to a topic. */
export function liveState(): Live {
  return { connected: readonly(connected), online: readonly(online) }
}

/** Tell the frame that a call did not reach the server, or did. */
export function noteReachable(reached: boolean): void {
  online.value = reached
}
