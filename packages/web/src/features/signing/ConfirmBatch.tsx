// The one confirmation of a pile, for signing and for issuing: what will be done, what is left and why, the key's passphrase.
import type { Refusal, SigningCard } from '@congvan/contract'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { say } from '../../lib/language.ts'
import { Button, Dialog, type IconName, TextInput } from '../../ui/index.ts'
import { KeyChoice, useKeyChoice } from './devices/KeyChoice.tsx'

export interface ConfirmBatchProps {
  cards: SigningCard[]
  refusalOf: (card: SigningCard) => Refusal | null | undefined
  needsPassphrase: boolean
  words: {
    title: (ready: number) => string
    text: string
    confirm: (ready: number) => string
    cancel: string
    refusedSome: (refused: number) => string
    passphrase: string
    passphraseHint?: string
  }
  icon: IconName
  /** The list of what will be done. */
  children: (ready: SigningCard[]) => ReactNode
  onClose: () => void
  onConfirm: (ids: string[], passphrase: string) => void
  /** Whose key signs; when it lies on a device, the device is asked instead. */
  holder: 'person' | 'agency'
  onDevice: (keyId: string, ids: string[]) => void
  onTry: (keyId: string) => void
}

export function ConfirmBatch(props: ConfirmBatchProps) {
  const { words } = props
  const [passphrase, setPassphrase] = useState('')
  const [keyId, setKeyId] = useState<string | null>(null)
  const choice = useKeyChoice(props.holder, keyId)
  const confirm = useRef<HTMLButtonElement>(null)
  // Two keys: the act's own, then Enter.
  useEffect(() => {
    if (!props.needsPassphrase) confirm.current?.focus()
  }, [props.needsPassphrase])
  const ready = props.cards.filter((card) => !props.refusalOf(card))
  const refused = props.cards.filter((card) => props.refusalOf(card))
  const go = () => {
    const ids = ready.map((card) => card.documentId)
    if (choice.chosen && choice.chosen.kind !== 'software') props.onDevice(choice.chosen.id, ids)
    else props.onConfirm(ids, passphrase)
  }
  return (
    <Dialog
      open
      title={words.title(ready.length)}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="plain" onClick={props.onClose}>
            {words.cancel}
          </Button>
          <Button
            ref={confirm}
            variant="primary"
            icon={props.icon}
            disabled={ready.length === 0 || choice.chosen?.problem != null}
            onClick={go}
          >
            {words.confirm(ready.length)}
          </Button>
        </>
      }
    >
      <p>{words.text}</p>
      {props.children(ready)}
      {refused.length > 0 && (
        <div className="sign-refused">
          <p>{words.refusedSome(refused.length)}</p>
          <ul>
            {refused.map((card) => (
              <li key={card.documentId}>
                <strong>{card.subject}</strong> {say(props.refusalOf(card)!)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <KeyChoice {...choice} onChoose={setKeyId} onTry={(key) => props.onTry(key.id)} />
      {props.needsPassphrase && (
        <TextInput
          label={words.passphrase}
          hint={words.passphraseHint}
          type="password"
          autoFocus
          autoComplete="off"
          value={passphrase}
          onChange={setPassphrase}
          onEnter={go}
        />
      )}
    </Dialog>
  )
}
