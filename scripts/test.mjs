// npm test: the same set-up as npm start, then everything that must hold, named step by step. CI=true and root: nothing may be skipped.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childEnv, installLocked, node24, ROOT } from './prepare.mjs'

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : null
const strict = process.env.CI === 'true' && process.getuid?.() === 0

installLocked((text) => console.log(text))
const node = node24()
const bin = (path) => join(ROOT, 'node_modules', path)
const tests = (...patterns) => [
  '--disable-warning=ExperimentalWarning',
  '--test',
  '--test-reporter=spec',
  ...patterns,
]

/** The largest number of files in parallel that two cores carry without starving a database. */
const parallel = '--test-concurrency=2'

const steps = [
  ['check', 'types', () => run(node, [bin('typescript/bin/tsc'), '-p', '.'])],
  [
    'check',
    'lint and format',
    () => run(node, [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']),
  ],
  ['check', 'boundaries', () => run(node, ['scripts/boundaries.ts'])],
  ['check', 'words (glossary, messages)', () => run(node, ['scripts/words.ts'])],
  [
    'unit',
    'pure packages',
    () =>
      run(node, [
        ...tests('packages/{contract,edxml,evidence,sign-core,lab,demo,cli}/src/**/*.test.ts'),
        parallel,
      ]),
  ],
  [
    'reader',
    'reading papers',
    () => run(node, [...tests('packages/{reader,testkit}/src/**/*.test.ts'), parallel]),
  ],
  [
    'server',
    'server: commands, walls, numbers, races',
    () => run(node, [...tests('packages/server/src/**/*.test.ts'), parallel]),
  ],
  ['web', 'screens: helpers', () => run(node, tests('packages/web/src/**/*.test.ts'))],
  ['web', 'screens build within budget', buildScreens],
  [
    'e2e',
    'the story in a real browser',
    () => {
      if (!existsSync(join(ROOT, 'packages/web/dist/index.html')) && !buildScreens()) return false
      // Every file plays on an installation of its own; the province in it is loaded once and copied.
      const province = mkdtempSync(join(tmpdir(), 'congvan-province-'))
      try {
        return run(node, [...tests('e2e/**/*.test.ts'), '--test-concurrency=1'], ROOT, {
          CONGVAN_E2E_PROVINCE: province,
        })
      } finally {
        rmSync(province, { recursive: true, force: true })
      }
    },
  ],
]

aptInstall()
const began = Date.now()
const results = []
for (const [group, name, step] of steps) {
  if (only && only !== group) continue
  const start = Date.now()
  console.log(`\n━━ ${name}`)
  const ok = step()
  results.push([name, ok, ((Date.now() - start) / 1000).toFixed(1)])
  if (!ok && group === 'check') break
}
console.log('')
for (const [name, ok, seconds] of results) console.log(`${ok ? '✓' : '✗'} ${name} (${seconds} s)`)
const failed = results.filter(([, ok]) => !ok).length
console.log(`${results.length - failed} passed, ${failed} failed`)
console.log(`steps took ${((Date.now() - began) / 1000).toFixed(0)} s`)
process.exit(failed ? 1 : 0)

function buildScreens() {
  return run(node, [bin('vite/bin/vite.js'), 'build', '--logLevel', 'warn'], join(ROOT, 'packages/web'))
}

function run(command, args, cwd = ROOT, more = {}) {
  const done = spawnSync(command, args, {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...childEnv(), CONGVAN_STRICT: strict ? '1' : '', ...more },
  })
  return done.status === 0
}

/** Debian's packages that tests use as judges; installed when missing and allowed, else the tests say what they skip. */
function aptInstall() {
  const wanted = readFileSync(join(ROOT, 'scripts/apt-packages.txt'), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'))
  if (!existsSync('/usr/bin/dpkg-query')) return
  const missing = wanted.filter(
    (name) =>
      !spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' }).stdout.includes(
        'install ok installed',
      ),
  )
  if (missing.length === 0) return
  if (process.getuid?.() !== 0) {
    console.log(`Thiếu gói Debian: ${missing.join(' ')}. Cài bằng apt-get để chạy đủ các phép thử.`)
    return
  }
  console.log(`apt-get install ${missing.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
  const done = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  })
  if (done.status !== 0 && strict) process.exit(1)
}
