// Words are kept: every error code thrown has both languages; every event, table and command has its row in the glossary.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const SERVER = join(ROOT, 'packages/server')
const problems: string[] = []

function files(folder: string, ending: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : files(path, ending)
    return entry.name.endsWith(ending) ? [path] : []
  })
}

const sources = files(join(SERVER, 'src'), '.ts').filter((path) => !path.endsWith('.test.ts'))
const text = new Map(sources.map((path) => [path, readFileSync(path, 'utf8')]))

/** `'module.code': ['vi', 'en']` in any errors.ts or runner. */
const defined = new Set<string>()
for (const source of text.values()) {
  for (const block of source.matchAll(/defineMessages\(\{([\s\S]*?)\n\}\)/g))
    for (const code of block[1]!.matchAll(/^\s{2}'([a-z-]+\.[a-z-]+)':/gm)) defined.add(code[1]!)
}
for (const [path, source] of text) {
  for (const use of source.matchAll(/(?:new DomainError\(\s*'[a-z-]+',\s*|refusal\()'([a-z-]+\.[a-z-]+)'/g)) {
    if (!defined.has(use[1]!))
      problems.push(`${relative(ROOT, path)}: ${use[1]} has no Vietnamese and English sentence`)
  }
}

const glossary = readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8')
const events = new Set<string>()
for (const source of text.values())
  for (const event of source.matchAll(/emit\(\{\s*name: '([a-z-]+\.[a-z-]+)'/g)) events.add(event[1]!)
for (const event of events)
  if (!glossary.includes(`\`${event}\``)) problems.push(`docs/glossary.md: event ${event} has no row`)

const tables = new Set<string>()
for (const path of files(join(SERVER, 'migrations'), '.sql'))
  for (const table of readFileSync(path, 'utf8').matchAll(/create table ([a-z_]+\.[a-z_]+)/g))
    tables.add(table[1]!)
for (const table of tables)
  if (!glossary.includes(`\`${table}\``)) problems.push(`docs/glossary.md: table ${table} has no row`)

console.log(`${defined.size} sentences, ${events.size} events, ${tables.size} tables`)
for (const problem of problems) console.error(problem)
process.exit(problems.length ? 1 : 0)
