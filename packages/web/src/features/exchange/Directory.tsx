// Danh bạ: 110,000 agencies are searched, never listed whole; one of them becomes an addressee with one button.
import { useDeferredValue, useState } from 'react'
import { Badge, Button, Empty, TextInput } from '../../ui/index.ts'
import { type DirectoryRow, type Overview, useDirectory } from './api.ts'
import type { Run } from './ExchangePage.tsx'
import { Successor } from './Successor.tsx'
import { useTexts } from './texts.ts'

export function Directory({ overview, run }: { overview: Overview; run: Run }) {
  const t = useTexts()
  const [typed, setTyped] = useState('')
  const found = useDirectory(useDeferredValue(typed.trim()))
  const peer = (id: string) => overview.peers.find((one) => one.id === id)?.name ?? id
  const rows = found.data?.rows ?? []
  const [asked, setAsked] = useState<DirectoryRow | null>(null)
  return (
    <div className="directory">
      <TextInput
        label={t.findAgency(overview.directory.total - overview.directory.ended)}
        value={typed}
        onChange={setTyped}
        placeholder={t.findHint}
      />
      {found.data && rows.length === 0 && <Empty title={t.noAgency} />}
      <ul className="exchange-list">
        {rows.map((row) => (
          <li key={row.code}>
            <div>
              {row.name}
              <div className="exchange-note">
                {row.code} · {peer(row.peerId)}
                {row.successor && ` · ${t.successor(row.successor.name ?? row.successor.code)}`}
              </div>
            </div>
            {row.endedOn ? (
              <span className="exchange-acts">
                <Badge tone="amber">{t.ended}</Badge>
                {overview.administrator && (
                  <Button size="small" onClick={() => setAsked(row)}>
                    {row.successor ? t.changeSuccessor : t.setSuccessor}
                  </Button>
                )}
              </span>
            ) : row.offered ? (
              <span className="exchange-acts">
                <Badge tone="accent">{t.offered}</Badge>
                {overview.administrator && (
                  <Button size="small" variant="plain" onClick={() => setAsked(row)}>
                    {t.dissolve}
                  </Button>
                )}
              </span>
            ) : (
              <Button
                size="small"
                onClick={() =>
                  void run('exchange.offer-entry', { code: row.code }, t.offeredNow).then(() =>
                    found.refetch(),
                  )
                }
              >
                {t.offer}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <Successor
          row={asked}
          run={run}
          onClose={() => {
            setAsked(null)
            void found.refetch()
          }}
        />
      )}
    </div>
  )
}
