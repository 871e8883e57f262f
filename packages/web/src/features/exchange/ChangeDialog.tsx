// Cập nhật, lấy lại, thay thế: what the sender asks of every addressee, with its reason.
import { useState } from 'react'
import { useLocation } from 'wouter'
import { command, newId } from '../../lib/api.ts'
import { paths } from '../../paths.ts'
import { Banner, Button, Checkbox, Dialog, TextArea, TextInput, toast } from '../../ui/index.ts'
import { act, type Way } from './api.ts'
import type { Run } from './ExchangePage.tsx'
import { useTexts } from './texts.ts'

export type ChangeKind = 'update' | 'take-back' | 'replace'

interface Props {
  kind: ChangeKind
  documentId: string
  way: Way
  run: Run
  onClose: () => void
}

export function ChangeDialog(props: Props) {
  const t = useTexts()
  const { kind, documentId, way, run, onClose } = props
  const [, go] = useLocation()
  const [reason, setReason] = useState('')
  const [subject, setSubject] = useState(way.subject)
  const [dueOn, setDueOn] = useState(way.dueOn?.slice(0, 10) ?? '')
  const [without, setWithout] = useState<string[]>([])
  const [missing, setMissing] = useState(false)
  const replace = async () => {
    const draftId = newId()
    try {
      await command('drafting.create', { documentId: draftId, typeCode: '' })
      await act('exchange.replace-with', { documentId, draftId })
      go(paths.draft(draftId))
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
    }
  }
  const send = async () => {
    if (kind === 'replace') return replace()
    if (!reason.trim()) return setMissing(true)
    const update = { documentId, reason, subject, dueOn: dueOn || null, without }
    const done =
      kind === 'update'
        ? await run('exchange.send-update', update, t.sentChange)
        : await run('exchange.ask-back', { documentId, reason }, t.sentChange)
    if (done) onClose()
  }
  return (
    <Dialog
      title={t.changes[kind]}
      open
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button variant="primary" onClick={() => void send()}>
            {kind === 'replace' ? t.beginReplacement : t.sendChange}
          </Button>
        </>
      }
    >
      <div className="change-form">
        <Banner tone="plain">{t.changeNotes[kind]}</Banner>
        {kind === 'update' && (
          <>
            <TextArea label={t.fields.subject} value={subject} onChange={setSubject} />
            <TextInput label={t.fields.dueOn} type="date" value={dueOn} onChange={setDueOn} />
            <fieldset className="change-places">
              <legend>{t.takenOff}</legend>
              {way.statuses.map((row) => (
                <Checkbox
                  key={row.recipientCode}
                  label={row.recipientName}
                  checked={without.includes(row.recipientCode)}
                  onChange={(on) =>
                    setWithout(
                      on
                        ? [...without, row.recipientCode]
                        : without.filter((code) => code !== row.recipientCode),
                    )
                  }
                />
              ))}
            </fieldset>
          </>
        )}
        {kind !== 'replace' && (
          <TextArea
            label={t.changeReason}
            value={reason}
            onChange={(text) => {
              setMissing(false)
              setReason(text)
            }}
            error={missing ? t.needReason : null}
          />
        )}
      </div>
    </Dialog>
  )
}
