import { spawn } from 'node:child_process'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { createConnection, type Socket } from 'node:net'
import { join } from 'node:path'
import { keeperFolder } from './keeper.ts'

/** The test cluster's port; the open socket says "still needed" to its keeper until this process ends. */
let joined: Promise<number> | null = null
export function testCluster(): Promise<number> {
  joined ??= join1()
  return joined
}

async function join1(): Promise<number> {
  const folder = keeperFolder()
  const deadline = Date.now() + 90_000
  while (Date.now() < deadline) {
    const answer = await ask(join(folder, 'keeper.sock'))
    if (answer) return answer
    await startKeeper(folder)
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  const why = await readFile(join(folder, 'keeper.error'), 'utf8').catch(() => 'no answer in 90 s')
  throw new Error(`the test cluster did not start: ${why}`)
}

function ask(path: string): Promise<number | null> {
  return new Promise((resolve) => {
    const socket: Socket = createConnection(path)
    socket.once('error', () => resolve(null))
    socket.once('data', (data) => {
      socket.unref()
      resolve((JSON.parse(data.toString()) as { port: number }).port)
    })
  })
}

/** Whoever creates the lock starts the keeper; a lock whose process is gone is taken over. */
async function startKeeper(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o711 })
  const lock = join(folder, 'keeper.pid')
  const file = await open(lock, 'wx').catch(() => null)
  if (!file) {
    const pid = Number(await readFile(lock, 'utf8').catch(() => '0'))
    if (pid && !alive(pid)) await rm(lock, { force: true })
    return
  }
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'keeper.ts'), 'keep', folder],
    { detached: true, stdio: 'ignore', env: { ...process.env, NODE_TEST_CONTEXT: '' } },
  )
  await file.writeFile(String(child.pid))
  await file.close()
  child.unref()
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
