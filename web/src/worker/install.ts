/** Gives a face its worker, where browsers allow one: over https and on the machine itself. */

/** Once the page stands, so that the first visit on a slow phone is no slower. Elsewhere: nothing. */
export function installWorker(face: 'console' | 'resident' | 'screen'): void {
  if (!import.meta.env.PROD || !window.isSecureContext || !('serviceWorker' in navigator)) return
  window.addEventListener('load', () => void install(face).catch(() => undefined)) // no room, or forbidden: works as without
}

/** A newer worker takes over as soon as a page of its version runs; it is told which one runs here. */
async function install(face: string): Promise<void> {
  const registration = await navigator.serviceWorker.register(`/${face}/sw.js`, { updateViaCache: 'none' })
  const running = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src
  const tell = () => registration.waiting?.postMessage({ running })
  tell()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', tell))
}
