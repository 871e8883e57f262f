import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sampleContent } from './fixture.ts'
import { changedFields, linesOf, mergeDrafts, take, tidy } from './merge.ts'

const base = sampleContent()

test('changes of different fields are joined without asking', () => {
  const { merged, conflicts } = mergeDrafts(
    base,
    sampleContent({ body: 'Của tôi' }),
    sampleContent({ subject: 'của người khác' }),
  )
  assert.deepEqual(conflicts, [])
  assert.equal(merged.body, 'Của tôi')
  assert.equal(merged.subject, 'của người khác')
})

test('the same field changed by two is shown, and mine is not lost', () => {
  const { merged, conflicts } = mergeDrafts(
    base,
    sampleContent({ body: 'Của tôi' }),
    sampleContent({ body: 'Của người khác' }),
  )
  assert.deepEqual(conflicts, ['body'])
  assert.equal(merged.body, 'Của tôi')
})

test('the same change made by two is no conflict', () => {
  const both = sampleContent({ urgency: 3 })
  assert.deepEqual(mergeDrafts(base, both, sampleContent({ urgency: 3 })).conflicts, [])
})

test('every field of a merge comes from one of the two sides', () => {
  const body = fc.constantFrom('a', 'b', base.body)
  const subject = fc.constantFrom('x', 'y', base.subject)
  fc.assert(
    fc.property(body, body, subject, subject, (b1, b2, s1, s2) => {
      const mine = sampleContent({ body: b1, subject: s1 })
      const theirs = sampleContent({ body: b2, subject: s2 })
      const { merged } = mergeDrafts(base, mine, theirs)
      assert.equal(merged.body, b1 === base.body ? b2 : b1)
      assert.equal(merged.subject, s1 === base.subject ? s2 : s1)
    }),
  )
})

test('choosing the other side of a field takes only that field', () => {
  const other = sampleContent({ body: 'kia', subject: 'kia' })
  assert.deepEqual(changedFields(base, take(base, other, 'body')), ['body'])
})

test('what goes on the wire is in NFC and has no blank lines in lists', () => {
  const sent = tidy(sampleContent({ subject: ' chống  mặn '.normalize('NFD'), addressees: ['', 'Sở Y tế '] }))
  assert.equal(sent.subject, 'chống mặn'.normalize('NFC'))
  assert.deepEqual(sent.addressees, ['Sở Y tế'])
})

test('recipients are compared as they are printed', () => {
  const content = sampleContent({
    recipients: [{ text: 'Sở Y tế', note: 'để b/c', agencyIds: [], channel: 'local' }],
  })
  assert.deepEqual(linesOf(content, 'recipients'), ['Sở Y tế (để b/c)'])
})
