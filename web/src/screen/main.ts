import '@/kit/tokens.css'
import { createApp, h } from 'vue'
import { sections } from '@/sections'
createApp({ render: () => h('p', sections.length) }).mount('#app')
