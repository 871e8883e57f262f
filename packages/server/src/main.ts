// Starts one installation in one terminal and stops all that it started.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openInstallation } from './compose.ts'
import { loadSecrets, lockFolder, openFolder, StartRefused } from './platform/installation.ts'
import { setLogLevel } from './platform/log.ts'
import { type DatabaseAddress, parseUrl } from './platform/postgres/database.ts'
import { type EmbeddedServer, startEmbedded } from './platform/postgres/embedded.ts'

export interface StartOptions {
  port: number
  host: string
  data: string
  databaseUrl: string | null
  empty: boolean
  demoPublic: boolean
  screens: string | null
}

const say = (text: string) => process.stdout.write(`${text}\n`)
const ROOT = join(import.meta.dirname, '../../..')

export function readOptions(args: string[]): StartOptions {
  try {
    const { values } = parseArgs({
      args,
      strict: true,
      options: {
        port: { type: 'string', default: '8080' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: join(ROOT, 'data') },
        'database-url': { type: 'string' },
        empty: { type: 'boolean', default: false },
        'demo-public': { type: 'boolean', default: false },
      },
    })
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      throw new StartRefused(`--port ${values.port} không phải là một cổng (1–65535).`)
    const screens = process.env.CONGVAN_SCREENS ?? join(ROOT, 'packages/web/dist')
    return {
      port,
      host: values.host,
      data: resolve(values.data),
      databaseUrl: values['database-url'] ?? process.env.DATABASE_URL ?? null,
      empty: values.empty,
      demoPublic: values['demo-public'],
      screens: existsSync(join(screens, 'index.html')) ? screens : null,
    }
  } catch (error) {
    if (error instanceof StartRefused) throw error
    throw new StartRefused(`Tùy chọn không hiểu được: ${(error as Error).message}`)
  }
}

export async function databaseOf(
  options: Pick<StartOptions, 'databaseUrl' | 'data'>,
  secrets: { databaseApp: string; databaseOwner: string },
): Promise<{ address: DatabaseAddress; server: EmbeddedServer | null }> {
  if (options.databaseUrl)
    return { address: parseUrl(options.databaseUrl, secrets.databaseApp), server: null }
  const server = await startEmbedded(options.data, secrets.databaseOwner)
  return {
    server,
    address: {
      host: server.host,
      port: server.port,
      database: 'congvan',
      owner: 'congvan_owner',
      ownerPassword: secrets.databaseOwner,
      app: 'congvan_app',
      appPassword: secrets.databaseApp,
    },
  }
}

async function start(options: StartOptions): Promise<void> {
  const began = performance.now()
  await openFolder(options.data)
  const unlock = await lockFolder(options.data)
  const undo: (() => Promise<unknown>)[] = [unlock]
  const stopAll = async () => {
    for (const step of undo.reverse().splice(0)) await step().catch(() => undefined)
  }
  let stopping = false
  const stopOn = (signal: NodeJS.Signals) => {
    if (stopping) return
    stopping = true
    say(`\nĐang dừng (${signal})…`)
    // A step that was just being made (the database itself) ends first, then it is taken down too.
    void stopAll()
      .then(() => Promise.race([begun, new Promise((resolve) => setTimeout(resolve, 20_000))]))
      .then(stopAll)
      .finally(() => process.exit(0))
  }
  const begun = run().catch(async (error) => {
    // What a stop interrupts fails by itself: the stop goes on to its end and is no error.
    if (stopping) return
    await stopAll()
    throw error
  })
  process.on('SIGINT', stopOn)
  process.on('SIGTERM', stopOn)
  await begun

  async function run(): Promise<void> {
    const secrets = await loadSecrets(options.data)
    const { address, server } = await databaseOf(options, secrets)
    if (server) undo.push(server.stop)
    if (stopping) return
    say(`Cơ sở dữ liệu sẵn sàng (${seconds(began)} giây)`)
    const { loadDemo, demoProgress } = await import('./demo-loader/index.ts')
    const { prepareDatabase } = await import('./compose.ts')
    await prepareDatabase(address)
    const { followDatabase } = await import('./mail-server/index.ts')
    await followDatabase(options.data, address).catch((error: Error) =>
      say(`Máy chủ thư chưa theo được cơ sở dữ liệu mới: ${error.message}`),
    )
    const demo = await loadDemo({ address, options, secrets, say })
    const installation = await openInstallation({
      data: options.data,
      database: address,
      masterKey: secrets.masterKey,
    })
    undo.push(installation.close)
    const state = { ready: false }
    const app = await installation.serve({
      screens: options.screens,
      ready: () => ({ ready: state.ready, detail: demoProgress() }),
    })
    undo.push(() => app.close())
    await listen(app, options)
    const actual = app.server.address()
    const port = actual && typeof actual === 'object' ? actual.port : options.port
    if (installation.services.demo) await demoAddress(installation, options, port)
    printAddress(options, port, installation.services.demo !== null, await setupToken(installation), began)
    await demo.rest(installation)
    state.ready = true
  }
}

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1)

