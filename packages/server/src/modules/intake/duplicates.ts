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
  const { number, symbol, issuedOn } = fields
  const hints = new Map<string, DuplicateHint>()
  for (const twin of await documents.findTwins(tx, agencyId, exceptId, { shas, number, symbol, issuedOn })) {
    if (hints.has(twin.id)) continue
    hints.set(twin.id, {
      documentId: twin.id,
      ...(twin.same_bytes
        ? {
            why: 'same-bytes',
            vi: `Cùng tệp với văn bản ${named(twin)}.`,
            en: `Same file as “${twin.subject}”.`,
          }
        : {
            why: 'same-number',
            vi: `Cùng số, ký hiệu và ngày ${printDay(issuedOn!)} với văn bản ${named(twin)}.`,
            en: `Same number, symbol and date as “${twin.subject}”.`,
          }),
    })
  }
  return [...hints.values()]
}
