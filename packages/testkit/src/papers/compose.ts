// One paper from one number: sender, kind, matter, signer, all by the rules of its regime and with real-life variety.
import { type Sender, senderOf } from './bodies.ts'
import type { Paper, PaperTruth, Style } from './model.ts'
import { type Random, randomOf } from './random.ts'
import { matter, personName } from './words.ts'

const STATE_TYPES: readonly (readonly [string, string])[] = [
  ['Quyết định', 'QĐ'],
  ['Quyết định', 'QĐ'],
  ['Quyết định', 'QĐ'],
  ['Kế hoạch', 'KH'],
  ['Kế hoạch', 'KH'],
  ['Báo cáo', 'BC'],
  ['Báo cáo', 'BC'],
  ['Thông báo', 'TB'],
  ['Tờ trình', 'TTr'],
  ['Chỉ thị', 'CT'],
  ['Nghị quyết', 'NQ'],
  ['Hướng dẫn', 'HD'],
  ['Chương trình', 'CTr'],
  ['Phương án', 'PA'],
  ['Đề án', 'ĐA'],
  ['Dự án', 'DA'],
  ['Biên bản', 'BB'],
  ['Quy chế', 'QC'],
  ['Quy định', 'QyĐ'],
  ['Thông cáo', 'TC'],
  ['Hợp đồng', 'HĐ'],
  ['Công điện', 'CĐ'],
  ['Bản ghi nhớ', 'BGN'],
  ['Bản thỏa thuận', 'BTT'],
  ['Giấy ủy quyền', 'GUQ'],
  ['Giấy mời', 'GM'],
  ['Giấy mời', 'GM'],
  ['Giấy giới thiệu', 'GGT'],
  ['Giấy nghỉ phép', 'GNP'],
  ['Phiếu gửi', 'PG'],
  ['Phiếu chuyển', 'PC'],
  ['Phiếu báo', 'PB'],
]
const PARTY_TYPES: readonly (readonly [string, string])[] = [
  ['Quyết định', 'QĐ'],
  ['Quyết định', 'QĐ'],
  ['Nghị quyết', 'NQ'],
  ['Kết luận', 'KL'],
  ['Chỉ thị', 'CT'],
  ['Thông báo', 'TB'],
  ['Hướng dẫn', 'HD'],
  ['Kế hoạch', 'KH'],
  ['Báo cáo', 'BC'],
  ['Tờ trình', 'TTr'],
  ['Chương trình', 'CTr'],
  ['Quy định', 'QĐ'],
  ['Quy chế', 'QC'],
  ['Thông tri', 'TT'],
]

const pad = (n: number): string => String(n).padStart(2, '0')
const monthText = (m: number): string => (m <= 2 ? pad(m) : String(m))

interface Day {
  iso: string
  day: string
  month: string
  year: string
  y: number
}

function dayOf(random: Random, style: Style): Day {
  const y = style === 'older' ? random.int(2005, 2019) : random.int(2020, 2026)
  const m = y === 2020 ? random.int(4, 12) : random.int(1, 12)
  const d = random.int(1, 28)
  return {
    iso: `${y}-${pad(m)}-${pad(d)}`,
    day: pad(d),
    month: random.chance(0.15) ? pad(m) : monthText(m),
    year: String(y),
    y,
  }
}

