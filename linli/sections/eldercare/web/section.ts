/** Pages of elder care (为老服务). */
import { defineSection } from '@/section'

const READ = 'eldercare.elder.read'

export default defineSection({
  name: 'eldercare',
  console: [
    { path: '/eldercare', title: '老人', component: () => import('./console/ElderList.vue'), permission: READ },
    { path: '/eldercare/guard', title: '安全守护', component: () => import('./console/guard/GuardPage.vue'), permission: 'eldercare.guard.read' },
    { path: '/eldercare/rounds', title: '今日探访', component: () => import('./console/rounds/RoundsPage.vue'), permission: 'eldercare.visit.do' },
    { path: '/eldercare/visits', title: '探访记录', component: () => import('./console/rounds/VisitList.vue'), permission: 'eldercare.visit.read' },
    { path: '/eldercare/cabinets', title: '买药柜', component: () => import('./console/cabinet/CabinetPage.vue'), permission: 'eldercare.cabinet.read' },
    { path: '/eldercare/reminders', title: '提醒', component: () => import('./console/reminders/ReminderPage.vue'), permission: 'eldercare.reminder.manage' },
    { path: '/eldercare/:id', title: '老人主页', component: () => import('./console/ElderPage.vue'), permission: READ },
  ],
  resident: [
    { path: '/elders', title: '我家老人', component: () => import('./resident/MyElders.vue'), door: { label: '我家老人', icon: 'elder', order: 6, hint: '看老人今天是否平安' } },
    { path: '/elders/:id', title: '老人情况', component: () => import('./resident/OneElder.vue') },
    { path: '/medicine', title: '买药', component: () => import('./resident/MedicinePage.vue'), door: { label: '买药', icon: 'medicine', order: 9, hint: '附近药柜取药，处方药先交处方' } },
    { path: '/reminders', title: '我的提醒', component: () => import('./resident/RemindersPage.vue'), more: true },
    { path: '/safety', title: '报平安', component: () => import('./resident/SafetyPage.vue'), more: true },
    { path: '/my-health', title: '我的健康', component: () => import('./resident/MyHealth.vue'), more: true },
  ],
  tiles: {
    'eldercare.counts': () => import('./screen/CareTile.vue'),
  },
})
