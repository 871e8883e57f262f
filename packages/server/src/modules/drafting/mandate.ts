import type { DraftContent, SignerOption } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import type { MandateRow } from '../organisations/index.ts'

export const covers = (mandate: MandateRow, typeCode: string) =>
  mandate.type_codes === null || mandate.type_codes.includes('*') || mandate.type_codes.includes(typeCode)

export const signerOptions = (mandates: MandateRow[], typeCode: string): SignerOption[] =>
  mandates
    .filter((row) => row.person_id && covers(row, typeCode))
    .map((row) => ({
      mandateId: row.id,
      positionId: row.position_id,
      label: `${row.full_name} – ${row.title} (${row.block_lines[0]})`,
      blockLines: row.block_lines,
      name: row.full_name!,
    }))

/** Art 13: signing outside a mandate is refused, and the refusal offers who may sign. */
export function assertMandate(content: DraftContent, mandates: MandateRow[]): MandateRow {
  if (!content.signerPositionId || !content.mandateId)
    throw new DomainError('invalid', 'drafting.no-signer', {}, 'signerPositionId')
  const mandate = mandates.find(
    (row) => row.id === content.mandateId && row.position_id === content.signerPositionId,
  )
  if (!mandate?.person_id || !covers(mandate, content.typeCode)) {
    const offer = signerOptions(mandates, content.typeCode)
      .slice(0, 3)
      .map((row) => `${row.blockLines.join(' / ')} ${row.name}`)
      .join('; ')
    throw new DomainError(
      'conflict',
      'drafting.no-mandate',
      { name: mandate?.full_name ?? 'Người này', offer: offer || 'chưa có ai' },
      'mandateId',
    )
  }
  return mandate
}
