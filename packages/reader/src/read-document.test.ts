import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CERTAIN, type Reading } from './page-model.ts'
import { pagesOfText } from './plain-text.ts'
import { isCertain, readDocument } from './read-document.ts'

const read = (text: string): Reading => readDocument(pagesOfText(text))

const LETTER = `UBND TỈNH BẾN TRE                         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ                                      Độc lập - Tự do - Hạnh phúc

Số: 45/SNV-CCHC                           Bến Tre, ngày 05 tháng 01 năm 2022
V/v rà soát biên chế
của các đơn vị sự nghiệp

                    Kính gửi: Ủy ban nhân dân các huyện, thành phố.

     Thực hiện Công văn số 1234/UBND-TH ngày 20/12/2021 của Ủy ban nhân dân tỉnh về việc
quản lý biên chế, Sở Nội vụ đề nghị các đơn vị gửi số liệu trước ngày 25/01/2022.

Nơi nhận:                                            KT. GIÁM ĐỐC
- Như trên;                                         PHÓ GIÁM ĐỐC
- Lưu: VT, CCHC.

                                                    ThS. Lò Văn Mười
`

test('an official letter gives its register columns and is certain', () => {
  const reading = read(LETTER)
  assert.deepEqual(
    { ...reading.fields, references: [] },
    {
      issuer: 'SỞ NỘI VỤ',
      parentIssuer: 'UBND TỈNH BẾN TRE',
      number: '45',
      symbol: 'SNV-CCHC',
      place: 'Bến Tre',
      issuedOn: '2022-01-05',
      typeName: 'Công văn',
      subject: 'rà soát biên chế của các đơn vị sự nghiệp',
      signer: 'Lò Văn Mười',
      signingAuthority: 'KT. GIÁM ĐỐC',
      signerTitle: 'PHÓ GIÁM ĐỐC',
      urgency: null,
      secrecyMark: null,
      recipients: ['Ủy ban nhân dân các huyện, thành phố'],
      dueOn: '2022-01-25',
      references: [],
    },
  )
  assert.deepEqual(reading.fields.references, [
    {
      typeName: 'Công văn',
      number: '1234',
      symbol: 'UBND-TH',
      issuedOn: '2021-12-20',
      issuer: 'Ủy ban nhân dân tỉnh',
    },
  ])
  assert.equal(reading.regime, 'nd30')
  assert.ok(isCertain(reading))
  assert.equal(reading.evidence.number?.source, 'text')
})

test('the type line wins over the symbol, and the conflict is told', () => {
  const reading = read(
    LETTER.replace('V/v rà soát biên chế\ncủa các đơn vị sự nghiệp', '')
      .replace(
        '                    Kính gửi',
        '                    TỜ TRÌNH\n           Về việc giao biên chế năm 2022\n\n                    Kính gửi',
      )
      .replace('45/SNV-CCHC', '45/QĐ-SNV'),
  )
  assert.equal(reading.fields.typeName, 'Tờ trình')
  assert.equal(reading.fields.subject, 'Về việc giao biên chế năm 2022')
  assert.match(reading.warnings.join(' '), /không khớp ký hiệu/)
})

test('a draft without number has none, keeps its symbol, and says so', () => {
  const reading = read(LETTER.replace('Số: 45/', 'Số:        /'))
  assert.equal(reading.fields.number, null)
  assert.equal(reading.fields.symbol, 'SNV-CCHC')
  assert.ok(!isCertain(reading))
  assert.match(reading.warnings.join(' '), /chưa có số/)
})

test('an arrival stamp gives neither number nor date', () => {
  const stamp = 'CÔNG VĂN ĐẾN\nSố: 8812\nNgày: 09/02/2022\nChuyển: ......\n'
  const reading = read(stamp + LETTER.replace('Số: 45/', 'Số:        /'))
  assert.equal(reading.fields.number, null)
  assert.equal(read(stamp + LETTER).fields.number, '45')
  assert.equal(read(stamp + LETTER).fields.issuedOn, '2022-01-05')
})

test('a cited number and date are not taken for the missing own ones', () => {
  const headless = LETTER.split('\n')
    .filter((l) => !/Số: 45|V\/v|của các đơn vị/.test(l))
    .join('\n')
  const reading = read(headless)
  assert.equal(reading.fields.number, null)
  assert.equal(reading.fields.issuedOn, null)
})

