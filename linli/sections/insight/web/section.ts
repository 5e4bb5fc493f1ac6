import { defineSection } from '@/section'

export default defineSection({
  name: 'insight',
  console: [{ path: '/workbench', title: '我的工作台', component: () => import('./console/Workbench.vue') }],
})
