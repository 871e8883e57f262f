// A paper as a printed sheet: two-column head, centred title, justified body, two-column end.
import type { Paper } from './model.ts'
import { randomOf } from './random.ts'

const html = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/ {2,}/g, (s) => '&nbsp;'.repeat(s.length))
const lines = (items: readonly string[]): string => items.map(html).join('<br>')

const FONTS = [
  "'Liberation Serif'",
  "'Liberation Serif'",
  "'Liberation Serif'",
  "'DejaVu Serif'",
  "'Liberation Sans'",
]

export interface SheetOptions {
  /** Number and day are left out: they are drawn by signature widgets. */
  widgetsOnly?: boolean
  /** A red seal and a blue scrawl over the end, an arrival stamp over the head: pictures, not text. */
  seals?: boolean
  /** The sheet will become a picture: the seal's rim may carry its words. */
  picture?: boolean
}

function seal(withText: boolean): string {
  const rim = withText
    ? '<path id="p" d="M12 60a48 48 0 0196 0" fill="none"/><text font-size="11" fill="#d22"><textPath href="#p">CỘNG HÒA XHCN VIỆT NAM</textPath></text>'
    : ''
  const ring = (r: number): string =>
    `<circle cx="60" cy="60" r="${r}" fill="none" stroke="#d22" stroke-width="2.5"/>`
  return `<svg class="seal" width="120" height="120">${ring(57)}${ring(44)}<path d="M60 30l8 20h21l-17 13 7 21-19-13-19 13 7-21-17-13h21z" fill="none" stroke="#d22" stroke-width="2"/>${rim}</svg><svg class="scrawl" width="150" height="70"><path d="M5 50c20-60 30-30 35 0s20-50 35-35 5 45 25 20 20-25 45-15" fill="none" stroke="#23b" stroke-width="2"/></svg>`
}

/** The picture of the clerk's stamp: its digits must not become the paper's number. */
function arrivalStamp(paper: Paper): string {
  const stamp = paper.marks.stamp
  if (!stamp) return ''
  return `<div class="stamp">CÔNG VĂN ĐẾN<br>Số: ${stamp.number}<br>Ngày: ${stamp.day}<br>Chuyển: ...........</div>`
}

export function htmlOf(paper: Paper, options: SheetOptions = {}): string {
  const random = randomOf(paper.id * 7 + 3)
  const party = paper.style === 'party'
  const size = random.pick([13, 14, 14])
  const r = paper.right
  const number =
    options.widgetsOnly && paper.truth.number
      ? paper.left.number.replace(paper.truth.number, '        ')
      : paper.left.number
  const date = options.widgetsOnly
    ? `${r.place}, ngày        tháng        năm ${r.year}`
    : `${r.place}, ngày ${r.day} tháng ${r.month} năm ${r.year}`
  const right = party
    ? `<b class="party">${lines(r.title)}</b>`
    : `<b>${html(r.title[0]!)}</b><br><b class="motto">${html(r.title[1]!)}</b>`
  const marks = [paper.marks.secrecy, paper.marks.urgency].filter((m) => m !== null)
  const title = paper.type
    ? `<p class="type"><b>${html(paper.type)}</b></p><p class="subject"><b>${lines(paper.subject)}</b></p>${party ? '<p class="c">-----</p>' : '<hr>'}`
    : ''
  const addressee =
    paper.addressee.length === 1
      ? `<p class="c">${paper.addresseeWord}: ${html(paper.addressee[0]!)}</p>`
      : paper.addressee.length > 1
        ? `<p class="to">${paper.addresseeWord}:<br>${lines(paper.addressee)}</p>`
        : ''
  const ruling = paper.authority
    ? `<p class="c"><b>${paper.type === 'NGHỊ QUYẾT' ? 'QUYẾT NGHỊ' : html(paper.type ?? '')}:</b></p><p><b>Điều 1.</b> Các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành văn bản này.</p>`
    : ''
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><style>
@page{size:A4;margin:20mm ${random.int(15, 20)}mm 20mm ${random.int(27, 32)}mm}
body{font:${size}pt ${FONTS[paper.id % FONTS.length]};margin:0;position:relative}
table{width:100%;border-collapse:collapse}td{text-align:center;vertical-align:top;padding:0}
td.l{width:${random.int(40, 45)}%}.head{font-size:${size - 1}pt}.motto{font-size:${size}pt}.about{font-size:${size - 2}pt}
p{margin:${random.int(4, 7)}pt 0;text-align:justify;text-indent:1cm;line-height:1.25}.c,.type,.subject{text-align:center;text-indent:0}
.type{margin-top:18pt;margin-bottom:0}.subject{margin-top:2pt}.to{margin-left:4cm;text-indent:0}hr{width:30%;border:0;border-top:1px solid}
.mark{display:inline-block;border:1.5px solid #c00;color:#c00;font-weight:bold;padding:2px 8px;margin:4px}
.rec{text-align:left;font-size:11pt}.sign{text-align:center;position:relative}.gap{height:${random.int(48, 70)}pt}
.seal{position:absolute;left:-24px;top:24px;opacity:.9;mix-blend-mode:multiply}.scrawl{position:absolute;left:40px;top:48px;mix-blend-mode:multiply}
.stamp{position:absolute;left:0;top:${random.int(105, 150)}px;border:2px solid #c22;color:#c22;font:bold 10pt 'Liberation Sans';padding:4px;opacity:.9}
</style><body>
<table class="head"><tr><td class="l">${lines(paper.left.parent)}${paper.left.parent.length > 0 ? '<br>' : ''}<b>${lines(paper.left.issuer)}</b>${party ? '<br>*' : ''}<td>${right}
<tr><td class="l"><div style="height:8pt"></div>${html(number)}<div class="about">${lines(paper.left.about)}</div>${marks.map((m) => `<span class="mark">${m}</span>`).join('')}<td><div style="height:8pt"></div><i>${html(date)}</i></table>
${paper.marks.draft ? '<p class="c"><b>DỰ THẢO</b></p>' : ''}${options.seals ? arrivalStamp(paper) : ''}
${title}${paper.authority ? `<p class="c"><b>${html(paper.authority)}</b></p>` : ''}${addressee}
${paper.body.map((b) => `<p>${b.startsWith('Căn cứ') ? `<i>${html(b)}</i>` : html(b)}</p>`).join('')}${ruling}
<table style="margin-top:10pt"><tr><td class="rec" style="width:50%">${party ? '<u>Nơi nhận:</u>' : '<b><i>Nơi nhận:</i></b>'}<br>${lines(paper.closing.recipients)}<td class="sign">${party ? lines(paper.closing.titles) : `<b>${lines(paper.closing.titles)}</b>`}<div class="gap"></div>${options.seals ? seal(options.picture ?? false) : ''}<b>${html(paper.closing.name)}</b></table></body></html>`
}
