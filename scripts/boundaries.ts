// The map in CI: who may import whom, how large a file may grow, where SQL may stand.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
// dependency-cruiser that finds nothing reports success (design/stack.md): fewer modules than this is a failure.
const FEWEST_MODULES = 300
const MOST_LINES = 400
/** A test file may list one class of attack or wall after another. */
const MOST_TEST_LINES = 450
const problems: string[] = []

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return ['node_modules', 'dist', 'fixtures'].includes(entry.name) ? [] : files(path)
    return /\.(ts|tsx|sql)$/.test(entry.name) ? [path] : []
  })
}

function checkImports(): void {
  const done = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      'packages',
      'e2e',
      'scripts',
    ],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 29 },
  )
  let report: {
    summary: { totalCruised: number; violations: { from: string; to: string; rule: { name: string } }[] }
  }
  try {
    report = JSON.parse(done.stdout)
  } catch {
    problems.push(`dependency-cruiser did not answer: ${done.stderr.slice(0, 500)}`)
    return
  }
  for (const { from, to, rule } of report.summary.violations) problems.push(`${rule.name}: ${from} → ${to}`)
  if (report.summary.totalCruised < FEWEST_MODULES)
    problems.push(`the map holds only ${report.summary.totalCruised} modules; it is not reading the code`)
  console.log(`${report.summary.totalCruised} modules on the map`)
}

function checkSizes(all: string[]): void {
  for (const path of all) {
    const lines = readFileSync(path, 'utf8').split('\n').length
    // The demo province's texts are data, not code.
    const isData = path.endsWith('.sql') || /packages\/demo\/src\/(threads|territory|people)\//.test(path)
    const most = path.includes('.test.') ? MOST_TEST_LINES : MOST_LINES
    if (lines > most && !isData)
      problems.push(`too long: ${relative(ROOT, path)} has ${lines} lines, the stop is ${most}`)
  }
}

/** SQL has an address: a module's store folder or a migration; the clock has one too. */
function checkPlaces(all: string[]): void {
  const clock = /\bDate\.now\(\)|new Date\(\)/
  for (const path of all.filter(
    (file) => file.includes('packages/server/src/') && !file.endsWith('.test.ts'),
  )) {
    const text = readFileSync(path, 'utf8')
    const name = relative(ROOT, path)
    if (clock.test(text) && !/platform\/log\.ts$|letters\/render\/press\.ts$/.test(name))
      problems.push(`clock: ${name} asks the machine for the time; take it from the scope`)
  }
}

/** Every table with agency_id stands behind row-level security. */
function checkWalls(all: string[]): void {
  const sql = all
    .filter((file) => file.includes('/migrations/'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  for (const [, table, body] of sql.matchAll(/create table (\w+\.\w+) \(([\s\S]*?)\n\);/g)) {
    if (
      !/\n\s+agency_id uuid/.test(body!) ||
      [
        'platform.command',
        'platform.agency_sequence',
        'organisations.agency_name',
        'identity.access_log',
      ].includes(table!)
    )
      continue
    if (!new RegExp(`protect\\w*\\('${table}'\\)`).test(sql))
      problems.push(`wall: ${table} has agency_id but no row-level security`)
  }
}

const all = ['packages', 'e2e', 'scripts'].flatMap((folder) => files(join(ROOT, folder)))
checkImports()
checkSizes(all)
checkPlaces(all)
checkWalls(all)
for (const problem of problems) console.error(problem)
process.exit(problems.length ? 1 : 0)
