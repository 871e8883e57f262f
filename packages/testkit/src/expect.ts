// Five sentences for every command, said once (design/style.md §5).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DomainError } from '../../server/src/kernel/domain-error.ts'
import { newId } from '../../server/src/kernel/id.ts'
import { messageOf } from '../../server/src/kernel/messages.ts'
import type { Desk } from './province/desk.ts'
import type { Province } from './province.ts'

/** The refusal a person reads: its code, the field it names, and both sentences filled in. */
export async function refused(work: Promise<unknown>, code: string, field?: string): Promise<DomainError> {
  const error = await work.then(
    (answer) => assert.fail(`expected ${code}, but it worked: ${JSON.stringify(answer)}`),
    (reason: unknown) => reason,
  )
  if (!(error instanceof DomainError)) throw error
  assert.equal(error.code, code)
  if (field) assert.equal(error.field, field)
  const { vi, en } = messageOf(error.code, error.params)
  for (const text of [vi, en]) {
    assert.ok(!text.includes(`(${code})`), `no sentence for ${code}`)
    assert.doesNotMatch(text, /\{\w+\}/, `an unfilled word in “${text}”`)
  }
  return error
}

export async function stateOf(province: Province, documentId: string, agency = 'tỉnh'): Promise<string> {
  const [row] = await province.rows<{ state: string }>(
    'select state from documents.document where id = $1 and agency_id = $2',
    [documentId, province.agency(agency)],
  )
  return row?.state ?? 'none'
}

/** Everything the database holds that a command may change, as one number to compare. */
export async function fingerprint(province: Province): Promise<string> {
  const [row] = await province.rows<{ hash: string }>(`select md5(concat(
    (select string_agg(e::text, '' order by agency_id, seq) from platform.event e),
    (select string_agg(d::text, '' order by agency_id, id) from documents.document d),
    (select string_agg(a::text, '' order by agency_id, id) from tasks.assignment a),
    (select string_agg(r::text, '' order by agency_id, id) from registers.entry r),
    (select string_agg(c::text, '' order by agency_id, series_id, period) from registers.counter c),
    (select string_agg(v::text, '' order by agency_id, id) from deliveries.delivery v),
    (select string_agg(w::text, '' order by agency_id, id) from drafting.review w),
    (select string_agg(d::text, '' order by agency_id, document_id) from drafting.draft d))) as hash`)
  return row!.hash
}

export interface FiveSentences<I> {
  command: string
  province: () => Province
  /** Brings the world where the command works, and says its input. */
  ready: () => Promise<I>
  right: () => Desk
  wrong: () => Desk
  wrongCode: string
  wrongState: () => Promise<I>
  stateCode: string
  after: (input: I) => Promise<void>
  /** Both may win where each adds its own row (a number kept, an absence). */
  bothMayWin?: boolean
  /** Where who is wrong shows in what is asked (another agency's paper), the input for that sentence. */
  wrongInput?: () => Promise<I>
}

export function fiveSentences<I>(spec: FiveSentences<I>): void {
  const { command } = spec
  test(`${command} works and leaves its event`, async () => {
    const input = await spec.ready()
    const id = newId()
    await spec.right().does(command, input, id)
    await spec.after(input)
    const events = await spec.province().rows('select 1 from platform.event where command_id = $1', [id])
    assert.ok(events.length >= 1, 'no event row')
  })
  test(`${command} is refused to the wrong person and changes nothing`, async () => {
    const input = await (spec.wrongInput ?? spec.ready)()
    const before = await fingerprint(spec.province())
    await refused(spec.wrong().does(command, input), spec.wrongCode)
    assert.equal(await fingerprint(spec.province()), before)
  })
  test(`${command} is refused in the wrong state and changes nothing`, async () => {
    const input = await spec.wrongState()
    const before = await fingerprint(spec.province())
    await refused(spec.right().does(command, input), spec.stateCode)
    assert.equal(await fingerprint(spec.province()), before)
  })
  test(`${command} sent twice with one id changes one thing once`, async () => {
    const input = await spec.ready()
    const id = newId()
    const first = await spec.right().does(command, input, id)
    const before = await fingerprint(spec.province())
    assert.deepEqual(await spec.right().does(command, input, id), first)
    assert.equal(await fingerprint(spec.province()), before)
  })
  test(`${command} sent by two at once never wins twice`, async () => {
    const input = await spec.ready()
    const both = await Promise.allSettled([
      spec.right().does(command, input),
      spec.right().does(command, input),
    ])
    const won = both.filter((row) => row.status === 'fulfilled').length
    assert.equal(won, spec.bothMayWin ? 2 : 1)
    for (const row of both)
      if (row.status === 'rejected') assert.ok(row.reason instanceof DomainError, String(row.reason))
    await spec.after(input)
  })
}
