// The schematic of places: a dot for each post office or exchange, told apart by shape, and the log of interruptions.
import type { NetworkMap, NetworkPoint, PointState } from '@congvan/contract'
import { useState } from 'react'
import { command } from '../../lib/api.ts'
import { dayWords } from '../../lib/clock.ts'
import { takeAnswer, useApi } from '../../lib/data.ts'
import { capital } from '../../lib/plain-text.ts'
import { Badge, Banner, Button, Empty, Select, Sheet, Skeleton, toast } from '../../ui/index.ts'
import { EndIncidentDialog, IncidentDialog } from './IncidentDialogs.tsx'
import { useTexts } from './texts.ts'

type Place = NetworkMap['places'][number]
type Incident = NetworkMap['incidents'][number]

/** `UBND huyện Ba Tri` stands for Ba Tri on a map of places. */
const placeWords = (name: string) => capital(name.replace(/^UBND (huyện|tỉnh) /, '').replace(/^UBND /, ''))

export function Network() {
  const t = useTexts()
  const { data, error, refetch } = useApi('equipment.network', {}, { keep: true })
  const [place, setPlace] = useState<string | null>(null)
  const [opening, setOpening] = useState(false)
  const [ending, setEnding] = useState<Incident | null>(null)
  if (!data)
    return error ? (
      <Banner tone="amber" alert actions={<Button onClick={() => void refetch()}>{t.tryAgain}</Button>}>
        {error.message}
      </Banner>
    ) : (
      <Skeleton lines={6} />
    )
  const shown = data.places.find((row) => row.id === place)
  return (
    <div className="network">
      <section aria-labelledby="network-map">
        <h2 id="network-map">{t.map}</h2>
        <p className="equipment-note">{t.mapNote}</p>
        {data.places.length === 0 ? (
          <Empty title={t.noPoints} />
        ) : (
          <ol className="network-map">
            {data.places.map((row) => (
              <PlaceCell key={row.id} place={row} onOpen={() => setPlace(row.id)} />
            ))}
          </ol>
        )}
        <ul className="network-legend">
          {(['working', 'degraded', 'stopped'] as const).map((state) => (
            <li key={state}>
              <Dot kind="post" state={state} /> {t.states[state]}
            </li>
          ))}
          <li>
            <Dot kind="telecom" state="working" /> {t.kinds.telecom}
          </li>
        </ul>
      </section>
      <section aria-labelledby="network-log">
        <div className="equipment-head">
          <h2 id="network-log">{t.log}</h2>
          {data.mayKeep && (
            <Button variant="primary" icon="plus" onClick={() => setOpening(true)}>
              {t.openIncident}
            </Button>
          )}
        </div>
        <p className="equipment-note">{t.yearLine(data.year)}</p>
        {data.incidents.length === 0 ? (
          <Empty title={t.noIncidents} />
        ) : (
          <ul className="equipment-rows">
            {data.incidents.map((row) => (
              <li key={row.id}>
                <span>
                  <strong>
                    {capital(row.place)} · {t.incidentKinds[row.kind]}
                  </strong>
                  <small>
                    {row.code} ·{' '}
                    {t.fromTo(momentWords(row.beganAt), row.endedAt ? momentWords(row.endedAt) : null)} ·{' '}
                    {t.hours(row.hours)}
                    <br />
                    {row.cause}
                    {row.authoritiesCutOff && ` · ${t.cutOff}`}
                  </small>
                </span>
                <span className="equipment-acts">
                  <Badge tone={row.repaired ? 'accent' : 'seal'}>
                    {row.repaired ? t.repaired : t.lasting}
                  </Badge>
                  {data.mayKeep && !row.repaired && (
                    <Button
                      size="small"
                      onClick={() => setEnding(row)}
                      title={`${t.endIncident}: ${row.place}`}
                    >
                      {t.endIncident}
                    </Button>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {shown && <PlaceSheet place={shown} mayKeep={data.mayKeep} onClose={() => setPlace(null)} />}
      {opening && <IncidentDialog map={data} onClose={() => setOpening(false)} />}
      {ending && <EndIncidentDialog incident={ending} onClose={() => setEnding(null)} />}
    </div>
  )
}

/** `2021-12-19T22:30:00Z` → `05:30 20/12/2021` on the province's clock. */
export function momentWords(at: string): string {
  const local = new Date(Date.parse(at) + 7 * 3_600_000).toISOString()
  return `${local.slice(11, 16)} ${dayWords(local.slice(0, 10))}`
}

/** Round for post, square for telecom; full, half, or crossed out: no colour is needed to tell. */
function Dot({ kind, state }: { kind: NetworkPoint['kind']; state: PointState }) {
  const square = kind === 'telecom'
  return (
    <svg className={`network-dot ${state}`} viewBox="0 0 12 12" aria-hidden="true">
      {square ? (
        <rect className="shape" x="1.500" y="1.500" width="9" height="9" />
      ) : (
        <circle className="shape" cx="6" cy="6" r="4.500" />
      )}
      {state === 'degraded' && <rect className="half" x="1.500" y="6" width="9" height="4.500" />}
      {state === 'stopped' && <path className="cross" d="M1 1l10 10M11 1L1 11" />}
    </svg>
  )
}

function PlaceCell({ place, onOpen }: { place: Place; onOpen: () => void }) {
  const t = useTexts()
  const count = (state: PointState) => place.points.filter((row) => row.state === state).length
  const wrong = count('stopped') + count('degraded')
  const style = place.column && place.row ? { gridColumn: place.column, gridRow: place.row } : undefined
  return (
    <li className={wrong ? 'troubled' : ''} style={style}>
      <button type="button" onClick={onOpen}>
        <strong>{placeWords(place.name)}</strong>
        <small>{t.placeLine(place.points.length, count('stopped'), count('degraded'))}</small>
        <span className="network-dots">
          {place.points.map((row) => (
            <Dot key={row.id} kind={row.kind} state={row.state} />
          ))}
        </span>
      </button>
    </li>
  )
}

function PlaceSheet({ place, mayKeep, onClose }: { place: Place; mayKeep: boolean; onClose: () => void }) {
  const t = useTexts()
  const set = async (row: NetworkPoint, state: PointState) => {
    try {
      await command('equipment.set-point', { pointId: row.id, state })
      takeAnswer(null)
      toast(t.pointSet(row.name, t.states[state]))
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
    }
  }
  return (
    <Sheet title={placeWords(place.name)} open onClose={onClose}>
      <ul className="equipment-rows">
        {place.points.map((row) => (
          <li key={row.id}>
            <span>
              <strong>
                <Dot kind={row.kind} state={row.state} /> {row.name}
              </strong>
              <small>
                {row.code} · {t.kinds[row.kind]}
                {row.address && ` · ${row.address}`}
              </small>
            </span>
            {mayKeep ? (
              <Select
                label={`${t.state}: ${row.name}`}
                hideLabel
                value={row.state}
                onChange={(state) => void set(row, state)}
                options={(['working', 'degraded', 'stopped'] as const).map((value) => ({
                  value,
                  label: t.states[value],
                }))}
              />
            ) : (
              <span>{t.states[row.state]}</span>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
