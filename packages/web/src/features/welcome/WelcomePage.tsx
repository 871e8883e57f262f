// "Bắt đầu sử dụng": three steps on one sheet, from an empty machine to the first document.
import { useCallback, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { paths } from '../../paths.ts'
import { Banner, Button, Empty, Icon, Skeleton, Toasts } from '../../ui/index.ts'
import { readSetup } from './api.ts'
import { KeysStep } from './KeysStep.tsx'
import type { SetupState } from './model/setup.ts'
import { NumbersStep } from './NumbersStep.tsx'
import { PeopleStep } from './PeopleStep.tsx'
import { useTexts } from './texts.ts'
import './welcome.css'

export function WelcomePage() {
  const t = useTexts()
  const [setup, setSetup] = useState<SetupState | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [step, setStep] = useState<1 | 2 | 3 | null>(null)
  const read = useCallback(async () => {
    setTrouble(null)
    try {
      const state = await readSetup()
      setSetup(state)
      setStep(state.step)
    } catch (error) {
      setTrouble((error as Error).message)
    }
  }, [])
  useEffect(() => void read(), [read])
  useEffect(() => {
    document.title = `${t.title} · ${t.product}`
  }, [t])
  return (
    <main className="welcome">
      <header className="welcome-head">
        <p>{t.product}</p>
        <h1>{t.title}</h1>
      </header>
      {trouble && (
        <Banner tone="amber" alert actions={<Button onClick={() => void read()}>{t.tryAgain}</Button>}>
          {trouble}
        </Banner>
      )}
      {!setup && !trouble && <Skeleton lines={6} />}
      {setup && !setup.needed && (
        <Empty
          title={t.notNeeded}
          action={
            <Link href={paths.logIn()} className="button primary">
              {t.toLogIn}
            </Link>
          }
        >
          {t.notNeededText}
        </Empty>
      )}
      {setup?.needed && step && (
        <>
          <ol className="welcome-steps">
            {t.steps.map((name, at) => (
              <li
                key={name}
                aria-current={at + 1 === step ? 'step' : undefined}
                className={at + 1 < step ? 'is-done' : ''}
              >
                <span className="step-number">
                  {at + 1 < step ? <Icon name="check" size={16} /> : at + 1}
                </span>
                {name}
              </li>
            ))}
          </ol>
          <section className="welcome-step" aria-label={t.steps[step - 1]}>
            <p className="step-of">{t.stepOf(step)}</p>
            <h2>{t.steps[step - 1]}</h2>
            {step === 1 && <PeopleStep onDone={() => void read()} />}
            {step === 2 && (
              <NumbersStep
                books={setup.books}
                onBack={() => setStep(1)}
                onDone={() => void read().then(() => setStep(3))}
              />
            )}
            {step === 3 && <KeysStep holders={setup.holders ?? []} onBack={() => setStep(2)} />}
          </section>
        </>
      )}
      <Toasts />
    </main>
  )
}
