// Loads the demo province: rows and 300 files before the address is printed, the rest as a job that survives a stop.
import type { Province } from '@congvan/demo'
import type pg from 'pg'
import { type Installation, openInstallation } from '../compose.ts'
import { activity } from '../http/server.ts'
import { recount } from '../modules/indicators/index.ts'
import { startDemoClock } from '../platform/clock.ts'
import { StartRefused } from '../platform/installation.ts'
import { type DatabaseAddress, poolAs } from '../platform/postgres/database.ts'
import { Sealer } from '../platform/sealer.ts'
import { txOf } from '../platform/tx.ts'
import { loadAssets } from './load-assets.ts'
import { keepDevices, startDevices } from './load-devices.ts'
import { loadDocuments } from './load-documents.ts'
import { loadDossiers } from './load-dossiers.ts'
import { fileOrder, makeFile } from './load-files.ts'
import { countYear, loadIndicators } from './load-indicators.ts'
import { loadKeys } from './load-keys.ts'
import { loadOrganisations } from './load-organisations.ts'
import { PictureBook } from './pictures.ts'
import { simulate } from './simulate.ts'

export interface DemoContext {
  address: DatabaseAddress
  options: { empty: boolean; demoPublic: boolean; host: string; data: string }
  secrets: { masterKey: string }
  say: (text: string) => void
}

const FIRST_FILES = 300
const progress = { wanted: 0, made: 0 }
export const demoProgress = () => ({ demo: { files: progress.made, of: progress.wanted } })

/** Loads what must stand before the address is printed. On an installation that is not the demo, does nothing. */
export async function loadDemo(
  ctx: DemoContext,
): Promise<{ rest(installation: Installation): Promise<void> }> {
  const owner = poolAs(ctx.address, 'owner', 2)
  const client = await owner.connect()
  try {
    const mode = await modeOf(client, ctx.options.empty)
    if (mode === 'real') return { rest: async () => undefined }
    if (!['127.0.0.1', 'localhost', '::1'].includes(ctx.options.host) && !ctx.options.demoPublic)
      throw new StartRefused(
        'Tỉnh mẫu không có mật khẩu nên chỉ mở ở 127.0.0.1. Muốn mở ra mạng thử nghiệm: thêm --demo-public.',
      )
    if (mode === 'demo') return { rest: (installation) => goOn(installation, ctx.options.data) }
    const province = await provinceOf()
    await loadRows(ctx, client, province)
    return {
      rest: async (installation) => {
        await startDevices(installation, ctx.options.data)
        await loadRest(installation, province)
      },
    }
  } finally {
    client.release()
    await owner.end()
  }
}

const provinceOf = async (): Promise<Province> => (await import('@congvan/demo')).buildProvince()

/** A later start: composing the province takes the better part of a second, so the first page goes out before it. */
async function goOn(installation: Installation, data: string): Promise<void> {
  await startDevices(installation, data)
  await pause(250)
  await giveWay()
  await loadRest(installation, await provinceOf())
}

/** Demo mode is chosen on the first start and cannot be switched on over an existing installation. */
async function modeOf(client: pg.ClientBase, empty: boolean): Promise<'fresh' | 'demo' | 'real'> {
  const { rows } = await client.query<{ key: string }>(
    `select key from platform.setting where key in ('demo-clock', 'demo-desks', 'installation')`,
  )
  const have = new Set(rows.map((row) => row.key))
  if (have.has('demo-desks')) {
    if (empty)
      throw new StartRefused(
        'Thư mục dữ liệu này đang chứa tỉnh mẫu. Muốn mở cơ quan thật, chọn thư mục khác bằng --data.',
      )
    return 'demo'
  }
  const { rows: agencies } = await client.query('select 1 from organisations.agency limit 1')
  if (have.has('installation') || agencies.length > 0) return 'real'
  if (empty) {
    await client.query(
      `insert into platform.setting (key, value) values ('installation', '{"kind":"real"}') on conflict do nothing`,
    )
    return 'real'
  }
  return 'fresh'
}

