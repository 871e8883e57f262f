// "Người thay khi vắng mặt": from one day to another, with the reason.
import { useState } from 'react'
import { command } from '../../lib/api.ts'
import { dayWords, todayOnServer } from '../../lib/clock.ts'
import { takeAnswer } from '../../lib/data.ts'
import { Banner, Button, Dialog, Select, TextInput, toast } from '../../ui/index.ts'
import type { PostLine } from './Agency.tsx'
import { useTexts } from './texts.ts'

export function AbsenceDialog({
  post,
  posts,
  onClose,
}: {
  post: PostLine
  posts: PostLine[]
  onClose: () => void
}) {
  const t = useTexts()
  const [substitute, setSubstitute] = useState('')
  const [from, setFrom] = useState(todayOnServer())
  const [to, setTo] = useState('')
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const others = posts.filter(
    (p) => p.positionId !== post.positionId && p.personId && p.personId !== post.personId,
  )
  const dates = from === '' || to === '' ? t.needDates : from > to ? t.wrongDates : null
  const save = async () => {
    setAsked(true)
    if (substitute === '' || dates) return
    setBusy(true)
    try {
      await command('organisations.set-absence', {
        positionId: post.positionId,
        delegatePositionId: substitute,
        from,
        to,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      })
      takeAnswer(null)
      const who = others.find((p) => p.positionId === substitute)?.personName ?? ''
      toast(t.saved(who, dayWords(from), dayWords(to)))
      onClose()
    } catch (error) {
      setTrouble((error as Error).message)
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      title={t.awayFor(post.personName ?? post.title)}
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button variant="primary" busy={busy} onClick={() => void save()}>
            {t.save}
          </Button>
        </>
      }
    >
      {trouble && (
        <Banner tone="amber" alert>
          {trouble}
        </Banner>
      )}
      <p>{t.awayText}</p>
      <Select
        label={t.substitute}
        value={substitute}
        error={asked && substitute === '' ? t.needSubstitute : null}
        options={[
          { value: '', label: t.pickSubstitute },
          ...others.map((p) => ({
            value: p.positionId,
            label: `${p.personName}, ${p.title}`,
            group: p.unitName ?? t.leaders,
          })),
        ]}
        onChange={setSubstitute}
      />
      <div className="absence-days">
        <TextInput label={t.from} type="date" value={from} onChange={setFrom} />
        <TextInput label={t.to} type="date" value={to} onChange={setTo} error={asked ? dates : null} />
      </div>
      <TextInput
        label={t.reason}
        placeholder={t.reasonHint}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </Dialog>
  )
}
