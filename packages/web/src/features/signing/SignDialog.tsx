// The one confirmation: what will be signed, what is left and why.
import type { SigningCard } from '@congvan/contract'
import { UrgencyMark } from '../../ui/index.ts'
import { ConfirmBatch } from './ConfirmBatch.tsx'
import { useTexts } from './texts.ts'

export function SignDialog(props: {
  cards: SigningCard[]
  needsPassphrase: boolean
  onClose: () => void
  onSign: (ids: string[], passphrase: string) => void
  /** The chosen key lies on a device. */
  onDevice: (keyId: string, ids: string[]) => void
  onTry: (keyId: string) => void
}) {
  const t = useTexts()
  return (
    <ConfirmBatch
      cards={props.cards}
      refusalOf={(card) => card.can.sign}
      needsPassphrase={props.needsPassphrase}
      icon="sign"
      words={{
        title: t.confirmTitle,
        text: t.confirmText,
        confirm: (ready) => (ready > 1 ? t.signMany(ready) : t.sign),
        cancel: t.cancel,
        refusedSome: t.refusedSome,
        passphrase: t.passphrase,
        passphraseHint: t.passphraseHint,
      }}
      onClose={props.onClose}
      onConfirm={props.onSign}
      holder="person"
      onDevice={props.onDevice}
      onTry={props.onTry}
    >
      {(ready) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list must be scrolled by the keyboard too
        <ol className="sign-list" tabIndex={0}>
          {ready.map((card) => (
            <li key={card.documentId}>
              <UrgencyMark urgency={card.urgency} /> {card.subject}
            </li>
          ))}
        </ol>
      )}
    </ConfirmBatch>
  )
}
