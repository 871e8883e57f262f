// A whole installation in one line of a test: its own database, folder, clock and people.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Logger, runOnce } from 'graphile-worker'
import pg from 'pg'
import { type Installation, MODULES, openInstallation, prepareDatabase } from '../../server/src/compose.ts'
import { Temporal } from '../../server/src/kernel/time.ts'
import { appendWaiting } from '../../server/src/modules/evidence/index.ts'
import { actorForPerson, openSession } from '../../server/src/modules/identity/index.ts'
import type { Actor } from '../../server/src/platform/actor.ts'
import { setLogLevel } from '../../server/src/platform/log.ts'
import type { DatabaseAddress } from '../../server/src/platform/postgres/database.ts'
import { DeskClient } from './client.ts'
import { Arrivals, Drafts } from './province/builders.ts'
import { testCluster } from './province/cluster.ts'
import { Desk } from './province/desk.ts'
import { addressOf, OWNER_PASSWORD, TEMPLATE } from './province/keeper.ts'
import { agencyIdOf, idOf, personIdOf, positionIdOf, postOf, unitIdOf } from './province/people.ts'
import { seedProvince } from './province/seed.ts'

export interface ProvinceOptions {
  /** ISO instant at which the test's clock opens; it runs on from there. */
  opensAt?: string
  /** Another server (an older PostgreSQL, an owner who is no superuser): its database is made by the product itself. */
  on?: DatabaseAddress
}

const MASTER_KEY = Buffer.alloc(32, 7).toString('base64')

export class Province {
  readonly installation: Installation
  readonly folder: string
  /** The clone to drop at the end; null on a server that is not ours. */
  readonly database: string | null
  private base: { at: Temporal.Instant; from: number }
  private app: FastifyInstance | null = null

  private constructor(installation: Installation, folder: string, database: string | null, opensAt: string) {
    this.installation = installation
    this.folder = folder
    this.database = database
    this.base = { at: Temporal.Instant.from(opensAt), from: performance.now() }
    // Runs on, so that two steps are never in the same moment.
    installation.services.clock = {
      now: () => this.base.at.add({ microseconds: Math.trunc((performance.now() - this.base.from) * 1000) }),
    }
  }

  static async start(options: ProvinceOptions = {}): Promise<Province> {
    setLogLevel('error')
    const address = options.on ?? (await cloned())
    if (options.on) await prepareDatabase(address)
    const client = new pg.Client({
      host: address.host,
      port: address.port,
      database: address.database,
      user: address.owner,
      password: address.ownerPassword,
    })
    await client.connect()
    await seedProvince(client, MASTER_KEY)
    await client.end()
    const folder = await mkdtemp(join(tmpdir(), 'congvan-province-'))
    const installation = await openInstallation({
      data: folder,
      database: address,
      masterKey: MASTER_KEY,
      workers: false,
    })
    return new Province(
      installation,
      folder,
      options.on ? null : address.database,
      options.opensAt ?? '2021-12-20T00:30:00Z',
    )
  }

  get services() {
    return this.installation.services
  }
  get runner() {
    return this.installation.services.runner
  }

  setClock(instant: string): void {
    this.base = { at: Temporal.Instant.from(instant), from: performance.now() }
  }

  /** Reads past all walls, as the owner: what a test looks at afterwards. */
  async rows<T = Record<string, unknown>>(text: string, params: unknown[] = []): Promise<T[]> {
    return (await this.installation.owner.query(text, params)).rows as T[]
  }

  actor(nick: string): Promise<Actor> {
    const post = postOf(nick)
    return actorForPerson(this.services, personIdOf(post.person), positionIdOf(nick))
  }
  async desk(nick: string): Promise<Desk> {
    return new Desk(this, nick, await this.actor(nick))
  }
  /** `const { clerk, leader } = await province.desks({ clerk: 'văn thư tỉnh', leader: 'chủ tịch' })` */
  async desks<K extends string>(nicks: Record<K, string>): Promise<Record<K, Desk>> {
    const entries = await Promise.all(
      Object.entries(nicks).map(async ([key, nick]) => [key, await this.desk(nick as string)] as const),
    )
    return Object.fromEntries(entries) as Record<K, Desk>
  }

  agency = agencyIdOf
  position = positionIdOf
  unit = unitIdOf
  book = (agency: string, direction: 'incoming' | 'outgoing') => idOf('book', agency, direction)
  mandate = (nick: string) => idOf('mandate', nick)

  arrival = (at = 'văn thư tỉnh') => new Arrivals(this, at)
  draft = (by = 'chuyên viên') => new Drafts(this, by)

  /** Runs every job that waits and gives the log what waits for it; a job that failed fails the test. */
  async settle(): Promise<void> {
    const taskList = Object.fromEntries(
      MODULES.flatMap((module) => module.jobs ?? []).map((job) => [
        job.name,
        async (payload: unknown) => job.run(this.services, payload as Record<string, unknown>),
      ]),
    )
    await appendWaiting(this.services)
    await runOnce({
      pgPool: this.installation.owner,
      taskList,
      noHandleSignals: true,
      concurrency: 1,
      logger: quietLogger(),
    })
    await appendWaiting(this.services)
    const failed = await this.rows<{ task: string; last_error: string }>(
      `select task_identifier as task, last_error from graphile_worker.jobs where last_error is not null`,
    )
    if (failed[0]) throw new Error(`job ${failed[0].task} failed: ${failed[0].last_error}`)
  }

  async http(): Promise<string> {
    if (!this.app) {
      this.app = await this.installation.serve({ screens: null, ready: () => ({ ready: true, detail: {} }) })
      await this.app.listen({ port: 0, host: '127.0.0.1' })
    }
    const address = this.app.server.address()
    if (!address || typeof address === 'string') throw new Error('not listening')
    return `http://127.0.0.1:${address.port}`
  }

  /** The same person through HTTP, with a session of the kind a log-in opens. */
  async client(nick: string): Promise<DeskClient> {
    const token = await openSession(this.services, personIdOf(postOf(nick).person), false, 'test')
    return DeskClient.withSession(await this.http(), `congvan_session=${token}`, positionIdOf(nick))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.app?.close()
    await this.installation.close()
    await rm(this.folder, { recursive: true, force: true })
    if (this.database) await dropDatabase(await testCluster(), this.database)
  }
}

const quietLogger = () => new Logger(() => () => undefined)

async function maintenance(port: number, run: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    database: 'postgres',
    user: 'congvan_owner',
    password: OWNER_PASSWORD,
  })
  await client.connect()
  try {
    await run(client)
  } finally {
    await client.end()
  }
}

async function cloned(): Promise<DatabaseAddress> {
  const port = await testCluster()
  const database = `congvan_t_${randomBytes(6).toString('hex')}`
  await cloneTemplate(port, database)
  return addressOf(port, database)
}

const cloneTemplate = (port: number, database: string) =>
  maintenance(port, (client) => client.query(`create database ${database} template ${TEMPLATE}`))
const dropDatabase = (port: number, database: string) =>
  maintenance(port, (client) => client.query(`drop database if exists ${database} with (force)`))
