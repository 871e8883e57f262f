import type { SigningCard } from '@congvan/contract'
import { useState } from 'react'
import { dayWords } from '../../lib/clock.ts'
import { useApi } from '../../lib/data.ts'
import { Button, Dialog, Select, TextArea } from '../../ui/index.ts'
import { ConfirmBatch } from '../signing/ConfirmBatch.tsx'
import { fullNumber } from './numbering.ts'
import { useTexts } from './texts.ts'

/** Issuing cannot be undone: one confirmation names every number that will be written. */
export function IssueDialog(props: {
  cards: SigningCard[]
  send: boolean
  needsPassphrase: boolean
  onClose: () => void
  /** `entryId`: the held number that this one document takes instead of the next. */
  onIssue: (ids: string[], passphrase: string, entryId: string | null) => void
  /** The agency's key lies on a device. */
  onDevice: (keyId: string, ids: string[], entryId: string | null) => void
  onTry: (keyId: string) => void
}) {
  const t = useTexts()
  const [entryId, setEntryId] = useState('')
  const only = props.cards.length === 1 ? props.cards[0] : undefined
  return (
    <ConfirmBatch
      cards={props.cards}
      refusalOf={(card) => card.can.issue}
      needsPassphrase={props.needsPassphrase}
      icon="stamp"
      words={{
        title: props.send ? t.confirmTitle : t.holdTitle,
        text: props.send ? t.confirmText : t.holdText,
        confirm: (ready) => (!props.send ? t.hold : ready > 1 ? t.issueMany(ready) : t.issue),
        cancel: t.cancel,
        refusedSome: t.refusedSome,
        passphrase: t.passphrase,
      }}
      onClose={props.onClose}
      onConfirm={(ids, passphrase) => props.onIssue(ids, passphrase, entryId || null)}
      holder="agency"
      onDevice={(keyId, ids) => props.onDevice(keyId, ids, entryId || null)}
      onTry={props.onTry}
    >
      {(ready) => (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list must be scrolled by the keyboard too */}
          <ul className="issue-list" tabIndex={0}>
            {ready.map((card) => (
              <li key={card.documentId}>
                <strong className="nowrap">{fullNumber(card)}</strong>
                <span>{card.subject}</span>
                <small>{t.recipients(card.recipientCount)}</small>
              </li>
            ))}
          </ul>
          {only && !only.can.useReserved && (
            <HeldNumbers documentId={only.documentId} value={entryId} onChange={setEntryId} />
          )}
        </>
      )}
    </ConfirmBatch>
  )
}

/** "Giữ số": shown only where a number is held in this document's series. */
export function HeldNumbers(props: {
  documentId: string
  value: string
  onChange: (entryId: string) => void
}) {
  const t = useTexts()
  const rows = useApi('issuing.reserved', { documentId: props.documentId }).data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <Select
      label={t.whichNumber}
      value={props.value}
      options={[
        { value: '', label: t.nextNumber },
        ...rows.map((row) => ({
          value: row.entryId,
          label: t.heldNumber(row.number, row.reason, dayWords(row.expiresOn)),
        })),
      ]}
      onChange={props.onChange}
    />
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
