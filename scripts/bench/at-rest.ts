// What the serving process holds when nobody works: PostgreSQL is a process of its own and not counted.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PORT = 8791
const REST_MS = 10_000

export async function benchAtRest() {
  const data = await mkdtemp(join(tmpdir(), 'congvan-rest-'))
  const main = join(import.meta.dirname, '../../packages/server/src/main.ts')
  const server = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, '--data', data, '--empty', '--port', String(PORT)],
    { stdio: 'ignore' },
  )
  const ended = new Promise((resolve) => server.once('exit', resolve))
  try {
    await answering()
    await new Promise((resolve) => setTimeout(resolve, REST_MS))
    const status = readFileSync(`/proc/${server.pid}/status`, 'utf8')
    const mebibytes = Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
    return { residentMebibytes: mebibytes, goal: { residentMebibytes: 300 } }
  } finally {
    server.kill('SIGINT')
    await ended
    await rm(data, { recursive: true, force: true })
  }
}

async function answering(): Promise<void> {
  for (let turn = 0; turn < 600; turn++) {
    const up = await fetch(`http://127.0.0.1:${PORT}/healthz`).catch(() => null)
    if (up?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the server did not answer within a minute')
}
