/** Pages of insight (综合驾驶舱). */
import { defineSection } from '@/section'

export default defineSection({
  name: 'insight',
  console: [
    { path: '/workbench', title: '我的工作台', component: () => import('./console/Workbench.vue') },
    { path: '/insight/bulletins', title: '大屏公告', permission: 'insight.bulletin.read', component: () => import('./console/BulletinList.vue') },
  ],
})
