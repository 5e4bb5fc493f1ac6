import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import Components from 'unplugin-vue-components/vite'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { faceWorker } from './web/tools/worker.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const faces = ['console', 'resident', 'screen']
const backend = process.env.LINLI_BACKEND ?? 'http://127.0.0.1:8000'

/** In development, answer /console/…, /resident/… and /screen/… with the page of that face, as the server does. */
function facePages(): Plugin {
  return {
    name: 'linli-face-pages',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const face = faces.find((name) => request.url?.match(new RegExp(`^/${name}(/|\\?|$)`)))
        if (face && !request.url?.includes('/src/')) request.url = `/static/${face}.html`
        next()
      })
    },
  }
}

export default defineConfig({
  root: here('./web'),
  base: '/static/',
  resolve: { alias: { '@': here('./web/src') } },
  plugins: [
    facePages(),
    vue(),
    faceWorker(faces, here('./web/dist')),
    Components({ dts: false, dirs: [], resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  build: {
    outDir: here('./web/dist'),
    emptyOutDir: true,
    // WeChat's browser lags behind; so do the phones of the old.
    target: ['es2020', 'chrome87', 'safari14'],
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: Object.fromEntries(faces.map((face) => [face, here(`./web/${face}.html`)])),
    },
  },
  server: {
    fs: { allow: [here('.')] },
    // The address asked for stays: the server refuses forms that come from another site.
    proxy: Object.fromEntries(['/api', '/live', '/healthz', '/open311'].map((path) => [path, { target: backend, changeOrigin: false }])),
  },
  test: {
    root: here('.'),
    environment: 'happy-dom',
    include: ['web/src/**/*.test.ts', 'linli/sections/*/web/**/*.test.ts'],
    env: { TZ: 'Asia/Shanghai' },
  },
})
