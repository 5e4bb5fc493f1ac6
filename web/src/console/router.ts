/** Pages of the console: those of the frame and those that the sections bring. */
import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteRecordRaw } from 'vue-router'
import { areaId, asApiError } from '@/api'
import { currentUser, loadMe, notify } from '@/kit/light'
import { sections } from '@/sections'

declare module 'vue-router' {
  interface RouteMeta {
    title?: string
    permission?: string
    section?: string
    /** Shown without frame and login. */
    bare?: boolean
  }
}

const sectionPages: RouteRecordRaw[] = sections.flatMap((section) =>
  (section.console ?? []).map((page) => ({
    path: page.path,
    component: page.component as () => Promise<never>,
    meta: { title: page.title, section: section.name, ...(page.permission ? { permission: page.permission } : {}) },
  })),
)

export const router = createRouter({
  history: createWebHistory('/console/'),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/login', component: () => import('./pages/Login.vue'), meta: { title: '登录', bare: true } },
    { path: '/', redirect: '/workbench' },
    ...sectionPages,
    { path: '/:rest(.*)*', component: () => import('./pages/NotFound.vue'), meta: { title: '没有这个页面' } },
  ],
})

async function known(): Promise<'yes' | 'no' | 'unreachable'> {
  if (currentUser.value) return 'yes'
  try {
    await loadMe()
    return 'yes'
  } catch (thrown) {
    return asApiError(thrown).status === 401 ? 'no' : 'unreachable'
  }
}

router.beforeEach(async (to: RouteLocationNormalized) => {
  if (to.meta.bare) return true
  if ((await known()) === 'no') return { path: '/login', query: to.path === '/workbench' ? {} : { next: to.fullPath } }
  if (currentUser.value?.must_change_password && to.path !== '/me') return '/me'
  const wanted = areaId.value === null ? undefined : String(areaId.value)
  if (wanted && to.query.area !== wanted) return { ...to, query: { ...to.query, area: wanted } }
  return true
})

router.afterEach((to) => {
  document.title = to.meta.title ? `${to.meta.title} · 邻里` : '邻里'
})

router.onError((thrown: unknown) => {
  const lost = thrown instanceof Error && /dynamically imported|Importing a module|load failed/i.test(thrown.message)
  notify.error(lost ? '这个页面没有加载出来：可能是网络不通，或系统刚刚升级。请刷新浏览器再试。' : thrown)
})
