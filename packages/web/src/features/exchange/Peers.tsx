// Who is connected, what is wrong and which side must act; an invitation made or taken; the axis.
import { useState } from 'react'
import { Badge, Banner, Button, Dialog, Empty, TextArea, TextInput, toast } from '../../ui/index.ts'
import { act, type Finding, type Overview, type PeerView } from './api.ts'
import type { Run } from './ExchangePage.tsx'
import { useTexts } from './texts.ts'
import { time } from './time.ts'

type Asking = 'invite' | 'accept' | 'axis'

export function Peers({ overview, run }: { overview: Overview; run: Run }) {
  const t = useTexts()
  const [asking, setAsking] = useState<Asking | null>(null)
  const findings = (id: string) =>
    overview.findings.filter((one) => one.peerId === id && one.state !== 'good')
  return (
    <div className="peers">
      {overview.administrator ? (
        <div className="exchange-acts">
          {(['invite', 'accept', 'axis'] as const).map((kind) => (
            <Button key={kind} onClick={() => setAsking(kind)}>
              {t.peering[kind]}
            </Button>
          ))}
        </div>
      ) : (
        <p className="exchange-note">{t.administratorOnly}</p>
      )}
      {overview.peers.length === 0 && <Empty title={t.noPeers}>{t.noPeersText}</Empty>}
      <ul className="exchange-cards">
        {overview.peers.map((peer) => (
          <li key={peer.id}>
            <Peer peer={peer} findings={findings(peer.id)} administrator={overview.administrator} run={run} />
          </li>
        ))}
      </ul>
      {asking && <PeerDialog asking={asking} run={run} onClose={() => setAsking(null)} />}
    </div>
  )
}

function Peer(props: { peer: PeerView; findings: Finding[]; administrator: boolean; run: Run }) {
  const t = useTexts()
  const { peer, findings, run } = props
  return (
    <article className="peer">
      <div className="place-head">
        <strong>{peer.name}</strong>
        <Badge>{t.doors[peer.kind]}</Badge>
        {peer.shut ? (
          <Badge tone="seal">{t.shut}</Badge>
        ) : peer.failures > 0 ? (
          <Badge tone="amber" icon="warn">
            {t.failing(peer.failures)}
          </Badge>
        ) : (
          peer.lastOkAt && (
            <Badge tone="accent" icon="check">
              {t.reached(time(peer.lastOkAt))}
            </Badge>
          )
        )}
      </div>
      <div className="exchange-note">{peer.address}</div>
      {findings.map((one) => (
        <Banner key={one.vi} tone={one.state === 'wrong' ? 'seal' : 'amber'} title={t.sides[one.side]}>
          {one.vi}
        </Banner>
      ))}
      {props.administrator && (
        <div className="exchange-acts">
          {peer.kind === 'axis' && (
            <Button
              size="small"
              onClick={() => void run('exchange.sync-directory', { peerId: peer.id }, t.syncing)}
            >
              {t.sync}
            </Button>
          )}
          <Button
            size="small"
            variant={peer.shut ? 'quiet' : 'danger'}
            onClick={() => void run('exchange.shut-out', { peerId: peer.id, shut: !peer.shut })}
          >
            {peer.shut ? t.openAgain : t.shutOut}
          </Button>
        </div>
      )}
    </article>
  )
}

function PeerDialog({ asking, run, onClose }: { asking: Asking; run: Run; onClose: () => void }) {
  const t = useTexts()
  const [address, setAddress] = useState(asking === 'axis' ? '' : window.location.origin)
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [systemId, setSystemId] = useState('')
  const [secret, setSecret] = useState('')
  const go = async () => {
    if (asking === 'invite') {
      try {
        const made = (await act('exchange.invite', { address })) as { code: string }
        setCode(made.code)
      } catch (error) {
        toast((error as Error).message, { tone: 'error' })
      }
      return
    }
    const done =
      asking === 'accept'
        ? await run('exchange.accept-invitation', { code: code.trim(), address }, t.connected)
        : await run('exchange.add-axis', { name, address, systemId, secret }, t.connected)
    if (done) onClose()
  }
  const made = asking === 'invite' && code !== ''
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
          {made ? (
            <Button
              variant="primary"
              onClick={() => void navigator.clipboard.writeText(code).then(() => toast(t.copied))}
            >
              {t.copy}
            </Button>
          ) : (
            <Button variant="primary" onClick={() => void go()}>
              {t.peeringGo[asking]}
            </Button>
          )}
        </>
      }
    >
      <div className="change-form">
        <p>{t.peeringNotes[asking]}</p>
        {asking === 'axis' && <TextInput label={t.axisName} value={name} onChange={setName} />}
        {!made && (
          <TextInput
            label={asking === 'axis' ? t.axisAddress : t.ownAddress}
            value={address}
            onChange={setAddress}
          />
        )}
        {asking === 'accept' && <TextArea label={t.code} value={code} onChange={setCode} />}
        {made && <TextArea label={t.code} value={code} onChange={() => undefined} />}
        {asking === 'axis' && (
          <>
            <TextInput label={t.systemId} value={systemId} onChange={setSystemId} />
            <TextInput label={t.secret} type="password" value={secret} onChange={setSecret} />
          </>
        )}
      </div>
    </Dialog>
  )
}
