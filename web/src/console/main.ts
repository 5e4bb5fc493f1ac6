/** The staff console (工作人员控制台). */
import '@/kit/tokens.css'
import './console.css'
import { createApp } from 'vue'
import { installWorker } from '@/worker/install'
import App from './App.vue'
import { router } from './router'

createApp(App).use(router).mount('#app')
installWorker('console')
