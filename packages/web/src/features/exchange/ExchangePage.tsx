// Liên thông: every hop, receipt and next retry; what waits for an answer; what was kept apart; who is connected.
import { useState } from 'react'
import { Banner, Button, Empty, Skeleton, Tabs, toast } from '../../ui/index.ts'
import { act, type Overview, useOverview } from './api.ts'
import { Directory } from './Directory.tsx'
import './exchange.css'
import { Peers } from './Peers.tsx'
import { Requests } from './Requests.tsx'
import { Sendings } from './Sendings.tsx'
import { useTexts } from './texts.ts'
import { time } from './time.ts'

type Tab = 'messages' | 'requests' | 'quarantine' | 'peers' | 'directory'
export type Run = (name: string, input: Record<string, unknown>, said?: string) => Promise<boolean>

export function ExchangePage() {
  const t = useTexts()
  const overview = useOverview()
  const [tab, setTab] = useState<Tab>('messages')
  const { data } = overview
  const run: Run = async (name, input, said = t.done) => {
    try {
      await act(name, input)
      toast(said)
      await overview.refetch()
      return true
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
      return false
    }
  }
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
      <h1 className="visually-hidden">{t.title}</h1>
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
          {
            value: 'peers',
            label: t.tabs.peers,
            count: data.findings.filter((one) => one.state === 'wrong').length,
          },
          { value: 'directory', label: t.tabs.directory },
        ]}
      >
        {tab === 'messages' && <Sendings rows={data.messages} run={run} />}
        {tab === 'requests' && <Requests rows={data.requests} run={run} />}
        {tab === 'quarantine' && <Quarantine rows={data.quarantine} run={run} />}
        {tab === 'peers' && <Peers overview={data} run={run} />}
        {tab === 'directory' && <Directory overview={data} run={run} />}
      </Tabs>
    </div>
  )
}

function Quarantine({ rows, run }: { rows: Overview['quarantine']; run: Run }) {
  const t = useTexts()
  if (rows.length === 0) return <Empty title={t.noQuarantine} />
  return (
    <ul className="exchange-list">
      {rows.map((row) => (
        <li key={row.id}>
          <div>
            {row.vi}
            <div className="exchange-note">
              {row.peer_id} · {time(row.received_at)} · {row.code}
            </div>
          </div>
          <Button size="small" onClick={() => void run('exchange.dismiss', { quarantineId: row.id })}>
            {t.dismiss}
          </Button>
        </li>
      ))}
    </ul>
  )
}
