// Giữ số and Bỏ giữ số: what is typed here is printed in the book.
import type { BookView, EntryRow } from '@congvan/contract'
import { useState } from 'react'
import { command } from '../../lib/api.ts'
import { takeAnswer } from '../../lib/data.ts'
import { language } from '../../lib/language.ts'
import { Banner, Button, Dialog, Select, TextArea, TextInput, toast } from '../../ui/index.ts'
import { TYPES } from '../drafting/model/sections.ts'
import { useTexts } from './texts.ts'

/** One act of a dialog: busy while it runs, its refusal as a sentence inside the dialog. */
function useAct(onDone: () => void) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const act = async (run: () => Promise<string>) => {
    setBusy(true)
    setTrouble(null)
    try {
      const said = await run()
      takeAnswer(null)
      toast(said)
      onDone()
    } catch (error) {
      setTrouble((error as Error).message)
      setBusy(false)
    }
  }
  return { busy, trouble, act }
}

export function ReserveDialog({ book, onClose }: { book: BookView; onClose: () => void }) {
  const t = useTexts()
  const { busy, trouble, act } = useAct(onClose)
  const [typeCode, setTypeCode] = useState('')
  const [reason, setReason] = useState('')
  const [expiresOn, setExpiresOn] = useState('')
  const [asked, setAsked] = useState(false)
  const reserve = () => {
    if (!reason.trim() || !expiresOn) return setAsked(true)
    void act(async () => {
      const { number } = await command('registers.reserve', {
        bookId: book.id,
        typeCode,
        reason: reason.trim(),
        expiresOn,
      })
      return t.reserved(number)
    })
  }
  return (
    <Dialog
      open
      title={t.reserveTitle}
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button variant="primary" icon="stamp" busy={busy} onClick={reserve}>
            {t.reserve}
          </Button>
        </>
      }
    >
      <p>{t.reserveText}</p>
      {trouble && (
        <Banner tone="amber" alert>
          {trouble}
        </Banner>
      )}
      {book.series.length > 1 && (
        <Select
          label={t.reserveType}
          value={typeCode}
          options={TYPES.map((type) => ({ value: type.code, label: type[language()] }))}
          onChange={setTypeCode}
        />
      )}
      <TextArea
        label={t.reserveReason}
        maxLength={500}
        autoFocus
        value={reason}
        onChange={setReason}
        error={asked && !reason.trim() ? t.reserveNeeded : null}
      />
      <TextInput
        type="date"
        label={t.reserveUntil}
        value={expiresOn}
        onChange={setExpiresOn}
        error={asked && !expiresOn ? t.untilNeeded : null}
      />
    </Dialog>
  )
}

export function ReleaseDialog({ entry, onClose }: { entry: EntryRow; onClose: () => void }) {
  const t = useTexts()
  const { busy, trouble, act } = useAct(onClose)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const release = () => {
    if (!reason.trim()) return setAsked(true)
    void act(async () => {
      const { number } = await command('registers.release', { entryId: entry.id, reason: reason.trim() })
      return t.released(number)
    })
  }
  return (
    <Dialog
      open
      title={t.releaseTitle(entry.number)}
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button variant="danger" busy={busy} onClick={release}>
            {t.release}
          </Button>
        </>
      }
    >
      <p>{t.releaseText(entry.note ?? '')}</p>
      {trouble && (
        <Banner tone="amber" alert>
          {trouble}
        </Banner>
      )}
      <TextArea
        label={t.releaseReason}
        maxLength={500}
        autoFocus
        value={reason}
        onChange={setReason}
        error={asked && !reason.trim() ? t.reserveNeeded : null}
      />
    </Dialog>
  )
}
