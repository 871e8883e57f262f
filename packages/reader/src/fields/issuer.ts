// Tên cơ quan ban hành and its direct superior (ô 2): lines of the header's left column.

import type { Marked } from '../layout/anchors.ts'
import type { Header } from '../layout/header.ts'
import { groupBodies, opensBody, TERRITORY_NAME } from '../lexicon/organisations.ts'
import { foldWords } from '../text/fold.ts'
import { isUpper, squeeze } from '../text/normalise.ts'

export interface IssuerReading {
  issuer: string | null
  parent: string | null
  issuerPieces: Marked[]
  parentPieces: Marked[]
  confidence: number
  joint: boolean
}

const clean = (text: string): string =>
  squeeze(
    text
      .replace(/[*_=~•|"“”„«»‹›]+/g, ' ')
      .replace(/^(?:\d{1,2}\.\s)?[\s\-.,:;°']+|^\d{1,2}\.\s+|[\s\-.,:;°']+$/gu, ''),
  )

function inLeftColumn(piece: Marked, header: Header): boolean {
  const title = header.title === null ? null : header.pieces[header.title]!
  const centre = piece.x + piece.w / 2
  const number = header.number === null ? null : header.pieces[header.number]!
  if (!title || number?.row === title.row) return true
  if (title.row === piece.row) return piece.x < title.x
  const titleCentre = title.x + title.w / 2
  // Columns set one under the other (text exports) have no left and right: every line starts at the same edge.
  if (title.x < title.pageWidth * 0.2) return true
  return centre < (titleCentre + title.x) / 2
}

function candidates(header: Header): Marked[] {
  const upTo = header.end > 0 ? header.end : header.title === null ? 0 : header.title + 1
  const lines = header.pieces
    .slice(0, upTo)
    .filter((p) => p.kind === 'text' && inLeftColumn(p, header))
    .filter((p) => (clean(p.text).match(/\p{L}/gu) ?? []).length >= 2)
  return dropForeign(lines)
}

const LOOKS_ORG =
  /(?:uy ban|nhan dan|hoi dong|so |bo |cuc|phong|truong|tinh|huyen|thanh pho|xa |phuong|ban |uy$|doan|cong ty|trung tam|vien)/

/** Titles of web pages, captions and stray scan marks stand above the head: it begins at the first body. */
function dropForeign(lines: Marked[]): Marked[] {
  const capital = lines.filter(
    (p) => isUpper(clean(p.text)) || (p.text === p.text.toLowerCase() && LOOKS_ORG.test(foldWords(p.text))),
  )
  const from = capital.findIndex((p) => opensBody(clean(p.text)))
  return from > 0 ? capital.slice(from) : capital
}

const JOINT_SYMBOL =
  /(?:^|[-/])(?:TTLT|NQLT|LT|CTLT|KHLT|QCLT|CTPH|CTrPH|KHPH|QCPH|KHLN|HDLN|HDLS|QCPHLN)(?:[-/]|$)/

export function readIssuer(header: Header, symbol: string | null): IssuerReading {
  const lines = candidates(header)
  const none: IssuerReading = {
    issuer: null,
    parent: null,
    issuerPieces: [],
    parentPieces: [],
    confidence: 0,
    joint: false,
  }
  if (lines.length === 0) return none
  const bodies = groupByWeight(lines) ?? groupBodies(lines.map((p) => clean(p.text)))
  let used = 0
  const groups = bodies.map((body) => {
    const pieces = lines.slice(used, used + body.length)
    used += body.length
    return { name: joined(body, pieces), pieces }
  })
  const dashed = groups.some(
    (g, n) =>
      (n < groups.length - 1 && /\s?-\s*$/.test(g.pieces.at(-1)!.text)) ||
      (n > 0 && /^\s*-\s*\p{L}/u.test(g.pieces[0]!.text)),
  )
  // Rules and specks of a scan look like dashes.
  const scanned = lines.some((p) => p.source === 'ocr')
  const joint = groups.length > 1 && ((dashed && !scanned) || JOINT_SYMBOL.test(symbol ?? ''))
  if (joint) {
    const parent = superiorOfJoint(groups)
    const together = parent ? groups.slice(1) : groups
    return {
      issuer: together.map((g) => g.name).join(' - '),
      parent: parent?.name ?? null,
      issuerPieces: together.flatMap((g) => g.pieces),
      parentPieces: parent?.pieces ?? [],
      confidence: 0.85,
      joint,
    }
  }
  const last = groups.at(-1)!
  const whole = namedBelow(last.name, header)
  if (whole)
    return {
      issuer: squeeze(whole.text),
      parent: null,
      issuerPieces: [whole],
      parentPieces: [],
      confidence: 0.9,
      joint,
    }
  const above = groups.at(-2)
  return {
    issuer: last.name,
    parent: above?.name ?? null,
    issuerPieces: last.pieces,
    parentPieces: above?.pieces ?? [],
    confidence: certainty(groups.length, last.name, last.pieces, header),
    joint,
  }
}

interface Body {
  name: string
  pieces: Marked[]
}

/** "UBND TỈNH X" over "SỞ A - SỞ B": the committee is the superior of the departments that issue together. */
function superiorOfJoint(groups: readonly Body[]): Body | null {
  const [first, ...rest] = groups
  if (!first || rest.length === 0 || /-\s*$/.test(first.pieces.at(-1)!.text)) return null
  const several = rest.length > 1 || / - \p{Lu}+ /u.test(rest[0]!.name)
  const below = rest.every((g) =>
    /^(?:so|phong|ban|cong an|kho bac|cuc|chi cuc|truong) /.test(foldWords(g.name)),
  )
  return several &&
    below &&
    /^(?:uy ban nhan dan|ubnd|tinh uy|thanh uy|huyen uy) /.test(foldWords(first.name))
    ? first
    : null
}

function certainty(bodies: number, name: string, pieces: readonly Marked[], header: Header): number {
  let sure = 0.98
  if (!opensBody(name)) sure = 0.55
  if (header.title === null) sure -= 0.2
  if (bodies > 2) sure -= 0.08
  if (pieces.length > 3) sure -= 0.1
  if (name.length < 5 || name.length > 120) sure -= 0.25
  return sure
}

/** "ỦY BAN NHÂN DÂN" whose territory was lost in the head stands in full in the authority line. */
function namedBelow(name: string, header: Header): Marked | null {
  const key = foldWords(name)
  if (key !== 'uy ban nhan dan' && key !== 'hoi dong nhan dan') return null
  const line = header.pieces
    .slice(header.end)
    .find(
      (p) =>
        isUpper(p.text) &&
        foldWords(p.text).startsWith(`${key} `) &&
        TERRITORY_NAME.test(foldWords(p.text).slice(key.length + 1)),
    )
  return line ?? null
}

/** "SỞ LAO ĐỘNG -" / "THƯƠNG BINH VÀ XÃ HỘI": the dash at the line's end belongs to the name. */
function joined(body: readonly string[], pieces: readonly Marked[]): string {
  const lines = body.map((line, i) =>
    i < body.length - 1 && /-\s*$/.test(pieces[i]!.text) ? `${line} -` : line,
  )
  return squeeze(lines.join(' '))
}

/** The superior is set upright, the issuer bold (App. I, ô 2): where the file tells the weight, it decides. */
function groupByWeight(lines: readonly Marked[]): string[][] | null {
  const from = lines.findIndex((p) => p.bold === true)
  if (from <= 0 || lines.some((p, i) => p.bold === null || p.bold !== i >= from)) return null
  const text = lines.map((p) => clean(p.text))
  return [...groupBodies(text.slice(0, from)), text.slice(from)]
}
