// The station learns from what the office does with each issuer's papers; a suggestion always says from what.
import type { EventDraft, Reaction, Scope } from '../../platform/command.ts'
import type { Tx } from '../../platform/tx.ts'
import { documents } from '../documents/index.ts'
import { findEntryOf } from '../registers/index.ts'
import { abbreviationIn } from './abbreviation.ts'
import {
  type Filed,
  issuerKey,
  lastFiled,
  lastOfAbbreviation,
  putFiled,
  setHandler,
  takeBackFiled,
} from './store/filed.ts'

/** What the paper itself teaches; false for what is no arrival. */
async function file({ tx, actor, now }: Scope, event: EventDraft, to: string | null): Promise<boolean> {
  const agencyId = actor.acting.agencyId
  const document = event.subjectId ? await documents.findDocument(tx, agencyId, event.subjectId) : null
  if (document?.direction !== 'incoming' || !document.issuer_name) return false
  const entry = await findEntryOf(tx, agencyId, document.id)
  await putFiled(tx, {
    agencyId,
    documentId: document.id,
    issuer_name: document.issuer_name,
    abbreviation: abbreviationIn(document.symbol),
    type_name: document.type_name,
    book_id: entry?.book_id ?? null,
    position_id: to,
    now: now.toString(),
  })
  return true
}

export const learnSubmitted: Reaction = {
  on: 'tasks.submitted',
  async run(scope, event) {
    await file(scope, event, String(event.payload?.to))
  },
}

interface Target {
  role: string
  unitId?: string | null
  positionId?: string | null
}

const leadOf = (event: EventDraft): Target | null =>
  ((event.payload?.targets ?? []) as Target[]).find((target) => target.role === 'lead') ?? null

/** Bút phê, or the clerk's direct routing: who leads is who usually handles this issuer's papers. */
async function learnHandler(scope: Scope, event: EventDraft): Promise<void> {
  const lead = leadOf(event)
  if (!lead || !(await file(scope, event, null))) return
  await setHandler(scope.tx, scope.actor.acting.agencyId, event.subjectId!, {
    unitId: lead.unitId ?? null,
    positionId: lead.positionId ?? null,
  })
}
export const learnInstructed: Reaction = { on: 'tasks.instructed', run: learnHandler }
export const learnRouted: Reaction = { on: 'tasks.routed-directly', run: learnHandler }

/** A submission taken back was a slip: nothing is learned from it. */
export const forgetWithdrawn: Reaction = {
  on: 'tasks.step-withdrawn',
  async run({ tx, actor }, event) {
    if (event.subjectId && ['propose', 'direct'].includes(String(event.payload?.role)))
      await takeBackFiled(tx, actor.acting.agencyId, event.subjectId)
  },
}

export interface Learned {
  positionId: string | null
  bookId: string | null
  handlerUnitId: string | null
  handlerPositionId: string | null
  why: string
}

const agreed = (values: readonly (string | null)[]): string | null => {
  const known = values.filter((value) => value !== null)
  const first = known[0]
  if (first === undefined) return null
  // A single paper shows a habit as little as two that went different ways.
  return known.length >= 2 && known.filter((v) => v === first).length * 2 > known.length ? first : null
}

export async function learnedOf(
  tx: Tx,
  agencyId: string,
  issuerName: string | null,
): Promise<Learned | null> {
  if (!issuerName) return null
  const rows: Filed[] = await lastFiled(tx, agencyId, issuerName)
  if (rows.length < 2) return null
  return {
    positionId: agreed(rows.map((row) => row.position_id)),
    bookId: agreed(rows.map((row) => row.book_id)),
    handlerUnitId: agreed(rows.map((row) => row.handler_unit_id)),
    handlerPositionId: agreed(rows.map((row) => row.handler_position_id)),
    why: `${rows.length} văn bản gần nhất của ${rows[0]!.issuer_name}`,
  }
}

/**
 * The issuer that this symbol's abbreviation has always stood for here. Only an abbreviation that never meant two
 * issuers says anything: UBND is written by every committee of the province.
 */
export async function issuerOfSymbol(
  tx: Tx,
  agencyId: string,
  symbol: string | null,
  read: string | null,
): Promise<{ name: string; why: string } | null> {
  const abbreviation = abbreviationIn(symbol)
  if (!abbreviation) return null
  const rows = await lastOfAbbreviation(tx, agencyId, abbreviation)
  const first = rows[0]
  if (!first || rows.length < 2 || rows.some((row) => row.issuer_key !== first.issuer_key)) return null
  if (read && issuerKey(read) === first.issuer_key) return null
  return { name: first.issuer_name, why: `${rows.length} văn bản gần nhất ký hiệu ${abbreviation}` }
}