test('Party papers: number, hyphen, kind, slash, body; no motto', () => {
  const reading = read(`TỈNH ỦY BẾN TRE                 ĐẢNG CỘNG SẢN VIỆT NAM
BAN TỔ CHỨC
*                               Bến Tre, ngày 12 tháng 3 năm 2024
Số 127-QĐ/BTCTU

                     QUYẾT ĐỊNH
          về chỉ định bổ sung cấp ủy viên
                       -----

- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;

Nơi nhận:                            K/T TRƯỞNG BAN
- Như Điều 3,                        PHÓ TRƯỞNG BAN
- Lưu Ban Tổ chức Tỉnh ủy.

                                     Nông Thị Bé Hai
`)
  const { number, symbol, issuer, parentIssuer, typeName, subject, signer, signingAuthority } = reading.fields
  assert.deepEqual(
    [number, symbol, issuer, parentIssuer],
    ['127', 'QĐ/BTCTU', 'BAN TỔ CHỨC', 'TỈNH ỦY BẾN TRE'],
  )
  assert.deepEqual(
    [typeName, subject, signer, signingAuthority],
    ['Quyết định', 'về chỉ định bổ sung cấp ủy viên', 'Nông Thị Bé Hai', 'K/T TRƯỞNG BAN'],
  )
  assert.equal(reading.regime, 'party')
})

test('a legal normative decision keeps the year out of number and symbol', () => {
  const reading = read(`ỦY BAN NHÂN DÂN              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH GIA LAI                      Độc lập - Tự do - Hạnh phúc
Số: 07/2025/QĐ-UBND            Gia Lai, ngày 12 tháng 3 năm 2025
                 QUYẾT ĐỊNH
     Quy định mức thu phí tham quan
   ỦY BAN NHÂN DÂN TỈNH GIA LAI
Căn cứ Luật Phí và lệ phí ngày 25 tháng 11 năm 2015;
`)
  assert.deepEqual(
    [reading.fields.number, reading.fields.symbol, reading.regime],
    ['07', 'QĐ-UBND', 'legal-normative'],
  )
  assert.equal(reading.fields.subject, 'Quy định mức thu phí tham quan')
  assert.equal(reading.fields.issuer, 'ỦY BAN NHÂN DÂN TỈNH GIA LAI')
})

test('two bodies that issue together are both named', () => {
  const reading = read(`SỞ NỘI VỤ - SỞ TÀI CHÍNH           CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                                        Độc lập - Tự do - Hạnh phúc
Số: 12/HDLN-SNV-STC                Cà Mau, ngày 02 tháng 4 năm 2021
            HƯỚNG DẪN
   Thực hiện chế độ phụ cấp
Thực hiện Nghị định số 33/2019/NĐ-CP ngày 08/4/2019 của Chính phủ, liên ngành hướng dẫn như sau:
`)
  assert.equal(reading.fields.issuer, 'SỞ NỘI VỤ - SỞ TÀI CHÍNH')
  assert.equal(reading.fields.parentIssuer, null)
})

test('a secrecy mark is seen wherever it stands in the head', () => {
  for (const mark of ['MẬT', 'TỐI MẬT', 'TUYỆT MẬT']) {
    const reading = read(LETTER.replace('V/v', `   ${mark}\nV/v`))
    assert.equal(reading.fields.secrecyMark, mark)
    assert.ok((reading.confidence.secrecyMark ?? 0) >= CERTAIN)
  }
})

test('text that is no official paper gives nothing for certain', () => {
  fc.assert(
    fc.property(
      fc.lorem({ maxCount: 120 }),
      fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 30 }),
      (words, lines) => {
        const reading = read(`${words}\n${lines.join('\n')}`)
        for (const sure of Object.values(reading.confidence)) assert.ok(sure < CERTAIN)
      },
    ),
    { numRuns: 150 },
  )
})

test('a recipe with a title in capitals is not a paper', () => {
  const reading = read(
    'HƯỚNG DẪN\nNấu canh chua cá lóc\nChuẩn bị 1 con cá lóc khoảng 800 gam, 2 trái cà chua.\nSố: 5 trái đậu bắp.\nNguyễn Thị Nở',
  )
  for (const sure of Object.values(reading.confidence)) assert.ok(sure < 0.7)
})
