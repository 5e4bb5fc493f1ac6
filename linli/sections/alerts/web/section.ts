/** Pages and tiles of alerts (智能预警). */
import { defineSection } from '@/section'

export default defineSection({
  name: 'alerts',
  console: [
    { path: '/alerts', title: '实时预警', component: () => import('./console/AlertCentre.vue'), permission: 'alerts.alert.read' },
    { path: '/alerts/all', title: '全部预警', component: () => import('./console/AlertList.vue'), permission: 'alerts.alert.read' },
    { path: '/alerts/silences', title: '静默与抑制', component: () => import('./console/SilencePage.vue'), permission: 'alerts.silence.read' },
    { path: '/alerts/statistics', title: '预警统计', component: () => import('./console/StatisticsPage.vue'), permission: 'alerts.alert.read' },
    { path: '/alerts/rules', title: '预警规则', component: () => import('./console/RuleList.vue'), permission: 'alerts.rule.read' },
    { path: '/alerts/kinds', title: '预警类型', component: () => import('./console/KindList.vue'), permission: 'alerts.kind.read' },
    { path: '/alerts/sources', title: '事件接入', component: () => import('./console/SourceList.vue'), permission: 'alerts.source.manage' },
    { path: '/alerts/duty', title: '值班表', component: () => import('./console/DutyPage.vue'), permission: 'alerts.roster.read' },
  ],
  tiles: {
    'alerts.newest': () => import('./screen/NewestAlert.vue'),
    'alerts.counts': () => import('./screen/AlertCounts.vue'),
    'alerts.hot': () => import('./screen/HotPlaces.vue'),
  },
})
