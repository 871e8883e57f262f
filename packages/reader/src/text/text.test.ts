import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseNumber } from '../fields/number.ts'
import { nearCode } from '../lexicon/types.ts'
import { repairAbstract } from './abstract-words.ts'
import { canonicalHead, canonicalTitle, repairSlash } from './canonical.ts'
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

test('what a scan changed in the words of an abstract is written as the compound it is; names and numbers stay', () => {
  const pairs = [
    ['kiếm tra về quần lý đất đai', 'kiểm tra về quản lý đất đai'],
    ['bố sung dự toán, tài sẳn công', 'bổ sung dự toán, tài sản công'],
    ['Về việc quần lý thu, chỉ học phí', 'Về việc quản lý thu, chi học phí'],
    ['TRIỂN KHAI CHUYỂN ĐỐI SỐ', 'TRIỂN KHAI CHUYỂN ĐỔI SỐ'],
    ['của Chính [ phủ số 13/2024/NĐ- CP', 'của Chính phủ số 13/2024/NĐ-CP'],
    ['trên địa bàn tính Quảng Nam', 'trên địa bàn tỉnh Quảng Nam'],
    ['ông Trần Quản Lý 12 tổ 3 chức', 'ông Trần Quản Lý 12 tổ 3 chức'],
  ] as const
  for (const [read, meant] of pairs) assert.equal(repairAbstract(read), meant)
})

test('a title loses the strokes of the pen beside it and gets back the word the seal hid', () => {
  assert.equal(canonicalTitle('PHÓ CHỦ TỊCH 4V'), 'PHÓ CHỦ TỊCH')
  assert.equal(canonicalTitle('` CHỦ TỊCH'), 'CHỦ TỊCH')
  assert.equal(canonicalTitle('TRƯỞNG PHÒNG TỔ CHỨC CÁN B'), 'TRƯỞNG PHÒNG TỔ CHỨC CÁN BỘ')
  assert.equal(canonicalTitle('GIÁM ĐỐC'), 'GIÁM ĐỐC')
  assert.equal(canonicalHead('ỦY BAN NHÂN DÂN TÍNHCAO BẰNG').text, 'ỦY BAN NHÂN DÂN TỈNH CAO BẰNG')
})

test('a code one letter away from its kind is the kind’s own; another code stays', () => {
  assert.equal(nearCode('CM', 'Giấy mời'), 'GM')
  assert.equal(nearCode('QĐĐ', 'Quyết định'), 'QĐ')
  assert.equal(nearCode('TB', 'Báo cáo'), null)
  assert.equal(nearCode('UBND', 'Kế hoạch'), null)
})
