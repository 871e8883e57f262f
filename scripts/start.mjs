// npm start: install what is locked, build the screens when they changed, then hand over to the server.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { childEnv, installLocked, node24, ROOT } from './prepare.mjs'

installLocked((text) => console.log(text))
buildScreens()
const child = spawn(
  node24(),
  [
    '--disable-warning=ExperimentalWarning',
    join(ROOT, 'packages/server/src/main.ts'),
    ...process.argv.slice(2),
  ],
  { cwd: process.cwd(), stdio: 'inherit', env: childEnv() },
)
// Ctrl-C reaches the server as well as us; it stops in order and we wait for it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))

function newest(folder) {
  let time = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'dist' || entry.name === 'node_modules') continue
    const path = join(folder, entry.name)
    time = Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }
  return time
}

function buildScreens() {
  const built = join(ROOT, 'packages/web/dist/index.html')
  const sources = Math.max(newest(join(ROOT, 'packages/web')), newest(join(ROOT, 'packages/contract/src')))
  if (existsSync(built) && statSync(built).mtimeMs >= sources) return
  console.log('Dựng màn hình…')
  const done = spawnSync(
    node24(),
    [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
    { cwd: join(ROOT, 'packages/web'), stdio: 'inherit', env: childEnv() },
  )
  if (done.status !== 0) process.exit(1)
}
