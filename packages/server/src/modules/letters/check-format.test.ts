import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { applyRepair, checkFormat } from './check-format.ts'
import type { FormatCode } from './format-finding.ts'
import type { Block, Letter } from './letter.ts'
import {
  invitation,
  notice,
  partyNotice,
  plan,
  report,
  submission,
  telegram,
} from './testing/more-samples.ts'
import { decision, officialLetter, partyLetter } from './testing/samples.ts'

const GOOD = {
  officialLetter,
  decision,
  notice,
  plan,
  report,
  submission,
  invitation,
  telegram,
  partyLetter,
  partyNotice,
}

/** Breaks one thing; expects that mark, its repair, and then a clean letter again. */
function repaired(broken: Letter, code: FormatCode): Letter {
  const found = checkFormat(broken)
  assert.deepEqual(
    found.map((f) => f.code),
    [code],
  )
  const [mark] = found
  assert.ok(mark?.repair && mark.repairVi, `${code} has a repair and words for its button`)
  const fixed = applyRepair(broken, mark)
  assert.deepEqual(checkFormat(fixed), [])
  return fixed
}

function only(broken: Letter, code: FormatCode): void {
  assert.deepEqual(
    checkFormat(broken).map((f) => f.code),
    [code],
  )
}

for (const [name, build] of Object.entries(GOOD)) {
  test(`The red pencil finds nothing in a good ${name}`, () => assert.deepEqual(checkFormat(build()), []))
}

test('A missing file copy is added with the drafting unit taken from the symbol', () => {
  const fixed = repaired(
    officialLetter({ recipients: ['Như trên', 'TT. Tỉnh ủy (để b/c)'] }),
    'letters.recipients-file-copy',
  )
  assert.deepEqual(fixed.recipients, ['Như trên', 'TT. Tỉnh ủy (để b/c)', 'Lưu: VT, KT'])
})

test('A file copy that is not the last line moves down', () => {
  const fixed = repaired(
    notice({ recipients: ['Lưu: VT, CNTT', 'Ban Giám đốc'] }),
    'letters.recipients-file-copy',
  )
  assert.deepEqual(fixed.recipients, ['Ban Giám đốc', 'Lưu: VT, CNTT'])
})

test('A Party letter keeps its copy at the office, without VT', () => {
  const fixed = repaired(partyLetter({ recipients: ['Như trên'] }), 'letters.recipients-file-copy')
  assert.deepEqual(fixed.recipients, ['Như trên', 'Lưu Văn phòng'])
})

test('The first line of the recipients is Như trên, in a decision Như Điều with the last article', () => {
  assert.equal(
    repaired(officialLetter({ recipients: ['Lưu: VT, KT'] }), 'letters.recipients-first').recipients[0],
    'Như trên',
  )
  assert.equal(
    repaired(decision({ recipients: ['Như Điều 2', 'Lưu: VT'] }), 'letters.recipients-first').recipients[0],
    'Như Điều 3',
  )
  assert.deepEqual(
    repaired(notice({ recipients: ['Như trên', 'Lưu: VT'] }), 'letters.recipients-first').recipients,
    ['Lưu: VT'],
  )
})

test('The ending ./. is added to a state document and taken from a Party document', () => {
  const state = repaired(
    notice({ body: [{ kind: 'paragraph', text: 'Thông báo để biết.' }] }),
    'letters.ending-missing',
  )
  assert.deepEqual(state.body.at(-1), { kind: 'paragraph', text: 'Thông báo để biết./.' })
  const party = repaired(
    partyNotice({ body: [{ kind: 'paragraph', text: 'Thông báo để biết./.' }] }),
    'letters.ending-party',
  )
  assert.deepEqual(party.body.at(-1), { kind: 'paragraph', text: 'Thông báo để biết.' })
})

test('The ending is added to the last run, emphasis before it stays', () => {
  const body: Block[] = [{ kind: 'paragraph', text: [{ text: 'Báo cáo ' }, { text: 'khẩn', bold: true }] }]
  const fixed = repaired(notice({ body }), 'letters.ending-missing')
  assert.deepEqual(fixed.body[0], {
    kind: 'paragraph',
    text: [{ text: 'Báo cáo ' }, { text: 'khẩn./.', bold: true }],
  })
})

