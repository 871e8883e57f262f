import { useState } from 'react'
import { Button, Dialog, TextArea } from '../../ui/index.ts'
import { useTexts } from './texts.ts'

/** Nothing goes back without words: the drafter must know what to mend. */
export function ReturnDialog(props: { onClose: () => void; onReturn: (comment: string) => void }) {
  const t = useTexts()
  const [comment, setComment] = useState('')
  const [asked, setAsked] = useState(false)
  const send = () => (comment.trim() === '' ? setAsked(true) : props.onReturn(comment.trim()))
  return (
    <Dialog
      open
      title={t.returnTitle}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="plain" onClick={props.onClose}>
            {t.cancel}
          </Button>
          <Button variant="primary" onClick={send}>
            {t.sendBack}
          </Button>
        </>
      }
    >
      <TextArea
        label={t.returnComment}
        rows={4}
        maxLength={2000}
        autoFocus
        value={comment}
        onChange={setComment}
        error={asked && comment.trim() === '' ? t.returnNeeded : null}
      />
    </Dialog>
  )
}
