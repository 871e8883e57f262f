// Tự kiểm: whose machine this is, what was read, and one button. Nothing leaves before it is pressed.
import { BROADBAND_MEGABITS, type CheckInView } from '@congvan/contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useSearch } from 'wouter'
import { getJson, postJson } from '../../lib/api.ts'
import { dayWords } from '../../lib/clock.ts'
import { Banner, Button, Select, Skeleton, TextInput } from '../../ui/index.ts'
import './checkin.css'
import { measure, readMachine } from './read.ts'
import { useTexts } from './texts.ts'

type Kind = 'desktop' | 'laptop' | 'tablet'
const address = (code: string) => `/api/v1/public/check-in?ma=${encodeURIComponent(code)}`

export function CheckInPage() {
  const t = useTexts()
  const code = new URLSearchParams(useSearch()).get('ma') ?? ''
  const link = useQuery({
    queryKey: ['check-in', code],
    queryFn: () => getJson<CheckInView>(address(code)),
    retry: false,
    refetchOnWindowFocus: false,
  })
  useEffect(() => {
    document.title = t.title
  }, [t])
  return (
    <main className="checkin">
      <header className="checkin-head">
        <h1>{t.title}</h1>
      </header>
      {link.data ? (
        <Form code={code} view={link.data} />
      ) : link.error ? (
        <Banner tone="amber" alert title={t.closed}>
          {link.error.message}
        </Banner>
      ) : (
        <Skeleton lines={5} />
      )}
    </main>
  )
}

function Form({ code, view }: { code: string; view: CheckInView }) {
  const t = useTexts()
  const [reading] = useState(() =>
    readMachine(navigator.userAgent, window.screen, {
      cores: navigator.hardwareConcurrency || undefined,
      memoryGb: (navigator as { deviceMemory?: number }).deviceMemory,
    }),
  )
  const line = useQuery({
    queryKey: ['check-in-line', code],
    queryFn: () => measure(code),
    retry: false,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [assetCode, setAssetCode] = useState(view.machine?.assetCode ?? '')
  const [kind, setKind] = useState<Kind>((view.machine?.kind as Kind | undefined) ?? 'desktop')
  const [model, setModel] = useState(view.machine?.model ?? '')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [done, setDone] = useState(false)
  const megabits = line.data ?? null
  const send = async () => {
    if (!assetCode.trim()) return setAsked(true)
    setBusy(true)
    setTrouble(null)
    try {
      await postJson(address(code), {
        assetCode: assetCode.trim(),
        kind,
        model: model.trim() || null,
        reading: { ...reading, megabits },
      })
      setDone(true)
    } catch (error) {
      setTrouble((error as Error).message)
    }
    setBusy(false)
  }
  if (done)
    return (
      <Banner tone="accent" title={t.done}>
        {t.doneText(assetCode.trim())}
      </Banner>
    )
  return (
    <>
      <p className="checkin-lead">{t.lead(view.person, view.agency)}</p>
      <section aria-labelledby="checkin-read">
        <h2 id="checkin-read">{t.read}</h2>
        <dl className="checkin-facts">
          <dt>{t.system}</dt>
          <dd>{reading.system}</dd>
          <dt>{t.browser}</dt>
          <dd>{reading.browser}</dd>
          <dt>{t.screen}</dt>
          <dd>{reading.screen}</dd>
          {reading.cores !== null && (
            <>
              <dt>{t.cores}</dt>
              <dd>{reading.cores}</dd>
            </>
          )}
          {reading.memoryGb !== null && (
            <>
              <dt>{t.memory}</dt>
              <dd>{t.gigabytes(reading.memoryGb)}</dd>
            </>
          )}
          <dt>{t.line}</dt>
          <dd>
            {line.isPending ? t.measuring : t.lineWords(megabits, (megabits ?? 0) >= BROADBAND_MEGABITS)}
          </dd>
          <dt>{t.address}</dt>
          <dd>{t.addressWords(view.address, view.internalNetwork)}</dd>
        </dl>
        <p className="checkin-quiet">{t.nothingElse}</p>
      </section>
      <section className="checkin-form" aria-labelledby="checkin-say">
        <h2 id="checkin-say">{t.say}</h2>
        <TextInput
          label={t.assetCode}
          hint={t.assetHint}
          value={assetCode}
          onChange={setAssetCode}
          required
          maxLength={60}
          error={asked && !assetCode.trim() ? t.needCode : null}
        />
        <Select
          label={t.kind}
          value={kind}
          onChange={setKind}
          options={(['desktop', 'laptop', 'tablet'] as const).map((value) => ({
            value,
            label: t.kinds[value],
          }))}
        />
        <TextInput label={t.model} value={model} onChange={setModel} maxLength={200} />
        {trouble && (
          <Banner tone="amber" alert>
            {trouble}
          </Banner>
        )}
        <p>
          <Button variant="primary" busy={busy || line.isPending} onClick={() => void send()}>
            {t.send}
          </Button>
        </p>
        <p className="checkin-quiet">
          {t.expires(dayWords(view.expiresAt))}
          {view.usedAt && ` ${t.already}`}
        </p>
      </section>
    </>
  )
}
