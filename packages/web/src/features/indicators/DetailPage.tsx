// One number opened: what it is, how it went, who misses, and the records as far as the reader's walls open.
import {
  type Fraction,
  type IndicatorDetail,
  type IndicatorUnit,
  isBehind,
  printCount,
  printFigure,
  printShare,
  shareOf,
} from '@congvan/contract'
import { useState } from 'react'
import { Link, useSearch } from 'wouter'
import { useApi, useMe, useRows } from '../../lib/data.ts'
import { useLanguage } from '../../lib/language.ts'
import { paths } from '../../paths.ts'
import { Badge, Banner, Button, Chip, Page, Skeleton, TextInput } from '../../ui/index.ts'
import { Bullet, Months, MonthTable } from './charts.tsx'
import './indicators.css'
import { dayWords, periodName, rangeOf } from './period.ts'
import { useTexts } from './texts.ts'

const FIRST_ROWS = 30

export function DetailPage({ code }: { code: string }) {
  const t = useTexts()
  const vi = useLanguage() === 'vi'
  const period = periodName(useSearch())
  const me = useMe()
  const today = (me.data?.now ?? '').slice(0, 10)
  const range = rangeOf(period, today)
  const [opened, setOpened] = useState<{ id: string; name: string } | null>(null)
  const { data, error, refetch } = useApi(
    'indicators.detail',
    { code, ...range },
    { enabled: today !== '', keep: true },
  )
  if (!data)
    return error ? (
      <Banner
        tone="amber"
        alert
        title={t.nothing}
        actions={<Button onClick={() => void refetch()}>{t.tryAgain}</Button>}
      >
        {error.message}
      </Banner>
    ) : (
      <Skeleton lines={8} />
    )
  const { figure } = data
  return (
    <Page
      title={vi ? figure.name : figure.nameEn}
      width="full"
      note={
        <Link href={paths.figures({ period })} className="figures-back">
          ← {t.back}
        </Link>
      }
    >
      <Headline detail={data} to={range.to ?? today} />
      <div className="figures-columns">
        <div className="figures-stack">
          {figure.months.length > 0 && (
            <section aria-labelledby="months-title">
              <h2 id="months-title">{t.trend}</h2>
              <Months
                months={figure.months}
                unit={figure.unit}
                target={figure.target?.value ?? null}
                title={figure.months
                  .map((row) => `${row.month}: ${printFigure(figure.unit, row)}`)
                  .join('; ')}
              />
              <details>
                <summary>{t.asTable}</summary>
                <MonthTable
                  months={figure.months}
                  unit={figure.unit}
                  caption={t.trend}
                  monthHead={t.month}
                  valueHead={t.value}
                />
              </details>
            </section>
          )}
          <section aria-labelledby="split-title">
            <h2 id="split-title">{t.byLevel}</h2>
            <Split
              rows={[...data.levels, ...data.blocks]}
              unit={figure.unit}
              target={figure.target?.value ?? null}
              name={t.byLevel}
              valueHead={t.value}
            />
          </section>
          {data.opensTo !== 'counts' && (
            <Records code={code} range={range} opened={opened} clear={() => setOpened(null)} />
          )}
        </div>
        <Organisations detail={data} open={data.opensTo === 'counts' ? null : setOpened} />
      </div>
    </Page>
  )
}

