/** The resident's pages (居民端): phone first, no app, large type on demand. */
import '@/kit/tokens.css'
import './resident.css'
import { createApp } from 'vue'
import { installWorker } from '@/worker/install'
import App from './App.vue'
import { applyElder } from './elder'
import { router } from './router'

applyElder()
createApp(App).use(router).mount('#app')
installWorker('resident')
