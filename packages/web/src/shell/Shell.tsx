import type { Me } from '@congvan/contract'
import { Suspense, useEffect, useState } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { ApiProblem, useReachable } from '../lib/api.ts'
import { useMe } from '../lib/data.ts'
import { useKeys } from '../lib/keys.ts'
import { startLive } from '../lib/live.ts'
import { PHONE, useMedia } from '../lib/media.ts'
import { paths } from '../paths.ts'
import { routes } from '../routes.tsx'
import { Banner, Button, Empty, Skeleton, Toasts } from '../ui/index.ts'
import { BottomTabs } from './BottomTabs.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { KeysHelp } from './KeysHelp.tsx'
import { Palette } from './Palette.tsx'
import { featureOf, placesFor } from './places.ts'
import { Rail } from './Rail.tsx'
import { SessionEnded } from './SessionEnded.tsx'
import './shell.css'
import { TopLine } from './TopLine.tsx'
import { useShellTexts } from './texts.ts'

export function Shell() {
  const me = useMe()
  const t = useShellTexts()
  const [location] = useLocation()
  // Nobody has been here yet. Who was here is asked in place instead (SessionEnded).
  if (!me.data && me.error instanceof ApiProblem && me.error.status === 401)
    return (
      <Redirect
        to={`${paths.logIn()}?den=${encodeURIComponent(location + window.location.search)}`}
        replace
      />
    )
  if (!me.data && me.error)
    return (
      <div className="broken">
        <Banner tone="amber" alert actions={<Button onClick={() => void me.refetch()}>{t.reload}</Button>}>
          {me.error.message}
        </Banner>
      </div>
    )
  if (!me.data) return <Skeleton lines={5} />
  return <House me={me.data} />
}

function House({ me }: { me: Me }) {
  const t = useShellTexts()
  const [location, go] = useLocation()
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  const phone = useMedia(PHONE)
  const reachable = useReachable()
  const places = placesFor(me)
  const feature = featureOf(location)
  useEffect(startLive, [])
  useEffect(() => {
    const place = t.places[feature]
    document.title = place ? `${place} · ${t.short}` : t.product
  }, [feature, t])
  useKeys([
    ...places.map((place) => ({
      keys: `g ${place.key}`,
      label: t.places[place.feature] ?? '',
      group: t.go,
      run: () => go(place.path),
    })),
    { keys: 'Ctrl+k', label: t.palette, run: () => setPalette(true) },
    { keys: '?', label: t.keys, run: () => setHelp(true) },
  ])
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t.toContent}
      </a>
      {!phone && <Rail me={me} places={places} feature={feature} />}
      <div className="shell-main">
        <TopLine me={me} feature={feature} onHelp={() => setHelp(true)} onPalette={() => setPalette(true)} />
        <SessionEnded />
        {!reachable && (
          <div className="offline">
            <Banner tone="amber" alert>
              {t.offline}
            </Banner>
          </div>
        )}
        <main id="content" className="shell-content" tabIndex={-1}>
          <ErrorBoundary resetKey={location}>
            <Suspense fallback={<Skeleton lines={6} />}>
              <Screens />
            </Suspense>
          </ErrorBoundary>
        </main>
        {phone && <BottomTabs me={me} places={places} feature={feature} onHelp={() => setHelp(true)} />}
      </div>
      <Toasts />
      {palette && <Palette me={me} onClose={() => setPalette(false)} />}
      {help && <KeysHelp onClose={() => setHelp(false)} />}
    </div>
  )
}

function Screens() {
  const t = useShellTexts()
  return (
    <Switch>
      {routes.map(({ path, Screen }) => (
        <Route key={path} path={path}>
          {(params: { id?: string }) =>
            Screen ? <Screen id={params.id ?? null} /> : <Empty main title={t.notBuilt} />
          }
        </Route>
      ))}
      <Route path="/">
        <Redirect to={paths.work()} replace />
      </Route>
      <Route>
        <Empty
          main
          title={t.notFound}
          action={
            <Link href={paths.work()} className="button quiet">
              {t.toWork}
            </Link>
          }
        >
          {t.notFoundText}
        </Empty>
      </Route>
    </Switch>
  )
}
