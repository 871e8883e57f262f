import type { DocumentCard, IntakeProposal } from '@congvan/contract'
import { actingPosition, command, query } from '../../lib/api.ts'
import { client, keyOf, takeAnswer } from '../../lib/data.ts'
import { startJob } from '../../lib/jobs.ts'
import { toast } from '../../ui/index.ts'
import { isCertain } from './fields.ts'
import { useIntakeTexts } from './texts.ts'
import { confidenceFor } from './uploads.ts'

export const loadProposal = (documentId: string): Promise<IntakeProposal> =>
  client.fetchQuery({
    queryKey: keyOf('intake.proposal', { documentId }, actingPosition()),
    queryFn: () => query('intake.proposal', { documentId }),
    staleTime: 10_000,
  })

/** Ctrl+Enter: every paper read with certainty takes its number, in the order of the queue; undo gives all back. */
export async function acceptAll(cards: DocumentCard[]): Promise<void> {
  const t = useIntakeTexts.now()
  const job = startJob(t.title)
  const done: string[] = []
  let certain = 0
  for (const [index, card] of cards.entries()) {
    job.progress(index / cards.length)
    try {
      const proposal = await loadProposal(card.id)
      if (!isCertain(proposal, confidenceFor(proposal))) continue
      certain++
      const { documentId, bookId, fields } = proposal
      await command('intake.register', { documentId, bookId, fields, acceptDuplicate: false })
      done.push(documentId)
    } catch {
      // One refused paper stays in the queue to be looked at; the others go on.
    }
  }
  job.dismiss()
  takeAnswer(undefined)
  const undo = async () => {
    for (const documentId of done.reverse())
      await command('intake.undo-register', { documentId }).catch(() => undefined)
    takeAnswer(undefined)
  }
  toast(
    certain === 0
      ? t.noneCertain
      : done.length === certain
        ? t.acceptedAll(done.length)
        : t.acceptedSome(done.length, certain),
    done.length ? { undo: () => void undo() } : {},
  )
}
