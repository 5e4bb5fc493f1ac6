/** The screen's key (大屏密钥): given once by /screen/?key=…, kept on this machine, used again when the login ends. */
import { ref } from 'vue'
import { request } from '@/api'
import { enter, loadMe, type Me } from '@/kit/light'

const KEPT = 'linli.screen.key'

const PLACE = 'linli.screen.place'
/** Name of the area that the screen shows. */
export const place = ref(localStorage.getItem(PLACE) ?? '')

function remember(me: Me | null): void {
  const name = me?.roles.find((role) => role.role === 'screen')?.area_name ?? me?.roles[0]?.area_name
  if (!name) return
  place.value = name
  localStorage.setItem(PLACE, name)
}

/** Who is logged in without a key: a member of staff who looks at the screen from the office. */
export async function asStaff(): Promise<void> {
  remember(await loadMe().catch(() => null))
}

/** Take the key out of the address, so that it is not read off the wall. */
export function takeKey(): void {
  const url = new URL(location.href)
  const key = url.searchParams.get('key')
  if (!key) return
  localStorage.setItem(KEPT, key)
  url.searchParams.delete('key')
  history.replaceState(null, '', url)
}

export function hasKey(): boolean {
  return localStorage.getItem(KEPT) !== null
}

/** Log in with the kept key; the reason when it was refused, '' when in. */
export async function screenLogin(): Promise<string> {
  const key = localStorage.getItem(KEPT)
  if (!key) return '请用社区后台“大屏密钥”里生成的链接打开这块大屏。'
  try {
    const answer = await request<{ me: Me | null }>('POST', '/api/administration/screen-login', { body: { key }, quiet: true })
    if (answer.me) remember(enter(answer.me))
    return ''
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : '大屏没有登录成功。'
  }
}
