// Quản trị opens with what is wrong today; organisations are one search away.
import type { AdminOverview, AgencyRow } from '@congvan/contract'
import { useDeferredValue, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useApi, useRows } from '../../lib/data.ts'
import { say } from '../../lib/language.ts'
import { PHONE, useMedia } from '../../lib/media.ts'
import { paths } from '../../paths.ts'
import { Banner, Button, Empty, Icon, Skeleton, TextInput, VirtualList } from '../../ui/index.ts'
import { Agency } from './Agency.tsx'
import './admin.css'
import { useTexts } from './texts.ts'

export function AdminPage({ agencyId }: { agencyId: string | null }) {
  const t = useTexts()
  const phone = useMedia(PHONE)
  const overview = useApi('admin.overview', {})
  const [, go] = useLocation()
  if (phone && agencyId)
    return (
      <div className="admin">
        <Link href={paths.admin()} className="admin-back">
          <Icon name="left" size={18} /> {t.back}
        </Link>
        <Agency key={agencyId} agencyId={agencyId} />
      </div>
    )
  return (
    <div className="admin">
      <div className="admin-list">
        {overview.error && !overview.data ? (
          <Banner
            tone="amber"
            alert
            actions={<Button onClick={() => void overview.refetch()}>{t.tryAgain}</Button>}
          >
            {overview.error.message}
          </Banner>
        ) : (
          <Today overview={overview.data} />
        )}
        <Agencies openId={agencyId} onOpen={(id) => go(paths.admin(id), { replace: !phone })} />
      </div>
      {!phone && (agencyId ? <Agency key={agencyId} agencyId={agencyId} /> : <Empty title={t.choose} />)}
    </div>
  )
}

function Today({ overview }: { overview: AdminOverview | undefined }) {
  const t = useTexts()
  return (
    <section className="today" aria-label={t.today}>
      <h1>{t.today}</h1>
      {!overview ? (
        <Skeleton lines={3} />
      ) : overview.todo.length === 0 ? (
        <p className="today-nothing">{t.nothing}</p>
      ) : (
        <ul>
          {overview.todo.map((todo) => (
            <li key={todo.code}>
              <Link href={todo.href}>
                <span>{say(todo)}</span>
                <Icon name="right" size={16} />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Link href={paths.trust()} className="today-trust">
        {t.trust} <Icon name="right" size={16} />
      </Link>
      {overview && (
        <p className="today-standing">{t.standing(overview.agencies, overview.people, overview.documents)}</p>
      )}
    </section>
  )
}

function Agencies({ openId, onOpen }: { openId: string | null; onOpen: (id: string) => void }) {
  const t = useTexts()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const list = useRows('admin.agencies', q ? { q } : {})
  return (
    <section className="agencies" aria-label={t.agencies}>
      <div className="agencies-search">
        <TextInput
          label={t.search}
          hideLabel
          type="search"
          placeholder={`${t.search}: ${t.searchHint}`}
          value={typed}
          onChange={setTyped}
        />
      </div>
      {list.loading ? (
        <Skeleton lines={5} />
      ) : (
        <VirtualList<AgencyRow>
          label={t.agencies}
          rows={list.rows}
          rowKey={(row) => row.id}
          openKey={openId}
          estimate={64}
          onOpen={(row) => onOpen(row.id)}
          onEndReached={list.more}
          renderRow={(row) => (
            <div className="agency-row">
              <span className="agency-name">{row.name}</span>
              <span className="agency-facts">
                {row.levelName}
                {row.parentName && `, ${t.under(row.parentName)}`} · {t.people(row.people)}
              </span>
            </div>
          )}
          empty={<Empty title={t.none}>{t.noneText}</Empty>}
        />
      )}
    </section>
  )
}
