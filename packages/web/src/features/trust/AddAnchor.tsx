import { useRef, useState } from 'react'
import { Button, Select, TextInput } from '../../ui/index.ts'
import type { Purpose } from './api.ts'
import { useTrustTexts } from './texts.ts'

interface Added {
  certificate: string
  purpose: Purpose
  note: string
}

/** A certificate travels as text: PEM as it is, DER in base64. */
async function textOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes[0] !== 0x30) return new TextDecoder().decode(bytes)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

export function AddAnchor(props: { onAdd: (added: Added) => void; onBundle: (bundle: string) => void }) {
  const t = useTrustTexts()
  const [purpose, setPurpose] = useState<Purpose>('cong-vu')
  const [note, setNote] = useState('')
  const certificate = useRef<HTMLInputElement>(null)
  const bundle = useRef<HTMLInputElement>(null)
  return (
    <div className="trust-add">
      <Select
        label={t.purpose}
        value={purpose}
        options={(Object.keys(t.purposes) as Purpose[]).map((value) => ({ value, label: t.purposes[value] }))}
        onChange={(value) => setPurpose(value as Purpose)}
      />
      <TextInput label={t.reason} hint={t.reasonHint} value={note} onChange={setNote} />
      <Button icon="plus" onClick={() => certificate.current?.click()}>
        {t.add}
      </Button>
      <Button variant="plain" onClick={() => bundle.current?.click()}>
        {t.bundle}
      </Button>
      <input
        ref={certificate}
        type="file"
        hidden
        aria-label={t.addFile}
        accept=".pem,.crt,.cer,.der"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file) void textOf(file).then((text) => props.onAdd({ certificate: text, purpose, note }))
        }}
      />
      <input
        ref={bundle}
        type="file"
        hidden
        aria-label={t.bundle}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file) void file.text().then(props.onBundle)
        }}
      />
    </div>
  )
}
