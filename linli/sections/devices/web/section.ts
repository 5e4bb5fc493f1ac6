/** Pages and tiles of devices (物联设备). */
import { defineSection } from '@/section'

export default defineSection({
  name: 'devices',
  console: [
    { path: '/devices', title: '设备台账', component: () => import('./console/DeviceList.vue'), permission: 'devices.device.read' },
    { path: '/devices/new', title: '登记设备', component: () => import('./console/DeviceNew.vue'), permission: 'devices.device.manage' },
    { path: '/devices/wall', title: '设备墙', component: () => import('./console/DeviceWall.vue'), permission: 'devices.device.read' },
    { path: '/devices/:id(\\d+)', title: '设备', component: () => import('./console/DevicePage.vue'), permission: 'devices.device.read' },
    { path: '/devices/labels', title: '打印标签', component: () => import('./console/LabelSheet.vue'), permission: 'devices.device.read' },
    { path: '/devices/discovered', title: '自动发现', component: () => import('./console/Discovered.vue'), permission: 'devices.device.manage' },
    { path: '/devices/refusals', title: '拒收消息', component: () => import('./console/RefusalList.vue'), permission: 'devices.refusal.read' },
    { path: '/devices/types', title: '物模型', component: () => import('./console/TypeList.vue'), permission: 'devices.device.read' },
    { path: '/devices/lighting', title: '智能照明', component: () => import('./console/lighting/LightingPage.vue'), permission: 'devices.lighting.read' },
    { path: '/devices/water', title: '饮水机', component: () => import('./console/water/WaterPage.vue'), permission: 'devices.water.read' },
    { path: '/devices/water/cards', title: '水卡', component: () => import('./console/water/CardList.vue'), permission: 'devices.water.read' },
    { path: '/devices/lockers', title: '快递柜', component: () => import('./console/lockers/LockerPage.vue'), permission: 'devices.locker.read' },
    { path: '/devices/parcels', title: '快件记录', component: () => import('./console/lockers/ParcelList.vue'), permission: 'devices.locker.read' },
    { path: '/charging', title: '充电桩', component: () => import('./console/charging/PileList.vue'), permission: 'devices.charger.read' },
    { path: '/charging/sessions', title: '充电记录', component: () => import('./console/charging/SessionList.vue'), permission: 'devices.charger.read' },
    { path: '/charging/tariffs', title: '充电电价', component: () => import('./console/charging/TariffList.vue'), permission: 'devices.charger.read' },
    { path: '/charging/cards', title: '充电卡', component: () => import('./console/charging/CardList.vue'), permission: 'devices.charger.read' },
  ],
  resident: [
    { path: '/charge', title: '充电', component: () => import('./resident/ChargePage.vue'), door: { label: '充电', icon: 'charge', order: 8, hint: '输入桩上的编号就能充' } },
    { path: '/parcels', title: '取快递', component: () => import('./resident/ParcelsPage.vue'), door: { label: '取快递', icon: 'parcel', order: 9, hint: '看取件码，请家人代取' } },
    { path: '/water', title: '饮水', component: () => import('./resident/WaterPage.vue'), door: { label: '饮水', icon: 'water', order: 10, hint: '今天的水质、我的水卡' } },
    { path: '/charge/mine', title: '我的充电记录', component: () => import('./resident/MyChargingPage.vue') },
    { path: '/charge/session/:id', title: '充电', component: () => import('./resident/ChargeSessionPage.vue') },
    { path: '/charge/:number', title: '充电桩', component: () => import('./resident/SpotPage.vue') },
  ],
  tiles: {
    'devices.online': () => import('./screen/OnlineTile.vue'),
  },
})
