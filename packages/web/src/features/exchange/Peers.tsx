// Who is connected, what is wrong and which side must act; an invitation made or taken; the axis.
import { useState } from 'react'
import { Badge, Banner, Button, Empty } from '../../ui/index.ts'
import type { Finding, Overview, PeerView } from './api.ts'
import type { Run } from './ExchangePage.tsx'
import { type Asking, PeerDialog } from './PeerDialog.tsx'
import { useTexts } from './texts.ts'
import { time } from './time.ts'

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
      {overview.relays.length > 0 && <Relays overview={overview} />}
      {asking && (
        <PeerDialog asking={asking} peers={overview.peers} run={run} onClose={() => setAsking(null)} />
      )}
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
        <Badge>{t.dialects[peer.dialect ?? ''] ?? t.doors[peer.kind]}</Badge>
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
      <div className="exchange-note">{addressOf(peer, t)}</div>
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

/** Where it is, or how else the two meet. */
function addressOf(peer: PeerView, t: ReturnType<typeof useTexts>): string {
  if (peer.via) return t.reachedVia(peer.via)
  if (peer.fetches) return t.fetchesItself
  return peer.pull ? `${peer.address} · ${t.weFetch}` : peer.address
}

/** Phong bì chuyển tiếp: of others, sealed; this installation only carries them. */
function Relays({ overview }: { overview: Overview }) {
  const t = useTexts()
  const name = (id: string) => overview.peers.find((one) => one.id === id)?.name ?? id
  return (
    <section className="relays" aria-label={t.relays}>
      <h2>{t.relays}</h2>
      <p className="exchange-note">{t.relaysNote}</p>
      <ul className="exchange-list">
        {overview.relays.map((row) => (
          <li key={`${row.from_peer} ${row.to_peer}`}>
            <span>
              {name(row.from_peer)} → {name(row.to_peer)}
            </span>
            <span className="exchange-note">{t.relayCount(row.n, time(row.oldest))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
