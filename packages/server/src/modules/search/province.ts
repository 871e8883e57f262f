import type { DocumentCard, DocumentState, SearchHit } from '@congvan/contract'
import { type Actor, agenciesOf } from '../../platform/actor.ts'
import type { Tx } from '../../platform/tx.ts'
import type { cardOf, DocumentRow } from '../documents/index.ts'
import { type Lights, light } from './light.ts'
import { type Found, provinceCards } from './store/find.ts'

type CardMaker = (row: DocumentRow, extras: Parameters<typeof cardOf>[1]) => DocumentCard

/** Heads of other agencies' documents as cards: their handling, notes and files stay with them. */
export async function provinceHits(
  tx: Tx,
  actor: Actor,
  found: Found['rows'],
  lights: Lights,
  card: CardMaker,
): Promise<SearchHit[]> {
  const own = new Set(agenciesOf(actor))
  const rows = await provinceCards(tx, actor.acting.positionId, found)
  const byId = new Map(rows.map((row) => [`${row.agency_id}${row.id}`, row]))
  return found.flatMap((hit) => {
    const row = byId.get(`${hit.agencyId}${hit.documentId}`)
    if (!row) return []
    const { agency_name: agencyName, ...head } = row
    const whole: DocumentRow = { ...NOTHING_ELSE, ...head, state: row.state as DocumentState }
    return [
      {
        card: card(whole, { agencyName }),
        subject: light(row.subject, lights),
        passage: null,
        opens: own.has(row.agency_id),
      },
    ]
  })
}

const NOTHING_ELSE = {
  revision: 0,
  type_code: '',
  issuer_agency_id: null,
  place_name: null,
  signer_name: null,
  signer_title: null,
  due_on: null,
  arrived_at: null,
  arrival_number: null,
  registered_at: null,
  completed_at: null,
  created_at: '',
  changed_at: '',
  recipients_text: null,
  invitation: null,
  paper_only: false,
  verdict: 'pending' as const,
  dossier: null,
  note: null,
}
