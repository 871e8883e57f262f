import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseNumber } from '../fields/number.ts'
import { canonicalHead, repairSlash } from './canonical.ts'
import { dateOf, repairDigits } from './digits.ts'
import { findFuzzy, fold } from './fold.ts'
import { detectEncoding, fromTcvn3, fromVni } from './legacy-fonts.ts'
import { normaliseLine } from './normalise.ts'

const PLAIN = { ocr: false, lostHyphens: false }

test('numbers and symbols are taken apart in all their printed shapes', () => {
  const cases: [string, string | null, string | null][] = [
    ['Số: 15/QĐ-UBND', '15', 'QĐ-UBND'],
    ['Số :      /QĐ-UBND', null, 'QĐ-UBND'],
    ['Số: ....../BC-STP', null, 'BC-STP'],
    ['Số: 07/2025/QĐ-UBND', '07', 'QĐ-UBND'],
    ['Số 127-QĐ/TU', '127', 'QĐ/TU'],
    ['Số: 104 - CV/BTGTU', '104', 'CV/BTGTU'],
    ['Số: 12 / QĐ - UBND', '12', 'QĐ-UBND'],
    ['Luật số: 33/2024/QH15', '33', 'QH15'],
    ['Số: 30c/NQ-CP', '30c', 'NQ-CP'],
    ['Số: 298 KH/TWĐTN', '298', 'KH/TWĐTN'],
    ['Số: 327/STC.QLNS', '327', 'STC.QLNS'],
    ['Số: 61/PCCC&CNCH-P6', '61', 'PCCC&CNCH-P6'],
  ]
  for (const [line, number, symbol] of cases) {
    const parts = parseNumber(line, PLAIN)
    assert.deepEqual([line, parts?.number ?? null, parts?.symbol ?? null], [line, number, symbol])
  }
})

test('lost hyphens come back only where the page shows that hyphens were lost', () => {
  assert.equal(parseNumber('Số: 1961/QĐUBND', PLAIN)?.symbol, 'QĐUBND')
  assert.equal(parseNumber('Số: 1961/QĐUBND', { ocr: false, lostHyphens: true })?.symbol, 'QĐ-UBND')
})

test('confused digits are repaired in digit context only', () => {
  assert.deepEqual(repairDigits('1]4'), { digits: '114', repaired: true })
  assert.deepEqual(repairDigits('2O5'), { digits: '205', repaired: true })
  assert.equal(repairDigits('QĐ'), null)
  assert.equal(repairDigits('Sở'), null)
  assert.deepEqual(dateOf('0]', '1', '2O22'), { iso: '2022-01-01', repaired: true })
  assert.equal(dateOf('31', '02', '2022'), null)
})

test('TCVN3 and VNI become Unicode, Unicode stays', () => {
  assert.equal(fromTcvn3('QuyÕt ®Þnh cña Uû ban nh©n d©n tØnh'), 'Quyết định của Uỷ ban nhân dân tỉnh')
  assert.equal(fromVni('COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM'), 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  assert.equal(fromVni('Ñoäc laäp - Töï do - Haïnh phuùc'), 'Độc lập - Tự do - Hạnh phúc')
  assert.equal(detectEncoding('QuyÕt ®Þnh cña Uû ban nh©n d©n tØnh vÒ viÖc thµnh lËp tæ c«ng t¸c'), 'tcvn3')
  assert.equal(detectEncoding('Quyeát ñònh cuûa UÛy ban nhaân daân tænh veà vieäc thaønh laäp'), 'vni')
  assert.equal(detectEncoding('Quyết định của Ủy ban nhân dân tỉnh về việc thành lập tổ công tác'), 'unicode')
})

test('tone marks that slipped off go home', () => {
  assert.equal(normaliseLine('U ̉y ban nha ́n'), 'Ủy ban nhán')
  assert.equal(normaliseLine('cua ̉ tinh'), 'của tinh')
  assert.equal(normaliseLine('Ủy ban nhân dân'.normalize('NFD')), 'Ủy ban nhân dân')
})

test('letterheads of scans get their marks back, unknown words stay as read', () => {
  assert.deepEqual(canonicalHead('TÍNH ÚY BÉN TRE'), { text: 'TỈNH ỦY BẾN TRE', whole: true })
  assert.deepEqual(canonicalHead('SỞ THÔNG TIN VÀ TRUYỂN THÔNG'), {
    text: 'SỞ THÔNG TIN VÀ TRUYỀN THÔNG',
    whole: true,
  })
  assert.equal(canonicalHead('XÃ MƯỜNG XYZ').whole, false)
  assert.equal(repairSlash('108/2025INĐ-CP'), '108/2025/NĐ-CP')
})

test('fuzzy search finds a damaged motto and refuses another text', () => {
  assert.ok(findFuzzy(fold('CỘNG HÓA XÃ HỘl CHỦ NGHỈA VlỆT NAM').text, 'conghoaxahoichunghiavietnam', 6))
  assert.equal(
    findFuzzy(fold('Công ty cổ phần xây dựng Hòa Bình').text, 'conghoaxahoichunghiavietnam', 6),
    null,
  )
})
