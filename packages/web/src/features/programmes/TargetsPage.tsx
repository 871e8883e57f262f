// Chỉ tiêu được giao: first what is at risk, then every target with its way, then reviews and what goes on into next year.
import { printCount, type TargetBoard, type TargetRow, type TargetState } from '@congvan/contract'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { dayWords } from '../../lib/clock.ts'
import { useApi } from '../../lib/data.ts'
import { paths } from '../../paths.ts'
import { Badge, Banner, Button, Chip, Empty, Page, Select, Skeleton } from '../../ui/index.ts'
import { SectionNav } from '../indicators/SectionNav.tsx'
import { AssignDialog } from './AssignDialog.tsx'
import { CarryDialog, ReportDialog, ReviewDialog } from './dialogs.tsx'
import './programmes.css'
import { useTexts } from './texts.ts'

/** What the reader may ask for: the states of the report's sentence, and those that need somebody. */
const FILTERS: Record<string, (state: TargetState) => boolean> = {
  all: () => true,
  care: (state) => state === 'at-risk' || state === 'missed' || state === 'unreported',
  met: (state) => state === 'met' || state === 'exceeded',
  exceeded: (state) => state === 'exceeded',
  way: (state) => state === 'on-the-way',
}
type Open = { what: 'assign' | 'review' | 'carry' } | { what: 'report'; row: TargetRow }

export function TargetsPage() {
  const t = useTexts()
  const [, go] = useLocation()
  const asked = new URLSearchParams(useSearch()).get('nam')
  const year = asked && /^\d{4}$/.test(asked) ? asked : undefined
  const [filter, setFilter] = useState('all')
  const [open, setOpen] = useState<Open | null>(null)
  const { data, error, refetch } = useApi('programmes.board', year ? { year } : {}, { keep: true })
  if (!data)
    return error ? (
      <Banner tone="amber" alert actions={<Button onClick={() => void refetch()}>{t.tryAgain}</Button>}>
        {error.message}
      </Banner>
    ) : (
      <Skeleton lines={8} />
    )
  const now = Number(data.today.slice(0, 4))
  const rows = data.targets.filter((row) => FILTERS[filter]!(row.state))
  const close = () => setOpen(null)
  return (
    <Page
      title={t.title}
      width="full"
      note={t.sentence(data.summary.word, data.summary.met, data.summary.total, data.summary.exceeded)}
      actions={
        <>
          {data.may.review && data.targets.length > 0 && (
            <Button onClick={() => setOpen({ what: 'review' })}>{t.review}</Button>
          )}
          {data.may.review && data.targets.some((row) => FILTERS.care!(row.state)) && (
            <Button onClick={() => setOpen({ what: 'carry' })}>{t.carry(data.year + 1)}</Button>
          )}
          {data.may.assign && (
            <Button variant="primary" icon="plus" onClick={() => setOpen({ what: 'assign' })}>
              {t.assign}
            </Button>
          )}
        </>
      }
    >
      <SectionNav />
      <div className="targets-controls">
        <Select
          label={t.year}
          value={String(data.year)}
          onChange={(value) => go(paths.targets(Number(value)))}
          options={[now + 1, now, now - 1, now - 2].map((value) => ({
            value: String(value),
            label: String(value),
          }))}
        />
        <fieldset className="targets-filters">
          <legend className="visually-hidden">{t.show}</legend>
          {Object.entries(FILTERS).map(([name, test]) => (
            <Chip key={name} pressed={filter === name} onClick={() => setFilter(name)}>
              {t.filters[name]} {data.targets.filter((row) => test(row.state)).length}
            </Chip>
          ))}
        </fieldset>
      </div>
      {rows.length === 0 ? (
        <Empty title={data.targets.length === 0 ? t.none(data.year) : t.noneSuch} />
      ) : (
        <Targets board={data} rows={rows} onReport={(row) => setOpen({ what: 'report', row })} />
      )}
      <Reviews board={data} />
      {open?.what === 'assign' && <AssignDialog board={data} onClose={close} />}
      {open?.what === 'review' && <ReviewDialog board={data} onClose={close} />}
      {open?.what === 'carry' && <CarryDialog board={data} onClose={close} />}
      {open?.what === 'report' && <ReportDialog row={open.row} onClose={close} />}
    </Page>
  )
}

