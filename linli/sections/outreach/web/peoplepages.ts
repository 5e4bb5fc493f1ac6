/** Routes of rules, audiences and matters; the resident's own matters. */
const AUDIENCE = 'outreach.audience.read'
const MATTER = 'outreach.matter.read'

export const peopleConsole = [
  { path: '/outreach/matters', title: '惠民事项', component: () => import('./console/people/MatterList.vue'), permission: MATTER },
  { path: '/outreach/matters/left', title: '未办结名单', component: () => import('./console/people/MatterLeft.vue'), permission: MATTER },
  { path: '/outreach/matters/:id', title: '惠民事项', component: () => import('./console/people/MatterPage.vue'), permission: MATTER },
  { path: '/outreach/audiences', title: '条件圈选', component: () => import('./console/people/AudienceList.vue'), permission: AUDIENCE },
  { path: '/outreach/audiences/new', title: '新圈选', component: () => import('./console/people/AudienceBuild.vue'), permission: 'outreach.audience.manage' },
  { path: '/outreach/audiences/:id', title: '圈选名单', component: () => import('./console/people/AudiencePage.vue'), permission: AUDIENCE },
  { path: '/outreach/rules', title: '圈选规则', component: () => import('./console/people/RuleList.vue'), permission: AUDIENCE },
  { path: '/outreach/rules/new', title: '新规则', component: () => import('./console/people/RulePage.vue'), permission: 'outreach.rule.manage' },
  { path: '/outreach/rules/:id', title: '圈选规则', component: () => import('./console/people/RulePage.vue'), permission: AUDIENCE },
]
export const peopleResident = [
  { path: '/matters', title: '我的惠民事项', component: () => import('./resident/MyMatters.vue'), door: { label: '惠民事项', icon: 'file', order: 5, hint: '看看您能办什么，请家属代办' } },
]
