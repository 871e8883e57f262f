// Connections made: an invitation given or taken, an axis or a provincial hub joined.
import { useState } from 'react'
import { Button, Dialog, Select, TextArea, TextInput, toast } from '../../ui/index.ts'
import { act, type PeerView } from './api.ts'
import type { Run } from './ExchangePage.tsx'
import { useTexts } from './texts.ts'

export type Asking = 'invite' | 'accept' | 'axis'
type Dialect = 'vxp' | 'key' | 'oauth' | 'bkav'
const DIALECTS: Dialect[] = ['vxp', 'key', 'oauth', 'bkav']
/** How the other side reaches us: at an address, not at all (we fetch), or through a peer of both. */
type Way = 'address' | 'fetch' | `via ${string}`

interface Props {
  asking: Asking
  peers: PeerView[]
  run: Run
  onClose: () => void
}

export function PeerDialog({ asking, peers, run, onClose }: Props) {
  const t = useTexts()
  const [words, setWords] = useState({
    address: asking === 'axis' ? '' : window.location.origin,
    code: '',
    name: '',
    systemId: '',
    secret: '',
    accounts: '',
  })
  const [dialect, setDialect] = useState<Dialect>('vxp')
  const [way, setWay] = useState<Way>('address')
  const field = (name: keyof typeof words) => ({
    value: words[name],
    onChange: (text: string) => setWords((before) => ({ ...before, [name]: text })),
  })
  const go = async () => {
    if (asking === 'invite') return invite(words.address, (code) => setWords({ ...words, code }))
    const done =
      asking === 'accept'
        ? await run('exchange.accept-invitation', acceptInput(words, way), t.connected)
        : await run('exchange.add-axis', axisInput(words, dialect), t.connected)
    if (done) onClose()
  }
  const made = asking === 'invite' && words.code !== ''
  const hubs = peers.filter((peer) => peer.kind === 'native' && !peer.via && !peer.shut)
  return (
    <Dialog
      title={t.peering[asking]}
      open
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onClick={onClose}>
            {made ? t.close : t.cancel}
          </Button>
          <Button variant="primary" onClick={() => void (made ? copy(words.code, t.copied) : go())}>
            {made ? t.copy : t.peeringGo[asking]}
          </Button>
        </>
      }
    >
      <div className="change-form">
        <p>{t.peeringNotes[asking]}</p>
        {asking === 'axis' && (
          <>
            <Select
              label={t.dialect}
              value={dialect}
              onChange={setDialect}
              options={DIALECTS.map((value) => ({ value, label: t.dialects[value] ?? value }))}
            />
            <TextInput label={t.axisName} {...field('name')} />
          </>
        )}
        {asking === 'accept' && (
          <>
            <TextArea label={t.code} {...field('code')} />
            <Select
              label={t.wayLabel}
              value={way}
              onChange={setWay}
              options={[
                { value: 'address' as Way, label: t.ways.address },
                { value: 'fetch' as Way, label: t.ways.fetch },
                ...hubs.map((hub) => ({ value: `via ${hub.id}` as Way, label: t.throughHub(hub.name) })),
              ]}
            />
          </>
        )}
        {!made && (asking !== 'accept' || way === 'address') && (
          <TextInput label={asking === 'axis' ? t.axisAddress : t.ownAddress} {...field('address')} />
        )}
        {made && <TextArea label={t.code} value={words.code} onChange={() => undefined} />}
        {asking === 'axis' && (
          <>
            <TextInput label={t.systemId} {...field('systemId')} />
            <TextInput label={t.secret} type="password" {...field('secret')} />
            {dialect !== 'vxp' && (
              <TextArea label={t.accounts} hint={t.accountsHint} {...field('accounts')} />
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

const copy = (code: string, said: string) => navigator.clipboard.writeText(code).then(() => toast(said))

async function invite(address: string, show: (code: string) => void): Promise<void> {
  try {
    show(((await act('exchange.invite', { address })) as { code: string }).code)
  } catch (error) {
    toast((error as Error).message, { tone: 'error' })
  }
}

const acceptInput = (words: { code: string; address: string }, way: Way) => ({
  code: words.code.trim(),
  address: way === 'address' ? words.address : '',
  ...(way.startsWith('via ') ? { via: way.slice(4) } : {}),
})

/** One agency a line: code; id; secret. */
const axisInput = (
  words: { name: string; address: string; systemId: string; secret: string; accounts: string },
  dialect: Dialect,
) => ({
  name: words.name,
  address: words.address,
  systemId: words.systemId,
  secret: words.secret,
  dialect,
  accounts: words.accounts
    .split('\n')
    .map((line) => line.split(';').map((part) => part.trim()))
    .filter(([code]) => code)
    .map(([code = '', systemId = '', secret = '']) => ({ code, systemId, secret })),
})