const TONES: Record<TargetState, 'accent' | 'seal' | 'amber' | 'plain'> = {
  exceeded: 'accent',
  met: 'accent',
  'on-the-way': 'plain',
  unreported: 'amber',
  'at-risk': 'amber',
  missed: 'seal',
}

function Targets({
  board,
  rows,
  onReport,
}: {
  board: TargetBoard
  rows: TargetRow[]
  onReport: (row: TargetRow) => void
}) {
  const t = useTexts()
  const groups = Map.groupBy(rows, (row) => row.programme)
  return (
    <>
      {[...groups].map(([name, list]) => {
        const programme = board.programmes.find((one) => one.name === name)
        return (
          <section key={name} className="targets-programme" aria-label={name || t.withoutProgramme}>
            <h2>{name || t.withoutProgramme}</h2>
            {programme && (
              <p className="targets-note">
                {programme.basis !== name && `${programme.basis} · `}
                {t.sentence(programme.word, programme.met, programme.total, programme.exceeded)}
              </p>
            )}
            <ul className="targets-rows">
              {list.map((row) => (
                <Target key={row.targetId} row={row} onReport={onReport} />
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

function Target({ row, onReport }: { row: TargetRow; onReport: (row: TargetRow) => void }) {
  const t = useTexts()
  const [open, setOpen] = useState(false)
  const value = (number: number) => `${printCount(Number(number.toFixed(1)))} ${row.unit}`
  const part = row.reached === null || row.planned === 0 ? 0 : Math.min(1, row.reached / row.planned)
  return (
    <li>
      <span className="targets-code">{row.code}</span>
      <span className="targets-name">
        <strong>{row.name}</strong>
        <small>
          {row.agency} · {t.due(dayWords(row.dueOn))} · {t.measured[row.measuredBy]}
          {row.carried && ` · ${t.carried}`}
          {row.explanation && (
            <>
              <br />
              {t.explained(row.explanation)}
            </>
          )}
          {row.evidence && (
            <>
              <br />
              {t.evidenced(row.evidence)}
            </>
          )}
        </small>
        {open && <History targetId={row.targetId} unit={row.unit} />}
      </span>
      <span className="targets-value">
        <span className="targets-reached">
          {row.reached === null ? t.unreported : value(row.reached)}
          <small>{t.of(value(row.planned), row.higherIsBetter)}</small>
        </span>
        {row.higherIsBetter && (
          <span className={`targets-way ${row.state}`} aria-hidden="true">
            <span style={{ width: `${part * 100}%` }} />
          </span>
        )}
      </span>
      <span className="targets-state">
        <Badge tone={TONES[row.state]}>{t.states[row.state]}</Badge>
        <span className="targets-acts">
          {row.mayReport && (
            <Button size="small" onClick={() => onReport(row)} title={`${t.report}: ${row.name}`}>
              {t.report}
            </Button>
          )}
          {row.measuredBy !== 'indicator' && (
            <Button
              size="small"
              variant="plain"
              expanded={open}
              onClick={() => setOpen(!open)}
              title={`${t.history}: ${row.name}`}
            >
              {t.history}
            </Button>
          )}
        </span>
      </span>
    </li>
  )
}

function History({ targetId, unit }: { targetId: string; unit: string }) {
  const t = useTexts()
  const { data } = useApi('programmes.history', { targetId })
  if (!data) return <Skeleton lines={2} />
  if (data.rows.length === 0) return <small>{t.noHistory}</small>
  return (
    <ol className="targets-history">
      {data.rows.map((row) => (
        <li key={`${row.on} ${row.reached} ${row.by}`}>
          {dayWords(row.on)} · {printCount(row.reached)} {unit}
          {row.by && ` · ${row.by}`}
          {row.explanation && ` · ${row.explanation}`}
          {row.evidence && ` · ${row.evidence}`}
        </li>
      ))}
    </ol>
  )
}

function Reviews({ board }: { board: TargetBoard }) {
  const t = useTexts()
  if (board.reviews.length === 0) return null
  return (
    <section className="targets-programme" aria-label={t.reviews}>
      <h2>{t.reviews}</h2>
      <ul className="targets-reviews">
        {board.reviews.map((row) => (
          <li key={row.id}>
            <strong>
              {row.quarter === null ? t.wholeYear(board.year) : t.quarter(row.quarter, board.year)}
            </strong>{' '}
            {t.fraction(row.met, row.total)}
            <small>
              {dayWords(row.at.slice(0, 10))}
              {row.by && ` · ${row.by}`}
            </small>
            <p>{row.conclusion}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
