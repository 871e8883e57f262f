import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DraftContent, RecipientLine } from '@congvan/contract'
import fc from 'fast-check'
import {
  asAbove,
  countRecipients,
  excludedOf,
  fromWire,
  insertLine,
  needsChannel,
  parseTyped,
  reattach,
  retype,
  toWire,
  typedForm,
  withExceptions,
} from './recipients.ts'

const line = (text: string, agencyIds: string[] = [], channel: RecipientLine['channel'] = 'local') => ({
  text,
  agencyIds,
  channel,
})
const members = Array.from({ length: 157 }, (_, i) => ({ agencyId: `a${i}`, name: `UBND xã ${i}` }))

test('dash and closing punctuation of a typed line are not part of the name', () => {
  assert.deepEqual(parseTyped('- Thường trực Tỉnh ủy (để b/c);'), {
    text: 'Thường trực Tỉnh ủy',
    note: 'để b/c',
  })
  assert.deepEqual(parseTyped('– Lưu: VT, CNTT.'), { text: 'Lưu: VT, CNTT', note: undefined })
})

test('letters typed as base plus mark are joined', () => {
  assert.equal(parseTyped('Sở Y tế'.normalize('NFD')).text, 'Sở Y tế'.normalize('NFC'))
})

test('a bracket that is not a note stays in the name', () => {
  assert.equal(
    parseTyped('Công ty CP Dừa (chi nhánh Giồng Trôm)').text,
    'Công ty CP Dừa (chi nhánh Giồng Trôm)',
  )
})

test('adding "(để b/c)" behind a group keeps its 157 organisations', () => {
  const group = line(
    'UBND các xã, phường, thị trấn',
    members.map((m) => m.agencyId),
  )
  const again = retype(group, 'UBND các xã, phường, thị trấn (để b/c)')
  assert.equal(again.agencyIds.length, 157)
  assert.equal(again.note, 'để b/c')
})

test('typing "(để b/c)" letter by letter never forgets the 157 organisations', () => {
  const name = 'UBND các xã, phường, thị trấn'
  let now: RecipientLine = line(
    name,
    members.map((m) => m.agencyId),
  )
  for (let end = 1; end <= ' (để b/c)'.length; end++) now = retype(now, name + ' (để b/c)'.slice(0, end))
  assert.equal(now.agencyIds.length, 157)
  assert.equal(now.note, 'để b/c')
})

test('typing another name forgets whom the old one meant', () => {
  assert.deepEqual(retype(line('UBND huyện Ba Tri', ['x']), 'UBND huyện Bình Đại').agencyIds, [])
})

test('a filing line goes to nobody', () => {
  assert.equal(retype(line('', []), 'Lưu: VT').channel, 'none')
  assert.equal(needsChannel(retype(line('', []), 'Lưu: VT')), false)
})

test('exceptions leave the group and are named on paper up to four', () => {
  const group = line(
    'UBND các xã',
    members.map((m) => m.agencyId),
  )
  const two = withExceptions(group, members, new Set(['a3', 'a5']))
  assert.equal(two.text, 'UBND các xã (trừ UBND xã 3, UBND xã 5)')
  assert.equal(two.agencyIds.length, 155)
  const six = withExceptions(two, members, new Set(['a1', 'a2', 'a3', 'a4', 'a5', 'a6']))
  assert.equal(six.text, 'UBND các xã (trừ 6 nơi)')
  assert.equal(withExceptions(six, members, new Set()).text, 'UBND các xã')
})

test('what is excluded can be read back from any line made with exceptions', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 156 })), (picked) => {
      const excluded = new Set(picked.map((i) => `a${i}`))
      const made = withExceptions(line('UBND các xã'), members, excluded)
      assert.deepEqual(excludedOf(made, members), excluded)
    }),
  )
})

test('what is typed reads back as it was typed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('UBND huyện Ba Tri', 'Sở Y tế', 'Lưu: VT, TH'),
      fc.option(fc.constantFrom('để b/c', 'để phối hợp'), { nil: undefined }),
      (text, note) => {
        const shown = typedForm(note === undefined ? { text } : { text, note })
        assert.deepEqual(parseTyped(shown), { text, note })
      },
    ),
  )
})

test('an organisation named twice is counted once, outside lines by their carrier', () => {
  const lines = [
    line('A', ['1', '2']),
    line('B', ['2']),
    line('HTX dừa', [], 'post'),
    line('Lưu: VT', [], 'none'),
  ]
  assert.equal(countRecipients(lines), 3)
})

test('a new line never goes below "Lưu"', () => {
  const lines = [line('Như trên'), line('Lưu: VT', [], 'none')]
  assert.deepEqual(
    insertLine(lines, 1, line('')).map((l) => l.text),
    ['Như trên', '', 'Lưu: VT'],
  )
})

test('Kính gửi fills "Như trên"', () => {
  const content = { recipients: [line('Lưu: VT', [], 'none')] } as unknown as DraftContent
  assert.deepEqual(asAbove(content, ['h1'])[0], { text: 'Như trên', agencyIds: ['h1'], channel: 'local' })
  assert.equal(asAbove(content, []).length, 1)
})

test('a name of Kính gửi that is not understood drops nobody who was meant before', () => {
  const content = { recipients: [line('Như trên', ['h1'])] }
  assert.deepEqual(asAbove(content, ['h2'], false)[0]?.agencyIds, ['h2', 'h1'])
  assert.deepEqual(asAbove(content, ['h2'])[0]?.agencyIds, ['h2'])
})

test('a line goes to the server as it is printed and comes back with its note apart', () => {
  const group = { ...line('UBND các xã', ['a', 'b']), note: 'để thực hiện' }
  assert.equal(toWire(group).text, 'UBND các xã (để thực hiện)')
  assert.deepEqual(fromWire(toWire(group)), group)
  assert.deepEqual(fromWire(line('- Lưu: VT, CNTT.', [], 'none')), line('Lưu: VT, CNTT', [], 'none'))
})

test('a repair that rewrites the lines loses none of the 157 organisations', () => {
  const current = [line('UBND các xã', ['a', 'b']), line('HTX dừa', [], 'post')]
  const repaired = [
    line('Như trên', [], 'none'),
    line('UBND các xã', [], 'none'),
    line('HTX dừa', [], 'none'),
    line('Lưu: VT', [], 'none'),
  ]
  const again = reattach(repaired, current)
  assert.deepEqual(
    again.map((l) => l.agencyIds.length),
    [0, 2, 0, 0],
  )
  assert.deepEqual(
    again.map((l) => l.channel),
    ['local', 'local', 'post', 'none'],
  )
})
