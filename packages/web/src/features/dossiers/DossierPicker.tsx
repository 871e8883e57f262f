// "Lưu vào hồ sơ…": the likeliest dossier first and why; one Enter takes it, a new one is opened on the spot.
import type { DossierSuggestions } from '@congvan/contract'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import { useApi } from '../../lib/data.ts'
import { plainText } from '../../lib/plain-text.ts'
import { Chip, Combobox } from '../../ui/index.ts'
import { DossierForm } from './DossierForm.tsx'
import { useDossierTexts } from './texts.ts'

export interface PickedDossier {
  id: string
  symbol: string
  title: string
}
type Offer = DossierSuggestions['rows'][number] | { dossierId: null; title: string }

export function DossierPicker(props: {
  documentId: string
  value: PickedDossier[]
  onChange: (value: PickedDossier[]) => void
  onEnter?: () => void
  error?: string | null
  autoFocus?: boolean
}) {
  const t = useDossierTexts()
  const { value, onChange } = props
  const [words, setWords] = useState('')
  const [opening, setOpening] = useState<string | null>(null)
  const { data } = useApi('dossiers.suggest', { documentId: props.documentId })
  const { data: list } = useApi('dossiers.list', {}, { enabled: opening !== null })
  const wanted = plainText(words)
  const fresh = words.trim() || data?.title || ''
  const options: Offer[] = [
    ...(data?.rows ?? [])
      .filter((row) => !value.some((one) => one.id === row.dossierId))
      .filter((row) => plainText(`${row.symbol} ${row.title} ${row.unitName}`).includes(wanted))
      .slice(0, 30),
    ...(fresh ? [{ dossierId: null, title: fresh }] : []),
  ]
  const pick = (offer: Offer) => {
    if (offer.dossierId === null) return setOpening(offer.title)
    onChange([...value, { id: offer.dossierId, symbol: offer.symbol, title: offer.title }])
    setWords('')
  }
  return (
    <>
      <Combobox<Offer>
        label={t.file}
        hint={
          data && data.filed.length > 0
            ? t.already(data.filed.map((row) => row.symbol).join(', '))
            : t.fileHint
        }
        error={props.error}
        query={words}
        onQuery={setWords}
        options={options}
        optionKey={(offer) => offer.dossierId ?? 'new'}
        onPick={pick}
        openOnFocus
        emptyText={t.fileNone}
        autoFocus={props.autoFocus ?? false}
        {...(props.onEnter ? { onEnter: props.onEnter } : {})}
        onBackspaceEmpty={() => onChange(value.slice(0, -1))}
        before={value.map((one) => (
          <Chip
            key={one.id}
            onRemove={() => onChange(value.filter((other) => other.id !== one.id))}
            removeLabel={t.remove(one.symbol)}
          >
            {one.symbol}
          </Chip>
        ))}
        renderOption={(offer) =>
          offer.dossierId === null ? (
            <span>{t.newOne(offer.title)}</span>
          ) : (
            <span className="dossier-offer">
              <b>{offer.symbol}</b> {offer.title}
              <small>{[offer.unitName, offer.why].filter(Boolean).join(' · ')}</small>
            </span>
          )
        }
      />
      {opening !== null &&
        list &&
        // Outside the act's own form: Enter in here must not send it.
        createPortal(
          <DossierForm
            people={list.people}
            title={opening}
            onDone={(opened) => {
              setOpening(null)
              setWords('')
              if (opened) onChange([...value, { ...opened, id: opened.dossierId }])
            }}
            onClose={() => setOpening(null)}
          />,
          document.body,
        )}
    </>
  )
}
