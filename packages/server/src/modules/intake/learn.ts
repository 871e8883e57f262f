// The station learns from what the clerk does with each issuer's papers; a suggestion always says from what.
import type { Reaction } from '../../platform/command.ts'
import type { Tx } from '../../platform/tx.ts'
import { documents } from '../documents/index.ts'
import { findEntryOf } from '../registers/index.ts'
import { type Filed, lastFiled, putFiled, takeBackFiled } from './store/filed.ts'

export const learnSubmitted: Reaction = {
  on: 'tasks.submitted',
  async run({ tx, actor, now }, event) {
    const agencyId = actor.acting.agencyId
    const document = event.subjectId ? await documents.findDocument(tx, agencyId, event.subjectId) : null
    if (document?.direction !== 'incoming' || !document.issuer_name) return
    const entry = await findEntryOf(tx, agencyId, document.id)
    await putFiled(tx, {
      agencyId,
      documentId: document.id,
      issuer_name: document.issuer_name,
      book_id: entry?.book_id ?? null,
      position_id: String(event.payload?.to),
      now: now.toString(),
    })
  },
}

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
  why: string
}

const agreed = <T>(values: readonly T[]): T | null => {
  const first = values[0]
  if (first === undefined) return null
  // A single paper shows a habit as little as two that went different ways.
  return values.length >= 2 && values.filter((v) => v === first).length * 2 > values.length ? first : null
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
    why: `${rows.length} văn bản gần nhất của ${rows[0]!.issuer_name}`,
  }
}
