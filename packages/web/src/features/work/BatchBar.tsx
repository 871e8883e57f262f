import type { DocumentCard } from '@congvan/contract'
import { Button } from '../../ui/index.ts'
import { isForInformation, markSeen } from './mark-seen.ts'
import { useWorkTexts } from './texts.ts'

/** What many rows have in common: "để biết" may be seen together; decisions are taken one by one. */
export function BatchBar({ cards, onClear }: { cards: DocumentCard[]; onClear: () => void }) {
  const t = useWorkTexts()
  const seen = cards.filter(isForInformation)
  return (
    <div className="batch-bar">
      <span>{t.selected(cards.length)}</span>
      {seen.length > 0 && (
        <Button
          size="small"
          variant="primary"
          onClick={() => {
            onClear()
            void markSeen(seen)
          }}
        >
          {t.seenAll(seen.length)}
        </Button>
      )}
      <Button size="small" variant="plain" onClick={onClear}>
        {t.clearSelection}
      </Button>
    </div>
  )
}
