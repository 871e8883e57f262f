// The only file that knows all modules: puts one installation together and takes it apart again.
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { makeServer } from './http/server.ts'
import { lastLoginsOf } from './mail-server/layout.ts'
import { deliveries } from './modules/deliveries/module.ts'
import { desk } from './modules/desk/module.ts'
import { dossiers } from './modules/dossiers/module.ts'
import { drafting } from './modules/drafting/module.ts'
import { equipment } from './modules/equipment/module.ts'
import { startEvidence } from './modules/evidence/index.ts'
import { evidence } from './modules/evidence/module.ts'
import { startExchange } from './modules/exchange/index.ts'
import { exchange } from './modules/exchange/module.ts'
import { startDigests, startIndicators } from './modules/indicators/index.ts'
import { indicators } from './modules/indicators/module.ts'
import { startScanFolders } from './modules/intake/index.ts'
import { intake } from './modules/intake/module.ts'
import { mailNotices, startMail } from './modules/mail/index.ts'
import { mail } from './modules/mail/module.ts'
import { organisations } from './modules/organisations/module.ts'
import { startPreservation, startStamping } from './modules/preservation/index.ts'
import { preservation } from './modules/preservation/module.ts'
import { programmes } from './modules/programmes/module.ts'
import { provisioning } from './modules/provisioning/module.ts'
import { startReservations } from './modules/registers/index.ts'
import { registers } from './modules/registers/module.ts'
import { startSearch } from './modules/search/index.ts'
import { search } from './modules/search/module.ts'
import { signing } from './modules/signing/module.ts'
import { tasks } from './modules/tasks/module.ts'
import { diskBlobs } from './platform/blobs.ts'
import { loadCalendar } from './platform/calendar.ts'
import { loadClock } from './platform/clock.ts'
import type { Module } from './platform/command.ts'
import { migrateJobs, startJobs } from './platform/jobs.ts'
import { LiveChannel } from './platform/live.ts'
import { createDatabase, type DatabaseAddress, poolAs, prepareRoles } from './platform/postgres/database.ts'
import { migrate } from './platform/postgres/migrate.ts'
import { Runner } from './platform/runner.ts'
import { Sealer } from './platform/sealer.ts'
import type { Services } from './platform/services.ts'
import { diskSpool } from './platform/spool.ts'
import { apiRoutes } from './routes.ts'

/** How often an axis is asked; the three-level demo asks faster. */
const POLL_SECONDS = Number(process.env.CONGVAN_AXIS_POLL_SECONDS ?? 60)

export const MODULES: Module[] = [
  organisations,
  registers,
  signing,
  evidence,
  deliveries,
  dossiers,
  intake,
  tasks,
  drafting,
  exchange,
  search,
  provisioning,
  mail,
  preservation,
  equipment,
  desk,
  indicators,
  programmes,
]

export interface InstallationOptions {
  data: string
  database: DatabaseAddress
  masterKey: string
  /** Workers run in the serving process; the command line reads without them. */
  workers?: boolean
}

export interface Installation {
  services: Services
  owner: pg.Pool
  app: pg.Pool
  live: LiveChannel
  migration: number
  serve(options: {
    screens: string | null
    ready: () => { ready: boolean; detail: Record<string, unknown> }
  }): Promise<FastifyInstance>
  /** What must end before the connections do. */
  onClose(step: () => void): void
  close(): Promise<void>
}

/** Creates what is missing: database, roles, the queue's tables, ours. Every step repeats safely. */
export async function prepareDatabase(database: DatabaseAddress): Promise<number> {
  await createDatabase(database).catch((error: { code?: string }) => {
    if (error.code !== '42501') throw error
  })
  await prepareRoles(database)
  const owner = poolAs(database, 'owner', 2)
  try {
    await migrateJobs(owner)
    return await migrate(owner, database.app)
  } finally {
    await owner.end()
  }
}

export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  const migration = await prepareDatabase(options.database)
  const owner = poolAs(options.database, 'owner', 6)
  const app = poolAs(options.database, 'app', 24)
  const runner = new Runner(app)
  const { clock, demo } = await runner.system(loadClock)
  const services: Services = {
    clock,
    calendar: await runner.system(loadCalendar),
    blobs: diskBlobs(join(options.data, 'blobs')),
    spool: diskSpool(join(options.data, 'spool')),
    scanRoot: process.env.CONGVAN_SCAN_DIR ?? join(options.data, 'quet'),
    sealer: new Sealer(options.masterKey),
    runner,
    demo: demo ? { label: 'Tỉnh mẫu' } : null,
    notices: mailNotices({
      get clock() {
        return services.clock
      },
    }),
  }
  runner.wire(MODULES, services)
  const closing: (() => void)[] = []
  const live = new LiveChannel(owner)
  await live.open()
  const jobs = options.workers === false ? null : await startJobs(owner, MODULES, services)
  const stopReservations = options.workers === false ? null : startReservations(services)
  const stopPreservation = options.workers === false ? null : startPreservation(services)
  const stopStamping = options.workers === false ? null : startStamping(services)
  const stopEvidence = options.workers === false ? null : startEvidence(services)
  const stopExchange = options.workers === false ? null : startExchange(services, POLL_SECONDS)
  const stopScans = options.workers === false ? null : startScanFolders(services)
  const stopSearch = options.workers === false ? null : startSearch(services)
  const stopDigests = options.workers === false ? null : startDigests(services)
  const stopMail =
    options.workers === false ? null : startMail(services, { lastLogins: lastLoginsOf(options.data) })
  const stopIndicators = options.workers === false ? null : startIndicators(services)
  return {
    services,
    owner,
    app,
    live,
    migration,
    serve: ({ screens, ready }) =>
      makeServer(
        { screens, ready, metrics: () => metricsOf(app) },
        apiRoutes(services, live, { secureCookie: false }),
      ),
    onClose: (step) => {
      closing.push(step)
    },
    close: async () => {
      for (const step of closing) step()
      stopReservations?.()
      await stopExchange?.()
      await stopEvidence?.()
      await stopScans?.()
      await stopSearch?.()
      stopDigests?.()
      await stopMail?.()
      await stopIndicators?.()
      await stopPreservation?.()
      await stopStamping?.()
      await jobs?.stop()
      await runner.flush()
      live.close()
      await app.end()
      await owner.end()
    },
  }
}

function metricsOf(pool: pg.Pool): string {
  const memory = process.memoryUsage()
  return [
    `congvan_resident_bytes ${memory.rss}`,
    `congvan_heap_used_bytes ${memory.heapUsed}`,
    `congvan_uptime_seconds ${Math.round(process.uptime())}`,
    `congvan_database_connections{state="all"} ${pool.totalCount}`,
    `congvan_database_connections{state="idle"} ${pool.idleCount}`,
    `congvan_database_waiting ${pool.waitingCount}`,
    '',
  ].join('\n')
}
