// Small multiples in plain SVG: told apart by shape and pattern, so that they survive a black-and-white printer;
// each has a name for those who hear it, and the numbers stand beside it as text.
import { type Fraction, type IndicatorUnit, measuredValue, printFigure } from '@congvan/contract'
import { monthWords } from './period.ts'

type Months = ({ month: string } & Fraction)[]

/** Twelve thin bars, the running month solid; months without anything stay a baseline. */
export function Spark({ months, unit, label }: { months: Months; unit: IndicatorUnit; label: string }) {
  const values = months.map((row) => measuredValue(unit, row) ?? 0)
  const most = unit === 'percent' ? 100 : Math.max(1, ...values)
  return (
    <svg className="spark" viewBox="0 0 96 24" role="img" aria-label={label} preserveAspectRatio="none">
      <line x1="0" x2="96" y1="23.500" y2="23.500" />
      {months.map((row, i) => {
        const height = Math.max(values[i] ? 1.5 : 0, ((values[i] ?? 0) / most) * 22)
        const at = Number(row.month.slice(5)) - 1
        return (
          <rect
            key={row.month}
            className={i === months.length - 1 ? 'now' : ''}
            x={at * 8 + 1}
            width={6}
            y={23 - height}
            height={height}
          />
        )
      })}
    </svg>
  )
}

/** One bar against its target: the filled part is the value, the upright line the target. */
export function Bullet(props: { share: number; target: number | null; behind: boolean; label: string }) {
  const share = Math.max(0, Math.min(100, props.share))
  return (
    <svg
      className={`bullet ${props.behind ? 'behind' : ''}`}
      viewBox="0 0 200 12"
      role="img"
      aria-label={props.label}
      preserveAspectRatio="none"
    >
      <defs>
        <pattern
          id="bullet-hatch"
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1="0" y1="0" x2="0" y2="4" />
        </pattern>
      </defs>
      <rect className="track" x="0.5" y="2.500" width="199" height="7" />
      {props.behind && props.target !== null && (
        <rect
          className="gap"
          x={share * 2}
          y="2.500"
          width={Math.max(0, (Math.min(100, props.target) - share) * 2)}
          height="7"
        />
      )}
      <rect className="fill" x="0" y="2" width={share * 2} height="8" />
      {props.target !== null && (
        <line
          className="target"
          x1={Math.min(199, props.target * 2)}
          x2={Math.min(199, props.target * 2)}
          y1="0"
          y2="12"
        />
      )}
    </svg>
  )
}

/** The year by months, each with its figure; the table underneath says the same. */
export function Months({
  months,
  unit,
  target,
  title,
}: {
  months: Months
  unit: IndicatorUnit
  target: number | null
  title: string
}) {
  const values = months.map((row) => measuredValue(unit, row))
  const known = values.filter((value) => value !== null)
  const most = unit === 'percent' ? 100 : Math.max(1, ...known)
  const x = (i: number) => 8 + i * 56
  const y = (value: number) => 108 - (value / most) * 92
  return (
    <figure className="months">
      <svg viewBox={`0 0 ${Math.max(1, months.length) * 56 + 16} 132`} role="img" aria-label={title}>
        <line className="axis" x1="0" x2="100%" y1="108" y2="108" />
        {target !== null && unit === 'percent' && (
          <line className="target" x1="0" x2="100%" y1={y(target)} y2={y(target)} />
        )}
        {months.map((row, i) => {
          const value = values[i]
          return (
            <g key={row.month}>
              {value !== null && value !== undefined && (
                <>
                  <rect
                    className={i === months.length - 1 ? 'now' : ''}
                    x={x(i) + 8}
                    width={32}
                    y={y(value)}
                    height={Math.max(1, 108 - y(value))}
                  />
                  <text x={x(i) + 24} y={y(value) - 4} textAnchor="middle">
                    {value.toLocaleString('vi-VN', { maximumFractionDigits: 1 })}
                  </text>
                </>
              )}
              <text className="month" x={x(i) + 24} y="124" textAnchor="middle">
                {`T${Number(row.month.slice(5))}`}
              </text>
            </g>
          )
        })}
      </svg>
    </figure>
  )
}

export function MonthTable({
  months,
  unit,
  caption,
  monthHead,
  valueHead,
}: {
  months: Months
  unit: IndicatorUnit
  caption: string
  monthHead: string
  valueHead: string
}) {
  return (
    <table className="figures-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{monthHead}</th>
          <th scope="col" className="number">
            {valueHead}
          </th>
        </tr>
      </thead>
      <tbody>
        {months.map((row) => (
          <tr key={row.month}>
            <th scope="row">{monthWords(row.month)}</th>
            <td className="number">{printFigure(unit, row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
