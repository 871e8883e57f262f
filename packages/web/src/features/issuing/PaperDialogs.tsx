// Signed by hand: choose the page that is to be signed on paper; later, the scan of it.
import type { SigningCard } from '@congvan/contract'
import { useState } from 'react'
import { action, command, upload } from '../../lib/api.ts'
import { takeAnswer, useRows } from '../../lib/data.ts'
import { say } from '../../lib/language.ts'
import { Banner, Button, Checkbox, Dialog, Empty, Field, ProgressBar, toast } from '../../ui/index.ts'
import { HeldNumbers } from './IssueDialog.tsx'
import { fullNumber } from './numbering.ts'
import { useTexts } from './texts.ts'

/** Every letter whose two checks stand and that nobody has signed yet. */
export function PaperDialog(props: { onClose: () => void; onDone: (documentId: string) => void }) {
  const t = useTexts()
  const list = useRows('drafting.list', {})
  const waiting = list.rows.filter((row) => row.state === 'awaiting-signature')
  const [chosen, setChosen] = useState('')
  const [entryId, setEntryId] = useState('')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const documentId = chosen || waiting[0]?.id || ''
  const number = async () => {
    setBusy(true)
    setTrouble(null)
    try {
      await command('issuing.register-paper', { documentId, ...(entryId ? { entryId } : {}) })
      takeAnswer(null)
      props.onDone(documentId)
    } catch (error) {
      setTrouble((error as Error).message)
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      title={t.paperTitle}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="plain" onClick={props.onClose}>
            {t.cancel}
          </Button>
          <Button
            variant="primary"
            icon="print"
            busy={busy}
            disabled={documentId === ''}
            onClick={() => void number()}
          >
            {t.paperNumber}
          </Button>
        </>
      }
    >
      <p>{t.paperText}</p>
      {trouble && (
        <Banner tone="amber" alert>
          {trouble}
        </Banner>
      )}
      {waiting.length === 0 && !list.loading ? (
        <Empty title={t.paperNone}>{t.paperNoneText}</Empty>
      ) : (
        <fieldset className="paper-choice">
          <legend>{t.paperWhich}</legend>
          {waiting.map((row) => (
            <label key={row.id}>
              <input
                type="radio"
                name="paper"
                checked={row.id === documentId}
                onChange={() => {
                  setChosen(row.id)
                  setEntryId('')
                }}
              />
              <span>
                <strong>{row.subject}</strong>
                <small>{[row.typeName, row.holder].filter(Boolean).join(' · ')}</small>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {documentId && (
        <HeldNumbers key={documentId} documentId={documentId} value={entryId} onChange={setEntryId} />
      )}
    </Dialog>
  )
}

/** The scan of the signed, stamped paper; the clerk says that it was compared before the agency's key is used. */
export function ScanDialog(props: {
  card: SigningCard
  onClose: () => void
  onDone: (numberSymbol: string, sent: boolean) => void
}) {
  const t = useTexts()
  const { card } = props
  const [file, setFile] = useState<File | null>(null)
  const [compared, setCompared] = useState(false)
  const [part, setPart] = useState<number | null>(null)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const issue = async (send: boolean) => {
    if (!file) return setTrouble(t.scanNeeded)
    if (!compared) return setTrouble(t.compareNeeded)
    setBusy(true)
    setTrouble(null)
    try {
      const { uploadId } = await upload(file, setPart)
      const { results } = await action('issue-paper', { documentId: card.documentId, uploadId, send })
      const result = results[0]
      if (!result?.ok) throw new Error(result?.problem ? say(result.problem) : t.tryAgain)
      takeAnswer(null)
      toast(send ? t.sent(result.numberSymbol ?? '') : t.heldAll(1))
      props.onDone(result.numberSymbol ?? fullNumber(card), send)
    } catch (error) {
      setTrouble((error as Error).message)
      setBusy(false)
      setPart(null)
    }
  }
  return (
    <Dialog
      open
      title={t.scanTitle(fullNumber(card))}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="plain" onClick={props.onClose}>
            {t.cancel}
          </Button>
          <Button busy={busy} onClick={() => void issue(false)}>
            {t.copyOnly}
          </Button>
          <Button variant="primary" icon="stamp" busy={busy} onClick={() => void issue(true)}>
            {t.copyAndSend}
          </Button>
        </>
      }
    >
      <p>{t.scanText}</p>
      {trouble && (
        <Banner tone="amber" alert>
          {trouble}
        </Banner>
      )}
      <Field label={t.scanFile} hint={t.scanHint}>
        {({ id, describedBy }) => (
          <input
            id={id}
            type="file"
            className="input"
            accept="application/pdf,.pdf"
            aria-describedby={describedBy}
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        )}
      </Field>
      <Checkbox label={t.compared(card.signedBy ?? '')} checked={compared} onChange={setCompared} />
      {part !== null && <ProgressBar value={part} label={t.scanSending} />}
    </Dialog>
  )
}
