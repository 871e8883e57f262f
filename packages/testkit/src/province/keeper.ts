// One PostgreSQL for all test processes of this checkout: the first test starts this keeper, the last one gone stops it.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { prepareDatabase } from '../../../server/src/compose.ts'
import { setLogLevel } from '../../../server/src/platform/log.ts'
import type { DatabaseAddress } from '../../../server/src/platform/postgres/database.ts'
import { startEmbedded } from '../../../server/src/platform/postgres/embedded.ts'
import { MIGRATIONS } from '../../../server/src/platform/postgres/migrate.ts'

export const TEMPLATE = 'congvan_template'
export const OWNER_PASSWORD = 'chi-de-kiem-thu'
const IDLE_MS = 5000

/** Named after the migrations, so that a changed one gets a cluster of its own. */
export function keeperFolder(): string {
  const hash = createHash('sha256').update(import.meta.dirname)
  for (const name of readdirSync(MIGRATIONS).sort())
    hash.update(name).update(readFileSync(join(MIGRATIONS, name)))
  return `/tmp/congvan-test-${process.getuid?.() ?? 0}-${hash.digest('hex').slice(0, 12)}`
}

export const addressOf = (port: number, database: string, host = '127.0.0.1'): DatabaseAddress => ({
  host,
  port,
  database,
  owner: 'congvan_owner',
  ownerPassword: OWNER_PASSWORD,
  app: 'congvan_test_app',
  appPassword: OWNER_PASSWORD,
})

async function keep(folder: string): Promise<void> {
  setLogLevel('error')
  const socket = join(folder, 'keeper.sock')
  const cluster = await startEmbedded(folder, OWNER_PASSWORD)
  const owner = new pg.Client({ ...connection(cluster.port), database: 'postgres' })
  await owner.connect()
  // Nothing here must survive a power cut; the durable settings are proved by the start tests.
  await owner.query('alter system set fsync = off')
  await owner.query('alter system set synchronous_commit = off')
  await owner.query('select pg_reload_conf()')
  await owner.query(`drop database if exists ${TEMPLATE} with (force)`)
  await prepareDatabase(addressOf(cluster.port, TEMPLATE))
  await owner.end()
  const open = new Set<unknown>()
  let timer: NodeJS.Timeout
  const stop = async () => {
    server.close()
    await rm(socket, { force: true })
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
    process.exit(0)
  }
  const rest = () => {
    clearTimeout(timer)
    if (open.size === 0) timer = setTimeout(() => void stop(), IDLE_MS)
  }
  const server = createServer((client) => {
    open.add(client)
    clearTimeout(timer)
    client.on('error', () => undefined)
    client.on('close', () => {
      open.delete(client)
      rest()
    })
    client.write(`${JSON.stringify({ port: cluster.port })}\n`)
  })
  await rm(socket, { force: true })
  server.listen(socket, () => rest())
  process.on('SIGTERM', () => void stop())
}

const connection = (port: number) => ({
  host: '127.0.0.1',
  port,
  user: 'congvan_owner',
  password: OWNER_PASSWORD,
})

if (process.argv[2] === 'keep') {
  const folder = process.argv[3]!
  await mkdir(folder, { recursive: true, mode: 0o711 })
  await chmod(folder, 0o711)
  await keep(folder).catch(async (error: Error) => {
    await writeFile(join(folder, 'keeper.error'), String(error.stack))
    process.exit(1)
  })
}
