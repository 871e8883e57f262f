// Điều hành & báo cáo: first what needs somebody today, then where, then every figure with its fraction.
import {
  type IndicatorBoard,
  type IndicatorFigure,
  isBehind,
  measuredValue,
  printCount,
  printFigure,
  printShare,
  shareOf,
} from '@congvan/contract'
import { useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { useApi, useMe } from '../../lib/data.ts'
import { useLanguage } from '../../lib/language.ts'
import { paths } from '../../paths.ts'
import { Badge, Banner, Button, Page, Select, Skeleton, Tabs } from '../../ui/index.ts'
import { Bullet, Spark } from './charts.tsx'
import { Decisions } from './Decisions.tsx'
import { Exports } from './Exports.tsx'
import './indicators.css'
import { dayWords, PERIODS, type PeriodName, periodName, periodOfDays, rangeOf } from './period.ts'
import { SectionNav } from './SectionNav.tsx'
import { useTexts } from './texts.ts'

export function BoardPage() {
  const t = useTexts()
  const [, go] = useLocation()
  const period = periodName(useSearch())
  const me = useMe()
  const [before, setBefore] = useState('')
  const today = (me.data?.now ?? '').slice(0, 10)
  const range = rangeOf(period, today)
  const { data, error, refetch } = useApi(
    'indicators.board',
    { ...range, ...(before ? { before } : {}) },
    { enabled: today !== '', keep: true },
  )
  if (!data)
    return error ? (
      <Banner tone="amber" alert actions={<Button onClick={() => void refetch()}>{t.tryAgain}</Button>}>
        {error.message}
      </Banner>
    ) : (
      <Skeleton lines={8} />
    )
  return (
    <Page
      title={t.title}
      width="full"
      note={`${t.counted(dayWords(data.from), dayWords(data.to))}${data.closedAt ? ` · ${t.closed(dayWords(data.closedAt.slice(0, 10)))}` : ''}`}
      actions={<Exports board={data} />}
    >
      <SectionNav />
      <div className="figures-controls">
        <Select
          label={t.period}
          value={period}
          onChange={(value: PeriodName) => go(paths.figures({ period: value }))}
          options={[
            ...PERIODS.map((value) => ({ value, label: t.periods[value] ?? value })),
            ...data.closed.map((row) => ({
              value: periodOfDays(row.from, row.to),
              label: t.closedPeriod(row.name, dayWords(row.closedAt.slice(0, 10))),
            })),
          ]}
        />
        <Select
          label={t.compare}
          value={before}
          onChange={setBefore}
          options={['', 'year', 'month'].map((value) => ({ value, label: t.compares[value] ?? value }))}
        />
        <Decisions board={data} />
      </div>
      <div className="figures-columns">
        <AttentionList board={data} period={period} />
        <HeatMap board={data} period={period} />
      </div>
      <AllFigures board={data} period={period} compared={before !== ''} />
    </Page>
  )
}

const useName = () => {
  const vi = useLanguage() === 'vi'
  return (figure: IndicatorFigure) => (vi ? figure.name : figure.nameEn)
}
const targetWords = (figure: IndicatorFigure) =>
  figure.target === null
    ? ''
    : figure.unit === 'percent'
      ? `${printCount(figure.target.value)} %`
      : printCount(figure.target.value)

function AttentionList({ board, period }: { board: IndicatorBoard; period: PeriodName }) {
  const t = useTexts()
  const nameOf = useName()
  return (
    <section className="attention" aria-labelledby="attention-title">
      <h2 id="attention-title">{t.attention}</h2>
      <p className="figures-note">
        {board.attention.length ? t.attentionCount(board.attention.length) : t.attentionNone}
      </p>
      <ol>
        {board.attention.map((row) => {
          const figure = board.figures.find((one) => one.code === row.code)
          if (!figure) return null
          const share = shareOf(figure)
          return (
            <li key={row.code}>
              <div className="attention-head">
                <Link href={paths.figure(row.code, period)}>{nameOf(figure)}</Link>
                <strong className="figure-value">{printFigure(figure.unit, figure)}</strong>
              </div>
              {share !== null && figure.unit === 'percent' && (
                <Bullet
                  share={share}
                  target={figure.target?.value ?? null}
                  behind
                  label={`${printShare(figure)}, ${t.level(targetWords(figure))}`}
                />
              )}
              <p className="figures-note">
                {t.level(targetWords(figure))} ·{' '}
                {figure.direction === 'down'
                  ? t.over(printCount(row.missing))
                  : t.missing(printCount(row.missing))}
                {row.where.length > 0 && (
                  <>
                    {' · '}
                    {t.most} {row.where.map((one) => `${one.name} (${printCount(one.missing)})`).join(', ')}
                  </>
                )}
              </p>
              {figure.target && <p className="figures-basis">{figure.target.basis}</p>}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** Darker is further from a hundred; below target is hatched too, and each cell says its share. */
function HeatMap({ board, period }: { board: IndicatorBoard; period: PeriodName }) {
  const t = useTexts()
  const nameOf = useName()
  const codes = [...new Set(board.regions.flatMap((row) => row.cells.map((cell) => cell.code)))]
  const columns = codes.flatMap((code) => board.figures.find((row) => row.code === code) ?? [])
  return (
    <div className="heat">
      <h2>{t.byRegion}</h2>
      <p className="figures-note">{t.byRegionNote}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard too (WCAG 2.1.1) */}
      <section className="heat-scroll" tabIndex={0} aria-label={t.byRegion}>
        <table className="heat-table">
          <thead>
            <tr>
              <th scope="col">{t.region}</th>
              {columns.map((figure) => (
                <th scope="col" key={figure.code}>
                  <Link href={paths.figure(figure.code, period)}>{nameOf(figure)}</Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {board.regions.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.name}</th>
                {columns.map((figure) => {
                  const cell = row.cells.find((one) => one.code === figure.code)
                  const share = cell ? shareOf(cell) : null
                  const behind = cell ? isBehind({ ...figure, ...cell }) === true : false
                  return (
                    <td
                      key={figure.code}
                      className={share === null ? 'none' : behind ? 'behind' : ''}
                      style={
                        {
                          '--lack': share === null ? 0 : Math.min(1, (100 - share) / 60),
                        } as React.CSSProperties
                      }
                    >
                      {cell && share !== null ? (
                        <>
                          <span>{printShare(cell)}</span>
                          <small>
                            {printCount(cell.numerator)}/{printCount(cell.denominator ?? 0)}
                          </small>
                        </>
                      ) : (
                        <small>–</small>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

function AllFigures({
  board,
  period,
  compared,
}: {
  board: IndicatorBoard
  period: PeriodName
  compared: boolean
}) {
  const t = useTexts()
  const [list, setList] = useState('board')
  const rows = board.figures.filter(
    (row) => row.lists.includes(list) || (list === 'board' && row.lists.includes('report')),
  )
  return (
    <section aria-label={t.figures}>
      <Tabs
        label={t.figures}
        value={list}
        onChange={setList}
        tabs={Object.entries(t.lists).map(([value, label]) => ({ value, label }))}
      >
        <table className="figures-table all-figures">
          <caption className="visually-hidden">{t.lists[list]}</caption>
          <thead>
            <tr>
              <th scope="col">{t.name}</th>
              <th scope="col" className="wide-only">
                {t.trend}
              </th>
              <th scope="col" className="number">
                {t.value}
              </th>
              {compared && (
                <th scope="col" className="number wide-only">
                  {t.before}
                </th>
              )}
              <th scope="col">{t.target}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((figure) => (
              <FigureRow key={figure.code} figure={figure} period={period} compared={compared} />
            ))}
          </tbody>
        </table>
      </Tabs>
    </section>
  )
}

function FigureRow({
  figure,
  period,
  compared,
}: {
  figure: IndicatorFigure
  period: PeriodName
  compared: boolean
}) {
  const t = useTexts()
  const name = useName()(figure)
  const behind = isBehind(figure)
  const empty = figure.kind === 'entered' && figure.sourceDocument === null
  return (
    <tr>
      <th scope="row">
        {figure.kind === 'entered' ? name : <Link href={paths.figure(figure.code, period)}>{name}</Link>}
        {figure.reported && (
          <div className="figures-note">{t.reported(printFigure(figure.unit, figure.reported))}</div>
        )}
        {figure.sourceDocument && <div className="figures-note">{t.source(figure.sourceDocument)}</div>}
      </th>
      <td className="wide-only">
        {figure.months.length > 1 && (
          <Spark
            months={figure.months}
            unit={figure.unit}
            label={figure.months
              .map(
                (row) => `${Number(row.month.slice(5))}: ${Math.round(measuredValue(figure.unit, row) ?? 0)}`,
              )
              .join('; ')}
          />
        )}
      </td>
      <td className="number figure-value">
        {empty ? <span className="figures-note">{t.notEntered}</span> : printFigure(figure.unit, figure)}
      </td>
      {compared && (
        <td className="number wide-only">{figure.before ? printFigure(figure.unit, figure.before) : ''}</td>
      )}
      <td className="figures-target">
        {figure.target && (
          <>
            <span className="target-words">{targetWords(figure)}</span>{' '}
            {behind !== null &&
              (behind ? <Badge tone="seal">{t.behind}</Badge> : <Badge tone="accent">{t.met}</Badge>)}
          </>
        )}
      </td>
    </tr>
  )
}
