// A key is added from where it lies: the certificate is read there, never typed.
import type { FoundSigningKey, SigningServiceView } from '@congvan/contract'
import { useState } from 'react'
import { command, newId } from '../../lib/api.ts'
import { takeAnswer, useApi } from '../../lib/data.ts'
import { say } from '../../lib/language.ts'
import { Banner, Button, Dialog, Select, TextInput, toast } from '../../ui/index.ts'
import { callToken, findKeys } from '../signing/devices/api.ts'
import { useTexts } from './texts.ts'

type Found = Pick<FoundSigningKey, 'reference' | 'certificate' | 'chain'> & Partial<FoundSigningKey>

export function AddKey({ holder, onClose }: { holder: 'person' | 'agency'; onClose: () => void }) {
  const t = useTexts()
  const services = useApi('signing.services', {}).data?.services ?? []
  const [serviceId, setServiceId] = useState('')
  const [account, setAccount] = useState('')
  const [found, setFound] = useState<Found[]>([])
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const service = services.find((one) => one.id === serviceId)
  const guarded = async (work: () => Promise<void>) => {
    setBusy(true)
    setTrouble(null)
    try {
      await work()
    } catch (error) {
      setTrouble((error as Error).message)
    }
    setBusy(false)
  }
  const look = () =>
    service &&
    guarded(async () =>
      setFound(
        service.kind === 'token'
          ? await readToken(service, t.tokenAbsent)
          : (await findKeys({ serviceId, account })).keys,
      ),
    )
  const register = (one: Found) =>
    guarded(async () => {
      takeAnswer(
        await command('signing.register-key', {
          keyId: newId(),
          serviceId,
          holder,
          reference: one.reference,
          certificate: one.certificate,
          chain: one.chain,
        }),
      )
      toast(t.registered)
      onClose()
    })
  return (
    <Dialog
      open
      title={holder === 'person' ? t.add : t.addAgency}
      onClose={onClose}
      actions={
        <Button variant="plain" onClick={onClose}>
          {t.cancel}
        </Button>
      }
    >
      {services.length === 0 && <p>{t.noServices}</p>}
      <Select
        label={t.service}
        value={serviceId}
        options={[
          { value: '', label: t.pickService },
          ...services.map((one) => ({ value: one.id, label: one.name })),
        ]}
        onChange={(id) => {
          setServiceId(id)
          setFound([])
        }}
      />
      {service && service.kind !== 'token' && (
        <TextInput
          label={t.account[service.kind] ?? ''}
          value={account}
          autoComplete="off"
          onChange={setAccount}
          onEnter={() => void look()}
        />
      )}
      {service?.kind === 'token' && <p>{t.readHint}</p>}
      {service && (
        <Button busy={busy} onClick={() => void look()}>
          {service.kind === 'token' ? t.read : t.find}
        </Button>
      )}
      {trouble && (
        <Banner tone="amber" alert>
          {trouble}
        </Banner>
      )}
      <ul className="keys-list">
        {found.map((one) => (
          <li key={one.certificate}>
            <div>
              <strong>{one.subject ?? service?.name}</strong> {one.organisation}
              {one.issuer && <small>{t.issuedBy(one.issuer)}</small>}
              {one.problem && <p className="keys-problem">{say(one.problem)}</p>}
            </div>
            {!one.problem && (
              <Button variant="primary" size="small" onClick={() => void register(one)}>
                {t.register}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

async function readToken(service: SigningServiceView, absent: string): Promise<Found[]> {
  const answer = await callToken(service.url, 'GetCertInfo', {}).catch(() => {
    throw new Error(absent)
  })
  if (answer.Status !== 0 || !answer.Certificate) throw new Error(answer.Message ?? absent)
  return [{ reference: '', certificate: answer.Certificate, chain: answer.Chain ?? [] }]
}
