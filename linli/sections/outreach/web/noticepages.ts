/** Pages of notices (通知公告) and emergencies (应急预警). */
import type { ConsolePage, ResidentPage } from '@/section'

const READ = 'outreach.notice.read'
const WRITE = 'outreach.notice.write'
const WARN = 'outreach.emergency.read'

export const noticeConsole: ConsolePage[] = [
  { path: '/outreach/notices', title: '通知公告', component: () => import('./console/notices/NoticeList.vue'), permission: READ },
  { path: '/outreach/notices/new', title: '写通知', component: () => import('./console/notices/NoticeEdit.vue'), permission: WRITE },
  { path: '/outreach/notices/:id/edit', title: '修改通知', component: () => import('./console/notices/NoticeEdit.vue'), permission: WRITE },
  { path: '/outreach/notices/:id', title: '通知', component: () => import('./console/notices/NoticePage.vue'), permission: READ },
  { path: '/outreach/emergencies', title: '应急预警', component: () => import('./console/emergencies/EmergencyList.vue'), permission: WARN },
  { path: '/outreach/emergencies/new', title: '发布预警', component: () => import('./console/emergencies/EmergencyEdit.vue'), permission: 'outreach.emergency.issue' },
  { path: '/outreach/emergencies/:id/update', title: '更新预警', component: () => import('./console/emergencies/EmergencyEdit.vue'), permission: 'outreach.emergency.issue' },
  { path: '/outreach/emergencies/:id', title: '预警', component: () => import('./console/emergencies/EmergencyPage.vue'), permission: WARN },
]
export const noticeResident: ResidentPage[] = [
  { path: '/notices', title: '看通知', component: () => import('./resident/NoticesPage.vue'), public: true, door: { label: '看通知', icon: 'notice', order: 3, hint: '通知、活动和政策' } },
  { path: '/notices/:id', title: '通知', component: () => import('./resident/NoticePage.vue'), public: true },
]
export const noticeTiles = { 'outreach.emergency': () => import('./screen/EmergencyTile.vue') }
