import type { Desk, Desks } from '@congvan/contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { type ApiProblem, desks, enterDesk, getJson, setActingPosition } from '../../lib/api.ts'
import { weekdayWords } from '../../lib/clock.ts'
import { client } from '../../lib/data.ts'
import { setLanguage, useLanguage } from '../../lib/language.ts'
import { leave } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import type { ScreenProps } from '../../routes.tsx'
import { Banner, Button, Skeleton } from '../../ui/index.ts'
import './desks.css'
import { LogInForm } from './LogInForm.tsx'
import { Simulation } from './Simulation.tsx'
import { useDeskTexts } from './texts.ts'

/** "Dùng thử với chức danh": not a list of accounts but desks, each with what waits on it. */
export function Screen(_props: ScreenProps) {
  const t = useDeskTexts()
  const language = useLanguage()
  const [withAccount, setWithAccount] = useState(false)
  const found = useQuery<Desks, ApiProblem>({
    queryKey: ['desks'],
    queryFn: desks,
    retry: false,
    staleTime: 5000,
  })
  useEffect(() => {
    document.title = t.product
  }, [t])
  const demo = found.data && !withAccount
  const problem = found.error
  // No demo: perhaps nobody is here yet, and the first thing to do is to begin.
  const setup = useQuery<{ needed: boolean }, ApiProblem>({
    queryKey: ['setup'],
    queryFn: () => getJson('/api/v1/setup'),
    enabled: problem?.status === 404,
    retry: false,
  })
  const emptyInstallation = setup.data?.needed ?? false
  const [, go] = useLocation()
  useEffect(() => {
    if (emptyInstallation) go(paths.start(), { replace: true })
  }, [emptyInstallation, go])
  return (
    <main className="desks">
      <header className="desks-head">
        <div className="desks-mark" aria-hidden="true">
          <svg
            aria-hidden="true"
            width="36"
            height="36"
            viewBox="0 0 32 32"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.8"
          >
            <path d="M8 4h11l6 6v18H8z" strokeLinejoin="round" />
            <path d="M19 4v6h6M12 15h9M12 19.500h9M12 24h5" />
          </svg>
        </div>
        <div className="desks-title">
          <p>{found.data?.province ?? ''}</p>
          <h1>{t.product}</h1>
        </div>
        <Link href={paths.verify()} className="button plain small">
          {t.verify}
        </Link>
        <Button variant="plain" size="small" onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}>
          {t.language}
        </Button>
      </header>
      {found.isPending && <Skeleton lines={6} />}
      {problem && problem.status === 0 && (
        <Banner tone="amber" alert actions={<Button onClick={() => void found.refetch()}>{t.retry}</Button>}>
          {t.noServer}
        </Banner>
      )}
      {demo && <DeskList found={found.data} onAccount={() => setWithAccount(true)} />}
      {(withAccount || (problem && problem.status !== 0 && !setup.isLoading && !emptyInstallation)) && (
        <LogInForm onDesks={found.data ? () => setWithAccount(false) : null} />
      )}
    </main>
  )
}

function DeskList({ found, onAccount }: { found: Desks; onAccount: () => void }) {
  const t = useDeskTexts()
  const [, go] = useLocation()
  const search = useSearch()
  const [opening, setOpening] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const enter = async (desk: Desk) => {
    setOpening(desk.id)
    setError(null)
    try {
      const { positionId } = await enterDesk(desk.id)
      leave()
      setActingPosition(positionId ?? null)
      client.clear()
      go(paths.wanted(search), { replace: true })
    } catch (reason) {
      setError((reason as ApiProblem).message)
      setOpening(null)
    }
  }
  const agencies = [...new Set(found.desks.map((desk) => desk.agency))]
  return (
    <>
      <div className="desks-intro">
        <p className="desks-today">{weekdayWords(found.today)}</p>
        <h2>{t.choose}</h2>
        <p>{t.demo}</p>
      </div>
      {error && (
        <Banner tone="amber" alert>
          {error}
        </Banner>
      )}
      <div className="desks-agencies">
        {agencies.map((agency) => (
          <section key={agency} className="desk-agency" aria-label={agency}>
            <h3>{agency}</h3>
            <ul>
              {found.desks
                .filter((desk) => desk.agency === agency)
                .map((desk) => (
                  <li key={desk.id}>
                    <button
                      type="button"
                      className="desk"
                      aria-busy={opening === desk.id || undefined}
                      onClick={() => void enter(desk)}
                    >
                      <span className="desk-label">{desk.label}</span>
                      <span className="desk-person">{desk.person}</span>
                      <span className="desk-waiting">
                        {(opening === desk.id ? t.opening : desk.waiting || t.nothing)
                          .split(', ')
                          .map((part) => (
                            <span key={part} className={/HỎA TỐC/i.test(part) ? 'urgent' : ''}>
                              {part}
                            </span>
                          ))}
                      </span>
                    </button>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      <div className="desks-other">
        <Simulation />
        <Button variant="plain" onClick={onAccount}>
          {t.withAccount}
        </Button>
      </div>
    </>
  )
}
