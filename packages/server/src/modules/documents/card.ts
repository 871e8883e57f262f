import type { DocumentCard, WorkReason } from '@congvan/contract'
import { dateIn, Temporal, type WorkingCalendar } from '../../kernel/time.ts'
import { printNumberSymbol } from './number-symbol.ts'
import type { DocumentRow } from './store/documents.ts'

export interface CardExtras {
  agencyName: string
  unread?: boolean
  reason?: WorkReason | null
  assignmentId?: string | null
  holder?: string | null
  note?: string | null
  dueOn?: string | null
  attachments?: number
  putOff?: boolean
}

export function cardOf(
  row: DocumentRow,
  extras: CardExtras,
  now: Temporal.Instant,
  calendar: WorkingCalendar,
): DocumentCard {
  const dueOn = extras.dueOn ?? row.due_on
  const settled = row.state === 'completed' || row.state === 'issued'
  return {
    id: row.id,
    agencyId: row.agency_id,
    agencyName: extras.agencyName,
    direction: row.direction,
    state: row.state,
    unread: extras.unread ?? false,
    issuerName: row.issuer_name,
    typeName: row.type_name,
    subject: row.subject,
    numberSymbol: printNumberSymbol(row.number, row.symbol, row.regime),
    issuedOn: row.issued_on,
    arrivalNumber: row.arrival_number,
    arrivedAt: row.arrived_at,
    urgency: row.urgency,
    dueOn,
    workingDaysLeft: dueOn && !settled ? calendar.between(dateIn(now), Temporal.PlainDate.from(dueOn)) : null,
    reason: extras.reason ?? null,
    assignmentId: extras.assignmentId ?? null,
    holder: extras.holder ?? null,
    note: extras.note ?? null,
    attachments: extras.attachments ?? 0,
    signatureVerdict: row.verdict,
    putOff: extras.putOff ?? false,
  }
}
