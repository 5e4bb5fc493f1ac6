/** Routes of campaigns: tasks, the lists to call and visit, the resident's messages. */
export const campaignConsole = [
  { path: '/outreach/campaigns', title: '触达任务', component: () => import('./console/campaigns/CampaignList.vue'), permission: 'outreach.campaign.read' },
  { path: '/outreach/campaigns/:id', title: '触达任务', component: () => import('./console/campaigns/CampaignPage.vue'), permission: 'outreach.campaign.read' },
  { path: '/outreach/rounds', title: '电话与上门名单', component: () => import('./console/reachlist/ReachList.vue'), permission: 'outreach.target.tick' },
]
export const campaignResident = [
  { path: '/messages', title: '社区消息', component: () => import('./resident/MessagesPage.vue'), more: true },
]
