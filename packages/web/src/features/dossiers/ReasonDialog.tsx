import { useState } from 'react'
import { takeAnswer } from '../../lib/data.ts'
import { Banner, Button, Dialog, TextArea, toast } from '../../ui/index.ts'
import { useDossierTexts } from './texts.ts'

/** One reason, one act; the refusal is read inside the dialog. */
export function ReasonDialog(props: {
  title: string
  text?: string
  label: string
  needed: string
  act: string
  done: string
  run: (reason: string) => Promise<unknown>
  onClose: () => void
}) {
  const t = useDossierTexts()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const run = async () => {
    if (!reason.trim()) return setAsked(true)
    setBusy(true)
    try {
      await props.run(reason.trim())
      takeAnswer(null)
      toast(props.done)
      props.onClose()
    } catch (problem) {
      setTrouble((problem as Error).message)
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="plain" onClick={props.onClose}>
            {t.cancel}
          </Button>
          <Button variant="primary" busy={busy} onClick={() => void run()}>
            {props.act}
          </Button>
        </>
      }
    >
      {props.text && <p>{props.text}</p>}
      {trouble && (
        <Banner tone="amber" alert>
          {trouble}
        </Banner>
      )}
      <TextArea
        label={props.label}
        value={reason}
        onChange={setReason}
        onEnter={() => void run()}
        maxLength={500}
        error={asked && !reason.trim() ? props.needed : null}
      />
    </Dialog>
  )
}
