import type { TargetBoard } from '@congvan/contract'
import { useDeferredValue, useState } from 'react'
import { useAct } from '../../lib/act.ts'
import { command, newId } from '../../lib/api.ts'
import { useApi } from '../../lib/data.ts'
import { Combobox, Select, TextInput } from '../../ui/index.ts'
import { FormDialog, numberOf } from './dialogs.tsx'
import { useTexts } from './texts.ts'

type Measure = 'hand' | 'indicator' | 'evidence'
const NEW = ''

/** Giao chỉ tiêu: whose, how much, by when, and how it will be measured. */
export function AssignDialog({ board, onClose }: { board: TargetBoard; onClose: () => void }) {
  const t = useTexts()
  const { busy, trouble, act } = useAct(onClose)
  const [agency, setAgency] = useState(board.ownAgency)
  const [typed, setTyped] = useState(board.ownAgency.name)
  const q = useDeferredValue(typed.trim())
  const found = useApi(
    'programmes.agencies',
    { q },
    { enabled: board.may.assignOthers && q.length > 1 && q !== agency.name },
  )
  const [programmeId, setProgrammeId] = useState(board.programmes[0]?.id ?? NEW)
  const [form, setForm] = useState({
    programme: '',
    basis: '',
    code: '',
    name: '',
    unit: '%',
    planned: '',
    dueOn: `${board.year}-12-31`,
  })
  const put = (key: keyof typeof form) => (value: string) => setForm({ ...form, [key]: value })
  const [better, setBetter] = useState<'up' | 'down'>('up')
  const [measuredBy, setMeasuredBy] = useState<Measure>('hand')
  const [indicator, setIndicator] = useState(board.indicators[0]?.code ?? '')
  const [asked, setAsked] = useState(false)
  const programme = board.programmes.find((row) => row.id === programmeId)
  const planned = numberOf(form.planned)
  const need = (text: string) => (asked && !text.trim() ? t.needed : null)
  const whole =
    form.code.trim() &&
    form.name.trim() &&
    form.unit.trim() &&
    form.dueOn &&
    planned !== null &&
    (programme || (form.programme.trim() && form.basis.trim()))
  const assign = () => {
    if (!whole || planned === null) return setAsked(true)
    void act(async () => {
      // A programme is kept by the agency of its targets: another agency's target begins its own row of it.
      const own = programme && programme.agencyId === agency.id ? programme.id : newId()
      await command('programmes.assign-target', {
        targetId: newId(),
        programmeId: own,
        programme: programme?.name ?? form.programme.trim(),
        basis: programme?.basis ?? form.basis.trim(),
        agencyId: agency.id,
        year: board.year,
        code: form.code.trim(),
        name: form.name.trim(),
        unit: form.unit.trim(),
        planned,
        higherIsBetter: better === 'up',
        measuredBy,
        indicatorCode: measuredBy === 'indicator' ? indicator : null,
        dueOn: form.dueOn,
      })
      return t.assigned(form.name.trim(), agency.name)
    })
  }
  return (
    <FormDialog
      title={t.assignTitle}
      word={t.assign}
      busy={busy}
      trouble={trouble}
      onClose={onClose}
      onDo={assign}
      wide
    >
      {board.may.assignOthers && (
        <Combobox
          label={t.agency}
          query={typed}
          onQuery={setTyped}
          options={q === agency.name ? [] : (found.data?.rows ?? [])}
          optionKey={(row) => row.id}
          renderOption={(row) => row.name}
          onPick={(row) => {
            setAgency(row)
            setTyped(row.name)
          }}
          {...(q === agency.name ? {} : { emptyText: t.noAgency })}
          hint={agency.name === typed ? undefined : t.stillAgency(agency.name)}
        />
      )}
      <Select
        label={t.programme}
        value={programmeId}
        onChange={setProgrammeId}
        options={[
          ...board.programmes.map((row) => ({ value: row.id, label: row.name })),
          { value: NEW, label: t.newProgramme },
        ]}
      />
      {!programme && (
        <div className="targets-pair">
          <TextInput
            label={t.programmeName}
            value={form.programme}
            onChange={put('programme')}
            required
            maxLength={300}
            error={need(form.programme)}
          />
          <TextInput
            label={t.basis}
            value={form.basis}
            onChange={put('basis')}
            required
            maxLength={500}
            error={need(form.basis)}
          />
        </div>
      )}
      <div className="targets-pair narrow-first">
        <TextInput
          label={t.code}
          value={form.code}
          onChange={put('code')}
          required
          maxLength={30}
          error={need(form.code)}
        />
        <TextInput
          label={t.name}
          value={form.name}
          onChange={put('name')}
          required
          maxLength={500}
          error={need(form.name)}
        />
      </div>
      <div className="targets-pair">
        <TextInput
          label={t.planned}
          value={form.planned}
          onChange={put('planned')}
          required
          error={asked && planned === null ? t.needNumber : null}
        />
        <TextInput
          label={t.unit}
          value={form.unit}
          onChange={put('unit')}
          required
          maxLength={50}
          error={need(form.unit)}
        />
        <Select
          label={t.direction}
          value={better}
          onChange={setBetter}
          options={[
            { value: 'up', label: t.higher },
            { value: 'down', label: t.lower },
          ]}
        />
        <TextInput label={t.dueOn} type="date" value={form.dueOn} onChange={put('dueOn')} required />
      </div>
      <Select
        label={t.measure}
        value={measuredBy}
        onChange={setMeasuredBy}
        options={(['hand', 'indicator', 'evidence'] as const).map((value) => ({
          value,
          label: t.measured[value],
        }))}
      />
      {measuredBy === 'indicator' && (
        <Select
          label={t.indicator}
          value={indicator}
          onChange={setIndicator}
          options={board.indicators.map((row) => ({ value: row.code, label: `${row.code} · ${row.name}` }))}
        />
      )}
    </FormDialog>
  )
}
