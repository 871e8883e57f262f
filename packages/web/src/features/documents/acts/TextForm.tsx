import type { DocumentView } from '@congvan/contract'
import { useState } from 'react'
import { Banner, Button, Select, TextArea, TextInput } from '../../../ui/index.ts'
import { DossierPicker, type PickedDossier } from '../../dossiers/DossierPicker.tsx'
import { assignmentFor } from './acts.ts'
import type { ActFormProps } from './InstructLine.tsx'
import { formKey, run } from './run.ts'
import { useActTexts } from './texts.ts'
import { useKept } from './useKept.ts'

interface Words {
  text: string
  dossiers: PickedDossier[]
  subject: string
  note: string
}

/** Opinion, result, reason: the acts that end with a few words. */
export function TextForm(props: ActFormProps) {
  const t = useActTexts()
  const { act, document } = props
  const [words, setWords] = useKept<Words>(formKey(document.card.id, act.name), () => ({
    text: '',
    dossiers: [],
    subject: document.card.subject,
    note: document.card.note ?? '',
  }))
  const [error, setError] = useState<string | null>(null)
  const label =
    act.name === 'tasks.give-opinion' ? t.opinion : act.name === 'tasks.complete' ? t.result : t.reason
  const mayBeEmpty = act.name === 'tasks.complete'
  const correcting = act.name === 'registers.correct'
  const secret = act.name === 'intake.destroy-secret'
  const filing = act.name === 'dossiers.file'
  const submit = () => {
    if (filing && words.dossiers.length === 0) return setError(t.dossierNeeded)
    if (!mayBeEmpty && !secret && !filing && !words.text.trim())
      return setError(t.needText(correcting ? t.correctReason : label))
    void send(props, document, words)
    props.onClose()
  }
  const change = (patch: Partial<Words>) => {
    setError(null)
    setWords({ ...words, ...patch })
  }
  return (
    <form
      className="text-act"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {act.name === 'issuing.recall' && <Banner tone="amber">{t.recallNote}</Banner>}
      {act.name === 'issuing.cancel-number' && <Banner tone="amber">{t.cancelNote}</Banner>}
      {secret && (
        <>
          <Banner tone="amber">{t.secretNote}</Banner>
          <Select
            label={t.secretMark}
            value={words.text || 'MẬT'}
            options={(['MẬT', 'TỐI MẬT', 'TUYỆT MẬT'] as const).map((value) => ({ value, label: value }))}
            onChange={(text) => change({ text })}
          />
        </>
      )}
      {act.name === 'tasks.complete' && <p className="text-act-title">{t.completeTitle}</p>}
      {correcting && (
        <>
          <TextArea label={t.subject} value={words.subject} onChange={(subject) => change({ subject })} />
          <TextInput label={t.note} value={words.note} onChange={(note) => change({ note })} />
        </>
      )}
      {filing && (
        <DossierPicker
          documentId={document.card.id}
          value={words.dossiers}
          onChange={(dossiers) => change({ dossiers })}
          onEnter={submit}
          error={error}
          autoFocus
        />
      )}
      {!secret && !filing && (
        <TextArea
          label={correcting ? t.correctReason : label}
          value={words.text}
          onChange={(text) => change({ text })}
          onEnter={submit}
          error={error}
          autoFocus
        />
      )}
      {(act.name === 'tasks.complete' || act.name === 'tasks.give-opinion') && (
        <DossierPicker
          documentId={document.card.id}
          value={words.dossiers}
          onChange={(dossiers) => change({ dossiers })}
          onEnter={submit}
        />
      )}
      <div className="instruct-foot">
        <span className="instruct-buttons">
          <Button variant="plain" onClick={props.onClose}>
            {t.cancel}
          </Button>
          <Button variant={act.danger ? 'danger' : 'primary'} type="submit">
            {t.verbs[act.name]}
          </Button>
        </span>
      </div>
    </form>
  )
}

function send(props: ActFormProps, document: DocumentView, words: Words): Promise<boolean> {
  const { act, onLeave, onRefused } = props
  const base = { act, document, onLeave, onRefused }
  const documentId = document.card.id
  const assignmentId = assignmentFor(document, act) ?? ''
  const reason = words.text.trim()
  const dossierIds = words.dossiers.map((one) => one.id)
  const filed = dossierIds.length ? { dossierIds } : {}
  switch (act.name) {
    case 'tasks.give-opinion':
      return run({ ...base, name: 'tasks.give-opinion', input: { assignmentId, text: reason, ...filed } })
    case 'tasks.complete':
      return run({
        ...base,
        name: 'tasks.complete',
        input: { assignmentId, text: reason, ...filed },
      })
    case 'dossiers.file':
      return run({ ...base, name: 'dossiers.file', input: { documentId, dossierIds } })
    case 'tasks.pass-back':
      return run({ ...base, name: 'tasks.pass-back', input: { assignmentId, reason } })
    case 'intake.destroy-secret': {
      const mark = reason === 'TỐI MẬT' || reason === 'TUYỆT MẬT' ? reason : 'MẬT'
      return run({ ...base, name: 'intake.destroy-secret', input: { documentId, mark } })
    }
    case 'intake.return':
      return run({ ...base, name: 'intake.return', input: { documentId, reason } })
    case 'issuing.cancel-number':
      return run({ ...base, name: 'issuing.cancel-number', input: { documentId, reason } })
    case 'issuing.recall':
      return run({ ...base, name: 'issuing.recall', input: { documentId, reason } })
    default:
      return run({
        ...base,
        name: 'registers.correct',
        input: { documentId, subject: words.subject.trim(), note: words.note.trim(), reason },
      })
  }
}
