import type { AssignmentView, DocumentView } from '@congvan/contract'
import { dayWords, timeWords } from '../../lib/clock.ts'
import { Badge } from '../../ui/index.ts'
import { Deliveries } from './Deliveries.tsx'
import { Invitation } from './Invitation.tsx'
import { useReaderTexts } from './texts.ts'

/** Who has it, who answered what, and for issued documents where it has arrived. */
export function Handling({ document }: { document: DocumentView }) {
  const t = useReaderTexts()
  const shown = document.assignments.filter((one) => one.state !== 'withdrawn')
  const incoming = document.card.direction === 'incoming'
  return (
    <div className="handling">
      {document.invitation && <Invitation document={document} invitation={document.invitation} />}
      {document.deliveries && <Deliveries document={document} deliveries={document.deliveries} />}
      {shown.length > 0 && (
        <ol className="assignments">
          {shown.map((one) => (
            <Assignment key={one.id} assignment={one} />
          ))}
        </ol>
      )}
      {shown.length === 0 && !document.deliveries && <p className="side-empty">{t.noAssignments}</p>}
      {incoming && document.card.arrivalNumber !== null && (
        <a
          className="button quiet small"
          href={`/api/v1/documents/${document.card.id}/slip.pdf`}
          target="_blank"
          rel="noreferrer"
        >
          {t.slip}
        </a>
      )}
    </div>
  )
}

function Assignment({ assignment }: { assignment: AssignmentView }) {
  const t = useReaderTexts()
  return (
    <li className={`assignment ${assignment.state}`}>
      <div className="assignment-top">
        <span className="assignment-role">{t.roles[assignment.role]}</span>
        {assignment.state === 'open' ? (
          <Badge tone="accent">{assignment.mine ? t.mine : t.states.open}</Badge>
        ) : (
          <small>
            {t.states[assignment.state]} {timeWords(assignment.doneAt)}
          </small>
        )}
      </div>
      <strong>{assignment.holderName}</strong>
      <small>{[assignment.holderTitle, assignment.unitName].filter(Boolean).join(', ')}</small>
      {assignment.instruction && <p className="pen">{assignment.instruction}</p>}
      {assignment.answer && <p className="answer">{assignment.answer}</p>}
      <small>
        {[
          assignment.by ? `${assignment.by} · ${timeWords(assignment.at)}` : timeWords(assignment.at),
          assignment.dueOn ? `${t.info.due.toLowerCase()} ${dayWords(assignment.dueOn)}` : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </li>
  )
}
