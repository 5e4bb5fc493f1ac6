/** Pages of the residents: the doors, the login, and what the sections bring. */
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { asApiError } from '@/api'
import { currentUser, loadMe, notify } from '@/kit/light'
import { sections } from '@/sections'

declare module 'vue-router' {
  interface RouteMeta {
    open?: boolean
  }
}

const sectionPages: RouteRecordRaw[] = sections.flatMap((section) =>
  (section.resident ?? []).map((page) => ({
    path: page.path,
    component: page.component as () => Promise<never>,
    meta: { title: page.title, section: section.name, open: page.public === true },
  })),
)

export const router = createRouter({
  history: createWebHistory('/resident/'),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', component: () => import('./pages/Home.vue'), meta: { title: '邻里', open: true } },
    { path: '/login', component: () => import('./pages/Login.vue'), meta: { title: '登录', open: true } },
    { path: '/login/paper', component: () => import('./pages/PaperLogin.vue'), meta: { title: '用纸上的登录码登录', open: true } },
    ...sectionPages,
    { path: '/:rest(.*)*', component: () => import('./pages/NotFound.vue'), meta: { title: '没有这个页面', open: true } },
  ],
})

let asked = false

/** Who is here, asked once; a page that needs a login finds out by itself when the network is gone. */
async function knownOrOffline(): Promise<boolean> {
  if (currentUser.value) return true
  try {
    await loadMe()
    return true
  } catch (thrown) {
    return asApiError(thrown).offline
  } finally {
    asked = true
  }
}

router.beforeEach(async (to) => {
  if (to.meta.open) {
    if (!asked) await knownOrOffline()
    return true
  }
  return (await knownOrOffline()) || { path: '/login', query: { next: to.fullPath } }
})

router.afterEach((to) => {
  document.title = to.path === '/' ? '邻里 · 居民' : `${to.meta.title ?? ''} · 邻里`
})

router.onError(() => notify.error('页面没有打开，请检查网络后再点一次。'))
