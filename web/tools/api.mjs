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
const body = astToString(await openapiTS(document, { defaultNonNullable: false }))
const target = process.argv[2] ?? `${root}web/src/api/schema.d.ts`
writeFileSync(target, `/* Written by "npm run api" from the OpenAPI file. Do not edit. */\n${body}`)
console.log(`${Object.keys(document.paths).length} paths -> ${target}`)