test('A typed V/v is dropped from a công văn and becomes Về việc elsewhere', () => {
  assert.equal(
    repaired(officialLetter({ subject: 'V/v trữ nước ngọt' }), 'letters.subject-prefix').subject,
    'trữ nước ngọt',
  )
  assert.equal(
    repaired(notice({ subject: 'V/v nghỉ Tết' }), 'letters.subject-prefix').subject,
    'Về việc nghỉ Tết',
  )
})

test('A number below ten gets its zero, words in the number are marked', () => {
  assert.equal(repaired(notice({ number: '5' }), 'letters.number-without-zero').number, '05')
  only(notice({ number: 'năm' }), 'letters.number-not-a-number')
})

test('The symbol follows the type', () => {
  assert.equal(repaired(decision({ symbol: 'UBND' }), 'letters.symbol-shape').symbol, 'QĐ-UBND')
  assert.equal(repaired(plan({ symbol: 'BC-STTTT' }), 'letters.symbol-shape').symbol, 'KH-STTTT')
  assert.equal(repaired(officialLetter({ symbol: 'CV-UBND-KT' }), 'letters.symbol-shape').symbol, 'UBND-KT')
  assert.equal(repaired(partyLetter({ symbol: 'VPTU' }), 'letters.symbol-shape').symbol, 'CV/VPTU')
})

test('A People’s Committee shows no superior body', () => {
  const issuer = { parentName: 'CHÍNH PHỦ', name: 'ỦY BAN NHÂN DÂN TỈNH BẾN TRE' }
  assert.deepEqual(repaired(officialLetter({ issuer }), 'letters.parent-not-shown').issuer, {
    name: issuer.name,
  })
})

test('Missing and doubled addressees are marked', () => {
  assert.ok(
    checkFormat(officialLetter({ addressees: [] })).some((f) => f.code === 'letters.addressees-missing'),
  )
  assert.ok(checkFormat(submission({ addressees: [] })).some((f) => f.code === 'letters.addressees-missing'))
  assert.deepEqual(
    repaired(officialLetter({ addressees: ['Sở A', 'Sở B', 'Sở A'] }), 'letters.addressee-twice').addressees,
    ['Sở A', 'Sở B'],
  )
})

test('A decision needs its grounds, its enacting line and articles in order', () => {
  const { body } = decision()
  only(decision({ body: body.slice(1) }), 'letters.legal-basis-missing')
  repaired(decision({ body: body.filter((b) => b.kind !== 'enacting') }), 'letters.enacting-missing')
  const swapped = body.map(
    (b): Block => (b.kind === 'article' && b.label === 'Điều 2.' ? { ...b, label: 'Điều 5' } : b),
  )
  const fixed = repaired(decision({ body: swapped }), 'letters.article-order')
  assert.deepEqual(
    fixed.body.flatMap((b) => (b.kind === 'article' ? [b.label] : [])),
    ['Điều 1.', 'Điều 2.', 'Điều 3.'],
  )
})

test('A decision or telegram without its authority gets the one that fits the signer', () => {
  const without = (build: (change: Partial<Letter>) => Letter, signatureBlock: Letter['signatureBlock']) => {
    const { authority: _, ...rest } = build({ signatureBlock })
    return repaired(rest, 'letters.authority-missing').authority
  }
  const body = { lines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], name: 'Lê An' }
  const deputy = { lines: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], name: 'Lê An' }
  assert.equal(without(decision, body), 'ỦY BAN NHÂN DÂN TỈNH BẾN TRE')
  assert.equal(without(decision, deputy), 'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẾN TRE')
  assert.equal(without(telegram, deputy), 'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẾN TRE điện:')
})

test('A citation without số gets it, one with số and a plain number stay', () => {
  const body: Block[] = [
    { kind: 'legal-basis', lines: ['Căn cứ Nghị định 30/2020/NĐ-CP của Chính phủ'] },
    { kind: 'paragraph', text: 'Theo Công văn 8126/UBND-KT và Quyết định số 15/QĐ-UBND, Báo cáo 2 lần./.' },
  ]
  assert.deepEqual(repaired(notice({ body }), 'letters.citation-without-so').body, [
    { kind: 'legal-basis', lines: ['Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ'] },
    {
      kind: 'paragraph',
      text: 'Theo Công văn số 8126/UBND-KT và Quyết định số 15/QĐ-UBND, Báo cáo 2 lần./.',
    },
  ])
})

