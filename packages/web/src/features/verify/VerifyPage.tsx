import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Link, useSearch } from 'wouter'
import { ApiProblem } from '../../lib/api.ts'
import { setLanguage, useLanguage } from '../../lib/language.ts'
import { paths } from '../../paths.ts'
import { Banner, Button, ProgressBar } from '../../ui/index.ts'
import { type Checked, check, letterOf, MOST_BYTES } from './api.ts'
import { DropFile } from './DropFile.tsx'
import { LetterCard, UnknownCode } from './LetterCard.tsx'
import { useVerifyTexts } from './texts.ts'
import { Verdict } from './Verdict.tsx'
import './verify.css'

type Step = { at: 'start' } | { at: 'sending'; part: number } | { at: 'done'; name: string; checked: Checked }

/** One question, one answer: is this paper what it says it is? */
export function VerifyPage() {
  const t = useVerifyTexts()
  const language = useLanguage()
  const code = new URLSearchParams(useSearch()).get('ma')
  const [step, setStep] = useState<Step>({ at: 'start' })
  const [problem, setProblem] = useState<string | null>(null)
  const answer = useRef<HTMLDivElement>(null)
  const letter = useQuery({
    queryKey: ['public-letter', code],
    queryFn: () => letterOf(code!),
    enabled: code !== null,
    retry: false,
    staleTime: 30_000,
  })
  useEffect(() => {
    document.title = t.title
  }, [t])
  useEffect(() => {
    if (step.at === 'done') answer.current?.focus()
  }, [step.at])

  const take = async (file: File) => {
    setProblem(null)
    if (file.size > MOST_BYTES) return setProblem(t.tooLarge)
    if (!/\.pdf$/i.test(file.name) && file.type !== 'application/pdf') return setProblem(t.notPdf)
    setStep({ at: 'sending', part: 0 })
    try {
      const checked = await check(file, code, (part) => setStep({ at: 'sending', part }))
      setStep({ at: 'done', name: file.name, checked })
    } catch (reason) {
      setProblem(reason instanceof ApiProblem ? reason.message : String(reason))
      setStep({ at: 'start' })
    }
  }

  return (
    <main className="verify">
      <header className="verify-head">
        <h1>{t.title}</h1>
        <nav>
          <Button variant="plain" size="small" onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}>
            {t.language}
          </Button>
          <Link href={paths.logIn()} className="button plain small">
            {t.enter}
          </Link>
        </nav>
      </header>
      {problem && (
        <Banner tone="amber" alert>
          {problem}
        </Banner>
      )}
      {letter.error && (
        <Banner tone="amber" alert>
          {letter.error.message}
        </Banner>
      )}
      {code &&
        letter.data &&
        step.at !== 'done' &&
        (letter.data.letter ? (
          <LetterCard letter={letter.data.letter} heading={t.letter} />
        ) : (
          <UnknownCode />
        ))}
      {step.at === 'start' && (
        <>
          {!code && <p className="verify-lead">{t.lead}</p>}
          <DropFile onFile={(file) => void take(file)} hint={letter.data?.letter ? t.compare : null} />
        </>
      )}
      {step.at === 'sending' && (
        <div className="verify-waiting" role="status">
          <p>{step.part < 1 ? t.sending : t.judging}…</p>
          <ProgressBar value={step.part < 1 ? step.part * 0.9 : 0.95} label={t.judging} />
        </div>
      )}
      {step.at === 'done' && (
        <div className="verify-answer" ref={answer} tabIndex={-1}>
          {step.checked.letter ? (
            <LetterCard
              letter={step.checked.letter}
              heading={code ? t.letter : t.letterByFile}
              file={step.checked.letter.file}
            />
          ) : (
            code && <UnknownCode />
          )}
          <Verdict name={step.name} checked={step.checked} onOther={() => setStep({ at: 'start' })} />
        </div>
      )}
    </main>
  )
}
