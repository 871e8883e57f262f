// "8126/UBND-KT · Đã đến 169": the outcome stays in sight, and receipts tick in by themselves.
import { useState } from 'react'
import { Link } from 'wouter'
import { useApi } from '../../lib/data.ts'
import { paths } from '../../paths.ts'
import { Button, Icon } from '../../ui/index.ts'
import { FileDialog } from '../dossiers/FileDialog.tsx'
import { useTexts } from './texts.ts'

export interface Issued {
  documentId: string
  numberSymbol: string
  subject: string
  sent: boolean
}

export function JustIssued({ issued, onClear }: { issued: Issued[]; onClear: () => void }) {
  const t = useTexts()
  if (issued.length === 0) return null
  return (
    <section className="just-issued" aria-label={t.just}>
      <header>
        <h2>{t.just}</h2>
        <Button variant="plain" size="small" onClick={onClear}>
          {t.clear}
        </Button>
      </header>
      <ol aria-live="polite">
        {issued.map((one) => (
          <Line key={one.documentId} issued={one} />
        ))}
      </ol>
    </section>
  )
}

function Line({ issued }: { issued: Issued }) {
  const t = useTexts()
  const [filing, setFiling] = useState(false)
  const [filed, setFiled] = useState<string[] | null>(null)
  const view = useApi('documents.get', { documentId: issued.documentId }, { enabled: issued.sent }).data
  const deliveries = view?.deliveries
  const words = !issued.sent
    ? t.held
    : !deliveries
      ? '…'
      : deliveries.arrived >= deliveries.total
        ? t.arrived(deliveries.arrived)
        : t.arriving(deliveries.arrived, deliveries.total)
  return (
    <li>
      <Icon name="check" size={16} />
      <Link href={paths.document(issued.documentId)}>
        <strong className="nowrap">{issued.numberSymbol}</strong>
      </Link>
      <span className="just-arrived">· {words}</span>
      {filed ? (
        <span className="just-filed">{t.filed(filed.join(', '))}</span>
      ) : (
        <Button variant="plain" size="small" icon="folder" onClick={() => setFiling(true)}>
          {t.file}
        </Button>
      )}
      <span className="just-subject">{issued.subject}</span>
      {filing && (
        <FileDialog
          documentId={issued.documentId}
          what={issued.numberSymbol}
          onFiled={setFiled}
          onClose={() => setFiling(false)}
        />
      )}
    </li>
  )
}
