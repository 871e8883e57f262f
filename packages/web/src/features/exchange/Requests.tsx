// What senders ask about documents we hold: the difference side by side, two buttons.
import { useState } from 'react'
import { Link } from 'wouter'
import { paths } from '../../paths.ts'
import { Badge, Button, Empty, TextInput } from '../../ui/index.ts'
import type { RequestView } from './api.ts'
import type { Run } from './ExchangePage.tsx'
import { useTexts } from './texts.ts'
import { day } from './time.ts'

export function Requests({ rows, run }: { rows: RequestView[]; run: Run }) {
  const t = useTexts()
  if (rows.length === 0) return <Empty title={t.noRequests}>{t.noRequestsText}</Empty>
  return (
    <ul className="exchange-cards">
      {rows.map((row) => (
        <li key={`${row.documentId} ${row.kind} ${row.reason}`}>
          <Request row={row} run={run} />
        </li>
      ))}
    </ul>
  )
}

function Request({ row, run }: { row: RequestView; run: Run }) {
  const t = useTexts()
  const [refusing, setRefusing] = useState(false)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const answer = (agree: boolean) =>
    run(
      'exchange.answer-request',
      { documentId: row.documentId, agree, reason: agree ? '' : reason },
      t.answered,
    )
  return (
    <article className="request">
      <header>
        <Badge tone={row.kind === 'update' ? 'blue' : 'amber'}>{t.kinds[row.kind]}</Badge>
        <h2>
          <Link href={paths.document(row.documentId)}>{row.subject}</Link>
        </h2>
        <p>
          {t.because}: {row.reason}
        </p>
      </header>
      {row.kind === 'update' && <Difference row={row} />}
      {row.kind === 'take-back' && <p className="exchange-note">{t.takeBackNote}</p>}
      <div className="exchange-acts">
        {refusing ? (
          <form
            className="refuse-form"
            onSubmit={(event) => {
              event.preventDefault()
              if (!reason.trim()) return setMissing(true)
              void answer(false)
            }}
          >
            <TextInput
              label={t.reason}
              value={reason}
              onChange={(text) => {
                setMissing(false)
                setReason(text)
              }}
              error={missing ? t.needReason : null}
              autoFocus
            />
            <Button type="submit" variant="danger">
              {t.refuse}
            </Button>
            <Button variant="plain" onClick={() => setRefusing(false)}>
              {t.cancel}
            </Button>
          </form>
        ) : (
          <>
            <Button variant="primary" onClick={() => void answer(true)}>
              {t.agree}
            </Button>
            <Button onClick={() => setRefusing(true)}>{t.refuseWith}</Button>
          </>
        )}
      </div>
    </article>
  )
}

function Difference({ row }: { row: RequestView }) {
  const t = useTexts()
  const { proposal } = row
  const lines = [
    { name: t.fields.subject, was: row.subject, will: proposal?.subject ?? row.subject },
    { name: t.fields.dueOn, was: day(row.dueOn), will: day(proposal?.dueOn) || day(row.dueOn) },
    { name: t.fields.signer, was: row.signer ?? '', will: proposal?.signer ?? row.signer ?? '' },
  ].filter((line) => line.was !== line.will)
  return (
    <>
      {lines.length > 0 && (
        <table className="difference">
          <thead>
            <tr>
              <th scope="col">{t.field}</th>
              <th scope="col">{t.was}</th>
              <th scope="col">{t.will}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.name}>
                <th scope="row">{line.name}</th>
                <td>
                  <del>{line.was || '–'}</del>
                </td>
                <td>
                  <ins>{line.will || '–'}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {proposal?.removed && <p>{t.removedNote}</p>}
      {lines.length === 0 && !proposal?.removed && <p className="exchange-note">{t.noDifference}</p>}
    </>
  )
}
