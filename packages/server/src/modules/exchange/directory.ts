// The directory of an axis as differences: new, renamed, gone, moved under another code. Nothing is deleted.
import { Type } from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { fold } from '../../kernel/text.ts'
import { dateIn } from '../../kernel/time.ts'
import { command } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { administratorOnly } from './acts.ts'
import { idFrom } from './ids.ts'
import { WIRE_CODE } from './peering.ts'
import * as store from './store/directory.ts'
import * as rows from './store/rows.ts'

export interface ListedAgency {
  code: string
  name: string
  oldCode?: string
  code102?: string
  deleted?: boolean | number | string
}
export interface DirectoryDifference {
  read: number
  added: number
  changed: number
  ended: number
  aliases: number
}

const BATCH = 10_000
/** Up to here every agency is offered as an addressee at once; a national list is searched instead. */
const SMALL = 2000

/** Hidden from people who choose addressees: hubs and the axis itself (domain notes §3.1). */
const isNode = (code: string) => /(^|\.)(W00|TT2)$/i.test(code)
const gone = (row: ListedAgency) => row.deleted === true || row.deleted === 1 || row.deleted === '1'

/** Applies one whole list, read as a stream, in batches; what the list no longer names has ended. */
export async function applyDirectory(
  services: Services,
  peerId: string,
  list: AsyncIterable<ListedAgency>,
): Promise<DirectoryDifference> {
  const run = newId()
  const today = dateIn(services.clock.now()).toString()
  const own = new Set((await services.runner.system(rows.ownAgencies)).map(({ code }) => code.toLowerCase()))
  const sum: DirectoryDifference = { read: 0, added: 0, changed: 0, ended: 0, aliases: 0 }
  let batch: store.ListedRow[] = []
  const flush = async () => {
    const made = await services.runner.system((tx) => store.putListed(tx, peerId, run, today, batch))
    sum.added += made.added
    sum.changed += made.changed
    batch = []
  }
  const named = new Set<string>()
  for await (const row of list) {
    const code = String(row.code ?? '').trim()
    const name = String(row.name ?? '').trim()
    if (!WIRE_CODE.test(code) || code.length > 64 || !name || isNode(code)) continue
    if (own.has(code.toLowerCase()) || named.has(code.toLowerCase())) continue
    named.add(code.toLowerCase())
    sum.read++
    batch.push({ code, name, search: searchOf(name, code), ended: gone(row), successor: null })
    const old = String(row.oldCode || row.code102 || '').trim()
    if (
      old &&
      old.toLowerCase() !== code.toLowerCase() &&
      WIRE_CODE.test(old) &&
      !named.has(old.toLowerCase())
    ) {
      named.add(old.toLowerCase())
      sum.aliases++
      batch.push({ code: old, name, search: searchOf(name, old), ended: true, successor: code })
    }
    if (batch.length >= BATCH) await flush()
  }
  if (batch.length) await flush()
  // An empty or broken reply ends nobody.
  if (sum.read > 0) sum.ended = await services.runner.system((tx) => store.endUnseen(tx, peerId, run, today))
  if (sum.read > 0 && sum.read <= SMALL) await offerAll(services, peerId, today)
  return sum
}

const searchOf = (name: string, code: string) => `${fold(name)} ${code.toLowerCase()}`

async function offerAll(services: Services, peerId: string, since: string): Promise<void> {
  await services.runner.system(async (tx) => {
    for (const row of await store.listUnoffered(tx, peerId))
      await rows.putEntry(tx, { ...row, peerId, organisationId: organisationIdOf(row.code) }, since)
  })
}

const organisationIdOf = (code: string) => idFrom('agency', code.toLowerCase())

/** Thêm vào nơi nhận: an agency of the national list becomes findable where addressees are typed. */
export const offerEntry = command({
  name: 'exchange.offer-entry',
  input: Type.Object({ code: Type.String({ maxLength: 64 }) }, { additionalProperties: false }),
  access: () => null,
  async run({ tx, now, emit, touch }, { code }) {
    const entry = await rows.findEntry(tx, code)
    if (!entry || entry.ended_on) throw new DomainError('not-found', 'exchange.no-such-code', { code })
    await rows.putEntry(
      tx,
      {
        code: entry.code,
        name: entry.name,
        peerId: entry.peer_id,
        organisationId: organisationIdOf(entry.code),
      },
      dateIn(now).toString(),
    )
    emit({ name: 'exchange.entry-offered', subjectId: null, payload: { code: entry.code } })
    touch('drafts')
    return { code: entry.code }
  },
})

/** Cơ quan đã giải thể hay sáp nhập: its mail goes to the successor from that day. */
export const setSuccessor = command({
  name: 'exchange.set-successor',
  input: Type.Object(
    { code: Type.String({ maxLength: 64 }), successorCode: Type.String({ maxLength: 64 }) },
    { additionalProperties: false },
  ),
  access: administratorOnly,
  async run({ tx, now, emit, touch }, { code, successorCode }) {
    const [entry, successor] = [await rows.findEntry(tx, code), await rows.findEntry(tx, successorCode)]
    if (!entry) throw new DomainError('not-found', 'exchange.no-such-code', { code })
    if (!successor || successor.ended_on || successor.code === entry.code)
      throw new DomainError('invalid', 'exchange.no-such-code', { code: successorCode }, 'successorCode')
    await store.endEntry(tx, entry.code, successor.code, dateIn(now).toString())
    emit({
      name: 'exchange.successor-set',
      subjectId: null,
      payload: { code: entry.code, successor: successor.code },
    })
    touch('admin')
    return { code: entry.code }
  },
})
