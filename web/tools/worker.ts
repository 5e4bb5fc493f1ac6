/** Builds the worker of the faces and writes into it what each face is made of. */
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build, type Plugin, type Rollup } from 'vite'

const BASE = '/static/'
const SOURCE = fileURLToPath(new URL('../src/worker/sw.ts', import.meta.url))

interface Entry {
  url: string
  revision: string | null
}

/** The face that a page belongs to by its folder; '' for what all share. */
function faceOf(module: string | null): string {
  return module?.match(/\/(?:web|web\/src)\/(console|resident|screen)\//)?.[1] ?? ''
}

/** Every script and style that the face can come to need: no page of another face, and nothing that only such a page uses. */
function filesOf(face: string, bundle: Rollup.OutputBundle): Set<string> {
  const found = new Set<string>()
  const walk = (name: string): void => {
    const chunk = bundle[name]
    if (!chunk || chunk.type !== 'chunk' || found.has(name)) return
    if (faceOf(chunk.facadeModuleId) && faceOf(chunk.facadeModuleId) !== face) return
    found.add(name)
    for (const file of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) found.add(file)
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) walk(next)
  }
  const entry = Object.values(bundle).find((one) => one.type === 'chunk' && one.isEntry && one.name === face)
  if (entry) walk(entry.fileName)
  return found
}

function entriesOf(face: string, bundle: Rollup.OutputBundle): Entry[] {
  const page = bundle[`${face}.html`]
  if (page?.type !== 'asset') throw new Error(`${face}.html was not built`)
  const shell = { url: `/${face}/`, revision: createHash('sha256').update(page.source).digest('hex').slice(0, 16) }
  return [shell, ...[...filesOf(face, bundle)].sort().map((file) => ({ url: BASE + file, revision: null }))]
}

/** Writes `sw.js` beside the pages: one classic script for all faces, for browsers that lag behind. */
export function faceWorker(faces: readonly string[], outDir: string): Plugin {
  return {
    name: 'linli-face-worker',
    apply: (_config, { command }) => command === 'build' && !process.env.VITEST,
    async writeBundle(_options, bundle) {
      const manifests = Object.fromEntries(faces.map((face) => [face, entriesOf(face, bundle)]))
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: { __FACES__: JSON.stringify(manifests), 'process.env.NODE_ENV': '"production"' },
        build: {
          outDir,
          emptyOutDir: false,
          target: ['es2020', 'chrome87', 'safari14'],
          lib: { entry: SOURCE, formats: ['iife'], name: 'linliWorker', fileName: () => 'sw.js' },
        },
      })
    },
  }
}
