import type { DocumentCard } from '@congvan/contract'
import { command } from '../../lib/api.ts'
import { takeAnswer } from '../../lib/data.ts'
import { toast } from '../../ui/index.ts'
import { useDoorTexts } from './door-texts.ts'

const refused = (problem: unknown) => toast((problem as Error).message, { tone: 'error' })

/** The one with a number stays; else the one that stands first in the queue. */
export const keptOf = (cards: readonly DocumentCard[]): DocumentCard | undefined =>
  cards.find((card) => card.arrivalNumber !== null) ?? cards[0]

/** Gộp, with its way back. */
export async function merge(documentId: string, mergeIds: string[]): Promise<boolean> {
  const t = useDoorTexts.now()
  try {
    takeAnswer(await command('intake.merge', { documentId, mergeIds }))
  } catch (problem) {
    refused(problem)
    return false
  }
  toast(t.merged(mergeIds.length + 1), {
    undo: () => void command('intake.unmerge', { documentId }).then(takeAnswer, refused),
  })
  return true
}
