import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { ApiProblem, logIn, setActingPosition } from '../../lib/api.ts'
import { client } from '../../lib/data.ts'
import { leave } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { Banner, Button, TextInput } from '../../ui/index.ts'
import { useDeskTexts } from './texts.ts'

export function LogInForm({ onDesks }: { onDesks: (() => void) | null }) {
  const t = useDeskTexts()
  const [, go] = useLocation()
  const search = useSearch()
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    if (!account.trim() || !password) {
      setError(t.missing)
      return
    }
    setBusy(true)
    setError(null)
    try {
      await logIn(account.trim(), password)
      leave()
      setActingPosition(null)
      client.clear()
      go(paths.wanted(search), { replace: true })
    } catch (reason) {
      setError(reason instanceof ApiProblem ? reason.message : String(reason))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="log-in"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <h2>{t.logIn}</h2>
      {error && (
        <Banner tone="amber" alert>
          {error}
        </Banner>
      )}
      <TextInput label={t.account} value={account} onChange={setAccount} autoComplete="username" autoFocus />
      <TextInput
        label={t.password}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
      <Button variant="primary" type="submit" busy={busy}>
        {t.logIn}
      </Button>
      {onDesks && (
        <Button variant="plain" onClick={onDesks}>
          {t.backToDesks}
        </Button>
      )}
    </form>
  )
}
