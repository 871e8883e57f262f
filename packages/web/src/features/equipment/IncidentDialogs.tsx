import type { NetworkMap } from '@congvan/contract'
import { useState } from 'react'
import { useAct } from '../../lib/act.ts'
import { command, newId } from '../../lib/api.ts'
import { serverNow } from '../../lib/clock.ts'
import { Checkbox, Select, TextArea, TextInput } from '../../ui/index.ts'
import { FormDialog } from '../programmes/dialogs.tsx'
import { useTexts } from './texts.ts'

/** Day and hour of the province now. */
function nowParts(): { day: string; time: string } {
  const local = new Date(serverNow() + 7 * 3_600_000).toISOString()
  return { day: local.slice(0, 10), time: local.slice(11, 16) }
}
const TIME = /^([01]?\d|2[0-3])[:hg.]([0-5]\d)$/
const timeOf = (text: string): string | null => {
  const found = TIME.exec(text.trim())
  return found ? `${found[1]!.padStart(2, '0')}:${found[2]}` : null
}

export function IncidentDialog({ map, onClose }: { map: NetworkMap; onClose: () => void }) {
  const t = useTexts()
  const { busy, trouble, act } = useAct(onClose)
  const [now] = useState(nowParts)
  const [kind, setKind] = useState<'telecom' | 'post'>('telecom')
  const [placeId, setPlaceId] = useState(map.places[0]?.id ?? '')
  const [where, setWhere] = useState('')
  const [day, setDay] = useState(now.day)
  const [time, setTime] = useState(now.time)
  const [cause, setCause] = useState('')
  const [cutOff, setCutOff] = useState(false)
  const [points, setPoints] = useState<string[]>([])
  const [asked, setAsked] = useState(false)
  const place = map.places.find((row) => row.id === placeId)
  const touched = (place?.points ?? []).filter((row) => (row.kind === 'telecom') === (kind === 'telecom'))
  const hour = timeOf(time)
  const open = () => {
    if (!hour || !cause.trim() || !day) return setAsked(true)
    void act(async () => {
      const { code } = await command('equipment.open-incident', {
        incidentId: newId(),
        kind,
        beganAt: `${day}T${hour}`,
        place: where.trim() || (place?.name ?? ''),
        territoryAgencyId: placeId || null,
        cause: cause.trim(),
        authoritiesCutOff: cutOff,
        pointIds: points,
      })
      return t.opened(code)
    })
  }
  return (
    <FormDialog
      title={t.openIncident}
      word={t.openIncident}
      busy={busy}
      trouble={trouble}
      onClose={onClose}
      onDo={open}
    >
      <div className="targets-pair">
        <Select
          label={t.kind}
          value={kind}
          onChange={(value) => {
            setKind(value)
            setPoints([])
          }}
          options={(['telecom', 'post'] as const).map((value) => ({ value, label: t.incidentKinds[value] }))}
        />
        <Select
          label={t.place}
          value={placeId}
          onChange={(value) => {
            setPlaceId(value)
            setPoints([])
          }}
          options={map.places.map((row) => ({ value: row.id, label: row.name.replace(/^UBND /, '') }))}
        />
      </div>
      <TextInput label={t.where} hint={t.whereHint} value={where} onChange={setWhere} maxLength={300} />
      <div className="targets-pair">
        <TextInput label={t.beganDay} type="date" value={day} onChange={setDay} required />
        <TextInput
          label={t.beganTime}
          value={time}
          onChange={setTime}
          required
          maxLength={5}
          error={asked && !hour ? t.needTime : null}
        />
      </div>
      <TextArea
        label={t.cause}
        value={cause}
        onChange={setCause}
        required
        maxLength={1000}
        error={asked && !cause.trim() ? t.needCause : null}
      />
      <Checkbox label={t.cutOffQuestion} checked={cutOff} onChange={setCutOff} />
      {touched.length > 0 && (
        <fieldset className="equipment-choices">
          <legend>{t.stoppedPoints}</legend>
          {touched.map((row) => (
            <Checkbox
              key={row.id}
              label={row.name}
              checked={points.includes(row.id)}
              onChange={(on) => setPoints(on ? [...points, row.id] : points.filter((id) => id !== row.id))}
            />
          ))}
        </fieldset>
      )}
    </FormDialog>
  )
}

export function EndIncidentDialog(props: { incident: NetworkMap['incidents'][number]; onClose: () => void }) {
  const t = useTexts()
  const { busy, trouble, act } = useAct(props.onClose)
  const [now] = useState(nowParts)
  const [day, setDay] = useState(now.day)
  const [time, setTime] = useState(now.time)
  const [asked, setAsked] = useState(false)
  const hour = timeOf(time)
  return (
    <FormDialog
      title={t.endIncident}
      word={t.endIncident}
      busy={busy}
      trouble={trouble}
      onClose={props.onClose}
      onDo={() => {
        if (!hour || !day) return setAsked(true)
        void act(async () => {
          await command('equipment.end-incident', {
            incidentId: props.incident.id,
            endedAt: `${day}T${hour}`,
          })
          return t.ended(props.incident.code)
        })
      }}
    >
      <p>
        {props.incident.code} · {props.incident.place}
      </p>
      <div className="targets-pair">
        <TextInput label={t.endDay} type="date" value={day} onChange={setDay} required />
        <TextInput
          label={t.endTime}
          value={time}
          onChange={setTime}
          required
          maxLength={5}
          error={asked && !hour ? t.needTime : null}
        />
      </div>
    </FormDialog>
  )
}
