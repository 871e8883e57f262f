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
          {shown.map((one, index) => (
            <Assignment key={one.id} assignment={one} earlier={shown.slice(0, index)} />
          ))}
        </ol>
      )}
      {shown.length === 0 && !document.deliveries && (
        <p className="side-empty">{incoming ? t.noAssignments : t.notIssued}</p>
      )}
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

function Assignment({ assignment, earlier }: { assignment: AssignmentView; earlier: AssignmentView[] }) {
  const t = useReaderTexts()
  // The leader's words are read once, where he wrote them, not again under everyone he gave it to.
  const said = earlier.flatMap((one) => [one.answer, one.instruction])
  const instruction = said.includes(assignment.instruction) ? null : assignment.instruction
  const byLeader = assignment.role === 'direct' || assignment.role === 'propose'
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
      {instruction && <p className="pen">{instruction}</p>}
      {assignment.answer && <p className={byLeader ? 'pen' : 'answer'}>{assignment.answer}</p>}
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
