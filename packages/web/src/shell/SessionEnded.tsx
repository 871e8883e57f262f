import type { Desks, Me } from '@congvan/contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type ApiProblem, desks, enterDesk, logIn, whoIsLoggedIn } from '../lib/api.ts'
import { askAgain, backAgain, putOff, useSession, whoWorksHere } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Banner, Button, Dialog, TextInput } from '../ui/index.ts'
import { useSessionTexts } from './session-texts.ts'

/** The session ended while this window was open: log in again in place; what stands on the screen stays as typed. */
export function SessionEnded() {
  const t = useSessionTexts()
  const state = useSession()
  useBackByItself(state !== 'open')
  if (state === 'open') return null
  return (
    <>
      <div className="offline">
        <Banner
          tone="amber"
          alert
          title={t.ended}
          actions={
            <Button size="small" onClick={askAgain}>
              {t.logInAgain}
            </Button>
          }
        >
          {t.kept}
        </Banner>
      </div>
      {state === 'asking' && <Again />}
    </>
  )
}

/** Logged in again in another window: this one goes on too. */
function useBackByItself(ended: boolean): void {
  useEffect(() => {
    if (!ended) return
    const look = () =>
      void whoIsLoggedIn().then(
        (me) => me?.personId === whoWorksHere()?.personId && backAgain(),
        () => undefined,
      )
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  }, [ended])
}

function Again() {
  const t = useSessionTexts()
  const name = whoWorksHere()?.name ?? ''
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [other, setOther] = useState<Me | null>(null)
  // The demo province has desks instead of passwords: the person sits down at the same one.
  const found = useQuery<Desks, ApiProblem>({ queryKey: ['desks'], queryFn: desks, retry: false })
  const desk = found.data?.desks.find((one) => one.person === name)
  const enter = async (how: () => Promise<unknown>) => {
    setBusy(true)
    setTrouble(null)
    try {
      await how()
      const me = await whoIsLoggedIn()
      if (me && me.personId === whoWorksHere()?.personId) return backAgain()
      setOther(me)
    } catch (error) {
      setTrouble((error as Error).message)
    }
    setBusy(false)
  }
  return (
    <Dialog title={t.ended} open onClose={putOff}>
      <div className="session-again">
        <p>{t.asWhom(name)}</p>
        {trouble && (
          <Banner tone="amber" alert>
            {trouble}
          </Banner>
        )}
        {other && (
          <Banner
            tone="amber"
            alert
            actions={
              <Button size="small" onClick={() => window.location.assign(paths.work())}>
                {t.openTheirs(other.name)}
              </Button>
            }
          >
            {t.other(other.name, name)}
          </Banner>
        )}
        {desk && (
          <Button variant="primary" busy={busy} onClick={() => void enter(() => enterDesk(desk.id))}>
            {t.sitDown(desk.label)}
          </Button>
        )}
        {!desk && !found.isPending && <Account busy={busy} onEnter={enter} onMissing={setTrouble} />}
      </div>
    </Dialog>
  )
}

function Account(props: {
  busy: boolean
  onEnter: (how: () => Promise<unknown>) => Promise<void>
  onMissing: (sentence: string) => void
}) {
  const t = useSessionTexts()
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!account.trim() || !password) return props.onMissing(t.missing)
        void props.onEnter(() => logIn(account.trim(), password))
      }}
    >
      <TextInput label={t.account} value={account} onChange={setAccount} autoComplete="username" autoFocus />
      <TextInput
        label={t.password}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
      <Button variant="primary" type="submit" busy={props.busy}>
        {t.logIn}
      </Button>
    </form>
  )
}
