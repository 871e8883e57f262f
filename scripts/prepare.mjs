// What every command needs before TypeScript can run: installed packages and Node 24. Runs on any Node.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
export const NODE = join(ROOT, 'node_modules/.bin/node')
const MARK = join(ROOT, 'node_modules/.congvan-installed')

/** Installs exactly what is locked, without install scripts; a second start does nothing. */
export function installLocked(say = (text) => process.stderr.write(`${text}\n`)) {
  const lock = join(ROOT, 'package-lock.json')
  const wanted = existsSync(lock) ? `${statSync(lock).size}:${hash(readFileSync(lock))}` : ''
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === wanted && existsSync(NODE)) return
  if (existsSync(NODE) && !existsSync(lock)) return
  say('Cài các gói đã khóa (lần đầu khoảng một phút)…')
  // `npm ci` refuses a lock that lacks the optional binaries of platforms some registries do not carry;
  // `install --no-save` takes the same locked versions and leaves the lock alone.
  const words = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const done = spawnSync('npm', words, { cwd: ROOT, stdio: ['ignore', 2, 2] })
  if (done.status !== 0) {
    process.stderr.write(
      'Congvan: không cài được các gói. Kiểm tra mạng và chỗ trống trên đĩa rồi chạy lại.\n',
    )
    process.exit(1)
  }
  writeFileSync(MARK, wanted)
}

function hash(bytes) {
  let h = 0
  for (const byte of bytes) h = (h * 31 + byte) | 0
  return h
}

/** The Node that came with the packages; on a platform without one, the machine's own if it is new enough. */
export function node24() {
  if (existsSync(NODE)) return NODE
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  process.stderr.write(`Congvan: cần Node 24 (máy có ${process.version}). Cài Node 24 rồi chạy lại.\n`)
  process.exit(1)
}

export const childEnv = () => ({
  ...process.env,
  PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(ROOT, 'node_modules/.cache/node'),
})
