/** Pages of the automatic reply (自动回复). */
const permission = 'outreach.answer.read'

export const answerConsole = [
  { path: '/outreach/answers', title: '知识库', component: () => import('./console/answers/EntryList.vue'), permission },
  { path: '/outreach/questions', title: '居民提问', component: () => import('./console/answers/QuestionList.vue'), permission },
]
export const answerResident = [
  { path: '/ask', title: '问一问', component: () => import('./resident/AskPage.vue'), door: { label: '问一问', icon: 'phone', order: 4, hint: '办事要什么材料，直接问' } },
]
