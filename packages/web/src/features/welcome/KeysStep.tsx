// Step 3: whose hand and whose seal. It may wait: documents can be drafted before anybody can sign.
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import { paths } from '../../paths.ts'
import { Banner, Button, Icon, Select, TextInput, toast } from '../../ui/index.ts'
import { addKey, addPicture } from './api.ts'
import type { SetupHolder } from './model/setup.ts'
import { useTexts } from './texts.ts'

export function KeysStep({ holders, onBack }: { holders: SetupHolder[]; onBack: () => void }) {
  const t = useTexts()
  const [holder, setHolder] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [picture, setPicture] = useState<File | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [added, setAdded] = useState<string[]>([])
  const nameOf = (id: string) => holders.find((h) => h.id === id)?.label ?? id
  const nothing = !file && !picture
  const add = async () => {
    setAsked(true)
    if (holder === '' || nothing) return
    setBusy(true)
    setTrouble(null)
    try {
      if (file) await addKey(file, holder, passphrase)
      setFile(null)
      if (picture) await addPicture(picture, holder)
      setPicture(null)
      toast(t.keyAdded(nameOf(holder)))
      setAdded((now) => [...now, nameOf(holder)])
      setHolder('')
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
          hint={t.passphraseHint}
          type="password"
          autoComplete="off"
          value={passphrase}
          onChange={setPassphrase}
        />
      </div>
      <Pick
        label={t.chooseKey}
        accept=".p12,.pfx,application/x-pkcs12"
        file={file}
        hint={t.keyFile}
        onPick={setFile}
      />
      <Pick
        label={t.choosePicture}
        accept=".png,image/png"
        file={picture}
        hint={t.pictureHint}
        onPick={setPicture}
      />
      {asked && nothing && (
        <p className="drop-error" role="alert">
          {t.needKey}
        </p>
      )}
      <div>
        <Button variant={added.length > 0 ? 'quiet' : 'primary'} busy={busy} onClick={() => void add()}>
          {t.addKey}
        </Button>
      </div>
      {added.length > 0 && (
        <ul className="keys-added" aria-label={t.keysDone}>
          {added.map((who, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one person may get a key, then a picture
            <li key={at}>
              <Icon name="check" size={16} /> {who}
            </li>
          ))}
        </ul>
      )}
      <div className="step-acts">
        <Button variant="plain" onClick={onBack}>
          {t.back}
        </Button>
        <Link href={paths.admin()} className={`button ${added.length > 0 ? 'primary' : 'quiet'}`}>
          {added.length > 0 ? t.finish : t.later}
        </Link>
      </div>
    </div>
  )
}

function Pick(props: {
  label: string
  accept: string
  file: File | null
  hint: string
  onPick: (file: File) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="drop">
      <Button icon="upload" onClick={() => input.current?.click()}>
        {props.label}
      </Button>
      <span>{props.file?.name ?? props.hint}</span>
      <input
        ref={input}
        type="file"
        accept={props.accept}
        tabIndex={-1}
        className="visually-hidden"
        aria-label={props.label}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) props.onPick(file)
        }}
      />
    </div>
  )
}
