/** Pages and tiles of insight (综合驾驶舱). */
import { defineSection } from '@/section'

export default defineSection({
  name: 'insight',
  console: [
    { path: '/workbench', title: '我的工作台', component: () => import('./console/Workbench.vue') },
    { path: '/insight/map', title: '一张图', permission: 'insight.map.read', component: () => import('./console/MapPage.vue') },
    { path: '/insight/goals', title: '“四全”指标', permission: 'insight.goal.read', component: () => import('./console/GoalsPage.vue') },
    { path: '/insight/rollup', title: '多级汇总', permission: 'insight.rollup.read', component: () => import('./console/RollupPage.vue') },
    { path: '/insight/bulletins', title: '大屏公告', permission: 'insight.bulletin.read', component: () => import('./console/BulletinList.vue') },
  ],
  tiles: {
    'insight.plan': () => import('./screen/PlanTile.vue'),
    'insight.goals': () => import('./screen/GoalsTile.vue'),
  },
})
