// Quyền hạn, chức vụ, họ tên người ký (ô 7a, 7b).
import type { Marked } from '../layout/anchors.ts'
import { isTitleLine, type SignatureZone } from '../layout/signature-zone.ts'
import { hasSigningPrefix, nameLikeness, withFamilyMarks, withoutRank } from '../lexicon/people.ts'
import { isUpper, squeeze } from '../text/normalise.ts'

export interface SignerReading {
  signer: string | null
  authority: string | null
  title: string | null
  namePieces: Marked[]
  titlePieces: Marked[]
  confidence: number
}

interface Block {
  titles: Marked[]
  name: Marked | null
  likeness: number
}

const tidy = (text: string): string =>
  squeeze(text.replace(/[*_|=~"“”]+/g, ' ').replace(/^[\s\-.,:;']+|[\s\-,:;']+$/gu, ''))

const overlaps = (a: Marked, b: Marked): boolean => {
  const centre = b.x + b.w / 2
  const slack = Math.max(a.w * 0.35, a.pageWidth * 0.12)
  return centre > a.x - slack && centre < a.x + a.w + slack
}

/** Text exports have no columns: everything starts at the left edge. */
const flat = (zone: SignatureZone): boolean => {
  const edges = zone.pieces.map((p) => p.x)
  return Math.max(...edges) - Math.min(...edges) < 0.12 * (zone.pieces[0]?.pageWidth ?? 1)
}

function blocks(zone: SignatureZone): Block[] {
  const out: Block[] = []
  const loose = flat(zone)
  const fits = (b: Block, piece: Marked, reach: number): boolean =>
    b.name === null &&
    (loose || overlaps(b.titles.at(-1)!, piece)) &&
    rowsApart(b.titles.at(-1)!, piece) <= reach
  for (const [i, piece] of zone.pieces.entries()) {
    if (piece.kind === 'recipients' || /:\s*$/.test(piece.text)) continue
    if (isTitleLine(tidy(piece.text))) {
      const block = out.find((b) => fits(b, piece, 5)) ?? { titles: [], name: null, likeness: 0 }
      if (block.titles.length === 0) out.push(block)
      block.titles.push(piece)
      absorbContinuation(zone, i, block)
    } else
      takeName(
        out.find((b) => fits(b, piece, loose ? 40 : 16)),
        piece,
      )
  }
  for (const block of out) if (block.name === null) findName(zone, block, loose)
  return out
}

/** The first sure name below a block's titles closes it: the next titles belong to another signer. */
function takeName(block: Block | undefined, piece: Marked): void {
  if (!block || block.name !== null || piece.kind !== 'text' || /^[-+]/.test(piece.text.trim())) return
  const likeness = nameLikeness(tidy(piece.text))
  if (likeness < 2 || !/\p{Ll}/u.test(piece.text)) return
  block.name = piece
  block.likeness = likeness
}

/** A name pushed to the next sheet stands at its top. */
const rowsApart = (a: Marked, b: Marked): number =>
  b.page === a.page ? b.row - a.row : b.page > a.page ? b.row + 4 : -100

/** "KT. GIÁM ĐỐC" may wrap: "TM. ỦY BAN NHÂN DÂN" / "TỈNH BẾN TRE". */
function absorbContinuation(zone: SignatureZone, at: number, block: Block): void {
  const last = block.titles.at(-1)!
  const next = zone.pieces
    .slice(at + 1, at + 9)
    .find(
      (p) =>
        p.kind === 'text' &&
        p.page === last.page &&
        overlaps(last, p) &&
        p.y - last.y > 0 &&
        p.y - last.y < 2 * last.h,
    )
  if (
    next &&
    isUpper(next.text) &&
    !isTitleLine(tidy(next.text)) &&
    nameLikeness(tidy(next.text)) < 3 &&
    next.text.length < 60 &&
    !/^-/.test(next.text)
  )
    block.titles.push(next)
}

/** Best name below the titles: in their column, or – where the extraction has no columns – the surest in reach. */
function findName(zone: SignatureZone, block: Block, loose: boolean): void {
  const last = block.titles.at(-1)!
  const below = zone.pieces.slice(zone.pieces.indexOf(last) + 1)
  const inColumn = bestName(below, last, loose ? 40 : 16, (p) => loose || overlaps(last, p))
  const best = inColumn ?? bestName(below, last, 14, () => true)
  if (!best || (!inColumn && best.likeness < 2)) return
  block.name = best.piece
  block.likeness = inColumn ? best.likeness : Math.min(best.likeness, 2.5)
}

interface NameHit {
  piece: Marked
  score: number
  likeness: number
}

function bestName(
  pieces: readonly Marked[],
  last: Marked,
  reach: number,
  fits: (piece: Marked) => boolean,
): NameHit | null {
  let best: NameHit | null = null
  for (const piece of pieces) {
    const apart = rowsApart(last, piece)
    if (apart < 0 || apart > reach || piece.kind !== 'text' || !fits(piece)) continue
    const text = tidy(piece.text)
    if (isTitleLine(text)) {
      if (best) break
      continue
    }
    const likeness = /^[-+]/.test(piece.text.trim()) ? 0 : nameLikeness(text)
    const score = likeness * 10 - apart * 0.1
    if (likeness > 0 && (!best || score > best.score)) best = { piece, score, likeness }
  }
  return best
}

function compose(block: Block): { authority: string | null; title: string | null } {
  const lines = block.titles.map((p) => tidy(p.text)).filter(Boolean)
  const lastPrefix = lines.reduce((at, line, i) => (hasSigningPrefix(line) ? i : at), -1)
  if (lastPrefix < 0) return { authority: null, title: squeeze(lines.join(' ')) || null }
  // "Q. GIÁM ĐỐC" and a lone "TL. CHỦ TỊCH" keep their words as the title when nothing stands below.
  const below = lines.slice(lastPrefix + 1)
  const positionAt = below.findIndex((line) => isTitleLine(line))
  const split = positionAt < 0 ? lines.length : lastPrefix + 1 + positionAt
  const title = squeeze(lines.slice(split).join(' '))
  if (title === '' && /^Q\s*\./.test(lines[lastPrefix]!))
    return { authority: lines.slice(0, lastPrefix).join(' ') || null, title: lines[lastPrefix]! }
  return { authority: squeeze(lines.slice(0, split).join(' ')), title: title || null }
}

/** Names are printed in their own case; a name in capitals stays as printed. */
function nameOf(piece: Marked): string {
  const name = withoutRank(tidy(piece.text)).replace(/\s*\.$/, '')
  return piece.source === 'ocr' ? withFamilyMarks(name) : name
}

export function readSigner(zone: SignatureZone | null, joint: boolean): SignerReading {
  const none: SignerReading = {
    signer: null,
    authority: null,
    title: null,
    namePieces: [],
    titlePieces: [],
    confidence: 0,
  }
  if (!zone) return none
  const found = blocks(zone).filter((b) => b.titles.length > 0)
  const named = found.filter((b) => b.name !== null)
  if (named.length === 0) {
    const lone = found.at(-1)
    return lone ? { ...none, ...compose(lone), titlePieces: lone.titles } : none
  }
  const main = mainBlocks(named, joint)
  const names = [...new Set(main.map((b) => nameOf(b.name!)))]
  const likeness = Math.min(...main.map((b) => b.likeness))
  const sure = likeness === 3 ? 0.98 : likeness > 2 ? 0.95 : likeness === 2 ? 0.9 : 0.7
  return {
    signer: names.join('; '),
    ...compose(main[0]!),
    namePieces: main.map((b) => b.name!),
    titlePieces: main.flatMap((b) => b.titles),
    confidence: sure - (main.length > 1 ? 0.1 : 0) - (named.length > main.length ? 0.15 : 0),
  }
}

/** Papers issued together are signed by all; minutes by who presided; else the last block is the paper's. */
function mainBlocks(named: readonly Block[], joint: boolean): readonly Block[] {
  if (named.length === 1) return named
  const chair = named.filter((b) => b.titles.some((p) => /^CHỦ (?:TRÌ|TỌA|TOẠ)/u.test(tidy(p.text))))
  if (chair.length === 1) return chair
  return joint || sideBySide(named) ? named : [named.at(-1)!]
}

/** Two columns of signers at the same height sign together; one above the other, the last is the paper's. */
function sideBySide(named: readonly Block[]): boolean {
  const rows = named.map((b) => b.name!.page * 1000 + b.name!.row)
  return Math.max(...rows) - Math.min(...rows) <= 2
}
