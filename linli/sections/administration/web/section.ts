/** Pages of administration (平台管理): users, keys, privacy, audit, health, and one's own account. */
import { defineSection } from '@/section'

export default defineSection({
  name: 'administration',
  console: [
    { path: '/me', title: '个人设置', component: () => import('./console/MyAccount.vue') },
    { path: '/me/sessions', title: '我的登录设备', component: () => import('./console/MySessions.vue') },
    { path: '/administration/users', title: '用户与角色', permission: 'administration.user.read', component: () => import('./console/UserList.vue') },
    { path: '/administration/paper-codes', title: '居民登录码', permission: 'administration.paper.manage', component: () => import('./console/PaperCodes.vue') },
    { path: '/administration/privacy', title: '个人信息保护', permission: 'administration.privacy.read', component: () => import('./console/PrivacyLog.vue') },
    { path: '/administration/consents', title: '同意登记', permission: 'administration.consent.read', component: () => import('./console/ConsentList.vue') },
    { path: '/administration/audit', title: '审计', permission: 'administration.audit.read', component: () => import('./console/AuditTrail.vue') },
    { path: '/administration/api-keys', title: '接口密钥', permission: 'administration.apikey.manage', component: () => import('./console/ApiKeys.vue') },
    { path: '/administration/webhooks', title: '事件推送', permission: 'administration.webhook.manage', component: () => import('./console/WebhookList.vue') },
    { path: '/administration/screens', title: '大屏密钥', permission: 'administration.screen.manage', component: () => import('./console/ScreenKeys.vue') },
    { path: '/administration/health', title: '运行状况', permission: 'administration.health.read', component: () => import('./console/HealthPage.vue') },
    { path: '/administration/demo-sms', title: '演示短信', permission: 'administration.sms.read', component: () => import('./console/DemoSms.vue') },
  ],
  resident: [{ path: '/privacy', title: '我的信息授权', more: true, component: () => import('./resident/MyConsents.vue') }],
})
