// The register of the agency's boxes, made and kept from the staff list.
import type { MailboxRow } from '@congvan/contract'
import { useState } from 'react'
import { dayWords } from '../../lib/clock.ts'
import { Badge, Banner, Button, Skeleton, toast } from '../../ui/index.ts'
import { act, useBoxes } from './api.ts'
import { BoxDialog } from './BoxDialog.tsx'
import { useTexts } from './texts.ts'

export function Boxes() {
  const t = useTexts()
  const register = useBoxes()
  const [open, setOpen] = useState<string | null>(null)
  if (!register.data)
    return register.error ? (
      <Banner
        tone="amber"
        alert
        actions={<Button onClick={() => void register.refetch()}>{t.tryAgain}</Button>}
      >
        {register.error.message}
      </Banner>
    ) : (
      <Skeleton lines={6} />
    )
  const doing = async (name: string, input: Record<string, unknown>, done: string) => {
    try {
      await act(name, input)
      toast(done)
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
    }
    void register.refetch()
  }
  const { boxes, missing, agencyBox } = register.data
  const opened = boxes.find((box) => box.id === open)
  return (
    <div className="mail-list">
      <div className="mail-box-acts">
        <p>{missing.length > 0 ? t.missing(missing.length) : t.allHave}</p>
        {(missing.length > 0 || !agencyBox) && (
          <Button onClick={() => void doing('mail.provision', {}, t.provisioned)}>{t.provision}</Button>
        )}
      </div>
      <ul className="mail-rows">
        {boxes.map((box) => (
          <Box
            key={box.id}
            box={box}
            onOpen={() => setOpen(box.id)}
            onState={(state) => void doing('mail.change-box', { mailboxId: box.id, state }, t.changed)}
          />
        ))}
      </ul>
      {opened && (
        <BoxDialog
          key={opened.id}
          box={opened}
          onChanged={() => void register.refetch()}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  )
}

function Box({
  box,
  onOpen,
  onState,
}: {
  box: MailboxRow
  onOpen: () => void
  onState: (state: 'active' | 'suspended') => void
}) {
  const t = useTexts()
  const facts = [
    box.name,
    t.quota(box.quotaMb),
    box.lastUsedOn ? t.used(dayWords(box.lastUsedOn)) : t.neverUsed,
    ...box.aliases,
    ...(box.forwardTo ? [t.forward(box.forwardTo, box.forwardUntil ? dayWords(box.forwardUntil) : '')] : []),
  ]
  return (
    <li>
      <div className="mail-head">
        <strong>{box.address}</strong>
        <span>{facts.join(' · ')}</span>
      </div>
      <Badge tone={box.state === 'active' ? 'accent' : 'amber'}>{t.boxStates[box.state]}</Badge>
      {box.state !== 'closed' && (
        <Button aria-label={`${t.edit}: ${box.address}`} onClick={onOpen}>
          {t.edit}
        </Button>
      )}
      {box.state !== 'closed' && (
        <Button
          aria-label={`${box.state === 'active' ? t.suspend : t.resume}: ${box.address}`}
          onClick={() => onState(box.state === 'active' ? 'suspended' : 'active')}
        >
          {box.state === 'active' ? t.suspend : t.resume}
        </Button>
      )}
    </li>
  )
}
