// Phát hành: the transaction that registers and delivers, the whole act with number, date and seal in the file, and one to 400.
import { newId } from '../../packages/server/src/kernel/id.ts'
import { issueDocuments } from '../../packages/server/src/modules/drafting/index.ts'
import { completeIssue, prepareIssue } from '../../packages/server/src/modules/drafting/issue-documents.ts'
import type { Actor } from '../../packages/server/src/platform/actor.ts'
import type { Province } from '../../packages/testkit/src/province.ts'
import { perSecond, spread, timed } from './measure.ts'

const WRITERS = 8
const ADDRESSEES = 400

export async function benchIssuing(province: Province, count: number) {
  const pattern = await province.draft().to('xã').signed()
  const clerk = (await province.desk('văn thư tỉnh')).actor
  const completePerSecond = await completing(province, clerk, await copies(province, pattern, count))
  const wholePerSecond = await whole(province, clerk, await copies(province, pattern, Math.ceil(count / 4)))
  const wide = await copies(province, pattern, 60, await addressees(province, ADDRESSEES))
  const many = await prepared(province, clerk, wide)
  let next = 0
  const toMany = spread(await timed(many.length, () => complete(province, clerk, many[next++]!)))
  return {
    completePerSecond,
    wholePerSecond,
    toAddressees: { addressees: ADDRESSEES, ...toMany },
    goal: { completePerSecond: 300, wholePerSecond: 60, toAddresseesP99: 300 },
  }
}

interface Bound {
  documentId: string
  sessionId: string
  sha256: string
}

async function completing(province: Province, clerk: Actor, ids: string[]): Promise<number> {
  const bound = await prepared(province, clerk, ids)
  return perSecond(
    WRITERS,
    bound.map((row) => () => complete(province, clerk, row)),
  )
}

const prepared = async (province: Province, clerk: Actor, ids: string[]): Promise<Bound[]> => {
  const bound: Bound[] = []
  for (const documentId of ids) {
    const { sessionId, sha256 } = await province.runner.command(prepareIssue, clerk, newId(), {
      documentId,
      send: true,
    })
    bound.push({ documentId, sessionId, sha256 })
  }
  return bound
}

const complete = (province: Province, clerk: Actor, { documentId, sessionId, sha256 }: Bound) =>
  province.runner.command(completeIssue, clerk, newId(), {
    documentId,
    sessionId,
    send: true,
    files: [{ ordinal: 1, sha256, bytes: 60_000, verdict: 'valid', signatures: [] }],
  })

async function whole(province: Province, clerk: Actor, ids: string[]): Promise<number> {
  return perSecond(
    4,
    ids.map((id) => async () => {
      const { results } = await issueDocuments(province.services, clerk, { documentIds: [id], send: true })
      if (!results[0]?.ok) throw new Error(results[0]?.problem?.vi ?? 'not issued')
    }),
  )
}

/** The same signed letter again and again, under new ids: its rows are copied as they stand. */
async function copies(province: Province, of: string, count: number, to: string[] = []): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId())
  const again = (table: string, id: string) =>
    province.rows(
      `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('${id}', n))).* from ${table} t, unnest($2::uuid[]) n where t.${id} = $1`,
      [of, ids],
    )
  await again('documents.document', 'id')
  await again('documents.component', 'document_id')
  await again('drafting.draft', 'document_id')
  if (to.length > 0)
    await province.rows(
      `update drafting.draft set content = jsonb_set(content, '{recipients}', $2) where document_id = any ($1)`,
      [ids, JSON.stringify([{ text: '- Như trên;', agencyIds: to, channel: 'local' }])],
    )
  return ids
}

async function addressees(province: Province, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId())
  const again = (table: string, id: string, change: string) =>
    province.rows(
      `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('${id}', n) || ${change})).* from ${table} t, unnest($2::uuid[]) n where t.${id} = $1`,
      [province.agency('xã'), ids],
    )
  await again('organisations.agency', 'id', `jsonb_build_object('code', 'BENCH.' || n)`)
  await again('organisations.agency_name', 'agency_id', `'{}'`)
  return ids
}
