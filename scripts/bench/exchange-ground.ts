// Two installations that know each other over the native door, each on a database of its own on the ground of the bench.
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CENTRE, COMMUNE, lineTo, type Seat } from '../../packages/server/src/modules/exchange/network-kit.ts'
import { startEmbedded } from '../../packages/server/src/platform/postgres/embedded.ts'
import { addressOf, OWNER_PASSWORD } from '../../packages/testkit/src/province/keeper.ts'
import { Province } from '../../packages/testkit/src/province.ts'

const CHUNK = 500

export interface Pair {
  centre: Province
  commune: Province
  /** One issued letter to the commune; the messages of the bench are documents like it. */
  like: string
}

export async function onPair<A>(act: (pair: Pair) => Promise<A>): Promise<A> {
  const folder = await mkdtemp(join(tmpdir(), 'congvan-bench-'))
  const server = await startEmbedded(folder, OWNER_PASSWORD)
  const open: Province[] = []
  const seat = async (of: Seat, database: string) => {
    const province = await Province.start({ on: addressOf(server.port, database) })
    open.push(province)
    await province.rows(
      'update organisations.agency_name set identifier_code = $2, name = $3, short_name = $3 where agency_id = $1',
      [province.agency(of.agency), of.code, of.name],
    )
    return province
  }
  try {
    const centre = await seat(CENTRE, 'congvan_bench_centre')
    const commune = await seat(COMMUNE, 'congvan_bench_commune')
    await shakeHands(centre, commune)
    const like = await centre.draft().with(lineTo(COMMUNE)).issued()
    await centre.settle()
    await commune.settle()
    return await act({ centre, commune, like })
  } finally {
    for (const province of open) await province[Symbol.asyncDispose]()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function shakeHands(centre: Province, commune: Province): Promise<void> {
  const asked = async <T>(one: Province, name: string, input: unknown) => {
    const { actor } = await one.desk('quản trị')
    return (await one.runner.commandByName(name, { ...actor, administrator: true }, randomUUID(), input)) as T
  }
  const { code } = await asked<{ code: string }>(centre, 'exchange.invite', { address: await centre.http() })
  await asked(commune, 'exchange.accept-invitation', { code, address: await commune.http() })
  await commune.settle()
}

/**
 * `count` documents like the one given, each with a file of its own of so many random bytes, queued for the commune.
 * Written as rows: what is measured is the way out, not the issuing.
 */
export async function queue({ centre, like }: Pair, count: number, fileBytes: number): Promise<string[]> {
  const all: string[] = []
  for (let left = count; left > 0; left -= CHUNK) {
    const ids = Array.from({ length: Math.min(CHUNK, left) }, () => randomUUID())
    const blobs = await Promise.all(ids.map(() => centre.services.blobs.put(randomBytes(fileBytes))))
    const files = [like, ids, blobs.map(({ sha256 }) => sha256), fileBytes]
    await centre.rows(
      `insert into documents.document select (jsonb_populate_record(d, jsonb_build_object('id', x.id))).*
       from documents.document d, unnest($2::text[]) x(id) where d.id = $1 and d.direction = 'outgoing'`,
      [like, ids],
    )
    await centre.rows(
      `insert into documents.component
       select (jsonb_populate_record(c, jsonb_build_object('document_id', x.id, 'sha256', x.sha256, 'bytes', $4::int))).*
       from documents.component c, unnest($2::text[], $3::text[]) x(id, sha256) where c.document_id = $1 and c.ordinal = 1`,
      files,
    )
    await centre.rows(
      `insert into exchange.message (agency_id, id, peer_id, recipient_code, kind, what, about, document_id, wire_id, payload, next_at, expires_at, created_at)
       select agency_id, gen_random_uuid(), peer_id, recipient_code, kind, what, '', x.id, 'bench,' || x.id::text, payload, $3, $3::timestamptz + interval '30 days', $3
       from exchange.message, unnest($2::uuid[]) x(id) where document_id = $1`,
      [like, ids, centre.services.clock.now().toString()],
    )
    all.push(...ids)
  }
  return all
}
