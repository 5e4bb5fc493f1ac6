/** Section discovery: every folder `linli/sections/<name>/web/section.ts` brings its pages, doors and tiles. */
import type { SectionWeb } from './section'

const modules = import.meta.glob<{ default: SectionWeb }>('../../linli/sections/*/web/section.ts', { eager: true })

/** All sections found at build time, by name. */
export const sections: SectionWeb[] = Object.values(modules)
  .map((module) => module.default)
  .sort((a, b) => a.name.localeCompare(b.name))
