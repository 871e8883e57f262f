import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { recipientStatus, type StatusFact } from './recipient-status.ts'

const at = (minute: number): string => `2026-11-23T10:${String(minute).padStart(2, '0')}:00+07:00`
const status = (code: string, minute: number, text = 'x'): StatusFact => ({
  kind: 'status',
  code,
  at: at(minute),
  text,
})
const sent = (minute = 0): StatusFact => ({ kind: 'sent', at: at(minute) })
const takeBack = (minute: number): StatusFact => ({ kind: 'take-back', at: at(minute), text: 'gửi nhầm' })

const anyFact: fc.Arbitrary<StatusFact> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('01', '02', '03', '04', '05', '06', '13', '15', '16', '99'),
      fc.nat(59),
      fc.constantFrom('', 'a'),
    )
    .map(([code, minute, text]) => status(code, minute, text)),
  fc.nat(59).map(sent),
  fc
    .tuple(fc.constantFrom('take-back' as const, 'recall' as const, 'update' as const), fc.nat(59))
    .map(([kind, minute]) => ({ kind, at: at(minute), text: 'r' })),
)

test('whatever the order, and however often each comes, the same facts give the same status', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (facts, numbers) => {
      const shuffled = [...facts, ...facts.filter((_, i) => i % 2 === 0)]
        .map((fact) => [numbers.next().value as number, fact] as const)
        .sort(([a], [b]) => a - b)
        .map(([, fact]) => fact)
      assert.deepEqual(recipientStatus(shuffled), recipientStatus(facts))
    }),
    { numRuns: 1000 },
  )
})

test('one more report never moves the shown progress backwards', () => {
  const progress = fc
    .tuple(fc.constantFrom('01', '03', '04', '05', '06'), fc.nat(59))
    .map(([code, minute]) => status(code, minute))
  fc.assert(
    fc.property(fc.array(progress, { maxLength: 8 }), progress, (facts, more) => {
      const rank = (list: StatusFact[]) =>
        ['sent', '01', '03', '04', '05', '06'].indexOf(recipientStatus(list).shown)
      assert.ok(rank([...facts, more]) >= rank(facts))
    }),
    { numRuns: 500 },
  )
})

test('the usual course ends with 06, also when 05 comes last and 04 never', () => {
  const late = [sent(), status('06', 30), status('01', 1), status('05', 20), status('03', 5)]
  assert.deepEqual([recipientStatus(late).shown, recipientStatus(late).since], ['06', at(30)])
})

test('a refusal stands until the document is sent again or accepted after all', () => {
  const refused = [sent(), status('01', 1), status('02', 2, 'sai nơi nhận')]
  assert.deepEqual(recipientStatus(refused).refusal, { at: at(2), reason: 'sai nơi nhận' })
  assert.equal(recipientStatus(refused).shown, '02')
  assert.equal(recipientStatus([...refused, sent(10)]).shown, '01')
  const accepted = recipientStatus([...refused, status('03', 5)])
  assert.deepEqual([accepted.shown, accepted.remarks], ['03', ['progress-after-refusal']])
  assert.equal(
    recipientStatus([...refused, status('03', 1)]).shown,
    '02',
    'an older acceptance does not lift it',
  )
})

test('13 before any answer is pending, and stays pending when it is asked twice', () => {
  assert.deepEqual(
    recipientStatus([sent(), takeBack(3)]).requests.map((it) => it.answer),
    [null],
  )
  const twice = recipientStatus([sent(), takeBack(3), takeBack(4)])
  assert.deepEqual(
    twice.requests.map((it) => it.answer),
    [null, null],
  )
  assert.equal(twice.frozen, false)
})

test('13 after 06 can still be agreed to, and then freezes the copy without hiding that the work was done', () => {
  const result = recipientStatus([sent(), status('06', 10), takeBack(20), status('15', 21)])
  assert.deepEqual([result.shown, result.frozen, result.requests[0]?.answer], ['06', true, 'agreed'])
})

test('16 then 13 again is a new request with its own answer', () => {
  const asked = [sent(), takeBack(3), status('16', 5, 'đã xử lý'), takeBack(10)]
  assert.deepEqual(
    recipientStatus(asked).requests.map((it) => it.answer),
    ['refused', null],
  )
  const agreed = recipientStatus([...asked, status('15', 12)])
  assert.deepEqual(
    agreed.requests.map((it) => it.answer),
    ['refused', 'agreed'],
  )
  assert.equal(agreed.frozen, true)
})

test('an answer whose clock runs behind still answers', () => {
  const result = recipientStatus([sent(10), takeBack(13), status('15', 2)])
  assert.equal(result.requests[0]?.answer, 'agreed')
})

test('a recall binds at once; an agreed update freezes nothing', () => {
  assert.equal(recipientStatus([sent(), { kind: 'recall', at: at(5), text: 'sai thẩm quyền' }]).frozen, true)
  const update = recipientStatus([sent(), { kind: 'update', at: at(5), text: 'gia hạn' }, status('15', 6)])
  assert.deepEqual([update.frozen, update.requests[0]?.answer], [false, 'agreed'])
})

test('a 13 packet and the request it carries are one and the same', () => {
  const both = recipientStatus([
    sent(),
    takeBack(3),
    { kind: 'status', code: '13', at: at(3), text: 'gửi nhầm' },
  ])
  assert.equal(both.requests.length, 1)
})

test('what does not fit is remarked upon and changes nothing', () => {
  const result = recipientStatus([sent(), status('15', 4), status('99', 5), status('02', 1, '')])
  assert.deepEqual(result.remarks, ['answer-without-request', 'reason-missing', 'unknown-code'])
  assert.deepEqual(result.requests, [])
})
