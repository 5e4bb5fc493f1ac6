/** The worker of a face: its pages open without a network. It keeps programs and styles, never an answer of the server's data. */
import { clientsClaim } from 'workbox-core'
import { matchPrecache, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { NetworkOnly } from 'workbox-strategies'

/** What each face is made of; written in at the build. */
declare const __FACES__: Record<string, PrecacheEntry[]>
declare const self: {
  registration: { scope: string }
  skipWaiting: () => Promise<void>
  addEventListener: (type: 'message', listener: (event: MessageEvent<{ running?: string }>) => void) => void
}

/** A network that does not answer by then counts as none. */
const SLOW_S = 5
const face = new URL(self.registration.scope).pathname.split('/')[1] ?? ''
const files = __FACES__[face] ?? []

/** The page comes from the server while that answers, else it is the one kept. */
const page = new NetworkOnly({
  networkTimeoutSeconds: SLOW_S,
  plugins: [
    {
      fetchDidSucceed: async ({ response }) => {
        if (response.status >= 500) throw new Error(String(response.status))
        return response
      },
      handlerDidError: () => matchPrecache(`/${face}/`),
    },
  ],
})

clientsClaim()
registerRoute(new NavigationRoute(page))
precacheAndRoute(files)

/** A page of this version runs: the version before may go. Pages of the old one never say so, hence nothing reloads. */
self.addEventListener('message', (event) => {
  const path = event.data.running ? new URL(event.data.running).pathname : ''
  if (files.some((file) => file.url === path)) void self.skipWaiting()
})
