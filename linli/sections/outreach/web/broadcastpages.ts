/** Routes of the broadcasts: what was said, the loudspeakers, the log, zones, programmes. */
const permission = 'outreach.broadcast.read'

export const broadcastConsole = [
  { path: '/outreach/broadcasts', title: '智慧广播', component: () => import('./console/broadcasts/BroadcastList.vue'), permission },
  { path: '/outreach/speakers', title: '音箱', component: () => import('./console/broadcasts/SpeakerList.vue'), permission },
  { path: '/outreach/plays', title: '播放记录', component: () => import('./console/broadcasts/PlayLog.vue'), permission },
  { path: '/outreach/zones', title: '广播分区', component: () => import('./console/broadcasts/ZoneList.vue'), permission },
  { path: '/outreach/programmes', title: '定时节目', component: () => import('./console/broadcasts/ProgrammeList.vue'), permission },
]
