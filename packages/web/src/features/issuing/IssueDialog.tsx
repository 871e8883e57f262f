import type { SigningCard } from '@congvan/contract'
import { useEffect, useRef, useState } from 'react'
import { say } from '../../lib/language.ts'
import { Button, Dialog, TextArea, TextInput } from '../../ui/index.ts'
import { fullNumber } from './numbering.ts'
import { useTexts } from './texts.ts'

/** Issuing cannot be undone: one confirmation names every number that will be written. */
export function IssueDialog(props: {
  cards: SigningCard[]
  send: boolean
  needsPassphrase: boolean
  onClose: () => void
  onIssue: (ids: string[], passphrase: string) => void
}) {
  const t = useTexts()
  const [passphrase, setPassphrase] = useState('')
  const confirm = useRef<HTMLButtonElement>(null)
  // Two keys: the act's own, then Enter.
  useEffect(() => {
    if (!props.needsPassphrase) confirm.current?.focus()
  }, [props.needsPassphrase])
  const ready = props.cards.filter((c) => !c.can.issue)
  const refused = props.cards.filter((c) => c.can.issue)
  const issue = () =>
    props.onIssue(
      ready.map((c) => c.documentId),
      passphrase,
    )
  return (
    <Dialog
      open
      title={props.send ? t.confirmTitle(ready.length) : t.holdTitle(ready.length)}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="plain" onClick={props.onClose}>
            {t.cancel}
          </Button>
          <Button ref={confirm} variant="primary" icon="stamp" disabled={ready.length === 0} onClick={issue}>
            {props.send ? (ready.length > 1 ? t.issueMany(ready.length) : t.issue) : t.hold}
          </Button>
        </>
      }
    >
      <p>{props.send ? t.confirmText : t.holdText}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list must be scrolled by the keyboard too */}
      <ul className="issue-list" tabIndex={0}>
        {ready.map((c) => (
          <li key={c.documentId}>
            <strong className="nowrap">{fullNumber(c)}</strong>
            <span>{c.subject}</span>
            <small>{t.recipients(c.recipientCount)}</small>
          </li>
        ))}
      </ul>
      {refused.length > 0 && (
        <div className="sign-refused">
          <p>{t.refusedSome(refused.length)}</p>
          <ul>
            {refused.map((c) => (
              <li key={c.documentId}>
                <strong>{c.subject}</strong> {c.can.issue && say(c.can.issue)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {props.needsPassphrase && (
        <TextInput
          label={t.passphrase}
          type="password"
          autoFocus
          autoComplete="off"
          value={passphrase}
          onChange={setPassphrase}
          onEnter={issue}
        />
      )}
    </Dialog>
  )
}

export function CancelDialog(props: {
  number: string
  onClose: () => void
  onCancel: (reason: string) => void
}) {
  const t = useTexts()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  return (
    <Dialog
      open
      title={t.cancelTitle(props.number)}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="plain" onClick={props.onClose}>
            {t.cancel}
          </Button>
          <Button
            variant="danger"
            onClick={() => (reason.trim() === '' ? setAsked(true) : props.onCancel(reason.trim()))}
          >
            {t.cancelNumber}
          </Button>
        </>
      }
    >
      <p>{t.cancelText}</p>
      <TextArea
        label={t.cancelReason}
        autoFocus
        maxLength={1000}
        value={reason}
        onChange={setReason}
        error={asked && reason.trim() === '' ? t.cancelNeeded : null}
      />
    </Dialog>
  )
}
