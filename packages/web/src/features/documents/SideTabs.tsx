import type { DocumentView } from '@congvan/contract'
import { useState } from 'react'
import { Link } from 'wouter'
import { type ApiProblem, download } from '../../lib/api.ts'
import { dayWords, momentWords, timeWords } from '../../lib/clock.ts'
import { say } from '../../lib/language.ts'
import { sizeWords } from '../../lib/numbers.ts'
import { paths } from '../../paths.ts'
import { Button, Tabs, toast, useDocumentWords } from '../../ui/index.ts'
import { Handling } from './Handling.tsx'
import { Related } from './search/Related.tsx'
import { useReaderTexts } from './texts.ts'

type Side = 'handling' | 'info' | 'related' | 'log'

export function SideTabs({ document }: { document: DocumentView }) {
  const t = useReaderTexts()
  const [side, setSide] = useState<Side>('handling')
  return (
    <Tabs<Side>
      label={t.details}
      value={side}
      onChange={setSide}
      tabs={[
        { value: 'handling', label: t.tabs.handling },
        { value: 'info', label: t.tabs.info },
        { value: 'related', label: t.tabs.related, count: document.relations.length },
        { value: 'log', label: t.tabs.log },
      ]}
    >
      {side === 'handling' && <Handling document={document} />}
      {side === 'info' && <Facts document={document} />}
      {side === 'related' && <Related document={document} />}
      {side === 'log' && <Log document={document} />}
    </Tabs>
  )
}

/** Everything a stranger needs to check the document's way off line; of an imported one there is nothing to prove, and it says so. */
function ProofLink({ documentId }: { documentId: string }) {
  const t = useReaderTexts()
  const [busy, setBusy] = useState(false)
  const fetchIt = async () => {
    setBusy(true)
    try {
      await download(`/api/v1/documents/${documentId}/proof.zip`)
    } catch (problem) {
      toast((problem as ApiProblem).message, { tone: 'error' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button variant="quiet" icon="download" busy={busy} title={t.proofNote} onClick={() => void fetchIt()}>
      {t.proof}
    </Button>
  )
}

function Facts({ document }: { document: DocumentView }) {
  const t = useReaderTexts()
  const words = useDocumentWords()
  const { card } = document
  const rows: [string, string | number | null][] = [
    [t.info.number, card.numberSymbol],
    [t.info.issuedOn, dayWords(card.issuedOn)],
    [t.info.type, card.typeName],
    [t.info.issuer, card.issuerName],
    [t.info.signer, [document.signerTitle, document.signerName].filter(Boolean).join(' ')],
    [t.info.place, document.placeName],
    [t.info.arrival, card.arrivalNumber],
    [t.info.book, document.bookName],
    [t.info.registered, momentWords(document.registeredAt)],
    [t.info.urgency, words.urgency[card.urgency] || t.ordinary],
    [t.info.due, dayWords(card.dueOn)],
    [t.info.holder, card.holder],
    [t.info.recipients, document.recipients.join('; ')],
    [t.info.note, card.note],
  ]
  return (
    <div className="facts">
      <dl>
        {rows
          .filter(([, value]) => value !== null && value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {document.dossiers.length > 0 && (
        <>
          <h2 className="side-title">{t.dossiers}</h2>
          <ul className="files">
            {document.dossiers.map((row) => (
              <li key={row.id}>
                <Link href={paths.dossiers(row.id)}>
                  {row.symbol} {row.title}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <h2 className="side-title">{t.files}</h2>
      <ul className="files">
        {document.components.map((file) => (
          <li key={file.ordinal}>
            <a href={file.url} download={file.filename}>
              {file.filename}
            </a>
            <small>
              {[sizeWords(file.bytes), file.pages ? t.pages(file.pages) : '', t.verdicts[file.verdict]]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
      {document.stamp && document.components[0]?.mediaType === 'application/pdf' && (
        <a href={`/api/v1/documents/${card.id}/stamped.pdf`} target="_blank" rel="noreferrer">
          {t.stamped}
        </a>
      )}
      {card.numberSymbol && <ProofLink documentId={card.id} />}
      <p className="unchanged" title={t.unchangedNote}>
        {t.unchanged}
      </p>
    </div>
  )
}

/** A log reads as sentences: "07:42, Trần Thị Bé Năm vào sổ, số đến 1412". */
function Log({ document }: { document: DocumentView }) {
  return (
    <ol className="log">
      {document.log.map((line) => (
        <li key={`${line.at}${line.vi}`}>
          <time dateTime={line.at} title={momentWords(line.at)}>
            {timeWords(line.at)}
          </time>
          <span>
            <b>{line.who}</b> {say(line)}
          </span>
        </li>
      ))}
    </ol>
  )
}