test('Signature prefixes are written in the form of the regime, titles before the name go', () => {
  const state = repaired(
    notice({ signatureBlock: { lines: ['K/T GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], name: 'Lê An' } }),
    'letters.signature-prefix',
  )
  assert.deepEqual(state.signatureBlock?.lines, ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'])
  const party = repaired(
    partyNotice({ signatureBlock: { lines: ['TM. BAN THƯỜNG VỤ', 'BÍ THƯ'], name: 'Lê An' } }),
    'letters.signature-prefix',
  )
  assert.deepEqual(party.signatureBlock?.lines, ['T/M BAN THƯỜNG VỤ', 'BÍ THƯ'])
  const plain = repaired(
    notice({ signatureBlock: { lines: ['GIÁM ĐỐC'], name: 'PGS.TS. Lê An' } }),
    'letters.signature-title',
  )
  assert.equal(plain.signatureBlock?.name, 'Lê An')
  only(notice({ signatureBlock: null }), 'letters.signature-missing')
})

test('A name that begins like a title keeps its letters', () => {
  assert.deepEqual(checkFormat(notice({ signatureBlock: { lines: ['GIÁM ĐỐC'], name: 'Tsering Lê' } })), [])
})

test('Extra spaces are tidied, dates and ./. are not touched', () => {
  const body: Block[] = [{ kind: 'paragraph', text: 'Báo cáo  trước ngày 22.12.2021 , gửi về Sở./.' }]
  assert.deepEqual(repaired(notice({ body }), 'letters.spacing').body[0], {
    kind: 'paragraph',
    text: 'Báo cáo trước ngày 22.12.2021, gửi về Sở./.',
  })
})

test('Other departures are named: place, date, subject, invitation, secrecy, pictures, annexes', () => {
  only(notice({ place: ' ' }), 'letters.place-missing')
  only(notice({ date: '2021-02-30' }), 'letters.date-not-in-calendar')
  only(notice({ subject: '' }), 'letters.subject-missing')
  only(officialLetter({ subject: 'x'.repeat(200) }), 'letters.subject-too-long')
  only(invitation({ body: [{ kind: 'paragraph', text: 'Kính mời dự họp./.' }] }), 'letters.invitation-facts')
  only(notice({ circulation: 'Tối mật' }), 'letters.secret-mark')
  only(notice({ body: [{ kind: 'paragraph', text: 'Chúc mừng 🎉./.' }] }), 'letters.character-unknown')
  only(notice({ body: [] }), 'letters.body-empty')
  const annexes = [
    { label: 'Phụ lục 1', title: 'Danh mục', body: [] },
    { label: 'Phụ lục 2', title: 'Biểu', body: [] },
  ]
  assert.deepEqual(
    repaired(plan({ annexes }), 'letters.annex-label').annexes?.map((a) => a.label),
    ['Phụ lục I', 'Phụ lục II'],
  )
})

test('Whatever was typed, repairing what can be repaired comes to an end, and no repair loses text of the body', () => {
  const builders = Object.values(GOOD)
  const typed = fc.string({
    unit: fc.constantFrom('a', 'Ủ', ' ', '  ', '.', '/', ',', 'V/v', 'Như trên', 'Lưu: VT', '-', '1'),
    maxLength: 8,
  })
  const letters = fc
    .tuple(fc.nat(builders.length - 1), fc.array(typed, { maxLength: 4 }), typed, typed)
    .map(([at, recipients, subject, text]) =>
      (builders[at] ?? notice)({ recipients, subject, body: [{ kind: 'paragraph', text }], number: '7' }),
    )
  fc.assert(
    fc.property(letters, (start) => {
      let letter = start
      for (let round = 0; round < 20; round += 1) {
        const mark = checkFormat(letter).find((f) => f.repair)
        if (!mark) return
        const next = applyRepair(letter, mark)
        const words = (l: Letter) =>
          JSON.stringify(l.body)
            .replace(/[^\p{L}\d]/gu, '')
            .replace('kindenactingtextQUYẾTĐỊNH', '')
        assert.equal(words(next), words(letter), mark.code)
        letter = next
      }
      assert.fail(`still repairing: ${checkFormat(letter).map((f) => f.code)}`)
    }),
    { numRuns: 500 },
  )
})
