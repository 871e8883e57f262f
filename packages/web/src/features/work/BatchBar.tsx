import type { DocumentCard } from '@congvan/contract'
import { command } from '../../lib/api.ts'
import { client } from '../../lib/data.ts'
import { hideRow, showRow } from '../../lib/pending.ts'
import { Button, toast } from '../../ui/index.ts'
import { rowKey } from '../documents/acts/run.ts'
import { useWorkTexts } from './texts.ts'

/** What many rows have in common: "để biết" may be seen together; decisions are taken one by one. */
export function BatchBar({ cards, onClear }: { cards: DocumentCard[]; onClear: () => void }) {
  const t = useWorkTexts()
  const seen = cards.filter((card) => card.reason === 'informed' && card.assignmentId)
  const markSeen = async () => {
    for (const card of seen) hideRow(rowKey(card))
    onClear()
    const results = await Promise.allSettled(
      seen.map((card) => command('tasks.mark-seen', { assignmentId: card.assignmentId ?? '' })),
    )
    const done = results.filter((result) => result.status === 'fulfilled').length
    await client.invalidateQueries()
    for (const card of seen) showRow(rowKey(card))
    if (done === seen.length) toast(t.seenDone(done))
    else toast(t.seenSome(done, seen.length), { tone: 'error' })
  }
  return (
    <div className="batch-bar">
      <span>{t.selected(cards.length)}</span>
      {seen.length > 0 && (
        <Button size="small" variant="primary" onClick={() => void markSeen()}>
          {t.seenAll(seen.length)}
        </Button>
      )}
      <Button size="small" variant="plain" onClick={onClear}>
        {t.clearSelection}
      </Button>
    </div>
  )
}
