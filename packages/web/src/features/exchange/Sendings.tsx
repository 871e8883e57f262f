// One line a document that left or that we answered about; opened, its way to every addressee.
import { useState } from 'react'
import { Badge, Chip, Empty } from '../../ui/index.ts'
import type { ListedMessage } from './api.ts'
import type { Run } from './ExchangePage.tsx'
import { Journey } from './Journey.tsx'
import { useTexts } from './texts.ts'
import { time } from './time.ts'
import { TONES } from './tones.ts'

const WORST = ['dead', 'expired', 'waiting', 'sent', 'delivered', 'withdrawn'] as const

/** What a clerk looks for: all, what still waits, and the dead letters. */
const SHOWN: Record<'all' | 'waiting' | 'dead', ListedMessage['state'][]> = {
  all: [...WORST],
  waiting: ['waiting', 'sent'],
  dead: ['dead', 'expired'],
}
type Show = keyof typeof SHOWN

interface Group {
  documentId: string
  first: ListedMessage
  rows: ListedMessage[]
}

/** The newest document first; the state of a line is the worst of its packets. */
function grouped(rows: ListedMessage[]): Group[] {
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const group = groups.get(row.documentId)
    if (group) group.rows.push(row)
    else groups.set(row.documentId, { documentId: row.documentId, first: row, rows: [row] })
  }
  const newest = (group: Group) =>
    group.rows
      .map((row) => row.createdAt)
      .sort()
      .at(-1) ?? ''
  return [...groups.values()].sort((a, b) => newest(b).localeCompare(newest(a)))
}

export function Sendings({ rows, run }: { rows: ListedMessage[]; run: Run }) {
  const t = useTexts()
  const [open, setOpen] = useState<string | null>(null)
  const [show, setShow] = useState<Show>('all')
  if (rows.length === 0) return <Empty title={t.noMessages}>{t.noMessagesText}</Empty>
  const groups = grouped(rows.filter((row) => SHOWN[show].includes(row.state)))
  const count = (one: Show) =>
    new Set(rows.filter((row) => SHOWN[one].includes(row.state)).map((row) => row.documentId)).size
  const chosen =
    groups.find((group) => group.documentId === open)?.documentId ?? groups[0]?.documentId ?? null
  return (
    <div className={`exchange-split ${open ? 'is-open' : ''}`}>
      <div className="exchange-side">
        <div className="exchange-filter">
          {(Object.keys(SHOWN) as Show[]).map((one) => (
            <Chip key={one} pressed={show === one} onClick={() => setShow(one)}>
              {t.shown[one]} {one !== 'all' && count(one)}
            </Chip>
          ))}
        </div>
        {groups.length === 0 && <Empty title={t.noneOfThese} />}
        <ul className="exchange-rows" aria-label={t.tabs.messages}>
          {groups.map((group) => (
            <li key={group.documentId}>
              <button
                type="button"
                className="exchange-row"
                aria-current={group.documentId === chosen || undefined}
                onClick={() => setOpen(group.documentId)}
              >
                <Line group={group} />
              </button>
            </li>
          ))}
        </ul>
      </div>
      {chosen && <Journey key={chosen} documentId={chosen} run={run} onBack={() => setOpen(null)} />}
    </div>
  )
}

function Line({ group }: { group: Group }) {
  const t = useTexts()
  const worst = WORST.find((state) => group.rows.some((row) => row.state === state)) ?? 'waiting'
  const told = Math.max(...group.rows.map((row) => (row.state === 'delivered' ? 0 : row.told)))
  const places = new Set(group.rows.map((row) => row.recipientCode)).size
  return (
    <>
      <span className="exchange-row-head">
        <strong>{group.first.numberSymbol}</strong>
        <span className="exchange-note">{time(group.rows.at(-1)?.createdAt ?? '')}</span>
      </span>
      <span className="exchange-row-subject">{group.first.subject}</span>
      <span className="exchange-row-foot">
        <span className="exchange-note">{places === 1 ? group.first.recipientName : t.places(places)}</span>
        {told > 0 ? (
          <Badge tone={told === 3 ? 'seal' : 'amber'} icon="warn">
            {t.told[told - 1]}
          </Badge>
        ) : (
          <Badge tone={TONES[worst] ?? 'plain'}>{t.states[worst]}</Badge>
        )}
      </span>
    </>
  )
}
