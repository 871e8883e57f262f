import './ui/index.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { client } from './lib/data.ts'
import { checkInRoute, deskRoute, verifyRoute, welcomeRoute } from './routes.tsx'
import { ErrorBoundary } from './shell/ErrorBoundary.tsx'
import { Shell } from './shell/Shell.tsx'
import { Skeleton } from './ui/index.ts'

export function App() {
  const Desks = deskRoute.Screen
  const Welcome = welcomeRoute.Screen
  const Verify = verifyRoute.Screen
  const CheckIn = checkInRoute.Screen
  return (
    <ErrorBoundary>
      <QueryClientProvider client={client}>
        <Suspense fallback={<Skeleton />}>
          <Switch>
            {Desks && (
              <Route path={deskRoute.path}>
                <Desks id={null} />
              </Route>
            )}
            {Welcome && (
              <Route path={welcomeRoute.path}>
                <Welcome id={null} />
              </Route>
            )}
            {Verify && (
              <Route path={verifyRoute.path}>
                <Verify id={null} />
              </Route>
            )}
            {CheckIn && (
              <Route path={checkInRoute.path}>
                <CheckIn id={null} />
              </Route>
            )}
            <Route>
              <Shell />
            </Route>
          </Switch>
        </Suspense>
      </QueryClientProvider>
    </ErrorBoundary>
  )
}
