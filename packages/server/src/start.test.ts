// Starting, stopping, and what a start says when it cannot: one clear sentence, exit ≠ 0, nothing left running.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'

const MAIN = join(import.meta.dirname, 'main.ts')
const root = process.getuid?.() === 0
let folder: string
const running: ChildProcess[] = []

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'congvan-start-'))
})
after(async () => {
  for (const child of running) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  for (const pid of clusterPids()) process.kill(pid, 'SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

interface Started {
  child: ChildProcess
  base: string
  output: () => string
  ended: Promise<number | null>
}

function launch(args: string[], before: string[] = []): Omit<Started, 'base'> {
  const words = [...before, process.execPath, '--disable-warning=ExperimentalWarning', MAIN, ...args]
  const child = spawn(words[0]!, words.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_TEST_CONTEXT: '', DATABASE_URL: '' },
  })
  running.push(child)
  let text = ''
  child.stdout!.on('data', (data) => {
    text += data
  })
  child.stderr!.on('data', (data) => {
    text += data
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  return { child, output: () => text, ended }
}

async function start(...args: string[]): Promise<Started> {
  const run = launch(['--port', '0', '--empty', ...args])
  const deadline = Date.now() + 90_000
  for (;;) {
    const base = /http:\/\/127\.0\.0\.1:\d+/.exec(run.output())?.[0]
    if (base && (await fetch(`${base}/healthz`).catch(() => null))?.ok) return { ...run, base }
    if (run.child.exitCode !== null || Date.now() > deadline) throw new Error(`not started: ${run.output()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** One sentence on the way out: no stack, no code of ours, exit 1. */
async function refuses(args: string[], words: RegExp, before: string[] = []): Promise<void> {
  const run = launch(args, before)
  assert.equal(await run.ended, 1, run.output())
  const lines = run.output().trim().split('\n')
  const last = lines.at(-1)!
  assert.match(last, /^Congvan: /)
  assert.match(last, words)
  assert.doesNotMatch(run.output(), /\bat .*\.ts:\d+/, 'a stack was shown')
}

/** Processes of the clusters under this test's folder. */
const clusterPids = (under = folder) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        return words.includes(`${under}/`) && words.includes('postgres') && !words.includes('main.ts')
      } catch {
        return false
      }
    })

const data = (name: string) => join(folder, name)

describe('Khởi động và dừng', () => {
  test('an empty office starts, keeps its secrets to itself, and Ctrl-C stops everything it started', async () => {
    const run = await start('--data', data('một'))
    assert.equal(((await stat(join(data('một'), 'secrets.json'))).mode & 0o077).toString(8), '0')
    assert.equal(((await stat(join(data('một'), 'postgres'))).mode & 0o077).toString(8), '0')
    assert.ok(clusterPids(data('một')).length > 0)
    run.child.kill('SIGINT')
    assert.equal(await run.ended, 0)
    assert.deepEqual(clusterPids(data('một')), [])
    assert.ok(!existsSync(join(data('một'), 'congvan.pid')))
  })
  test('a second start on the same folder is refused and disturbs nothing', async () => {
    const run = await start('--data', data('một'))
    await refuses(['--data', data('một'), '--port', '0', '--empty'], /đang được một Congvan khác dùng/)
    assert.equal((await fetch(`${run.base}/readyz`)).status, 200)
    run.child.kill('SIGTERM')
    assert.equal(await run.ended, 0)
  })
  test('after kill -9 the next start stops the orphaned database and loses nothing', async () => {
    const first = await start('--data', data('một'))
    const secrets = readFileSync(join(data('một'), 'secrets.json'), 'utf8')
    first.child.kill('SIGKILL')
    await first.ended
    assert.ok(clusterPids(data('một')).length > 0, 'the orphan lives')
    const second = await start('--data', data('một'))
    assert.equal(readFileSync(join(data('một'), 'secrets.json'), 'utf8'), secrets)
    const masters = clusterPids(data('một')).filter((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('listen_addresses'),
    )
    assert.equal(masters.length, 1, 'one cluster, one master')
    second.child.kill('SIGINT')
    assert.equal(await second.ended, 0)
    assert.deepEqual(clusterPids(data('một')), [])
  })
  test('Ctrl-C in the middle of a first start leaves no process and the next start works', async () => {
    const run = launch(['--port', '0', '--empty', '--data', data('dở')])
    while (!/Cơ sở dữ liệu sẵn sàng/.test(run.output()) && run.child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 10))
    run.child.kill('SIGTERM')
    assert.equal(await run.ended, 0, run.output())
    assert.deepEqual(clusterPids(data('dở')), [])
    const again = await start('--data', data('dở'))
    again.child.kill('SIGINT')
    await again.ended
  })
})

describe('Không khởi động được', () => {
  test('a taken port', async () => {
    const holder = createServer()
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
    const { port } = holder.address() as { port: number }
    await refuses(
      ['--data', data('một'), '--empty', '--port', String(port)],
      new RegExp(`Cổng ${port} đang có chương trình khác dùng`),
    )
    holder.close()
    assert.deepEqual(clusterPids(data('một')), [], 'the database was stopped')
  })
  test('a folder of a newer version', async () => {
    await mkdir(data('mới'), { recursive: true })
    await writeFile(join(data('mới'), 'format.json'), '{"format":99}')
    await refuses(['--data', data('mới'), '--port', '0'], /phiên bản mới hơn/)
  })
  test('a folder whose version file is damaged', async () => {
    await mkdir(data('hỏng'), { recursive: true })
    await writeFile(join(data('hỏng'), 'format.json'), '{"form')
    await refuses(['--data', data('hỏng'), '--port', '0'], /format\.json/)
  })
  test('a wrong address of the database, a server that does not answer, an option that is none', async () => {
    await refuses(
      ['--data', data('khác'), '--port', '0', '--database-url', 'khong-phai'],
      /không phải là một địa chỉ/,
    )
    await refuses(
      ['--data', data('khác'), '--port', '0', '--database-url', 'mysql://a@b/c'],
      /postgresql:\/\//,
    )
    await refuses(
      ['--data', data('khác'), '--port', '0', '--database-url', 'postgresql://a:b@127.0.0.1:9/c'],
      /Không nối được cơ sở dữ liệu 127\.0\.0\.1:9/,
    )
    await refuses(['--data', data('khác'), '--cổng', '1'], /Tùy chọn không hiểu được/)
    await refuses(['--data', data('khác'), '--port', 'tám'], /không phải là một cổng/)
  })
  test('a place where nothing can be written', async () => {
    await writeFile(data('tệp'), 'x')
    await refuses(['--data', join(data('tệp'), 'con'), '--port', '0'], /Không dùng được thư mục dữ liệu/)
  })
  test('a read-only disk, and a full one', {
    skip: root && mayMount() ? false : 'needs root and mount',
  }, async () => {
    for (const [name, options, words] of [
      ['chỉ-đọc', 'ro,size=1m', /chỉ đọc/],
      ['đầy', 'size=64k', /Đĩa đã đầy|đầy/],
    ] as const) {
      await mkdir(data(name), { recursive: true })
      const script = `mount -t tmpfs -o ${options} tmpfs "$1" && { dd if=/dev/zero of="$1/x" bs=1k count=64 2>/dev/null; shift; exec "$@"; }`
      await refuses(['--data', data(name), '--port', '0', '--empty'], words, [
        'unshare',
        '-m',
        'sh',
        '-c',
        script,
        'sh',
        data(name),
      ])
    }
  })
  test('the demo is opened to the network only when asked for, and never over an existing office', async () => {
    await refuses(['--data', data('mạng'), '--port', '0', '--host', '0.0.0.0'], /--demo-public/)
    const run = launch(['--port', '0', '--data', data('một')])
    while (!/Congvan đang chạy/.test(run.output()) && run.child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 50))
    assert.doesNotMatch(run.output(), /Tỉnh mẫu/, 'an existing office was turned into the demo')
    run.child.kill('SIGINT')
    await run.ended
  })
})

function mayMount(): boolean {
  try {
    return existsSync('/usr/bin/unshare')
  } catch {
    return false
  }
}
