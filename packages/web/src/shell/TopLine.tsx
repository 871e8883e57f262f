import type { Me, PostView } from '@congvan/contract'
import { useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { setActingPosition } from '../lib/api.ts'
import { dayWords, useMinute } from '../lib/clock.ts'
import { dismissJob, useJobs } from '../lib/jobs.ts'
import { composing, useKeys } from '../lib/keys.ts'
import { paths } from '../paths.ts'
import { Button, Icon, KeyHint, MenuItem, Popover, ProgressBar } from '../ui/index.ts'
import { AccountPanel } from './Account.tsx'
import { useShellTexts } from './texts.ts'

export function TopLine(props: { me: Me; feature: string; onHelp: () => void; onPalette: () => void }) {
  const { me } = props
  const t = useShellTexts()
  useMinute()
  return (
    <header className="top">
      <div className="top-place">
        <span className="top-screen">{t.places[props.feature] ?? t.short}</span>
        {me.demo && <span className="top-demo">{demoWords(me.demo)}</span>}
      </div>
      <Search />
      <div className="top-tools">
        <Jobs />
        <Bell me={me} />
        <PositionSwitcher me={me} onHelp={props.onHelp} />
      </div>
    </header>
  )
}

/** "Tỉnh mẫu · 20/12/2021": the demo is marked on every screen, with its own day. */
function demoWords(demo: { label: string; today: string }): string {
  const day = dayWords(demo.today)
  return demo.label.includes(day) ? demo.label : `${demo.label} · ${day}`
}

function Search() {
  const t = useShellTexts()
  const search = useSearch()
  const [location, go] = useLocation()
  const input = useRef<HTMLInputElement>(null)
  const current = location.startsWith(paths.documents()) ? (new URLSearchParams(search).get('q') ?? '') : ''
  const [typed, setTyped] = useState<string | null>(null)
  useKeys([{ keys: '/', label: t.searchKey, run: () => input.current?.select() }])
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not yet known to every browser of an office
    <form
      className="top-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        go(paths.documents({ q: (typed ?? current).trim() }))
        setTyped(null)
        // The results answer j and Enter at once.
        input.current?.blur()
      }}
    >
      <Icon name="search" size={18} />
      <input
        ref={input}
        type="search"
        aria-label={t.search}
        placeholder={t.search}
        value={typed ?? current}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (composing(event.nativeEvent)) return
          if (event.key === 'Escape') {
            setTyped(null)
            event.currentTarget.blur()
          }
        }}
      />
      <KeyHint keys="/" />
    </form>
  )
}

function Jobs() {
  const t = useShellTexts()
  const jobs = useJobs()
  const failed = jobs.filter((job) => job.state === 'failed').length
  const running = jobs.filter((job) => job.state === 'running').length
  const word = failed ? t.jobsFailed(failed) : running ? t.jobsRunning(running) : t.jobs
  return (
    <Popover
      label={t.jobs}
      align="end"
      trigger={{
        variant: 'plain',
        icon: failed ? 'warn' : 'jobs',
        iconOnly: !failed && !running,
        className: `top-jobs ${running ? 'running' : ''} ${failed ? 'failed' : ''}`,
        children: word,
      }}
    >
      {() => (
        <div className="panel-list">
          {jobs.length === 0 && <p className="panel-empty">{t.noJobs}</p>}
          {jobs.map((job) => (
            <div key={job.id} className="job">
              <strong>{job.title}</strong>
              {job.state === 'running' && <ProgressBar value={job.progress} label={job.title} />}
              {job.message && <p>{job.message}</p>}
              {job.state === 'failed' && (
                <div className="job-actions">
                  {job.retry && (
                    <Button size="small" onClick={job.retry}>
                      {t.retry}
                    </Button>
                  )}
                  <Button size="small" variant="plain" onClick={() => dismissJob(job.id)}>
                    {t.dismiss}
                  </Button>
                </div>
              )}
            </div>
          ))}
        </div>
      )}
    </Popover>
  )
}

const COUNT_PATHS: Record<keyof Me['counts'], string> = {
  work: paths.work(),
  intake: paths.intake(),
  review: paths.drafts(),
  sign: paths.signing(),
  issue: paths.issuing(),
  drafts: paths.drafts(),
}

function Bell({ me }: { me: Me }) {
  const t = useShellTexts()
  const [, go] = useLocation()
  const waiting = (Object.keys(COUNT_PATHS) as (keyof Me['counts'])[]).filter((key) => me.counts[key] > 0)
  return (
    <Popover
      label={t.bell}
      align="end"
      trigger={{
        variant: 'plain',
        icon: 'bell',
        iconOnly: true,
        className: waiting.length ? 'has-news' : '',
        children: t.bell,
      }}
    >
      {(close) => (
        <div className="panel-list">
          <p className="popover-title">{t.bell}</p>
          {waiting.length === 0 && <p className="panel-empty">{t.bellEmpty}</p>}
          {waiting.map((key) => (
            <MenuItem
              key={key}
              onClick={() => {
                close()
                go(COUNT_PATHS[key])
              }}
            >
              <span className="bell-line">
                <span>{t.counts[key]}</span>
                <b>{me.counts[key]}</b>
              </span>
            </MenuItem>
          ))}
        </div>
      )}
    </Popover>
  )
}

const postLabel = (post: PostView) => (post.unitName ? `${post.title}, ${post.unitName}` : post.title)

function PositionSwitcher({ me, onHelp }: { me: Me; onHelp: () => void }) {
  const t = useShellTexts()
  const [, go] = useLocation()
  return (
    <Popover
      label={t.switchPost}
      align="end"
      trigger={{
        variant: 'plain',
        className: 'top-post',
        title: t.switchPost,
        children: (
          <span className="top-post-line">
            <span className="top-post-text">
              <span className="visually-hidden">{t.actingAs}: </span>
              <b>{me.name}</b>
              <span>
                {me.acting.title} · {me.acting.agencyName}
              </span>
            </span>
            <Icon name="down" size={16} />
          </span>
        ),
      }}
    >
      {(close) => (
        <div className="panel-list">
          <p className="popover-title">{t.actingAs}</p>
          {me.posts.map((post) => (
            <MenuItem
              key={post.positionId}
              current={post.positionId === me.acting.positionId}
              note={post.agencyName}
              onClick={() => {
                close()
                setActingPosition(post.positionId)
                go(paths.work())
              }}
            >
              {postLabel(post)}
            </MenuItem>
          ))}
          <hr />
          <AccountPanel onHelp={onHelp} onDone={close} />
        </div>
      )}
    </Popover>
  )
}
