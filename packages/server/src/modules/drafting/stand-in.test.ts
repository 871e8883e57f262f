// Người thay khi vắng mặt: a colleague carries a draft on, and every record says on whose behalf.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Province } from '../../../../testkit/src/province.ts'

test('a stand-in saves and submits the absent drafter’s draft; event and log say for whom', async (t) => {
  const province = await Province.start()
  t.after(() => province[Symbol.asyncDispose]())
  const officer = await province.desk('chuyên viên')
  const documentId = await province.draft().to('xã').saved()
  await officer.does('organisations.set-absence', {
    positionId: province.position('chuyên viên'),
    delegatePositionId: province.position('trưởng phòng kinh tế'),
    from: '2021-12-20T00:00:00Z',
    to: '2021-12-23T00:00:00Z',
  })
  const head = await province.desk('trưởng phòng kinh tế')
  const view = await head.asks('drafting.get', { documentId })
  assert.equal(view.can.save, null)
  await head.does('drafting.save', {
    documentId,
    version: view.version,
    content: { ...view.content, body: 'Bổ sung của người thay./.' },
  })
  await head.does('drafting.submit', { documentId, version: view.version + 1 })
  const events = await province.rows<{ name: string; on_behalf_of: string }>(
    `select name, on_behalf_of from platform.event where subject_id = $1 and person_id = $2 and name in ('drafting.saved', 'drafting.submitted') order by seq`,
    [documentId, head.actor.personId],
  )
  assert.deepEqual(events, [
    { name: 'drafting.saved', on_behalf_of: province.position('chuyên viên') },
    { name: 'drafting.submitted', on_behalf_of: province.position('chuyên viên') },
  ])
  const { log } = await head.asks('documents.get', { documentId })
  const line = log.find((one: { vi: string }) => one.vi.startsWith('trình dự thảo'))
  assert.equal(line.who, `${head.actor.name} (thay ${officer.actor.name})`)
})
