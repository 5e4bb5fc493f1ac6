/** The hall screen (大屏): 1920×1080, dark, running for weeks. */
import '@/kit/tokens.css'
import './screen.css'
import { createApp } from 'vue'
import { installWorker } from '@/worker/install'
import App from './App.vue'

createApp(App).mount('#app')
installWorker('screen')
