import type { DraftContent } from '@congvan/contract'
import { newId } from '../../kernel/id.ts'
import type { Scope } from '../../platform/command.ts'
import { insertDeliveries, type NewDelivery, sendLocal } from '../deliveries/index.ts'
import { findAgencies } from '../organisations/index.ts'

/** Deliveries from "Nơi nhận" as typed: each agency once, grouped under its parent; outside lines by their channel. */
export async function planDeliveries(
  scope: Scope,
  documentId: string,
  content: DraftContent,
): Promise<{ text: string; copies: number }> {
  const { tx, actor } = scope
  const ids = [
    ...new Set(content.recipients.flatMap((line) => (line.channel === 'local' ? line.agencyIds : []))),
  ].filter((id) => id !== actor.acting.agencyId)
  const agencies = await findAgencies(tx, ids)
  const parents = new Map(
    (
      await findAgencies(tx, [...new Set(agencies.flatMap((row) => (row.parent_id ? [row.parent_id] : [])))])
    ).map((row) => [row.id, row]),
  )
  const rows: NewDelivery[] = agencies.map((agency) => ({
    id: newId(),
    recipientAgencyId: agency.id,
    recipientName: agency.short_name,
    groupName: groupOf(agency, parents),
    channel: 'local',
    arrivalDocumentId: newId(),
  }))
  for (const line of content.recipients) {
    if (line.channel === 'post' || line.channel === 'email')
      rows.push({
        id: newId(),
        recipientAgencyId: null,
        recipientName: line.text.replace(/^-\s*/, ''),
        groupName: '',
        channel: line.channel,
        arrivalDocumentId: null,
      })
  }
  await insertDeliveries(tx, actor.acting.agencyId, documentId, rows)
  return {
    text: content.recipients.map((line) => line.text.replace(/^-\s*/, '').replace(/[;.]$/, '')).join('; '),
    copies: rows.length + 1,
  }
}

/** The name of the parent groups the late ones; the top of the tree stands for itself. */
const groupOf = (
  agency: { parent_id: string | null; level_name: string },
  parents: Map<string, { short_name: string; parent_id: string | null }>,
) => {
  const parent = agency.parent_id ? parents.get(agency.parent_id) : undefined
  return parent ? parent.short_name : agency.level_name
}

/** The moment it leaves: local addressees have it in this commit, reactions close what it answers. */
export async function sendOut(scope: Scope, documentId: string, numberSymbol: string): Promise<number> {
  const delivered = await sendLocal(scope, documentId)
  scope.emit({ name: 'drafting.issued', subjectId: documentId, payload: { numberSymbol, delivered } })
  return delivered
}
