// Mã ứng dụng: a telephone or a mail program enters with a code of its own, which is shown once and taken back alone.
import type { MailDesk } from '@congvan/contract'
import { useState } from 'react'
import { momentWords } from '../../lib/clock.ts'
import { Banner, Button, Dialog, TextInput, toast } from '../../ui/index.ts'
import { act, makeToken } from './api.ts'
import { useTexts } from './texts.ts'

export function Tokens({ box, onChanged }: { box: MailDesk['boxes'][number]; onChanged: () => void }) {
  const t = useTexts()
  const [open, setOpen] = useState(false)
  const revoke = async (credentialId: string) => {
    try {
      await act('mail.revoke-credential', { credentialId })
      toast(t.tokenRevoked)
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
    }
    onChanged()
  }
  return (
    <>
      {box.tokens.length > 0 && (
        <ul className="mail-rows" aria-label={t.tokens}>
          {box.tokens.map((one) => (
            <li key={one.id}>
              <span className="mail-head">
                <strong>{one.label}</strong>
                <span>{t.madeOn(momentWords(one.madeAt))}</span>
              </span>
              <Button
                size="small"
                aria-label={`${t.revokeToken}: ${one.label}`}
                onClick={() => void revoke(one.id)}
              >
                {t.revokeToken}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button size="small" aria-label={`${t.makeToken}: ${box.address}`} onClick={() => setOpen(true)}>
          {t.makeToken}
        </Button>
      </div>
      {open && (
        <TokenDialog
          box={box}
          onClose={() => {
            setOpen(false)
            onChanged()
          }}
        />
      )}
    </>
  )
}

function TokenDialog({ box, onClose }: { box: MailDesk['boxes'][number]; onClose: () => void }) {
  const t = useTexts()
  const [label, setLabel] = useState('')
  const [token, setToken] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const make = async () => {
    setBusy(true)
    setTrouble(null)
    try {
      setToken((await makeToken(box.id, label.trim())).token)
    } catch (error) {
      setTrouble((error as Error).message)
    }
    setBusy(false)
  }
  return (
    <Dialog
      open
      title={`${t.makeToken}: ${box.address}`}
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onClick={onClose}>
            {t.close}
          </Button>
          {token === null && (
            <Button variant="primary" busy={busy} onClick={() => void make()}>
              {t.makeToken}
            </Button>
          )}
        </>
      }
    >
      <div className="mail-form">
        {trouble && (
          <Banner tone="amber" alert>
            {trouble}
          </Banner>
        )}
        {token === null ? (
          <TextInput
            label={t.tokenLabel}
            hint={t.tokenHint}
            value={label}
            onChange={setLabel}
            maxLength={60}
            onEnter={() => void make()}
          />
        ) : (
          <>
            <p>{t.tokenOnce(box.address)}</p>
            <code className="mail-token">{token}</code>
          </>
        )}
      </div>
    </Dialog>
  )
}
