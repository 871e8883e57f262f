// Chứng thư & thiết bị: what must be done first, then the register, what was asked for, and the log of the agency's key.
import type { CertificateBoard, CertificateRow } from '@congvan/contract'
import { useDeferredValue, useState } from 'react'
import { dayWords } from '../../lib/clock.ts'
import { Banner, Button, Empty, Skeleton, Tabs, TextInput, toast } from '../../ui/index.ts'
import { act, useRegister } from './api.ts'
import './certificates.css'
import { RequestLists } from './RequestLists.tsx'
import { useTexts } from './texts.ts'

type Tab = 'today' | 'certificates' | 'requests' | 'uses'

export function CertificatesPage() {
  const t = useTexts()
  const board = useRegister('provisioning.board')
  const [tab, setTab] = useState<Tab>('today')
  const [days, setDays] = useState('')
  if (!board.data)
    return board.error ? (
      <Banner tone="amber" alert actions={<Button onClick={() => void board.refetch()}>{t.tryAgain}</Button>}>
        {board.error.message}
      </Banner>
    ) : (
      <Skeleton lines={6} />
    )
  return (
    <div className="certificates">
      <h1 className="visually-hidden">{t.title}</h1>
      <Tabs
        label={t.title}
        value={tab}
        onChange={setTab}
        tabs={[
          {
            value: 'today',
            label: t.tabs.today,
            count: board.data.duties.length + board.data.toConfirm.length,
          },
          { value: 'certificates', label: t.tabs.certificates },
          { value: 'requests', label: t.tabs.requests },
          { value: 'uses', label: t.tabs.uses },
        ]}
      >
        {tab === 'today' && (
          <Today
            board={board.data}
            onDays={(wanted) => {
              setDays(wanted)
              setTab('certificates')
            }}
            onChanged={() => void board.refetch()}
          />
        )}
        {tab === 'certificates' && <Register days={days} onDays={setDays} />}
        {tab === 'requests' && <Requests lists={board.data.lists} />}
        {tab === 'uses' && <Uses />}
      </Tabs>
    </div>
  )
}

