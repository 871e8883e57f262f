import type { PressRegister } from '@congvan/contract'
import { useState } from 'react'
import { useAct } from '../../lib/act.ts'
import { command, newId } from '../../lib/api.ts'
import { dayWords } from '../../lib/clock.ts'
import { useApi } from '../../lib/data.ts'
import { Badge, Banner, Button, Empty, Skeleton, TextInput } from '../../ui/index.ts'
import { FormDialog } from '../programmes/dialogs.tsx'
import { useTexts } from './texts.ts'

type Row = PressRegister['rows'][number]

export function Press() {
  const t = useTexts()
  const { data, error, refetch } = useApi('equipment.press', {}, { keep: true })
  const [open, setOpen] = useState<Row | 'new' | null>(null)
  if (!data)
    return error ? (
      <Banner tone="amber" alert actions={<Button onClick={() => void refetch()}>{t.tryAgain}</Button>}>
        {error.message}
      </Banner>
    ) : (
      <Skeleton lines={5} />
    )
  return (
    <section aria-labelledby="press-title">
      <div className="equipment-head">
        <h2 id="press-title">{t.pressTitle}</h2>
        {data.mayKeep && (
          <Button variant="primary" icon="plus" onClick={() => setOpen('new')}>
            {t.addPress}
          </Button>
        )}
      </div>
      <p className="equipment-note">{t.announced(data.announcements.count, data.announcements.year)}</p>
      {data.rows.length === 0 ? (
        <Empty title={t.noPress} />
      ) : (
        <ul className="equipment-rows">
          {data.rows.map((row) => (
            <li key={row.id}>
              <span>
                <strong>{row.name}</strong>
                <small>
                  {row.code} · {row.kind} · {t.licence} {row.licence}
                  {row.contact && (
                    <>
                      <br />
                      {row.contact}
                    </>
                  )}
                </small>
              </span>
              <span className="equipment-acts">
                {row.until && <Badge tone="plain">{t.endedOn(dayWords(row.until))}</Badge>}
                {data.mayKeep && (
                  <Button size="small" onClick={() => setOpen(row)} title={`${t.change} ${row.name}`}>
                    {t.change}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {open && <PressDialog row={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </section>
  )
}

function PressDialog({ row, onClose }: { row: Row | null; onClose: () => void }) {
  const t = useTexts()
  const { busy, trouble, act } = useAct(onClose)
  const [form, setForm] = useState({
    code: row?.code ?? '',
    name: row?.name ?? '',
    licence: row?.licence ?? '',
    kind: row?.kind ?? '',
    contact: row?.contact ?? '',
    until: row?.until ?? '',
  })
  const [asked, setAsked] = useState(false)
  const put = (key: keyof typeof form) => (value: string) => setForm({ ...form, [key]: value })
  const need = (key: keyof typeof form) => (asked && !form[key].trim() ? t.needed : null)
  const whole = [form.code, form.name, form.licence, form.kind].every((text) => text.trim())
  return (
    <FormDialog
      title={row ? row.name : t.addPress}
      word={t.save}
      busy={busy}
      trouble={trouble}
      onClose={onClose}
      onDo={() => {
        if (!whole) return setAsked(true)
        void act(async () => {
          await command('equipment.put-press', {
            pressId: row?.id ?? newId(),
            code: form.code.trim(),
            name: form.name.trim(),
            licence: form.licence.trim(),
            kind: form.kind.trim(),
            contact: form.contact.trim() || null,
            until: form.until || null,
          })
          return t.saved(form.name.trim())
        })
      }}
    >
      <TextInput
        label={t.pressName}
        value={form.name}
        onChange={put('name')}
        required
        maxLength={300}
        error={need('name')}
      />
      <div className="targets-pair">
        <TextInput
          label={t.code}
          value={form.code}
          onChange={put('code')}
          required
          maxLength={30}
          error={need('code')}
        />
        <TextInput
          label={t.pressKind}
          value={form.kind}
          onChange={put('kind')}
          required
          maxLength={100}
          error={need('kind')}
        />
      </div>
      <TextInput
        label={t.licence}
        value={form.licence}
        onChange={put('licence')}
        required
        maxLength={200}
        error={need('licence')}
      />
      <TextInput label={t.contact} value={form.contact} onChange={put('contact')} maxLength={500} />
      {row && (
        <TextInput
          label={t.until}
          hint={t.untilHint}
          type="date"
          value={form.until}
          onChange={put('until')}
        />
      )}
    </FormDialog>
  )
}
