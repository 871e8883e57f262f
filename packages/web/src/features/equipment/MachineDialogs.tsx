import type { CountedMachine, EquipmentBoard, MachineRow, PutLine } from '@congvan/contract'
import { useState } from 'react'
import { useAct } from '../../lib/act.ts'
import { command, newId } from '../../lib/api.ts'
import { useMe } from '../../lib/data.ts'
import { Checkbox, Select, TextInput } from '../../ui/index.ts'
import { FormDialog } from '../programmes/dialogs.tsx'
import { useTexts } from './texts.ts'

/** The commune's form: one machine, as it stands on the desk. */
export function MachineDialog(props: { board: EquipmentBoard; row: MachineRow | null; onClose: () => void }) {
  const t = useTexts()
  const me = useMe()
  const { busy, trouble, act } = useAct(props.onClose)
  const { row } = props
  const [form, setForm] = useState({
    assetCode: row?.assetCode ?? '',
    model: row?.model ?? '',
    boughtIn: row?.boughtIn ? String(row.boughtIn) : '',
    warrantyUntil: row?.warrantyUntil ?? '',
  })
  const [kind, setKind] = useState<CountedMachine['kind']>(row?.kind ?? 'desktop')
  const [state, setState] = useState<CountedMachine['state']>(row?.state ?? 'in-use')
  const [personId, setPersonId] = useState(row?.personId ?? '')
  const [network, setNetwork] = useState(row?.internalNetwork ?? true)
  const [broadband, setBroadband] = useState(row?.broadband ?? true)
  const [asked, setAsked] = useState(false)
  const put = (key: keyof typeof form) => (value: string) => setForm({ ...form, [key]: value })
  const year = form.boughtIn.trim() === '' ? null : Number(form.boughtIn)
  const badYear = year !== null && !(Number.isInteger(year) && year >= 1990 && year <= 2100)
  const agencyId = row?.agencyId ?? me.data?.acting.agencyId ?? ''
  const foreign = row !== null && row.agencyId !== me.data?.acting.agencyId
  const save = () => {
    if (!form.assetCode.trim() || badYear || !agencyId) return setAsked(true)
    void act(async () => {
      await command('equipment.count', {
        by: 'form',
        machines: [
          {
            agencyId,
            assetCode: form.assetCode.trim(),
            kind,
            personId: personId || null,
            model: form.model.trim() || null,
            boughtIn: year,
            warrantyUntil: form.warrantyUntil || null,
            state,
            internalNetwork: network,
            broadband,
          },
        ],
      })
      return t.machineSaved(form.assetCode.trim())
    })
  }
  return (
    <FormDialog
      title={row ? `${row.assetCode} · ${row.agency}` : t.addMachine}
      word={t.save}
      busy={busy}
      trouble={trouble}
      onClose={props.onClose}
      onDo={save}
    >
      <div className="targets-pair">
        <TextInput
          label={t.assetCode}
          hint={t.assetHint}
          value={form.assetCode}
          onChange={put('assetCode')}
          readOnly={row !== null}
          required
          maxLength={60}
          error={asked && !form.assetCode.trim() ? t.needed : null}
        />
        <Select
          label={t.machineKind}
          value={kind}
          onChange={setKind}
          options={(Object.keys(t.machineKinds) as CountedMachine['kind'][]).map((value) => ({
            value,
            label: t.machineKinds[value],
          }))}
        />
      </div>
      {foreign ? (
        <p className="equipment-note">{row.person ?? t.nobody}</p>
      ) : (
        <Select
          label={t.user}
          value={personId}
          onChange={setPersonId}
          options={[
            { value: '', label: t.nobody },
            ...props.board.staff.map((one) => ({ value: one.personId, label: `${one.name} · ${one.title}` })),
          ]}
        />
      )}
      <TextInput label={t.model} value={form.model} onChange={put('model')} maxLength={200} />
      <div className="targets-pair">
        <TextInput
          label={t.boughtIn}
          value={form.boughtIn}
          onChange={put('boughtIn')}
          maxLength={4}
          error={asked && badYear ? t.badYear : null}
        />
        <TextInput
          label={t.warranty}
          type="date"
          value={form.warrantyUntil}
          onChange={put('warrantyUntil')}
        />
        <Select
          label={t.state}
          value={state}
          onChange={setState}
          options={(Object.keys(t.machineStates) as CountedMachine['state'][]).map((value) => ({
            value,
            label: t.machineStates[value],
          }))}
        />
      </div>
      <Checkbox label={t.hasNetwork} checked={network} onChange={setNetwork} />
      <Checkbox label={t.hasBroadband} checked={broadband} onChange={setBroadband} />
      {row?.reading && (
        <p className="equipment-note">
          {t.read}: {row.reading.system} · {row.reading.browser} · {row.reading.screen}
          {row.reading.megabits !== null && ` · ${row.reading.megabits} Mbit/s`}
        </p>
      )}
    </FormDialog>
  )
}

