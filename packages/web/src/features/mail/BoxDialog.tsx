// One box of the register: how much it holds, and its other addresses.
import type { MailboxRow } from '@congvan/contract'
import { useState } from 'react'
import { Banner, Button, Dialog, TextInput, toast } from '../../ui/index.ts'
import { act } from './api.ts'
import { useTexts } from './texts.ts'

const MOST_MB = 102_400

export function BoxDialog(props: { box: MailboxRow; onChanged: () => void; onClose: () => void }) {
  const t = useTexts()
  const { box } = props
  const [quota, setQuota] = useState(String(box.quotaMb))
  const [alias, setAlias] = useState('')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const megabytes = Number(quota.trim())
  const badQuota = !(Number.isInteger(megabytes) && megabytes >= 1 && megabytes <= MOST_MB)
  const domain = box.address.slice(box.address.indexOf('@'))
  const address = alias.trim().includes('@') ? alias.trim() : `${alias.trim()}${domain}`
  const doing = async (name: string, input: Record<string, unknown>, done: string) => {
    setBusy(true)
    setTrouble(null)
    try {
      await act(name, { mailboxId: box.id, ...input })
      toast(done)
      setAlias('')
      props.onChanged()
    } catch (error) {
      setTrouble((error as Error).message)
    }
    setBusy(false)
  }
  return (
    <Dialog
      open
      title={box.address}
      onClose={props.onClose}
      actions={
        <Button variant="plain" onClick={props.onClose}>
          {t.close}
        </Button>
      }
    >
      <div className="mail-form">
        {trouble && (
          <Banner tone="amber" alert>
            {trouble}
          </Banner>
        )}
        <form
          noValidate
          className="mail-pair"
          onSubmit={(event) => {
            event.preventDefault()
            if (!badQuota) void doing('mail.change-box', { quotaMb: megabytes }, t.quotaSet(megabytes))
          }}
        >
          <TextInput
            label={t.quotaLabel}
            hint={t.quotaHint}
            value={quota}
            onChange={setQuota}
            maxLength={6}
            error={badQuota ? t.badQuota : null}
          />
          <Button type="submit" busy={busy}>
            {t.setQuota}
          </Button>
        </form>
        <form
          noValidate
          className="mail-pair"
          onSubmit={(event) => {
            event.preventDefault()
            if (alias.trim())
              void doing('mail.put-alias', { address: address.toLowerCase(), ended: false }, t.aliasSet)
          }}
        >
          <TextInput
            label={t.aliasLabel}
            hint={t.aliasHint(domain)}
            value={alias}
            onChange={setAlias}
            maxLength={254}
          />
          <Button type="submit" busy={busy}>
            {t.addAlias}
          </Button>
        </form>
        {box.aliases.length > 0 && (
          <ul className="mail-rows" aria-label={t.aliases}>
            {box.aliases.map((one) => (
              <li key={one}>
                <span className="mail-head">{one}</span>
                <Button
                  size="small"
                  aria-label={`${t.endAlias}: ${one}`}
                  onClick={() => void doing('mail.put-alias', { address: one, ended: true }, t.aliasEnded)}
                >
                  {t.endAlias}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  )
}
