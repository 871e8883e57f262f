import assert from 'node:assert/strict'
import test from 'node:test'
import { composeSignatureBlock, type Mandate } from './signature-block.ts'

function lines(mandate: Partial<Mandate> & Pick<Mandate, 'form' | 'position'>): readonly string[] {
  const composed = composeSignatureBlock({ regime: 'nd30', name: 'Nguyễn Văn A', ...mandate })
  assert.ok(composed.ok, JSON.stringify(composed))
  return composed.block.lines
}

function refusal(mandate: Partial<Mandate> & Pick<Mandate, 'form' | 'position'>) {
  const composed = composeSignatureBlock({ regime: 'nd30', name: 'Nguyễn Văn A', ...mandate })
  assert.ok(!composed.ok)
  return composed
}

test('The head of an agency signs with the position alone', () => {
  assert.deepEqual(lines({ form: 'HEAD', position: 'Giám đốc' }), ['GIÁM ĐỐC'])
})

test('On behalf of the People’s Committee the chairman signs under TM.', () => {
  assert.deepEqual(lines({ form: 'TM', body: 'Ủy ban nhân dân', position: 'Chủ tịch' }), [
    'TM. ỦY BAN NHÂN DÂN',
    'CHỦ TỊCH',
  ])
})

test('A deputy signs KT. for the head, and below TM. when the body is collective', () => {
  assert.deepEqual(lines({ form: 'KT', principal: 'Giám đốc', position: 'Phó Giám đốc' }), [
    'KT. GIÁM ĐỐC',
    'PHÓ GIÁM ĐỐC',
  ])
  assert.deepEqual(
    lines({ form: 'KT', body: 'Ủy ban nhân dân', principal: 'Chủ tịch', position: 'Phó Chủ tịch' }),
    ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
  )
})

test('By standing order the head of the office signs TL., and may let a deputy sign KT.', () => {
  assert.deepEqual(lines({ form: 'TL', principal: 'Chủ tịch', position: 'Chánh Văn phòng' }), [
    'TL. CHỦ TỊCH',
    'CHÁNH VĂN PHÒNG',
  ])
  assert.deepEqual(
    lines({
      form: 'TL',
      principal: 'Chủ tịch',
      unitHead: 'Chánh Văn phòng',
      position: 'Phó Chánh Văn phòng',
    }),
    ['TL. CHỦ TỊCH', 'KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'],
  )
})

test('By written authorisation TUQ. stands above the position, and cannot be passed on', () => {
  assert.deepEqual(lines({ form: 'TUQ', principal: 'Giám đốc', position: 'Trưởng phòng Hành chính' }), [
    'TUQ. GIÁM ĐỐC',
    'TRƯỞNG PHÒNG HÀNH CHÍNH',
  ])
  const no = refusal({
    form: 'TUQ',
    principal: 'Giám đốc',
    unitHead: 'Trưởng phòng',
    position: 'Phó Trưởng phòng',
  })
  assert.equal(no.code, 'letters.tuq-not-delegated-further')
  assert.deepEqual(no.instead && composeSignatureBlock(no.instead), {
    ok: true,
    block: { lines: ['TUQ. GIÁM ĐỐC', 'TRƯỞNG PHÒNG'], name: 'Nguyễn Văn A' },
  })
})

test('An acting head signs Q., below TM. when the body is collective', () => {
  assert.deepEqual(lines({ form: 'Q', position: 'Giám đốc' }), ['Q. GIÁM ĐỐC'])
  assert.deepEqual(lines({ form: 'Q', body: 'Ủy ban nhân dân', position: 'Chủ tịch' }), [
    'TM. ỦY BAN NHÂN DÂN',
    'Q. CHỦ TỊCH',
  ])
})

test('Party prefixes take a slash: T/M, K/T, T/L', () => {
  const regime = 'party'
  assert.deepEqual(lines({ regime, form: 'TM', body: 'Ban Thường vụ', position: 'Phó Bí thư' }), [
    'T/M BAN THƯỜNG VỤ',
    'PHÓ BÍ THƯ',
  ])
  assert.deepEqual(
    lines({ regime, form: 'KT', principal: 'Chánh Văn phòng', position: 'Phó Chánh Văn phòng' }),
    ['K/T CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'],
  )
  assert.deepEqual(lines({ regime, form: 'TL', principal: 'Ban Thường vụ', position: 'Chánh Văn phòng' }), [
    'T/L BAN THƯỜNG VỤ',
    'CHÁNH VĂN PHÒNG',
  ])
  assert.deepEqual(lines({ regime, form: 'Q', position: 'Chánh Văn phòng' }), ['Q. CHÁNH VĂN PHÒNG'])
})

test('A deputy secretary is refused K/T for the committee and offered T/M', () => {
  const no = refusal({
    regime: 'party',
    form: 'KT',
    body: 'Ban Thường vụ',
    principal: 'Bí thư',
    position: 'Phó Bí thư',
  })
  assert.equal(no.code, 'letters.party-committee-is-collective')
  assert.ok(no.instead)
  const right = composeSignatureBlock(no.instead)
  assert.ok(right.ok)
  assert.deepEqual(right.block.lines, ['T/M BAN THƯỜNG VỤ', 'PHÓ BÍ THƯ'])
})

test('The Party has no TUQ.; T/L is offered', () => {
  const no = refusal({ regime: 'party', form: 'TUQ', principal: 'Chánh Văn phòng', position: 'Trưởng phòng' })
  assert.equal(no.code, 'letters.party-has-no-tuq')
  assert.equal(no.instead?.form, 'TL')
})

test('A prefix without its principal or body is refused with a sentence in both languages', () => {
  for (const form of ['KT', 'TL', 'TUQ'] as const)
    assert.equal(refusal({ form, position: 'Phó Giám đốc' }).code, 'letters.mandate-needs-principal')
  const no = refusal({ form: 'TM', position: 'Chủ tịch' })
  assert.equal(no.code, 'letters.mandate-needs-body')
  assert.ok(no.vi.length > 10 && no.en.length > 10)
})
