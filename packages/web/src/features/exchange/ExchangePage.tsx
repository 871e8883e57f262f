// Liên thông: every hop, receipt and next retry; what waits for an answer; what was kept apart; who is connected.
import { useState } from 'react'
import { Link } from 'wouter'
import { paths } from '../../paths.ts'
import { Badge, Banner, Button, Empty, Skeleton, Tabs, TextInput, type Tone, toast } from '../../ui/index.ts'
import { act, type MessageView, type Overview, useOverview } from './api.ts'
import './exchange.css'
import { useTexts } from './texts.ts'

type Tab = 'messages' | 'requests' | 'quarantine' | 'peers'

const time = (at: string) =>
  new Date(at).toLocaleString('vi-VN', {
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
    month: '2-digit',
  })

export function ExchangePage() {
  const t = useTexts()
  const overview = useOverview()
  const [tab, setTab] = useState<Tab>('messages')
  const { data } = overview
  const run = (name: string, input: Record<string, unknown>) =>
    void act(name, input).then(
      () => overview.refetch(),
      (error: Error) => toast(error.message, { tone: 'error' }),
    )
  if (!data)
    return overview.error ? (
      <Banner
        tone="amber"
        alert
        actions={<Button onClick={() => void overview.refetch()}>{t.tryAgain}</Button>}
      >
        {overview.error.message}
      </Banner>
    ) : (
      <Skeleton lines={6} />
    )
  return (
    <div className="exchange">
      <h1>{t.title}</h1>
      <Tabs
        label={t.title}
        value={tab}
        onChange={setTab}
        tabs={[
          { value: 'messages', label: t.tabs.messages },
          { value: 'requests', label: t.tabs.requests, count: data.requests.length },
          ...(data.administrator
            ? [{ value: 'quarantine' as const, label: t.tabs.quarantine, count: data.quarantine.length }]
            : []),
          { value: 'peers', label: t.tabs.peers },
        ]}
      >
        {tab === 'messages' && <Messages rows={data.messages} run={run} />}
        {tab === 'requests' && <Requests rows={data.requests} run={run} />}
        {tab === 'quarantine' && <Quarantine rows={data.quarantine} run={run} />}
        {tab === 'peers' && <Peers overview={data} />}
      </Tabs>
    </div>
  )
}

type Run = (name: string, input: Record<string, unknown>) => void

const TONES: Record<string, Tone> = { delivered: 'accent', sent: 'blue', dead: 'seal', expired: 'seal' }

function Messages({ rows, run }: { rows: MessageView[]; run: Run }) {
  const t = useTexts()
  if (rows.length === 0) return <Empty title={t.noMessages}>{t.noMessagesText}</Empty>
  return (
    <table className="exchange-table">
      <thead>
        <tr>
          <th>{t.columns.what}</th>
          <th>{t.columns.document}</th>
          <th>{t.columns.to}</th>
          <th>{t.columns.state}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{t.whats[row.what] ?? row.what}</td>
            <td>
              <Link href={paths.document(row.documentId)}>{row.numberSymbol}</Link>
              <div className="exchange-note">{row.subject}</div>
            </td>
            <td>{row.recipientName}</td>
            <td>
              <Badge tone={TONES[row.state] ?? 'plain'}>{t.states[row.state]}</Badge>{' '}
              {row.receipt && <span className="exchange-note">{t.receipt}</span>}
              {row.nextAt && row.attempts > 0 && (
                <div className="exchange-note">{t.retryAt(time(row.nextAt), row.attempts)}</div>
              )}
              {row.lastError && <div className="exchange-note">{row.lastError}</div>}
              {(row.state === 'dead' ||
                row.state === 'expired' ||
                (row.state === 'waiting' && row.attempts > 0)) && (
                <Button onClick={() => run('exchange.resend', { messageId: row.id })}>{t.resend}</Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Requests({ rows, run }: { rows: Overview['requests']; run: Run }) {
  const t = useTexts()
  const [reason, setReason] = useState('')
  if (rows.length === 0) return <Empty title={t.noRequests} />
  return (
    <ul className="exchange-list">
      {rows.map((row) => (
        <li key={row.documentId}>
          <Link href={paths.document(row.documentId)}>{row.subject}</Link>
          <div className="exchange-note">
            {t.kinds[row.kind]}: {row.reason}
          </div>
          <div className="exchange-acts">
            <Button
              onClick={() =>
                run('exchange.answer-request', { documentId: row.documentId, agree: true, reason: '' })
              }
            >
              {t.agree}
            </Button>
            <TextInput label={t.reason} value={reason} onChange={setReason} />
            <Button
              onClick={() =>
                run('exchange.answer-request', { documentId: row.documentId, agree: false, reason })
              }
            >
              {t.refuse}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Quarantine({ rows, run }: { rows: Overview['quarantine']; run: Run }) {
  const t = useTexts()
  if (rows.length === 0) return <Empty title={t.noQuarantine} />
  return (
    <ul className="exchange-list">
      {rows.map((row) => (
        <li key={row.id}>
          <span>{row.vi}</span>
          <div className="exchange-note">
            {row.peer_id} · {time(row.received_at)}
          </div>
          <Button onClick={() => run('exchange.dismiss', { quarantineId: row.id })}>{t.dismiss}</Button>
        </li>
      ))}
    </ul>
  )
}

function Peers({ overview }: { overview: Overview }) {
  const t = useTexts()
  if (overview.peers.length === 0) return <Empty title={t.noPeers} />
  return (
    <>
      <ul className="exchange-list">
        {overview.peers.map((peer) => (
          <li key={peer.id}>
            <strong>{peer.name}</strong> <span className="exchange-note">{peer.address}</span>{' '}
            {peer.failures > 0 ? (
              <Badge tone="amber">{t.failing(peer.failures)}</Badge>
            ) : (
              peer.lastOkAt && <Badge tone="accent">{t.reached(time(peer.lastOkAt))}</Badge>
            )}
            {peer.lastError && <div className="exchange-note">{peer.lastError}</div>}
          </li>
        ))}
      </ul>
      <h2>{t.directory(overview.directory.length)}</h2>
      <ul className="exchange-list">
        {overview.directory.map((entry) => (
          <li key={entry.code}>
            {entry.name} <span className="exchange-note">{entry.code}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
