/** Pages and tiles of devices (物联设备). */
import { defineSection } from '@/section'

export default defineSection({
  name: 'devices',
  console: [
    { path: '/devices', title: '设备台账', component: () => import('./console/DeviceList.vue'), permission: 'devices.device.read' },
    { path: '/devices/new', title: '登记设备', component: () => import('./console/DeviceNew.vue'), permission: 'devices.device.manage' },
    { path: '/devices/labels', title: '打印标签', component: () => import('./console/LabelSheet.vue'), permission: 'devices.device.read' },
    { path: '/devices/discovered', title: '自动发现', component: () => import('./console/Discovered.vue'), permission: 'devices.device.manage' },
    { path: '/devices/refusals', title: '拒收消息', component: () => import('./console/RefusalList.vue'), permission: 'devices.refusal.read' },
    { path: '/devices/types', title: '物模型', component: () => import('./console/TypeList.vue'), permission: 'devices.device.read' },
  ],
  tiles: {
    'devices.online': () => import('./screen/OnlineTile.vue'),
  },
})