function Headline({ detail, to }: { detail: IndicatorDetail; to: string }) {
  const t = useTexts()
  const vi = useLanguage() === 'vi'
  const { figure } = detail
  const behind = isBehind(figure)
  return (
    <section className="headline" aria-label={t.value}>
      <p className="headline-value">
        {printFigure(figure.unit, figure)}{' '}
        {behind !== null &&
          (behind ? <Badge tone="seal">{t.behind}</Badge> : <Badge tone="accent">{t.met}</Badge>)}
      </p>
      <dl>
        <dt>{t.footnote}</dt>
        <dd>
          {printFigure(figure.unit, figure, 2)}; {dayWords(to)}
          {figure.reported && ` · ${t.reported(printFigure(figure.unit, figure.reported))}`}
        </dd>
        <dt>{t.formula}</dt>
        <dd>{vi ? detail.formula : detail.formulaEn}</dd>
        {figure.target && (
          <>
            <dt>{t.target}</dt>
            <dd>
              {printCount(figure.target.value)}
              {figure.unit === 'percent' ? ' %' : ''} · {figure.target.basis}
            </dd>
          </>
        )}
        {detail.sources.length > 0 && (
          <>
            <dt>{t.legal}</dt>
            <dd>
              {detail.sources
                .map((row) => `${row.law} (${t.since(dayWords(row.from), row.to && dayWords(row.to))})`)
                .join('; ')}
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

function Split(props: {
  rows: ({ key: string; name: string } & Fraction)[]
  unit: IndicatorUnit
  target: number | null
  name: string
  valueHead: string
}) {
  return (
    <table className="figures-table">
      <thead>
        <tr>
          <th scope="col">{props.name}</th>
          <th scope="col" className="number">
            {props.valueHead}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => {
          const share = props.unit === 'percent' ? shareOf(row) : null
          return (
            <tr key={row.key}>
              <th scope="row">
                {row.name}
                {share !== null && (
                  <Bullet
                    share={share}
                    target={props.target}
                    behind={props.target !== null && share < props.target}
                    label={printShare(row)}
                  />
                )}
              </th>
              <td className="number">{printFigure(props.unit, row)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Organisations({
  detail,
  open,
}: {
  detail: IndicatorDetail
  open: ((row: { id: string; name: string }) => void) | null
}) {
  const t = useTexts()
  const [filter, setFilter] = useState('')
  const [all, setAll] = useState(false)
  const { figure } = detail
  const plain = (text: string) =>
    text.toLocaleLowerCase('vi').normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')
  const found = detail.organisations.filter((row) =>
    plain(`${row.name} ${row.region ?? ''}`).includes(plain(filter)),
  )
  const shown = all ? found : found.slice(0, FIRST_ROWS)
  return (
    <section aria-labelledby="organisations-title">
      <h2 id="organisations-title">{t.organisations}</h2>
      <p className="figures-note">{t.organisationsNote}</p>
      <TextInput label={t.filter} value={filter} onChange={setFilter} />
      <table className="figures-table ranking">
        <thead>
          <tr>
            <th scope="col">{t.organisation}</th>
            <th scope="col" className="number">
              {t.value}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.agencyId}>
              <th scope="row">
                {open ? (
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => open({ id: row.agencyId, name: row.name })}
                  >
                    {row.name}
                  </button>
                ) : (
                  row.name
                )}
                <div className="figures-note">
                  {row.level} · {row.block}
                  {row.region && row.region !== row.name ? ` · ${row.region}` : ''}
                </div>
              </th>
              <td className="number">{printFigure(figure.unit, row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length > shown.length && (
        <Button
          onClick={() => setAll(true)}
        >{`${t.more} (${printCount(found.length - shown.length)})`}</Button>
      )}
    </section>
  )
}

function Records(props: {
  code: string
  range: { from?: string; to?: string }
  opened: { id: string; name: string } | null
  clear: () => void
}) {
  const t = useTexts()
  const [which, setWhich] = useState<'all' | 'counted' | 'missing'>('all')
  const list = useRows('indicators.records', {
    code: props.code,
    ...props.range,
    ...(props.opened ? { agencyId: props.opened.id } : {}),
    ...(which === 'all' ? {} : { which }),
  })
  return (
    <section aria-labelledby="records-title">
      <h2 id="records-title">{props.opened ? t.recordsOf(props.opened.name) : t.records}</h2>
      <p className="figures-note">{t.recordsNote}</p>
      <div className="figures-chips">
        {(['all', 'counted', 'missing'] as const).map((value) => (
          <Chip key={value} pressed={which === value} onClick={() => setWhich(value)}>
            {t.which[value]}
          </Chip>
        ))}
        {props.opened && <Chip onClick={props.clear}>{t.all}</Chip>}
      </div>
      {list.rows.length === 0 && !list.loading && <p>{t.recordsNone}</p>}
      <ul className="records">
        {list.rows.map((row) => (
          <li key={`${row.agencyId}-${row.id}-${row.on}`}>
            {row.documentId ? (
              <Link href={paths.document(row.documentId)}>{row.label}</Link>
            ) : (
              <span>{row.label}</span>
            )}
            <span className="figures-note">
              {row.agency}
              {row.on ? ` · ${dayWords(row.on)}` : ''} · {row.counted ? t.isCounted : t.isMissing}
            </span>
          </li>
        ))}
      </ul>
      {list.rows.length > 0 && list.rows.length % 50 === 0 && <Button onClick={list.more}>{t.more}</Button>}
    </section>
  )
}
