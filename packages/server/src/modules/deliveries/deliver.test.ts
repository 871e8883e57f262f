// The named ways across the wall between agencies, called as the application's role itself calls them.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'

let province: Province
let clerk: Desk
let stranger: Desk
before(async () => {
  province = await Province.start()
  clerk = await province.desk('văn thư tỉnh')
  stranger = await province.desk('văn thư sở')
})
after(() => province[Symbol.asyncDispose]())

const NOW = '2021-12-20T02:00:00Z'
const arrivals = (documentId: string) =>
  province.rows<{ agency_id: string }>(
    'select agency_id from deliveries.arrival where sender_document_id = $1',
    [documentId],
  )

test('deliver works for the issuer of an issued document and delivers nothing twice', async () => {
  const documentId = await province.draft().to('xã').issued()
  const again = await province.runner.store(clerk.actor, (tx) =>
    tx.rows('select * from deliveries.deliver($1, $2)', [documentId, NOW]),
  )
  assert.deepEqual(again, [])
  assert.deepEqual(await arrivals(documentId), [{ agency_id: province.agency('xã') }])
})

test('deliver is refused for what is not issued, and for another agency’s document', async () => {
  const kept = await province.draft().to('xã').issued(false)
  const issued = await province.draft().to('xã').issued()
  for (const [desk, documentId] of [
    [clerk, kept],
    [stranger, issued],
    [stranger, newId()],
  ] as const)
    await assert.rejects(
      province.runner.store(desk.actor, (tx) =>
        tx.rows('select * from deliveries.deliver($1, $2)', [documentId, NOW]),
      ),
      { message: 'deliveries.not-issued' },
    )
  assert.deepEqual(await arrivals(kept), [])
})

test('the copy is the addressee’s own: its files, its state, and nothing of the draft', async () => {
  const documentId = await province.draft().to('xã').issued()
  const [copy] = await province.rows<Record<string, unknown>>(
    `select d.state, d.direction, d.arrival_number, d.note,
       (select count(*)::int from documents.component c where c.document_id = d.id) as files,
       (select count(*)::int from drafting.draft f where f.document_id = d.id) as drafts
     from documents.document d join deliveries.arrival a on a.agency_id = d.agency_id and a.document_id = d.id
     where a.sender_document_id = $1`,
    [documentId],
  )
  assert.deepEqual(copy, {
    state: 'arrived',
    direction: 'incoming',
    arrival_number: null,
    note: null,
    files: 1,
    drafts: 0,
  })
})

test('an event may be left only in the log of an agency that shares the document, and only of four kinds', async () => {
  const documentId = await province.draft().to('xã').issued()
  const event = (agency: string, name = 'deliveries.arrived') =>
    JSON.stringify([{ id: newId(), agency_id: province.agency(agency), happened_at: NOW, name }])
  const append = (desk: Desk, name: string, events: string) =>
    province.runner.store(desk.actor, (tx) =>
      tx.run('select deliveries.append_events($1, $2, $3)', [name, documentId, events]),
    )
  await append(clerk, 'deliveries.arrived', event('xã'))
  const refusal = { message: 'deliveries.event-not-allowed' }
  await assert.rejects(append(clerk, 'deliveries.arrived', event('sở')), refusal)
  await assert.rejects(append(stranger, 'deliveries.arrived', event('xã')), refusal)
  await assert.rejects(append(clerk, 'tasks.completed', event('xã', 'tasks.completed')), refusal)
  await assert.rejects(append(clerk, 'deliveries.arrived', event('xã', 'tasks.completed')), refusal)
})
