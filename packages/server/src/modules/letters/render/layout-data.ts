// A letter → the data its layout reads. Every rule of wording that is not layout is applied here.
import { documentTypeName, isOfficialLetter } from '../document-types.ts'
import type { AnnexParent, Density, Issuer, Letter, PlainDateText, Regime, UrgencyMark } from '../letter.ts'
import { cleanText, dateOnPaper, numberOnPaper, parseDate, punctuateList, upper } from '../paper-text.ts'
import { type LayoutRun, layoutBlocks } from './blocks.ts'
import { RenderError } from './errors.ts'
import { phraseRuns } from './phrases.ts'
import { qrSvg } from './qr.ts'

/** App. I, III.2: frames in millimetres; the fourth mark exists in exchange lists only and takes a frame of its own. */
const URGENCY_WIDTH: Readonly<Record<UrgencyMark, number | null>> = {
  KHẨN: 20,
  'THƯỢNG KHẨN': 40,
  'HỎA TỐC': 30,
  'HỎA TỐC HẸN GIỜ': null,
}

interface Stamp {
  number: string | null
  date: PlainDateText | null
  year?: number
}

function stampData(stamp: Stamp) {
  const parts = stamp.date === null ? null : parseDate(stamp.date)
  if (stamp.date !== null && !parts) throw new RenderError('letters.invalid-date', { date: stamp.date })
  return {
    number: stamp.number === null ? null : numberOnPaper(cleanText(stamp.number)),
    date: parts ? { text: dateOnPaper(parts), y: parts.year, m: parts.month, d: parts.day } : null,
    year: stamp.year === undefined ? null : String(stamp.year),
  }
}

function typeName(regime: Regime, code: string): string {
  const name = documentTypeName(regime, code)
  if (name === null) throw new RenderError('letters.unknown-type', { type: code })
  return name
}

function belongsData(regime: Regime, parent: AnnexParent) {
  const name = typeName(regime, parent.typeCode)
  return {
    ...stampData(parent),
    what: name,
    before: 'số ',
    joint: regime === 'party' ? '-' : '/',
    symbol: cleanText(parent.symbol),
    issuer: cleanText(parent.issuerName),
  }
}

function marks(letter: Letter) {
  const list: { text: string; width: number | null; red: boolean }[] = []
  if (letter.urgency) list.push({ text: letter.urgency, width: URGENCY_WIDTH[letter.urgency], red: true })
  if (letter.circulation) list.push({ text: upper(cleanText(letter.circulation)), width: null, red: false })
  return list
}

/** Abstract of a công văn under its number: `V/v …` (State), without it (Party). */
function leftSubject(letter: Letter): LayoutRun[] | null {
  if (!isOfficialLetter(letter.regime, letter.typeCode) || letter.kind === 'annex') return null
  const bare = bareSubject(letter.subject)
  if (bare === '') return null
  return phraseRuns(letter.regime === 'party' ? bare : `V/v ${bare}`)
}

/** The abstract without the `V/v` somebody typed along. */
export function bareSubject(subject: string): string {
  return cleanText(subject)
    .trim()
    .replace(/^v\/v[:\s]*/i, '')
}

function parentAnnex(letter: Letter) {
  const parent: AnnexParent = {
    typeCode: letter.typeCode,
    number: letter.number,
    symbol: letter.symbol,
    date: letter.date,
    issuerName: nameInText(letter.issuer),
    ...(letter.year === undefined ? {} : { year: letter.year }),
  }
  return belongsData(letter.regime, parent)
}

/** Capitals belong to the header only; without a name for running text they stay. */
function nameInText(issuer: Issuer): string {
  return cleanText(issuer.nameInText ?? issuer.name).replaceAll('\n', ' ')
}

function headerData(letter: Letter) {
  const { regime, issuer } = letter
  const official = isOfficialLetter(regime, letter.typeCode)
  const subject = official ? bareSubject(letter.subject) : cleanText(letter.subject).trim()
  return {
    ...stampData(letter),
    issuer: {
      parent: issuer.parentName ? phraseRuns(upper(cleanText(issuer.parentName))) : null,
      name: phraseRuns(upper(cleanText(issuer.name))),
    },
    symbol: cleanText(letter.symbol),
    place: cleanText(letter.place),
    title: official ? '' : upper(typeName(regime, letter.typeCode)),
    subject: phraseRuns(subject),
    leftSubject: leftSubject(letter),
    authority: letter.authority ? phraseRuns(cleanText(letter.authority)) : null,
    marks: marks(letter),
  }
}

/** Several addressees are a list; one stands alone without a mark behind it. */
function addresseeData(letter: Letter) {
  const names = letter.addressees.map((name) =>
    cleanText(name)
      .trim()
      .replace(/^[-–]\s*/, ''),
  )
  return {
    // HD 36: a submission of a Party body is "Kính trình".
    addressLabel: letter.regime === 'party' && letter.typeCode === 'TTr' ? 'Kính trình' : 'Kính gửi',
    addressees: names.length > 1 ? punctuateList(names) : names.map((name) => name.replace(/[;.,\s]+$/, '')),
  }
}

function closingData(letter: Letter) {
  const block = letter.signatureBlock
  return {
    signature: block
      ? { lines: block.lines.map((line) => phraseRuns(upper(cleanText(line)))), name: cleanText(block.name) }
      : null,
    recipients: punctuateList(letter.recipients.map(cleanText)),
    drafterMark: letter.drafterMark ? cleanText(letter.drafterMark) : null,
    contact: (letter.contact ?? []).map(cleanText),
    sealSize: letter.sealSize ?? 36,
  }
}

function annexData(letter: Letter) {
  const { annex, annexes = [], regime } = letter
  const head = (label: string, title: string) => ({
    label: cleanText(label),
    title: phraseRuns(upper(cleanText(title))),
  })
  return {
    annex: annex
      ? {
          ...head(annex.label, annex.title),
          belongs: annex.belongsTo ? belongsData(regime, annex.belongsTo) : null,
        }
      : null,
    annexes: annexes.map((inside) => ({
      ...head(inside.label, inside.title),
      belongs: parentAnnex(letter),
      blocks: layoutBlocks(inside.body),
    })),
  }
}

export function letterData(letter: Letter, density: Density = 'normal') {
  const type = typeName(letter.regime, letter.typeCode)
  const about = bareSubject(letter.subject) || cleanText(letter.annex?.title ?? '')
  return {
    regime: letter.regime,
    kind: letter.kind ?? 'letter',
    ...headerData(letter),
    ...addresseeData(letter),
    blocks: layoutBlocks(letter.body),
    ...closingData(letter),
    ...annexData(letter),
    density,
    landscape: letter.landscape ?? false,
    numberRoom: letter.numberRoom ?? 4,
    checkMark: letter.checkAddress ? qrSvg(letter.checkAddress) : null,
    meta: {
      title: `${type}: ${about}`,
      author: nameInText(letter.issuer),
      keywords: [type, letter.symbol].filter((word) => word !== ''),
    },
  }
}