/** Letters of the demo carry the QR mark too; a real office names its own address in Quản trị. */
async function demoAddress(
  installation: Awaited<ReturnType<typeof openInstallation>>,
  options: StartOptions,
  port: number,
): Promise<void> {
  const { publicAddress, setPublicAddress } = await import('./modules/verification/index.ts')
  const host = options.host === '0.0.0.0' ? '127.0.0.1' : options.host
  await installation.services.runner.system(async (tx) => {
    if (!(await publicAddress(tx))) await setPublicAddress(tx, `http://${host}:${port}`)
  })
}

async function setupToken(
  installation: Awaited<ReturnType<typeof openInstallation>>,
): Promise<string | null> {
  const { neededToken } = await import('./modules/setup/index.ts')
  return neededToken(installation.services)
}

async function listen(
  app: Awaited<ReturnType<Awaited<ReturnType<typeof openInstallation>>['serve']>>,
  options: StartOptions,
): Promise<void> {
  try {
    await app.listen({ port: options.port, host: options.host })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new StartRefused(
        `Cổng ${options.port} đang có chương trình khác dùng. Chọn cổng khác: npm start -- --port ${options.port + 1}`,
      )
    if ((error as NodeJS.ErrnoException).code === 'EACCES')
      throw new StartRefused(`Không có quyền mở cổng ${options.port}. Chọn cổng từ 1024 trở lên.`)
    throw new StartRefused(`Không mở được ${options.host}:${options.port}: ${(error as Error).message}`)
  }
}

function printAddress(
  options: StartOptions,
  port: number,
  demo: boolean,
  token: string | null,
  began: number,
): void {
  const url = `http://${options.host === '0.0.0.0' ? '127.0.0.1' : options.host}:${port}/`
  say('')
  say(`  Congvan đang chạy: ${url}${token ? `bat-dau?token=${token}` : ''}   (${seconds(began)} giây)`)
  if (demo)
    say('  Tỉnh mẫu Bến Tre, sáng thứ Hai 20/12/2021. Chọn một bàn làm việc để vào; không cần mật khẩu.')
  else if (token) say('  Cơ quan mới: mở địa chỉ trên để đặt quản trị và nạp tổ chức (mã dùng một lần).')
  if (!options.screens) say('  Chưa có màn hình: chạy lại bằng npm start để dựng.')
  say('  Dừng: Ctrl-C')
  say('')
}

async function main(): Promise<void> {
  setLogLevel((process.env.CONGVAN_LOG as 'info') ?? 'warn')
  const major = Number(process.versions.node.split('.')[0])
  if (major < 24)
    throw new StartRefused(
      `Cần Node 24 (đang chạy ${process.version}). Dùng npm start: nó mang theo Node 24.`,
    )
  await start(readOptions(process.argv.slice(2)))
}

process.on('unhandledRejection', (error) => {
  process.stderr.write(`${(error as Error)?.stack ?? String(error)}\n`)
})

main().catch((error) => {
  process.stderr.write(
    error instanceof StartRefused
      ? `Congvan: ${error.message}\n`
      : `Congvan: lỗi khi khởi động: ${(error as Error).stack}\n`,
  )
  process.exit(1)
})