/** Lines no longer than about `width` characters, as a narrow column would break them. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

function closing(random: Random, sender: Sender, style: Style): Paper['closing'] & { title: string } {
  const name = personName(random)
  const head = sender.head.toUpperCase()
  const prefix = sender.party
    ? { tm: 'T/M ', kt: 'K/T ', tl: 'T/L ' }
    : { tm: 'TM. ', kt: 'KT. ', tl: 'TL. ' }
  const titles: string[] = []
  if (sender.collective) titles.push(`${prefix.tm}${sender.collective}`)
  const way = random.next()
  let title = head
  if (sender.party && sender.collective) title = way < 0.5 ? `PHÓ ${head}` : head
  else if (way < 0.42) {
    titles.push(`${prefix.kt}${head.split(',')[0]}`)
    title = head.startsWith('BỘ TRƯỞNG') ? 'THỨ TRƯỞNG' : `PHÓ ${head}`
  } else if (way < 0.52 && !sender.party) {
    titles.length = 0
    titles.push(`${prefix.tl}${head.split(',')[0]}`)
    title = random.pick(['CHÁNH VĂN PHÒNG', 'TRƯỞNG PHÒNG TỔ CHỨC CÁN BỘ'])
  }
  titles.push(title)
  const others = random
    .shuffle([
      'Thường trực Tỉnh ủy (b/c)',
      'Các sở, ban, ngành tỉnh',
      'UBND các huyện, thành phố',
      'Giám đốc (b/c)',
      'Phòng Kế hoạch - Tài chính',
      'Website cơ quan',
    ])
    .slice(0, random.int(1, 4))
  const last = sender.party
    ? `${sender.lastLine}.`
    : `${sender.lastLine}${random.pick([', ', ', TH, '])}${random.pick(['CNTT', 'TCCB', 'KGVX', 'VP'])}.`
  return {
    label: style === 'party' ? 'Nơi nhận:' : random.pick(['Nơi nhận:', 'Nơi nhận:', 'Nơi nhận: ']),
    recipients: [random.pick(['Như trên', 'Như Điều 3', 'Như trên']), ...others]
      .map((t) => `- ${t};`)
      .concat(`- ${last}`),
    titles,
    name,
    title,
  }
}

function bodyOf(random: Random, sender: Sender, day: Day, subject: string, due: string | null): string[] {
  const cite = `số ${random.int(20, 4000)}/${random.pick(['QĐ-UBND', 'UBND-KGVX', 'KH-UBND', 'BTTTT-CĐSQG'])} ngày ${pad(random.int(1, 28))}/${pad(random.int(1, 12))}/${day.y - 1}`
  const issuer = sender.issuer
    .join(' ')
    .toLowerCase()
    .replace(/^\p{L}/u, (c) => c.toUpperCase())
  const deadline = due
    ? ` và gửi báo cáo về cơ quan trước ngày ${due.slice(8)}/${due.slice(5, 7)}/${due.slice(0, 4)} để tổng hợp`
    : ''
  return [
    `Thực hiện ${random.pick(['Quyết định', 'Công văn', 'Kế hoạch'])} ${cite} của Ủy ban nhân dân tỉnh về ${subject}; theo đề nghị của các đơn vị liên quan, ${issuer} có ý kiến như sau:`,
    `1. Đề nghị các cơ quan, đơn vị, địa phương tập trung lãnh đạo, chỉ đạo, quán triệt đến toàn thể cán bộ, công chức, viên chức các nội dung nêu trên, bảo đảm thiết thực, hiệu quả${deadline}.`,
    `2. Trong quá trình tổ chức thực hiện, nếu có khó khăn, vướng mắc, kịp thời phản ánh qua ông ${personName(random)}, điện thoại 0275.3${random.int(100000, 999999)} để được hướng dẫn, giải quyết theo thẩm quyền.`,
    ...(random.chance(0.6)
      ? ['Trên đây là nội dung cần thiết, đề nghị các đơn vị nghiêm túc triển khai thực hiện./.']
      : []),
  ]
}

function styleOf(random: Random): Style {
  const x = random.next()
  return x < 0.5 ? 'nd30' : x < 0.68 ? 'party' : x < 0.9 ? 'older' : 'normative'
}

interface Kind {
  typeName: string
  symbol: string
  numberLine: (number: string) => string
}

function kindOf(random: Random, style: Style, sender: Sender, year: number): Kind {
  if (style === 'normative') {
    const [type, code] = random.pick([
      ['Quyết định', 'QĐ'],
      ['Nghị quyết', 'NQ'],
      ['Thông tư', 'TT'],
    ] as const)
    const symbol = `${code}-${sender.abbr}`
    return { typeName: type, symbol, numberLine: (n) => `Số: ${n}/${year}/${symbol}` }
  }
  if (style === 'party') {
    const letter = random.chance(0.25)
    const [type, code] = letter ? (['Công văn', 'CV'] as const) : random.pick(PARTY_TYPES)
    const symbol = `${code}/${sender.abbr}`
    return { typeName: type, symbol, numberLine: (n) => `Số${random.pick([' ', ' ', ': '])}${n}-${symbol}` }
  }
  const colon = style === 'older' ? random.pick([': ', ' : ', ':', ' ']) : ': '
  if (random.chance(0.42)) {
    const separator = style === 'older' ? random.pick(['-', '.', '-']) : '-'
    const symbol = `${sender.abbr}${separator}${random.pick(sender.units)}`
    return { typeName: 'Công văn', symbol, numberLine: (n) => `Số${colon}${n}/${symbol}` }
  }
  const [type, code] = random.pick(STATE_TYPES)
  const symbol =
    style === 'older' && sender.abbr === 'UBND' && random.chance(0.2)
      ? `${code}-UB`
      : `${code}-${sender.abbr}`
  return { typeName: type, symbol, numberLine: (n) => `Số${colon}${n}/${symbol}` }
}

function subjectText(random: Random, sender: Sender, year: number, typeName: string): string {
  const text = matter(random, { area: sender.area, year })
  if (typeName === 'Công văn') return text
  const about = ['Về việc ', 'Về việc ', 'V/v ', ''].at(random.int(0, 3))!
  return about === '' ? text.replace(/^\p{L}/u, (c) => c.toUpperCase()) : about + text
}

export function composePaper(id: number): Paper {
  const random = randomOf(id + 1)
  const style = styleOf(random)
  const sender = senderOf(random, style === 'party')
  const day = dayOf(random, style)
  const kind = kindOf(random, style, sender, day.y)
  const blank = random.chance(0.06)
  const number = blank ? null : pad(random.int(1, random.pick([9, 99, 999, 4999])))
  const printedSubject = subjectText(random, sender, day.y, kind.typeName)
  const capitals = kind.typeName !== 'Công văn' && random.chance(0.12)
  const shown = capitals ? printedSubject.toUpperCase() : printedSubject
  const due = random.chance(0.4) ? `${day.y}-12-${pad(random.int(29, 31))}` : null
  const end = closing(random, sender, style)
  const letter = kind.typeName === 'Công văn'
  const truth: PaperTruth = {
    issuer: sender.issuer.join(' '),
    parentIssuer: sender.parent.length > 0 ? sender.parent.join(' ') : null,
    number,
    symbol: kind.symbol,
    place: sender.place,
    issuedOn: day.iso,
    typeName: kind.typeName,
    subject: shown.replace(/^V\/v\s+/iu, ''),
    signer: end.name,
    signerTitle: end.title,
    urgency: random.chance(0.05) ? random.pick(['KHẨN', 'HỎA TỐC', 'THƯỢNG KHẨN']) : null,
    secrecyMark: random.chance(0.02) ? random.pick(['MẬT', 'TỐI MẬT']) : null,
    dueOn: due,
  }
  const authority =
    letter || !['Quyết định', 'Nghị quyết'].includes(kind.typeName) ? null : authorityLine(random, sender)
  return {
    id,
    style,
    truth,
    left: {
      parent: sender.parent,
      issuer: sender.issuer,
      number: kind.numberLine(number ?? random.pick(['      ', '.......', '     '])),
      about: letter ? wrap(`V/v ${shown}`, random.int(26, 38)) : [],
    },
    right: {
      title:
        style === 'party'
          ? ['ĐẢNG CỘNG SẢN VIỆT NAM']
          : ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
      place: sender.place,
      open: false,
      day: day.day,
      month: day.month,
      year: day.year,
    },
    type: letter ? null : kind.typeName.toUpperCase(),
    subject: letter ? [] : wrap(shown, random.int(42, 64)),
    authority,
    addressee:
      letter || kind.typeName === 'Tờ trình'
        ? random.pick([
            ['Ủy ban nhân dân các huyện, thành phố.'],
            ['- Các sở, ban, ngành;', '- Ủy ban nhân dân các xã, phường.'],
            ['Sở Nội vụ.'],
          ])
        : [],
    addresseeWord: sender.party && kind.typeName === 'Tờ trình' ? 'Kính trình' : 'Kính gửi',
    body: authority
      ? [
          ...grounds(random, day),
          ...bodyOf(random, sender, day, printedSubject.replace(/^(?:Về việc|V\/v) /u, ''), due),
        ]
      : bodyOf(random, sender, day, printedSubject.replace(/^(?:Về việc|V\/v) /u, ''), due),
    closing: end,
    marks: {
      urgency: truth.urgency,
      secrecy: truth.secrecyMark,
      draft: blank && random.chance(0.5),
      stamp: random.chance(0.12)
        ? {
            number: String(random.int(100, 9000)),
            day: `${pad(random.int(1, 28))}/${pad(random.int(1, 12))}/${day.y}`,
          }
        : null,
    },
  }
}

function authorityLine(random: Random, sender: Sender): string {
  const whole = sender.issuer.join(' ')
  if (sender.party)
    return sender.collective ? `${sender.collective} ${whole}` : `${sender.head.toUpperCase()} ${whole}`
  return sender.committee && random.chance(0.5)
    ? whole
    : sender.abbr === 'HĐND'
      ? whole
      : `${sender.head.toUpperCase().split(',')[0]} ${whole}`
}

function grounds(random: Random, day: Day): string[] {
  return [
    'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;',
    `Căn cứ Nghị định số ${random.int(10, 190)}/${day.y - 2}/NĐ-CP ngày 05 tháng 3 năm ${day.y - 2} của Chính phủ về công tác văn thư;`,
    `Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số ${random.int(10, 900)}/TTr-SNV ngày 20 tháng 12 năm ${day.y - 1},`,
  ]
}
