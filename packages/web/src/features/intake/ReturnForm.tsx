import type { DocumentCard } from '@congvan/contract'
import { useState } from 'react'
import { ApiProblem, command } from '../../lib/api.ts'
import { takeAnswer } from '../../lib/data.ts'
import { Button, Dialog, TextArea, toast } from '../../ui/index.ts'
import { useIntakeTexts } from './texts.ts'

/** Trả lại nơi gửi: the reason goes with it. */
export function ReturnForm(props: { card: DocumentCard; onClose: () => void; onDone: () => void }) {
  const t = useIntakeTexts()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | null>(null)
  const send = async () => {
    if (!reason.trim()) return setError(t.needReason)
    try {
      takeAnswer(await command('intake.return', { documentId: props.card.id, reason: reason.trim() }))
      toast(t.returned)
      props.onClose()
      props.onDone()
    } catch (problem) {
      setError(problem instanceof ApiProblem ? problem.message : String(problem))
    }
  }
  return (
    <Dialog
      title={t.returnToSender}
      open
      onClose={props.onClose}
      actions={
        <>
          <Button variant="plain" onClick={props.onClose}>
            {t.cancel}
          </Button>
          <Button variant="danger" onClick={() => void send()}>
            {t.returnToSender}
          </Button>
        </>
      }
    >
      <TextArea
        label={t.reason}
        value={reason}
        onChange={setReason}
        onEnter={() => void send()}
        error={error}
        autoFocus
      />
    </Dialog>
  )
}
