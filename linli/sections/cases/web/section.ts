/** Pages and tile of cases (诉求办理). */
import { defineSection } from '@/section'

export default defineSection({
  name: 'cases',
  console: [
    { path: '/cases', title: '诉求列表', component: () => import('./console/CaseList.vue'), permission: 'cases.case.read' },
    { path: '/cases/board', title: '诉求看板', component: () => import('./console/CaseBoard.vue'), permission: 'cases.case.read' },
    { path: '/cases/boards', title: '24小时留言板', component: () => import('./console/boards/BoardList.vue'), permission: 'cases.board.read' },
    { path: '/cases/boards/:id/look', title: '查看留言板', component: () => import('./console/boards/BoardLook.vue'), permission: 'cases.board.check' },
    { path: '/cases/boards/:id', title: '留言板', component: () => import('./console/boards/BoardPage.vue'), permission: 'cases.board.read' },
    { path: '/cases/papers', title: '张贴打印', component: () => import('./console/PaperPage.vue'), permission: 'cases.case.enter' },
    { path: '/cases/new', title: '来电来访登记', component: () => import('./console/CaseEntry.vue'), permission: 'cases.case.enter' },
    { path: '/cases/measures', title: '诉求统计', component: () => import('./console/CaseMeasures.vue'), permission: 'cases.measures.read' },
    { path: '/cases/supervise', title: '督办', component: () => import('./console/CaseSupervise.vue'), permission: 'cases.case.supervise' },
    { path: '/cases/callbacks', title: '回访', component: () => import('./console/CallbackList.vue'), permission: 'cases.callback.do' },
    { path: '/cases/rules', title: '派遣规则', component: () => import('./console/RuleList.vue'), permission: 'cases.rule.manage' },
    { path: '/cases/categories', title: '诉求分类', component: () => import('./console/CategoryList.vue'), permission: 'cases.category.manage' },
    { path: '/cases/:id/slip', title: '回执单', component: () => import('./console/SlipPage.vue'), permission: 'cases.case.enter' },
    { path: '/cases/:id', title: '诉求', component: () => import('./console/CasePage.vue'), permission: 'cases.case.read' },
  ],
  resident: [
    { path: '/report', title: '说事', component: () => import('./resident/ReportPage.vue'), door: { label: '说事', icon: 'report', order: 1, hint: '拍张照、说句话就行' } },
    { path: '/progress', title: '查进度', component: () => import('./resident/ProgressPage.vue'), public: true, door: { label: '查进度', icon: 'progress', order: 2, hint: '看看办到哪一步了' } },
    { path: '/mine', title: '我的诉求', component: () => import('./resident/MinePage.vue') },
    { path: '/mine/:id', title: '我的诉求', component: () => import('./resident/MyCasePage.vue') },
  ],
  tiles: { 'cases.measures': () => import('./screen/MeasuresTile.vue') },
})