function Today({
  board,
  onDays,
  onChanged,
}: {
  board: CertificateBoard
  onDays: (days: string) => void
  onChanged: () => void
}) {
  const t = useTexts()
  const confirm = async (id: string) => {
    try {
      await act('provisioning.decide-requests', { requestIds: [id], decision: 'confirm' })
      toast(t.confirmed)
      onChanged()
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
    }
  }
  return (
    <div className="certificates-today">
      <p className="certificates-standing">
        {t.standing(board.inForce.organisation, board.inForce.person, board.inForce.sim)}
      </p>
      <section aria-label={t.ending}>
        <h2>{t.ending}</h2>
        <div className="certificates-windows">
          {board.windows.map((row) => (
            <Button key={row.days} onClick={() => onDays(String(row.days))}>
              {t.within(row.days, row.count)}
            </Button>
          ))}
        </div>
      </section>
      {board.toConfirm.length > 0 && (
        <section aria-label={t.toConfirm}>
          <h2>{t.toConfirm}</h2>
          <ul className="certificates-rows">
            {board.toConfirm.map((row) => (
              <li key={row.id}>
                <span>
                  <strong>
                    {row.kindName}: {row.name}
                  </strong>
                  <small>
                    {row.agencyName}
                    {row.title && ` · ${row.title}`}
                    {row.reason && ` · ${row.reason}`}
                  </small>
                </span>
                <Button size="small" onClick={() => void confirm(row.id)} title={`${t.confirm} ${row.name}`}>
                  {t.confirm}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label={t.duties}>
        <h2>{t.duties}</h2>
        {board.duties.length === 0 ? (
          <p>{t.noDuties}</p>
        ) : (
          <ul className="certificates-rows">
            {board.duties.map((duty) => (
              <li key={`${duty.certificateId} ${duty.kind}`}>
                <span>
                  <strong>{duty.sentence}</strong>
                  <small>{duty.agencyName}</small>
                </span>
                <small className="nowrap">{dayWords(duty.dueOn)}</small>
              </li>
            ))}
          </ul>
        )}
      </section>
      {board.shared.length > 0 && (
        <section aria-label={t.shared}>
          <h2>{t.shared}</h2>
          <ul className="certificates-rows">
            {board.shared.map((row) => (
              <li key={row.what}>
                <span>
                  <strong>{row.what}</strong>
                  <small>{row.names.join(', ')}</small>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Register({ days, onDays }: { days: string; onDays: (days: string) => void }) {
  const t = useTexts()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const [pages, setPages] = useState<string[]>([])
  const cursor = pages.at(-1)
  const list = useRegister('provisioning.certificates', {
    ...(q ? { q } : {}),
    ...(days ? { days } : {}),
    ...(cursor ? { cursor } : {}),
  })
  const search = (text: string) => {
    setPages([])
    setTyped(text)
  }
  return (
    <div className="certificates-register">
      <TextInput label={t.search} type="search" placeholder={t.searchHint} value={typed} onChange={search} />
      {days && (
        <p>
          {t.onlyWithin(Number(days))}{' '}
          <Button
            size="small"
            variant="plain"
            onClick={() => {
              setPages([])
              onDays('')
            }}
          >
            {t.all}
          </Button>
        </p>
      )}
      {!list.data ? (
        <Skeleton lines={5} />
      ) : list.data.rows.length === 0 ? (
        <Empty title={t.none} />
      ) : (
        <ul className="certificates-rows">
          {list.data.rows.map((row) => (
            <Line key={row.id} row={row} />
          ))}
        </ul>
      )}
      <div className="certificates-windows">
        {pages.length > 0 && <Button onClick={() => setPages(pages.slice(0, -1))}>{t.before}</Button>}
        {list.data?.next && <Button onClick={() => setPages([...pages, list.data.next!])}>{t.more}</Button>}
      </div>
    </div>
  )
}

function Line({ row }: { row: CertificateRow }) {
  const t = useTexts()
  return (
    <li>
      <span>
        <strong>{row.name}</strong>
        <small>
          {[row.agencyName, row.title, row.email].filter(Boolean).join(' · ')}
          <br />
          {t.serial} <span className="nowrap">{row.serial}</span> · {t.media[row.medium]}
          {row.identityMasked && ` · ${t.identity} ${row.identityMasked}`}
        </small>
      </span>
      <span className="certificates-state">
        {row.stateName}
        <small>{t.until(dayWords(row.notAfter), row.daysLeft)}</small>
      </span>
    </li>
  )
}

function Requests({ lists }: { lists: CertificateBoard['lists'] }) {
  return (
    <div className="certificates-today">
      {lists.length > 0 && <RequestLists lists={lists} />}
      <Waiting />
    </div>
  )
}

function Waiting() {
  const t = useTexts()
  const list = useRegister('provisioning.requests')
  if (!list.data) return <Skeleton lines={4} />
  if (list.data.rows.length === 0) return <Empty title={t.noRequests} />
  return (
    <ul className="certificates-rows">
      {list.data.rows.map((row) => (
        <li key={row.id}>
          <span>
            <strong>
              {row.kindName}: {row.name}
            </strong>
            <small>
              {row.agencyName}
              {row.problems.length > 0 && ` · ${t.missing}: ${row.problems.join('; ')}`}
            </small>
          </span>
          <span className="certificates-state">{row.stateName}</span>
        </li>
      ))}
    </ul>
  )
}

function Uses() {
  const t = useTexts()
  const list = useRegister('provisioning.key-uses', { holder: 'agency' })
  if (!list.data) return <Skeleton lines={4} />
  if (list.data.rows.length === 0) return <Empty title={t.noUses} />
  return (
    <ul className="certificates-rows">
      {list.data.rows.map((row) => (
        <li key={row.id}>
          <span>
            <strong>{row.document ?? t.trial}</strong>
            <small>
              {row.personName} · SHA-256 {row.sha256?.slice(0, 16)}…
            </small>
          </span>
          <small className="nowrap">{row.at.slice(0, 16)}</small>
        </li>
      ))}
    </ul>
  )
}
