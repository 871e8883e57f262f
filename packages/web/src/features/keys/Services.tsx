// The administrator's part: where keys outside this installation are reached.
import type { SigningServiceKind, SigningServiceView } from '@congvan/contract'
import { useState } from 'react'
import { command, newId } from '../../lib/api.ts'
import { takeAnswer, useApi } from '../../lib/data.ts'
import { Banner, Button, Checkbox, Dialog, Select, TextInput, toast } from '../../ui/index.ts'
import { useTexts } from './texts.ts'

const KINDS: SigningServiceKind[] = ['token', 'mobile-id', 'mss', 'csc-v2', 'csc-v1']
const BLANK = { id: '', kind: 'token', name: '', url: 'wss://127.0.0.1:8987', settings: {}, keys: 0 } as const

export function Services() {
  const t = useTexts()
  const services = useApi('signing.services', {}).data?.services ?? []
  const [editing, setEditing] = useState<SigningServiceView | null>(null)
  const stop = async (one: SigningServiceView) => {
    try {
      takeAnswer(await command('signing.retire-service', { serviceId: one.id }))
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
    }
  }
  return (
    <section className="keys-section" aria-labelledby="keys-services">
      <header>
        <h2 id="keys-services">{t.services}</h2>
        <Button icon="plus" onClick={() => setEditing(BLANK)}>
          {t.addService}
        </Button>
      </header>
      <ul className="keys-list">
        {services.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{one.name}</strong>
              <small>
                {t.kinds[one.kind]}, {one.url}
              </small>
            </div>
            <span className="keys-acts">
              <Button size="small" onClick={() => setEditing(one)}>
                {t.edit}
              </Button>
              <Button size="small" variant="plain" onClick={() => void stop(one)}>
                {t.stop}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {editing && <ServiceForm service={editing} onClose={() => setEditing(null)} />}
    </section>
  )
}

function ServiceForm({ service, onClose }: { service: SigningServiceView; onClose: () => void }) {
  const t = useTexts()
  const [kind, setKind] = useState(service.kind)
  const [name, setName] = useState(service.name)
  const [url, setUrl] = useState(service.url)
  const [settings, setSettings] = useState(service.settings)
  const [secret, setSecret] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const put = (key: string, value: string) => setSettings((now) => ({ ...now, [key]: value }))
  const remote = kind === 'csc-v1' || kind === 'csc-v2'
  const save = async () => {
    try {
      const serviceId = service.id || newId()
      takeAnswer(await command('signing.put-service', { serviceId, kind, name, url, settings, secret }))
      toast(t.saved)
      onClose()
    } catch (error) {
      setTrouble((error as Error).message)
    }
  }
  return (
    <Dialog
      open
      title={service.id ? service.name : t.addService}
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button variant="primary" onClick={() => void save()}>
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
      <Select
        label={t.kind}
        value={kind}
        options={KINDS.map((one) => ({ value: one, label: t.kinds[one] ?? one }))}
        onChange={setKind}
      />
      <TextInput label={t.name} value={name} onChange={setName} />
      <TextInput label={t.url} value={url} onChange={setUrl} />
      {kind !== 'token' && (
        <>
          <TextInput
            label={t.clientId}
            value={settings.clientId ?? ''}
            onChange={(v) => put('clientId', v)}
          />
          <TextInput
            label={t.secret}
            hint={service.id ? t.secretHint : null}
            type="password"
            autoComplete="off"
            value={secret}
            onChange={setSecret}
          />
        </>
      )}
      {remote && (
        <>
          <Checkbox
            label={t.authMode}
            checked={settings.authMode === 'pin'}
            onChange={(on) => put('authMode', on ? 'pin' : '')}
          />
          <Checkbox
            label={t.hsm}
            checked={settings.hsm === 'yes'}
            onChange={(on) => put('hsm', on ? 'yes' : '')}
          />
        </>
      )}
    </Dialog>
  )
}
