import type { DuplicateHint, IncomingFields } from '@congvan/contract'
import { printDay } from '../../kernel/time.ts'
import type { Tx } from '../../platform/tx.ts'
import { documents } from '../documents/index.ts'

const named = (row: { arrival_number: number | null; subject: string }) =>
  row.arrival_number ? `số đến ${row.arrival_number}, “${row.subject}”` : `đang chờ vào sổ, “${row.subject}”`

/** Same bytes, or same number, symbol and date: looked for inside the agency only, so nothing is revealed across agencies. */
export async function findDuplicates(
  tx: Tx,
  agencyId: string,
  exceptId: string,
  shas: string[],
  fields: IncomingFields,
): Promise<DuplicateHint[]> {
  const hints = new Map<string, DuplicateHint>()
  for (const sha of shas) {
    for (const row of await documents.findSameBytes(tx, agencyId, sha, exceptId)) {
      hints.set(row.id, {
        documentId: row.id,
        why: 'same-bytes',
        vi: `Cùng tệp với văn bản ${named(row)}.`,
        en: `Same file as “${row.subject}”.`,
      })
    }
  }
  if (fields.number && fields.symbol && fields.issuedOn) {
    for (const row of await documents.findSameNumber(tx, agencyId, {
      number: fields.number,
      symbol: fields.symbol,
      issuedOn: fields.issuedOn,
      exceptId,
    })) {
      if (hints.has(row.id)) continue
      hints.set(row.id, {
        documentId: row.id,
        why: 'same-number',
        vi: `Cùng số, ký hiệu và ngày ${printDay(fields.issuedOn)} với văn bản ${named(row)}.`,
        en: `Same number, symbol and date as “${row.subject}”.`,
      })
    }
  }
  return [...hints.values()]
}
