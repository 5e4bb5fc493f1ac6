import '@/kit/tokens.css'
import { createApp, h } from 'vue'
import { DataTable } from '@/kit'
import { sections } from '@/sections'
createApp({ render: () => [h(DataTable, { url: '/x', columns: [], name: 'x' }), sections.length] }).mount('#app')
