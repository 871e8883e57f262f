// The one confirmation: what will be signed, what is left and why.
import type { SigningCard } from '@congvan/contract'
import { useEffect, useRef, useState } from 'react'
import { say } from '../../lib/language.ts'
import { Button, Dialog, TextInput, UrgencyMark } from '../../ui/index.ts'
import { useTexts } from './texts.ts'

export function SignDialog(props: {
  cards: SigningCard[]
  needsPassphrase: boolean
  onClose: () => void
  onSign: (ids: string[], passphrase: string) => void
}) {
  const t = useTexts()
  const [passphrase, setPassphrase] = useState('')
  const confirm = useRef<HTMLButtonElement>(null)
  // Two keys: the act's own, then Enter.
  useEffect(() => {
    if (!props.needsPassphrase) confirm.current?.focus()
  }, [props.needsPassphrase])
  const ready = props.cards.filter((c) => !c.can.sign)
  const refused = props.cards.filter((c) => c.can.sign)
  const sign = () =>
    props.onSign(
      ready.map((c) => c.documentId),
      passphrase,
    )
  return (
    <Dialog
      open
      title={t.confirmTitle(ready.length)}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="plain" onClick={props.onClose}>
            {t.cancel}
          </Button>
          <Button ref={confirm} variant="primary" icon="sign" disabled={ready.length === 0} onClick={sign}>
            {ready.length > 1 ? t.signMany(ready.length) : t.sign}
          </Button>
        </>
      }
    >
      <p>{t.confirmText}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list must be scrolled by the keyboard too */}
      <ol className="sign-list" tabIndex={0}>
        {ready.map((c) => (
          <li key={c.documentId}>
            <UrgencyMark urgency={c.urgency} /> {c.subject}
          </li>
        ))}
      </ol>
      {refused.length > 0 && (
        <div className="sign-refused">
          <p>{t.refusedSome(refused.length)}</p>
          <ul>
            {refused.map((c) => (
              <li key={c.documentId}>
                <strong>{c.subject}</strong> {say(c.can.sign!)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {props.needsPassphrase && (
        <TextInput
          label={t.passphrase}
          hint={t.passphraseHint}
          type="password"
          autoFocus
          autoComplete="off"
          value={passphrase}
          onChange={setPassphrase}
          onEnter={sign}
        />
      )}
    </Dialog>
  )
}
