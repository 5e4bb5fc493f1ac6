/** Write web/src/api/schema.d.ts from the OpenAPI file that `linli openapi` prints. */
import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const root = fileURLToPath(new URL('../..', import.meta.url))
const local = `${root}.venv/bin/linli`
const command = process.env.LINLI ?? (existsSync(local) ? local : 'linli')
const text = execFileSync(command, ['openapi'], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
const document = JSON.parse(text)
// Errors all have one shape, which src/api/errors.ts knows; leaving them out makes the file ten times smaller.
for (const path of Object.values(document.paths)) {
  for (const operation of Object.values(path)) {
    for (const status of Object.keys(operation.responses ?? {})) {
      if (!status.startsWith('2')) delete operation.responses[status]
      // A list may also answer as a spreadsheet; pages fetch that as a file, so its type is of no use here.
      const content = operation.responses[status]?.content
      if (content?.['application/json']) operation.responses[status].content = { 'application/json': content['application/json'] }
    }
  }
}
const written = astToString(await openapiTS(document, { defaultNonNullable: false }))
// Absent is as good as never, titles repeat the routes, and four spaces become one: the file stays readable in a diff.
const body = written
  .replace(/^ *\/\*\*(?:[^*]|\*(?!\/))*\*\/\n/gm, '')
  .replace(/^ *\w+\?: never;\n/gm, '')
  .replace(/^ *headers: \{\n *\[name: string\]: unknown;\n *\};\n/gm, '')
  .replace(/parameters: \{\n *\};/g, 'parameters: {};')
  .replace(/^( +)/gm, (space) => ' '.repeat(space.length / 4))
const target = process.argv[2] ?? `${root}web/src/api/schema.d.ts`
writeFileSync(target, `/* Written by "npm run api" from the OpenAPI file. Do not edit. */\n${body}`)
console.log(`${Object.keys(document.paths).length} paths -> ${target}`)
