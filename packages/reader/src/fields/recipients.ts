// Nơi nhận (ô 9b); "Như trên" is resolved to the addressees of "Kính gửi" (ô 9a).
import { ADDRESSEE, type Marked, RECIPIENTS } from '../layout/anchors.ts'
import type { Header } from '../layout/header.ts'
import { isTitleLine, type SignatureZone } from '../layout/signature-zone.ts'
import { isUpper, squeeze } from '../text/normalise.ts'

const item = (text: string): string => squeeze(text.replace(/^[\s\-–+*•.]+/u, '').replace(/[\s;.,]+$/u, ''))

const KEPT_HERE = /^L[ưu]u\b/iu

export function readAddressees(header: Header): string[] {
  if (header.addressee === null) return []
  const first = header.pieces[header.addressee]!
  const lead = first.text.replace(ADDRESSEE, '').replace(/^[\s:]+/, '')
  const out: string[] = []
  if (item(lead) !== '') out.push(lead)
  for (let i = header.addressee + 1; i < Math.min(header.pieces.length, header.addressee + 30); i++) {
    const text = header.pieces[i]!.text.trim()
    const done = /\.$/.test(out.at(-1)?.trim() ?? '')
    if (done) break
    if (/^[-–+•]/.test(text)) out.push(text)
    else if (
      out.length > 0 &&
      /[\p{Ll}\p{Lu},-]$/u.test(out.at(-1)!) &&
      i <= header.addressee + 2 &&
      !/^(?:Căn cứ|Thực hiện|Theo|Ngày|Để|Nhằm|Trong|Hiện|Qua|Sau|Trả lời|Phúc đáp)\b/u.test(text) &&
      text.length < 90 &&
      /^\p{Ll}|^\(/u.test(text)
    )
      out[out.length - 1] += ` ${text}`
    else break
  }
  return out
    .flatMap((line) => line.split(/;\s*(?=\S)/))
    .map(item)
    .filter((t) => t.length > 1)
}

export interface RecipientsReading {
  recipients: string[]
  pieces: Marked[]
}

export function readRecipients(zone: SignatureZone | null, addressees: readonly string[]): RecipientsReading {
  const at = zone?.recipientsAt
  if (!zone || at == null) return { recipients: [...addressees], pieces: [] }
  const head = zone.pieces[at]!
  const lines: string[] = []
  const pieces: Marked[] = []
  const lead = head.text.replace(RECIPIENTS, '').trim()
  if (lead !== '' && !isUpper(lead)) lines.push(lead)
  for (const piece of zone.pieces.slice(at + 1)) {
    if (piece.kind !== 'text' || isTitleLine(piece.text) || piece.x > head.x + head.pageWidth * 0.38) continue
    const text = piece.text.trim()
    if (/^[-–+•*]/.test(text)) lines.push(text)
    else if (
      lines.length > 0 &&
      !isUpper(text) &&
      /[\p{L}\d,(-]$/u.test(lines.at(-1)!) &&
      !KEPT_HERE.test(item(lines.at(-1)!))
    )
      lines[lines.length - 1] += ` ${text}`
    else continue
    pieces.push(piece)
    if (KEPT_HERE.test(item(text))) break
  }
  const list = lines
    .flatMap((l) => l.split(/;\s*-\s*|;\s+(?=\p{Lu})/u))
    .map(item)
    .filter((t) => t.length > 1 && !KEPT_HERE.test(t))
  const resolved = list.flatMap((t) =>
    /^(?:như|nhu) trên/iu.test(t) && addressees.length > 0 ? addressees : [t],
  )
  return { recipients: [...new Set(resolved)], pieces: pieces.length > 0 ? pieces : [head] }
}
