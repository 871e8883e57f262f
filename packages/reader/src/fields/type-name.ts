// Tên loại (ô 5a). The printed type line wins over the symbol; a conflict is told.
import type { Marked } from '../layout/anchors.ts'
import type { Header } from '../layout/header.ts'
import { canonicalCode, typeOfCode } from '../lexicon/types.ts'
import type { NumberParts } from './number.ts'

export interface TypeReading {
  name: string | null
  confidence: number
  pieces: Marked[]
  warnings: string[]
}

/** The kind that the symbol speaks of: its first group, or the group before the issuer in Party papers. */
export function typeOfSymbol(parts: NumberParts | null, party: boolean): string | null {
  const first = parts?.symbol?.split(/[-/.]/)[0]
  if (!parts || !first) return null
  const groups = parts.symbol!.split(/[-/.]/).length
  const code = canonicalCode(first)
  if (groups < 2 || code === null || (code.length < 2 && !party)) return null
  return typeOfCode(code, party, parts.year !== null)
}

/** QĐ may mean Quy định in Party papers; TT, CT, HĐ, LT have several readings: no conflict is told for them. */
const AMBIGUOUS = new Set([
  'Quyết định|Quy định',
  'Thông tri|Tờ trình',
  'Tờ trình|Thông tri',
  'Tờ trình|Thông tư',
  'Thông tư|Tờ trình',
])

const related = (a: string, b: string): boolean =>
  a === b || a.startsWith(b) || b.startsWith(a) || AMBIGUOUS.has(`${a}|${b}`)

export function readTypeName(header: Header, parts: NumberParts | null): TypeReading {
  const bySymbol = typeOfSymbol(parts, header.party)
  if (header.type) {
    const piece = header.pieces[header.type.index]!
    const warnings: string[] = []
    let confidence = header.type.exact ? 0.98 : 0.95
    if (bySymbol && !related(bySymbol, header.type.name)) {
      warnings.push(
        `Tên loại "${header.type.name}" không khớp ký hiệu "${parts!.symbol}" (${bySymbol}): lấy theo tên loại.`,
      )
      confidence = 0.9
    }
    return { name: header.type.name, confidence, pieces: [piece], warnings }
  }
  const numberPiece = header.number === null ? [] : [header.pieces[header.number]!]
  if (header.about !== null || header.addressee !== null) {
    const warnings =
      bySymbol && bySymbol !== 'Công văn' && bySymbol !== 'Tờ trình'
        ? [`Văn bản không có dòng tên loại nhưng ký hiệu là "${parts!.symbol}".`]
        : []
    const where = header.about ?? header.addressee!
    if (bySymbol && bySymbol !== 'Công văn' && header.about === null)
      return { name: bySymbol, confidence: 0.7, pieces: numberPiece, warnings }
    return {
      name: 'Công văn',
      confidence:
        warnings.length > 0 ? 0.6 : header.number === null ? 0.7 : header.about !== null ? 0.97 : 0.85,
      pieces: [header.pieces[where]!],
      warnings,
    }
  }
  if (bySymbol)
    return {
      name: bySymbol,
      confidence: 0.8,
      pieces: numberPiece,
      warnings: ['Không thấy dòng tên loại: suy từ ký hiệu.'],
    }
  return { name: null, confidence: 0, pieces: [], warnings: [] }
}
