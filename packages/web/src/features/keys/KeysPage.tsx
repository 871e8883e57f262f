// Chứng thư số: the keys a person and a clerk sign with, where they lie, whether they may be used today.
import type { SigningKeyView } from '@congvan/contract'
import { useState } from 'react'
import { command } from '../../lib/api.ts'
import { momentWords } from '../../lib/clock.ts'
import { takeAnswer, useApi, useMe } from '../../lib/data.ts'
import { say } from '../../lib/language.ts'
import { Badge, Banner, Button, Empty, Skeleton, toast } from '../../ui/index.ts'
import { DevicePanel } from '../signing/devices/DevicePanel.tsx'
import { useDeviceTexts } from '../signing/devices/texts.ts'
import { useDevice } from '../signing/devices/useDevice.ts'
import { AddKey } from './AddKey.tsx'
import './keys.css'
import { Services } from './Services.tsx'
import { useTexts } from './texts.ts'

const day = (iso: string) => momentWords(iso).slice(0, 10)

export function KeysPage() {
  const t = useTexts()
  const me = useMe()
  const answer = useApi('signing.keys', {})
  const [adding, setAdding] = useState<'person' | 'agency' | null>(null)
  const device = useDevice((message) => toast(message, { tone: 'error' }))
  if (answer.isPending) return <Skeleton lines={6} />
  if (answer.error && !answer.data)
    return (
      <Banner
        tone="amber"
        alert
        actions={<Button onClick={() => void answer.refetch()}>{t.tryAgain}</Button>}
      >
        {answer.error.message}
      </Banner>
    )
  const roles = me.data?.acting.roles ?? []
  const tryKey = (key: SigningKeyView) =>
    device
      .start({ keyId: key.id, purpose: 'trial', documentIds: [] })
      .catch((error: Error) => toast(error.message, { tone: 'error' }))
  const retire = async (key: SigningKeyView) => {
    try {
      takeAnswer(await command('signing.retire-key', { keyId: key.id }))
      toast(t.retired)
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
    }
  }
  const section = (holder: 'person' | 'agency') => (
    <section className="keys-section" aria-labelledby={`keys-${holder}`}>
      <header>
        <h2 id={`keys-${holder}`}>{holder === 'person' ? t.mine : t.agency}</h2>
        <Button icon="plus" onClick={() => setAdding(holder)}>
          {holder === 'person' ? t.add : t.addAgency}
        </Button>
      </header>
      <KeyList
        keys={answer.data.keys.filter((key) => key.holder === holder)}
        onTry={(key) => void tryKey(key)}
        onRetire={(key) => void retire(key)}
      />
    </section>
  )
  return (
    <div className="keys">
      <h1>{t.title}</h1>
      {section('person')}
      {roles.includes('clerk') && section('agency')}
      {roles.includes('admin') && <Services />}
      {adding && <AddKey holder={adding} onClose={() => setAdding(null)} />}
      <DevicePanel device={device} />
    </div>
  )
}

function KeyList(props: {
  keys: SigningKeyView[]
  onTry: (key: SigningKeyView) => void
  onRetire: (key: SigningKeyView) => void
}) {
  const t = useTexts()
  const kinds = useDeviceTexts().kinds
  if (props.keys.length === 0) return <Empty title={t.none}>{t.noneText}</Empty>
  return (
    <ul className="keys-list">
      {props.keys.map((key) => (
        <li key={key.id}>
          <div>
            <strong>{kinds[key.kind]}</strong> {key.reference || key.serviceName}
            <small>
              {key.subject}, {t.valid(day(key.notBefore), day(key.notAfter))}
            </small>
            {key.problem && <p className="keys-problem">{say(key.problem)}</p>}
          </div>
          {!key.problem && (
            <Badge tone={key.tried ? 'accent' : 'plain'}>{key.tried ? t.ready : t.notTried}</Badge>
          )}
          {key.kind !== 'software' && (
            <span className="keys-acts">
              {!key.problem && (
                <Button size="small" onClick={() => props.onTry(key)}>
                  {t.tryIt}
                </Button>
              )}
              <Button size="small" variant="plain" onClick={() => props.onRetire(key)}>
                {t.retire}
              </Button>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
