// One organisation: who sits where, its units, its books, and what it was called before.
import type { AgencyDetail, PostRole } from '@congvan/contract'
import { useState } from 'react'
import { dayWords } from '../../lib/clock.ts'
import { useApi } from '../../lib/data.ts'
import { Banner, Button, Skeleton, Tabs } from '../../ui/index.ts'
import { AbsenceDialog } from './AbsenceDialog.tsx'
import { useTexts } from './texts.ts'

type Tab = 'posts' | 'units' | 'books' | 'history'
export type PostLine = AgencyDetail['posts'][number]

export function Agency({ agencyId }: { agencyId: string }) {
  const t = useTexts()
  const answer = useApi('admin.agency', { agencyId })
  const [tab, setTab] = useState<Tab>('posts')
  if (answer.isPending) return <Skeleton lines={8} />
  if (answer.error && !answer.data)
    return (
      <Banner
        tone="amber"
        alert
        actions={<Button onClick={() => void answer.refetch()}>{t.tryAgain}</Button>}
      >
        {answer.error.message}
      </Banner>
    )
  const agency = answer.data
  return (
    <section className="agency" aria-label={agency.name}>
      <header>
        <h2>{agency.name}</h2>
        <dl className="agency-about">
          <div>
            <dt>{t.code}</dt>
            <dd className="nowrap">{agency.code}</dd>
          </div>
          <div>
            <dt>{t.abbreviation}</dt>
            <dd>{agency.abbreviation}</dd>
          </div>
          <div>
            <dt>{t.level}</dt>
            <dd>
              {agency.levelName}
              {agency.parentName && `, ${t.under(agency.parentName)}`}
            </dd>
          </div>
        </dl>
      </header>
      <Tabs<Tab>
        label={agency.name}
        value={tab}
        onChange={setTab}
        tabs={[
          { value: 'posts', label: t.tabs.posts, count: agency.posts.length },
          { value: 'units', label: t.tabs.units, count: agency.units.length },
          { value: 'books', label: t.tabs.books, count: agency.books.length },
          { value: 'history', label: t.tabs.history, count: agency.history.length },
        ]}
      >
        {tab === 'posts' && <Posts agency={agency} />}
        {tab === 'units' && <Units agency={agency} />}
        {tab === 'books' && <Books agency={agency} />}
        {tab === 'history' && <History agency={agency} />}
      </Tabs>
    </section>
  )
}

function Posts({ agency }: { agency: AgencyDetail }) {
  const t = useTexts()
  const [away, setAway] = useState<PostLine | null>(null)
  const units = [...new Set(agency.posts.map((p) => p.unitName))]
  return (
    <>
      {units.map((unit) => (
        <section key={unit ?? ''} className="posts">
          <h3>{unit ?? t.leaders}</h3>
          <ul>
            {agency.posts
              .filter((p) => p.unitName === unit)
              .map((post) => (
                <li key={post.positionId}>
                  <span className="post-who">
                    {post.personName ?? <span className="post-vacant">{t.vacant}</span>}
                    <small>
                      {post.title}
                      {post.roles.length > 0 &&
                        ` · ${post.roles
                          .map((r) => t.roles[r as PostRole] ?? '')
                          .filter(Boolean)
                          .join(', ')}`}
                    </small>
                  </span>
                  {post.personId && (
                    <Button
                      variant="plain"
                      size="small"
                      onClick={() => setAway(post)}
                      title={t.awayFor(post.personName ?? '')}
                    >
                      {t.awayShort}
                    </Button>
                  )}
                </li>
              ))}
          </ul>
        </section>
      ))}
      {away && <AbsenceDialog post={away} posts={agency.posts} onClose={() => setAway(null)} />}
    </>
  )
}

function Units({ agency }: { agency: AgencyDetail }) {
  const t = useTexts()
  if (agency.units.length === 0) return <p className="agency-none">{t.noUnits}</p>
  return (
    <ul className="plain-rows">
      {agency.units.map((unit) => (
        <li key={unit.id}>
          <span>{unit.name}</span>
          <small>{unit.abbreviation}</small>
        </li>
      ))}
    </ul>
  )
}

function Books({ agency }: { agency: AgencyDetail }) {
  const t = useTexts()
  if (agency.books.length === 0) return <p className="agency-none">{t.noBooks}</p>
  return (
    <ul className="plain-rows">
      {agency.books.map((book) => (
        <li key={book.id}>
          <span>
            {book.name}
            <small>
              {t.directions[book.direction] ?? ''}, {t.period(book.period)}
            </small>
          </span>
          <small>{t.nextNumber(book.nextNumber)}</small>
        </li>
      ))}
    </ul>
  )
}

function History({ agency }: { agency: AgencyDetail }) {
  const t = useTexts()
  return (
    <ol className="plain-rows">
      {agency.history.map((name) => (
        <li key={name.from}>
          <span>
            {name.name}
            <small>{name.abbreviation}</small>
          </span>
          <small>{t.until(dayWords(name.from), name.to ? dayWords(name.to) : null)}</small>
        </li>
      ))}
    </ol>
  )
}
