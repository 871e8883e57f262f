// Step 3: whose hand and whose seal. It may wait: documents can be drafted before anybody can sign.
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import { paths } from '../../paths.ts'
import { Banner, Button, Icon, Select, TextInput, toast } from '../../ui/index.ts'
import { addKey } from './api.ts'
import type { SetupHolder } from './model/setup.ts'
import { useTexts } from './texts.ts'

export function KeysStep({ holders, onBack }: { holders: SetupHolder[]; onBack: () => void }) {
  const t = useTexts()
  const input = useRef<HTMLInputElement>(null)
  const [holder, setHolder] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [added, setAdded] = useState<string[]>([])
  const nameOf = (id: string) => holders.find((h) => h.id === id)?.label ?? id
  const add = async () => {
    setAsked(true)
    if (holder === '' || !file) return
    setBusy(true)
    setTrouble(null)
    try {
      await addKey(file, holder, passphrase)
      toast(t.keyAdded(nameOf(holder)))
      setAdded((now) => [...now, nameOf(holder)])
      setHolder('')
      setFile(null)
      setPassphrase('')
      setAsked(false)
    } catch (error) {
      setTrouble((error as Error).message)
    }
    setBusy(false)
  }
  return (
    <div className="step-part">
      <p className="step-text">{t.keysText}</p>
      {trouble && (
        <Banner tone="amber" alert>
          {trouble}
        </Banner>
      )}
      <div className="step-fields">
        {holders.length > 0 ? (
          <Select
            label={t.holder}
            value={holder}
            error={asked && holder === '' ? t.needHolder : null}
            options={[
              { value: '', label: t.pickHolder },
              ...holders.map((h) => ({ value: h.id, label: h.label })),
            ]}
            onChange={setHolder}
          />
        ) : (
          <TextInput
            label={t.holder}
            hint={t.holderHint}
            value={holder}
            onChange={setHolder}
            error={asked && holder === '' ? t.needHolder : null}
          />
        )}
        <TextInput
          label={t.passphrase}
          type="password"
          autoComplete="off"
          value={passphrase}
          onChange={setPassphrase}
        />
      </div>
      <div className="drop">
        <Button icon="upload" onClick={() => input.current?.click()}>
          {t.chooseKey}
        </Button>
        <span className={asked && !file ? 'drop-error' : ''}>
          {file?.name ?? (asked ? t.needKey : t.keyFile)}
        </span>
        <input
          ref={input}
          type="file"
          accept=".p12,.pfx,application/x-pkcs12"
          tabIndex={-1}
          className="visually-hidden"
          aria-label={t.chooseKey}
          onChange={(event) => {
            setFile(event.target.files?.[0] ?? null)
            event.target.value = ''
          }}
        />
      </div>
      <div>
        <Button variant={added.length > 0 ? 'quiet' : 'primary'} busy={busy} onClick={() => void add()}>
          {t.addKey}
        </Button>
      </div>
      {added.length > 0 && (
        <ul className="keys-added" aria-label={t.keysDone}>
          {added.map((who) => (
            <li key={who}>
              <Icon name="check" size={16} /> {who}
            </li>
          ))}
        </ul>
      )}
      <div className="step-acts">
        <Button variant="plain" onClick={onBack}>
          {t.back}
        </Button>
        <Link href={paths.logIn()} className={`button ${added.length > 0 ? 'primary' : 'quiet'}`}>
          {added.length > 0 ? t.finish : t.later}
        </Link>
      </div>
    </div>
  )
}
