/** Rules that keep the three faces apart and light. */
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = process.cwd()

function files(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`
    return statSync(join(root, path)).isDirectory() ? files(path) : [path]
  })
}

const sections = readdirSync(join(root, 'linli/sections')).filter((name) => statSync(join(root, 'linli/sections', name)).isDirectory())
const pages = sections.flatMap((name) => {
  const folder = `linli/sections/${name}/web`
  return readdirSync(join(root, 'linli/sections', name)).includes('web') ? files(folder) : []
})
const shell = files('web/src').filter((path) => /\.(ts|vue)$/.test(path) && !path.endsWith('.test.ts'))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

it('keeps Element Plus away from the resident and the hall screen', () => {
  const light = [...pages.filter((path) => /\/web\/(resident|screen)\//.test(path)), ...shell.filter((path) => /src\/(resident|screen)\//.test(path))]
  const heavy = light.filter((path) => /from '@\/kit'|<el-|element-plus/.test(read(path)))
  expect(heavy).toEqual([])
})

it('keeps section.ts free of everything but the types and lazy pages', () => {
  const manifests = pages.filter((path) => /\/web\/(section|\w+pages)\.ts$/.test(path)) // a large section lists its pages by topic
  expect(manifests.length).toBeGreaterThan(0)
  const eager = manifests.filter((path) => [...read(path).matchAll(/^import .* from '(.+)'/gm)].some((match) => match[1] !== '@/section' && !/^\.\/\w+pages$/.test(match[1] ?? '')))
  expect(eager).toEqual([])
})

it('names no section in the shell', () => {
  const named = shell.filter((path) => /linli\/sections\/(?!\*|<)/.test(read(path)))
  expect(named).toEqual([])
})

it('keeps each page readable: no file past 350 lines', () => {
  const long = [...pages, ...shell].filter((path) => /\.(ts|vue)$/.test(path) && !path.endsWith('schema.d.ts') && read(path).split('\n').length > 350)
  expect(long).toEqual([])
})
