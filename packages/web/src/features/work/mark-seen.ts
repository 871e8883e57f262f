import type { DocumentCard } from '@congvan/contract'
import { command } from '../../lib/api.ts'
import { client } from '../../lib/data.ts'
import { hideRow, showRow } from '../../lib/pending.ts'
import { toast } from '../../ui/index.ts'
import { rowKey } from '../documents/acts/run.ts'
import { useWorkTexts } from './texts.ts'

export const isForInformation = (card: DocumentCard): boolean =>
  card.reason === 'informed' && card.assignmentId !== null

/** "Đã xem" for one row or many: gone at once, back with the reason when the server refuses. */
export async function markSeen(cards: DocumentCard[]): Promise<void> {
  const t = useWorkTexts.now()
  const seen = cards.filter(isForInformation)
  for (const card of seen) hideRow(rowKey(card))
  const results = await Promise.allSettled(
    seen.map((card) => command('tasks.mark-seen', { assignmentId: card.assignmentId ?? '' })),
  )
  const done = results.filter((result) => result.status === 'fulfilled').length
  await client.invalidateQueries()
  for (const card of seen) showRow(rowKey(card))
  if (done === seen.length) toast(t.seenDone(done))
  else toast(t.seenSome(done, seen.length), { tone: 'error' })
}
