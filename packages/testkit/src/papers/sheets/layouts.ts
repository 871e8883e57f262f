// Ways a word processor sets the same sheet: cells, text boxes, tab stops, narrow paper, lines typed as rules.
import type { SheetText } from './model.ts'

const esc = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/ {2,}/g, (s) => '&nbsp;'.repeat(s.length))

const p = (lines: readonly string[], style = ''): string =>
  lines.map((line) => `<p style="${style}">${esc(line)}</p>`).join('')

const leftLines = (s: SheetText): string =>
  s.left.map((line, i) => `<p>${s.bold.includes(i) ? `<b>${esc(line)}</b>` : esc(line)}</p>`).join('')

const rightLines = (s: SheetText): string => s.right.map((line) => `<p><b>${esc(line)}</b></p>`).join('')

const marks = (s: SheetText): string =>
  (s.marks ?? [])
    .map((m) => `<p><b style="border:1.5pt solid #b00;color:#b00;padding:1pt 8pt">${esc(m)}</b></p>`)
    .join('')

function overlay(s: SheetText, top: string, left: string): string {
  if (!s.over) return ''
  return `<div style="position:absolute;top:${top};left:${left};font:9pt 'Liberation Sans';color:#a22">${p(s.over, 'text-align:left')}</div>`
}

function title(s: SheetText, rule: string): string {
  const subject = s.type
    ? `<h1>${esc(s.type)}</h1><div class="sub">${p(s.subject ?? [], 'font-weight:bold')}${rule}</div>`
    : ''
  return `${subject}${s.authority ? `<p class="mid"><b>${esc(s.authority)}</b></p>` : ''}`
}

function addressee(s: SheetText): string {
  const to = s.to ?? []
  if (to.length === 0) return ''
  return to.length === 1
    ? `<p class="mid">Kính gửi: ${esc(to[0]!)}</p>`
    : `<table class="mid"><tr><td style="vertical-align:top">Kính gửi:<td style="text-align:left">${p(to)}</table>`
}

const body = (s: SheetText): string => s.body.map((line) => `<p class="body">${esc(line)}</p>`).join('')

function closing(s: SheetText): string {
  const signer = (n: number): string =>
    `${p(s.signers[n]!.titles, 'font-weight:bold')}<div style="height:52pt"></div><p><b>${esc(s.signers[n]!.name)}</b></p>`
  const list =
    s.recipients.length > 0 ? `<p><b><i>Nơi nhận:</i></b></p>${p(s.recipients, 'font-size:11pt')}` : ''
  const pair = s.signers.length > 1
  const last = pair
    ? `<table style="width:100%;margin-top:8pt"><tr><td class="c" style="width:50%">${signer(0)}<td class="c">${signer(1)}</table>${list}`
    : `<table style="width:100%;margin-top:8pt"><tr><td style="width:48%;vertical-align:top">${list}<td class="c">${signer(0)}</table>`
  return `${last}${s.tail ? `<hr style="margin-top:14pt">${p(s.tail)}` : ''}`
}

const shell = (css: string, inner: string): string =>
  `<!doctype html><html lang="vi"><meta charset="utf-8"><style>*{margin:0;padding:0}h1{font-size:14pt;text-align:center;margin-top:14pt}
.c,.c p,.sub p,.mid{text-align:center}table.mid{margin:8pt auto}.mid{margin:8pt 0}td{vertical-align:top}.body{text-align:justify;text-indent:1cm;margin:5pt 0}${css}</style><body>${inner}</body></html>`

/** Two-row table, rules drawn as borders: the usual Word file. */
const cells = (s: SheetText): string =>
  shell(
    "@page{size:A4;margin:20mm 16mm 18mm 30mm}body{font:13.5pt/1.2 'Liberation Serif';position:relative}",
    `${overlay(s, '-36pt', '0')}<table style="width:100%"><tr class="c"><td style="width:42%">${leftLines(s)}<td>${rightLines(s)}
<tr class="c"><td style="padding-top:9pt">${p([s.number])}${p(s.about ?? [], 'font-size:12pt')}${marks(s)}<td style="padding-top:9pt"><p><i>${esc(s.date)}</i></p></table>${title(s, '')}${addressee(s)}${body(s)}${closing(s)}`,
  )

/** Text boxes: the right column stands first in the file, the left is laid over afterwards. */
const boxes = (s: SheetText): string => {
  const rows = s.left.length + 3 + (s.about?.length ?? 0) + (s.marks?.length ?? 0) * 2
  return shell(
    "@page{size:A4;margin:15mm 20mm 20mm 25mm}body{font:13pt/1.25 'Liberation Serif';position:relative}.b{position:absolute;text-align:center}.b p{text-align:center}",
    `<div class="b" style="right:0;top:0;width:58%">${rightLines(s)}</div><div class="b" style="right:0;top:${s.left.length * 17 + 12}pt;width:58%"><i>${esc(s.date)}</i></div>
${overlay(s, '-28pt', '62%')}<div style="height:${rows * 17}pt"></div>${title(s, '<p>_______________</p>')}${addressee(s)}${body(s)}${closing(s)}
<div class="b" style="left:0;top:0;width:42%;font-size:12pt">${leftLines(s)}<p>_________</p>${p([s.number])}${p(s.about ?? [], 'font-size:11pt')}${marks(s)}</div>`,
  )
}

/** Typed with rules of hyphens, in a sans face, wide line spacing. */
const typed = (s: SheetText): string =>
  shell(
    "@page{size:A4;margin:25mm 15mm 20mm 35mm}body{font:12pt/1.45 'Liberation Sans';position:relative}",
    `${overlay(s, '-40pt', '40%')}<table style="width:100%"><tr class="c"><td style="width:45%">${leftLines(s)}<p>-------</p>${p([s.number])}${p(s.about ?? [])}<td>${rightLines(s)}<p>---------------</p><p><i>${esc(s.date)}</i></p></table>${marks(s)}${title(s, '<p>-------</p>')}${addressee(s)}${body(s)}${closing(s)}`,
  )

/** A printer in the office: letters a little apart, big type, narrow left column. */
const spaced = (s: SheetText): string =>
  shell(
    "@page{size:Letter;margin:18mm 18mm 18mm 28mm}body{font:14pt/1.15 'DejaVu Serif';letter-spacing:-0.6pt;position:relative}.head{font-size:11.5pt}h1{font-size:15pt}",
    `${overlay(s, '-38pt', '10pt')}<div style="display:flex" class="head c"><div style="width:41%">${leftLines(s)}<p style="margin-top:7pt">${esc(s.number)}</p>${p(s.about ?? [])}${marks(s)}</div><div style="width:59%">${rightLines(s)}<p style="margin-top:${s.left.length > 1 ? 18 : 4}pt"><i>${esc(s.date)}</i></p></div></div>${title(s, '<p>____________</p>')}${addressee(s)}${body(s)}${closing(s)}`,
  )

export const LAYOUTS = { cells, boxes, typed, spaced } as const
export type LayoutName = keyof typeof LAYOUTS