export function LinksDialog({ board, onClose }: { board: EquipmentBoard; onClose: () => void }) {
  const t = useTexts()
  const { busy, trouble, act } = useAct(onClose)
  const [people, setPeople] = useState<string[]>(
    board.staff.filter((row) => !row.networked).map((row) => row.personId),
  )
  const [days, setDays] = useState('7')
  return (
    <FormDialog
      title={t.makeLinks}
      word={t.makeLinks}
      busy={busy}
      trouble={trouble}
      onClose={onClose}
      onDo={() => {
        if (people.length === 0) return
        void act(async () => {
          const { linkIds } = await command('equipment.make-links', { people, days: Number(days) })
          return t.linksMade(linkIds.length)
        })
      }}
    >
      <p>{t.linksText}</p>
      <Select
        label={t.linkDays}
        value={days}
        onChange={setDays}
        options={['1', '3', '7', '14', '30'].map((value) => ({ value, label: t.daysWord(Number(value)) }))}
      />
      <fieldset className="equipment-choices">
        <legend>{t.forWhom(people.length)}</legend>
        {board.staff.map((row) => (
          <Checkbox
            key={row.personId}
            label={row.name}
            hint={row.assetCode ? `${row.title} · ${row.assetCode}` : `${row.title} · ${t.noMachineYet}`}
            checked={people.includes(row.personId)}
            onChange={(on) =>
              setPeople(on ? [...people, row.personId] : people.filter((id) => id !== row.personId))
            }
          />
        ))}
      </fieldset>
    </FormDialog>
  )
}

export function LineDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts()
  const { busy, trouble, act } = useAct(onClose)
  const [kind, setKind] = useState<PutLine['kind']>('broadband')
  const [provider, setProvider] = useState('')
  const [speed, setSpeed] = useState('')
  const megabits = speed.trim() === '' ? null : Number(speed)
  const bad = megabits !== null && !(Number.isInteger(megabits) && megabits > 0)
  return (
    <FormDialog
      title={t.addLine}
      word={t.save}
      busy={busy}
      trouble={trouble}
      onClose={onClose}
      onDo={() => {
        if (bad) return
        void act(async () => {
          await command('equipment.put-line', {
            lineId: newId(),
            kind,
            provider: provider.trim() || null,
            speedMbps: megabits,
            state: 'up',
          })
          return t.lineSaved
        })
      }}
    >
      <Select
        label={t.kind}
        value={kind}
        onChange={setKind}
        options={(['state-network', 'broadband', 'internal'] as const).map((value) => ({
          value,
          label: t.lineKinds[value],
        }))}
      />
      <div className="targets-pair">
        <TextInput label={t.provider} value={provider} onChange={setProvider} maxLength={200} />
        <TextInput
          label={t.speed}
          value={speed}
          onChange={setSpeed}
          maxLength={7}
          error={bad ? t.needNumber : null}
        />
      </div>
    </FormDialog>
  )
}