async function loadRows(ctx: DemoContext, client: pg.PoolClient, province: Province): Promise<void> {
  const began = performance.now()
  await client.query('begin')
  try {
    await loadOrganisations(client, province)
    await keepDevices(ctx.options.data, await loadKeys(client, province, new Sealer(ctx.secrets.masterKey)))
    await loadAssets(client, province, new Sealer(ctx.secrets.masterKey))
    await loadDocuments(client, province)
    await loadDossiers(client, province)
    await loadIndicators(client, province)
    await startDemoClock(txOf(client), province.opensAt)
    const agencies = new Map(province.agencies.map((row) => [row.id, row.name]))
    const people = new Map(province.people.map((row) => [row.id, row.fullName]))
    const agencyOf = new Map(province.positions.map((row) => [row.id, row.agencyId]))
    const desks = province.desks.map((row) => ({
      id: row.code,
      label: row.label,
      person: people.get(row.personId),
      personId: row.personId,
      positionId: row.positionId,
      agency: agencies.get(agencyOf.get(row.positionId)!),
    }))
    await client.query(`insert into platform.setting (key, value) values ('demo-desks', $1)`, [
      JSON.stringify({ province: province.name, desks }),
    ])
    await client.query(
      `insert into platform.setting (key, value) values ('demo-simulation', 'true') on conflict do nothing`,
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
  await client.query('analyze')
  await countYear(client, province)
  ctx.say(
    `Tỉnh mẫu: ${province.agencies.length} cơ quan, ${province.people.length} cán bộ, ${province.threads.reduce((n, t) => n + t.documents.length, 0)} văn bản (${((performance.now() - began) / 1000).toFixed(1)} giây)`,
  )
  await firstFiles(ctx, province)
}

async function firstFiles(ctx: DemoContext, province: Province): Promise<void> {
  const installation = await openInstallation({
    data: ctx.options.data,
    database: ctx.address,
    masterKey: ctx.secrets.masterKey,
    workers: false,
  })
  try {
    ctx.say(`Đang dựng và ký ${FIRST_FILES} văn bản đầu tiên…`)
    await makeFiles(installation, province, FIRST_FILES)
  } finally {
    await installation.close()
  }
}

async function loadRest(installation: Installation, province: Province): Promise<void> {
  installation.onClose(simulate(installation, province))
  await makeFiles(installation, province, Number.POSITIVE_INFINITY)
  // The signatures of the last files were judged after the first count.
  await recount(installation.services)
}

/** Makes the missing files in order; what a killed start left undone is simply still missing. */
async function makeFiles(installation: Installation, province: Province, most: number): Promise<void> {
  const client = await installation.owner.connect()
  try {
    const { rows } = await client.query<{ document_id: string }>(
      'select distinct document_id from documents.component where ordinal = 1',
    )
    const have = new Set(rows.map((row) => row.document_id))
    const { arrivalId } = await import('./load-documents.ts')
    const order = fileOrder(province)
    const missing = order.filter(
      (document) =>
        !have.has(document.id) &&
        !document.deliveries.some((row) => have.has(arrivalId(document, row.agencyId))),
    )
    progress.wanted = order.length
    progress.made = order.length - missing.length
    const pictures = new PictureBook(province)
    await deskPictures(client, pictures, province)
    for (const document of missing) {
      if (progress.made >= most) break
      await makeFile(installation.services, client, pictures, document)
      progress.made++
      await giveWay()
    }
  } finally {
    client.release()
  }
}

/** Whoever may sign or seal in the next minutes has a picture before the address is printed. */
async function deskPictures(client: pg.ClientBase, pictures: PictureBook, province: Province): Promise<void> {
  const agencyOf = new Map(province.positions.map((row) => [row.id, row.agencyId]))
  for (const desk of province.desks) {
    const agencyId = agencyOf.get(desk.positionId)!
    await pictures.ensure(client, agencyId, desk.personId)
    await pictures.ensure(client, agencyId, null)
  }
}

/** The people at the screens come first: while somebody works, a file is made every second at most. */
async function giveWay(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  for (let i = 0; i < 4 && performance.now() - activity.lastAt < 1500; i++) await pause(250)
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
