// Lập hồ sơ and Sửa: the fields of the cover (Appendix V), nothing else.
import type { DossierCard, DossierList } from '@congvan/contract'
import { useState } from 'react'
import { command, newId } from '../../lib/api.ts'
import { todayOnServer } from '../../lib/clock.ts'
import { takeAnswer, useMe } from '../../lib/data.ts'
import { Banner, Button, Dialog, Select, TextArea, TextInput, toast } from '../../ui/index.ts'
import { useDossierTexts } from './texts.ts'

export const RETENTIONS = [5, 10, 15, 20, 30, 50, 70, null] as const

export interface DossierFormProps {
  people: DossierList['people']
  /** The dossier to correct; without it a new one is opened. */
  card?: DossierCard
  year?: number
  title?: string
  onDone: (opened: { dossierId: string; symbol: string; title: string } | null) => void
  onClose: () => void
}

export function DossierForm(props: DossierFormProps) {
  const t = useDossierTexts()
  const { card } = props
  const me = useMe().data
  const [title, setTitle] = useState(card?.title ?? props.title ?? '')
  const [heading, setHeading] = useState(card?.heading ?? '')
  const [retention, setRetention] = useState<number | null>(card ? card.retentionYears : 10)
  const [responsible, setResponsible] = useState(
    card?.responsiblePositionId ?? me?.acting.positionId ?? props.people[0]?.positionId ?? '',
  )
  const [note, setNote] = useState(card?.note ?? '')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const save = async () => {
    if (!title.trim()) return setAsked(true)
    setBusy(true)
    setTrouble(null)
    const input = {
      title: title.trim(),
      heading: heading.trim(),
      retentionYears: retention,
      responsiblePositionId: responsible,
      note: note.trim(),
    }
    try {
      if (card) {
        await command('dossiers.correct', { ...input, dossierId: card.id })
        toast(t.corrected)
        props.onDone(null)
      } else {
        const dossierId = newId()
        const year = props.year ?? Number(todayOnServer().slice(0, 4))
        const { symbol } = await command('dossiers.open', { ...input, dossierId, year })
        toast(t.opened(symbol))
        props.onDone({ dossierId, symbol, title: input.title })
      }
      takeAnswer(null)
    } catch (problem) {
      setTrouble((problem as Error).message)
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      title={card ? t.correctTitle(card.symbol) : t.openTitle}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="plain" onClick={props.onClose}>
            {t.cancel}
          </Button>
          <Button variant="primary" busy={busy} onClick={() => void save()}>
            {card ? t.save : t.open}
          </Button>
        </>
      }
    >
      {trouble && (
        <Banner tone="amber" alert>
          {trouble}
        </Banner>
      )}
      <TextArea
        label={t.name}
        value={title}
        onChange={setTitle}
        maxLength={500}
        onEnter={() => void save()}
        error={asked && !title.trim() ? t.nameNeeded : null}
      />
      <Select
        label={t.retention}
        value={String(retention ?? '')}
        options={RETENTIONS.map((years) => ({ value: String(years ?? ''), label: t.years(years) }))}
        onChange={(value) => setRetention(value === '' ? null : Number(value))}
      />
      <Select
        label={t.responsible}
        value={responsible}
        options={props.people.map((row) => ({
          value: row.positionId,
          label: `${row.name}, ${row.title}`,
        }))}
        onChange={setResponsible}
      />
      <TextInput
        label={t.heading}
        hint={t.headingHint}
        value={heading}
        onChange={setHeading}
        maxLength={300}
      />
      <TextInput label={t.note} value={note} onChange={setNote} maxLength={500} />
    </Dialog>
  )
}
