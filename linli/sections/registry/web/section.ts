/** Pages and tile of the registry (基础信息库). */
import { defineSection } from '@/section'

const PERSON = 'registry.person.read'
const PLACE = 'registry.place.read'

export default defineSection({
  name: 'registry',
  console: [
    { path: '/registry/people', title: '人口列表', component: () => import('./console/PeopleList.vue'), permission: PERSON },
    { path: '/registry/people/new', title: '登记人口', component: () => import('./console/PersonEntry.vue'), permission: 'registry.person.edit' },
    { path: '/registry/people/:id', title: '个人信息', component: () => import('./console/PersonPage.vue'), permission: PERSON },
    { path: '/registry/people/:id/profile', title: '一人一档', component: () => import('./console/ProfilePage.vue'), permission: 'registry.profile.read' },
    { path: '/registry/households', title: '家庭户', component: () => import('./console/HouseholdList.vue'), permission: PERSON },
    { path: '/registry/households/:id', title: '家庭户', component: () => import('./console/HouseholdPage.vue'), permission: PERSON },
    { path: '/registry/areas', title: '区划', component: () => import('./console/AreaTree.vue'), permission: PLACE },
    { path: '/registry/buildings', title: '楼栋', component: () => import('./console/BuildingPlan.vue'), permission: PLACE },
    { path: '/registry/buildings/:id', title: '楼栋', component: () => import('./console/BuildingPage.vue'), permission: PLACE },
    { path: '/registry/plans', title: '小区平面图', component: () => import('./console/PlanFiles.vue'), permission: PLACE },
    { path: '/registry/homes', title: '房屋', component: () => import('./console/HomeList.vue'), permission: PLACE },
    { path: '/registry/homes/:id', title: '房屋', component: () => import('./console/HomePage.vue'), permission: PLACE },
    { path: '/registry/grids', title: '网格', component: () => import('./console/GridPlan.vue'), permission: 'registry.grid.read' },
    { path: '/registry/tags', title: '人群标签', component: () => import('./console/TagList.vue'), permission: 'registry.tag.read' },
    { path: '/registry/organisations', title: '组织库', component: () => import('./console/OrganisationList.vue'), permission: 'registry.organisation.read' },
    { path: '/registry/imports', title: '批量导入', component: () => import('./console/ImportList.vue'), permission: 'registry.import.run' },
    { path: '/registry/imports/:id', title: '导入花名册', component: () => import('./console/ImportPage.vue'), permission: 'registry.import.run' },
    { path: '/registry/corrections', title: '更正审核', component: () => import('./console/CorrectionList.vue'), permission: 'registry.correction.decide' },
  ],
  resident: [
    { path: '/me', title: '我的信息', component: () => import('./resident/MyInfo.vue'), door: { label: '我的信息', icon: 'person', order: 7, hint: '核对登记信息，有误可更正' } },
  ],
  planPanel: () => import('./console/PlanPanel.vue'),
  tiles: {
    'registry.people': () => import('./screen/PeopleTile.vue'),
  },
})
