import type { IncomingFields } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { cleanLine } from '../../kernel/text.ts'
import { Temporal } from '../../kernel/time.ts'

export const EMPTY_FIELDS: IncomingFields = {
  issuerName: null,
  number: null,
  symbol: null,
  issuedOn: null,
  typeName: null,
  subject: null,
  signerName: null,
  signerTitle: null,
  urgency: 0,
  dueOn: null,
  secrecyMark: null,
}

const line = (text: string | null) => (text === null ? null : cleanLine(text) || null)

export function realDay(day: string | null, field: string): string | null {
  if (!day) return null
  try {
    return Temporal.PlainDate.from(day, { overflow: 'reject' }).toString()
  } catch {
    throw new DomainError('invalid', 'documents.bad-date', { day }, field)
  }
}

export const isSecret = (mark: string | null): mark is string =>
  mark !== null && /mật/i.test(mark.normalize('NFC'))

export function refuseSecret(mark: string | null): void {
  if (isSecret(mark))
    throw new DomainError('forbidden', 'documents.secret', { mark: mark.toUpperCase() }, 'secrecyMark')
}

/** What a clerk typed, cleaned; MẬT or above never goes further (Decision 28/2018; §6.2 of the notes). */
export function checkFields(
  fields: IncomingFields,
): IncomingFields & { issuerName: string; subject: string } {
  refuseSecret(fields.secrecyMark)
  const subject = line(fields.subject)
  if (!subject) throw new DomainError('invalid', 'documents.empty-subject', {}, 'subject')
  const issuerName = line(fields.issuerName)
  if (!issuerName) throw new DomainError('invalid', 'intake.issuer-missing', {}, 'issuerName')
  return {
    ...fields,
    subject,
    issuerName,
    number: line(fields.number),
    symbol: line(fields.symbol),
    typeName: line(fields.typeName),
    signerName: line(fields.signerName),
    signerTitle: line(fields.signerTitle),
    issuedOn: realDay(fields.issuedOn, 'issuedOn'),
    dueOn: realDay(fields.dueOn, 'dueOn'),
  }
}
