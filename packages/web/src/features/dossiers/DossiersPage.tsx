// Hồ sơ: the year's list by unit at the left, the open dossier at the right.
import type { DossierCard, DossierList } from '@congvan/contract'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { command } from '../../lib/api.ts'
import { useApi } from '../../lib/data.ts'
import { useMedia } from '../../lib/media.ts'
import { plainText } from '../../lib/plain-text.ts'
import { paths } from '../../paths.ts'
import { Banner, Button, Empty, Icon, ListHead, Select, Skeleton, Split, TextInput } from '../../ui/index.ts'
import { Dossier, positionTail } from './Dossier.tsx'
import { DossierForm } from './DossierForm.tsx'
import './dossiers.css'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useDossierTexts } from './texts.ts'

const SIDE_BY_SIDE = '(min-width: 1200px)'

export function DossiersPage({ dossierId }: { dossierId: string | null }) {
  const t = useDossierTexts()
  const [, go] = useLocation()
  const [year, setYear] = useState('')
  const wide = useMedia(SIDE_BY_SIDE)
  const answer = useApi('dossiers.list', year ? { year } : {}, { keep: true })
  if (answer.error && !answer.data)
    return (
      <Banner
        tone="amber"
        alert
        actions={<Button onClick={() => void answer.refetch()}>{t.tryAgain}</Button>}
      >
        {answer.error.message}
      </Banner>
    )
  if (!answer.data) return <Skeleton lines={8} />
  return (
    <Split
      showing={dossierId ? 'reader' : 'list'}
      list={<Plan list={answer.data} openId={dossierId} onYear={setYear} />}
      reader={
        dossierId ? (
          <Dossier
            key={dossierId}
            dossierId={dossierId}
            onBack={wide ? null : () => go(paths.dossiers(), { replace: true })}
          />
        ) : (
          <div className="dossier-none">
            <Empty title={t.title}>{t.choose}</Empty>
          </div>
        )
      }
    />
  )
}

function Plan(props: { list: DossierList; openId: string | null; onYear: (year: string) => void }) {
  const t = useDossierTexts()
  const [, go] = useLocation()
  const { list } = props
  const [words, setWords] = useState('')
  const [form, setForm] = useState<'open' | 'approve' | null>(null)
  const wanted = plainText(words)
  const rows = list.rows.filter((row) =>
    plainText(`${row.symbol} ${row.title} ${row.heading} ${row.responsible}`).includes(wanted),
  )
  const tail = `?year=${list.year}${positionTail('&')}`
  return (
    <div className="dossier-plan">
      <ListHead
        title={t.plan(list.year)}
        aside={
          <Button variant="primary" size="small" icon="plus" onClick={() => setForm('open')}>
            {t.open}
          </Button>
        }
      >
        <p className="dossier-note">
          {list.plan ? t.planBy(list.plan.by, list.plan.basis) : t.notApproved} · {t.count(list.rows.length)}
        </p>
        <div className="dossier-tools">
          <Select
            label={t.year}
            value={String(list.year)}
            options={list.years.map((year) => ({ value: String(year), label: String(year) }))}
            onChange={props.onYear}
          />
          <TextInput label={t.filter} type="search" value={words} onChange={setWords} />
        </div>
        <div className="dossier-acts">
          {!list.plan && (
            <Button size="small" refusal={list.can.approvePlan ?? null} onClick={() => setForm('approve')}>
              {t.approve}
            </Button>
          )}
          <a
            className="button quiet small"
            href={`/api/v1/dossiers/plan.pdf${tail}`}
            target="_blank"
            rel="noreferrer"
          >
            <Icon name="print" size={16} /> {t.printPlan}
          </a>
          <a className="button quiet small" href={`/api/v1/dossiers/plan.xlsx${tail}`} download>
            <Icon name="download" size={16} /> {t.export}
          </a>
        </div>
      </ListHead>
      {list.rows.length === 0 ? (
        <Empty title={t.emptyTitle}>{t.emptyText}</Empty>
      ) : rows.length === 0 ? (
        <Empty title={t.noneTitle} />
      ) : (
        <Units rows={rows} openId={props.openId} onOpen={(id) => go(paths.dossiers(id))} />
      )}
      {form === 'open' && (
        <DossierForm
          people={list.people}
          year={list.year}
          onDone={(opened) => {
            setForm(null)
            if (opened) go(paths.dossiers(opened.dossierId))
          }}
          onClose={() => setForm(null)}
        />
      )}
      {form === 'approve' && (
        <ReasonDialog
          title={t.approve}
          text={t.approveText}
          label={t.basis}
          needed={t.basisNeeded}
          act={t.approve}
          done={t.approved(list.year)}
          run={(basis) => command('dossiers.approve-plan', { year: list.year, basis })}
          onClose={() => setForm(null)}
        />
      )}
    </div>
  )
}

function Units(props: { rows: DossierCard[]; openId: string | null; onOpen: (id: string) => void }) {
  const t = useDossierTexts()
  return [...new Set(props.rows.map((row) => row.unitName))].map((unit) => (
    <section key={unit} className="dossier-unit">
      <h2>{unit}</h2>
      <ul>
        {props.rows
          .filter((row) => row.unitName === unit)
          .map((row) => (
            <li key={row.id}>
              <button
                type="button"
                className="dossier-row"
                aria-current={row.id === props.openId || undefined}
                onClick={() => props.onOpen(row.id)}
              >
                <span className="dossier-symbol">{row.symbol}</span>
                <span className="dossier-title">{row.title}</span>
                <small>
                  {[
                    row.responsible,
                    t.years(row.retentionYears),
                    t.documents(row.documents),
                    ...(row.state === 'closed' ? [t.closedOn('')] : []),
                    ...(row.planned ? [] : [t.outside]),
                  ]
                    .map((word) => word.trim().replaceAll(' ', '\u00a0'))
                    .join(' · ')}
                </small>
              </button>
            </li>
          ))}
      </ul>
    </section>
  ))
}
