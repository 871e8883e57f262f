// What people decide about figures: closing a period, a target with its basis, a published figure with its source, the digest.
import type { DigestRhythm, IndicatorBoard } from '@congvan/contract'
import { useState } from 'react'
import { useAct } from '../../lib/act.ts'
import { command, newId } from '../../lib/api.ts'
import { Banner, Button, Dialog, Select, TextInput } from '../../ui/index.ts'
import { useDecisionTexts } from './decision-texts.ts'
import { dayWords } from './period.ts'

type Which = 'close' | 'target' | 'figure' | 'mail'

export function Decisions({ board }: { board: IndicatorBoard }) {
  const t = useDecisionTexts()
  const [open, setOpen] = useState<Which | null>(null)
  const close = () => setOpen(null)
  return (
    <div className="figures-decisions">
      {board.mayClose && (
        <>
          <Button icon="seal" onClick={() => setOpen('close')}>
            {t.close}
          </Button>
          <Button onClick={() => setOpen('target')}>{t.setTarget}</Button>
          <Button onClick={() => setOpen('figure')}>{t.enter}</Button>
        </>
      )}
      <Button icon="bell" onClick={() => setOpen('mail')}>
        {board.subscription.rhythm ? t.mailOn(t.rhythms[board.subscription.rhythm]) : t.mail}
      </Button>
      {open === 'close' && <CloseDialog board={board} onClose={close} />}
      {open === 'target' && <TargetDialog board={board} onClose={close} />}
      {open === 'figure' && <FigureDialog board={board} onClose={close} />}
      {open === 'mail' && <MailDialog board={board} onClose={close} />}
    </div>
  )
}

interface Props {
  board: IndicatorBoard
  onClose: () => void
}

function Shell(props: {
  title: string
  word: string
  busy: boolean
  trouble: string | null
  onClose: () => void
  onDo: () => void
  children: React.ReactNode
}) {
  const t = useDecisionTexts()
  return (
    <Dialog
      open
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="plain" onClick={props.onClose}>
            {t.cancel}
          </Button>
          <Button variant="primary" busy={props.busy} onClick={props.onDo}>
            {props.word}
          </Button>
        </>
      }
    >
      <div className="decision-form">
        {props.trouble && (
          <Banner tone="amber" alert>
            {props.trouble}
          </Banner>
        )}
        {props.children}
      </div>
    </Dialog>
  )
}

function CloseDialog({ board, onClose }: Props) {
  const t = useDecisionTexts()
  const { busy, trouble, act } = useAct(onClose)
  const [name, setName] = useState(t.closeName(dayWords(board.from), dayWords(board.to)))
  const [from, setFrom] = useState(board.from)
  const [to, setTo] = useState(board.to)
  return (
    <Shell
      title={t.closeTitle}
      word={t.close}
      busy={busy}
      trouble={trouble}
      onClose={onClose}
      onDo={() =>
        void act(async () => {
          const done = await command('indicators.close-period', {
            periodId: newId(),
            name: name.trim(),
            firstDay: from,
            lastDay: to,
          })
          return t.closedWords(done.tallies)
        })
      }
    >
      <p>{t.closeText}</p>
      <TextInput label={t.name} value={name} onChange={setName} required maxLength={200} />
      <div className="decision-pair">
        <TextInput label={t.from} type="date" value={from} onChange={setFrom} required />
        <TextInput label={t.to} type="date" value={to} onChange={setTo} required />
      </div>
      {board.closed.length > 0 && (
        <section aria-label={t.already}>
          <h3>{t.already}</h3>
          <ul className="decision-list">
            {board.closed.slice(0, 6).map((row) => (
              <li key={row.id}>
                {row.name}
                <small>
                  {dayWords(row.from)} – {dayWords(row.to)} ·{' '}
                  {t.closedOn(dayWords(row.closedAt.slice(0, 10)), row.by)}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Shell>
  )
}

const numberOf = (text: string): number | null => {
  const value = Number(text.trim().replaceAll('.', '').replace(',', '.'))
  return text.trim() === '' || !Number.isFinite(value) ? null : value
}

function TargetDialog({ board, onClose }: Props) {
  const t = useDecisionTexts()
  const { busy, trouble, act } = useAct(onClose)
  const choices = board.figures.filter((row) => row.kind !== 'entered' && row.direction !== 'none')
  const [code, setCode] = useState(choices[0]?.code ?? '')
  const [year, setYear] = useState(board.to.slice(0, 4))
  const [value, setValue] = useState('')
  const [basis, setBasis] = useState('')
  const [asked, setAsked] = useState(false)
  const chosen = choices.find((row) => row.code === code)
  const level = numberOf(value)
  return (
    <Shell
      title={t.targetTitle}
      word={t.setTarget}
      busy={busy}
      trouble={trouble}
      onClose={onClose}
      onDo={() => {
        if (level === null || !basis.trim()) return setAsked(true)
        void act(async () => {
          await command('indicators.set-target', {
            code,
            year: Number(year),
            value: level,
            basis: basis.trim(),
          })
          return t.targetDone
        })
      }}
    >
      <Select
        label={t.indicator}
        value={code}
        onChange={setCode}
        options={choices.map((row) => ({ value: row.code, label: `${row.code} · ${row.name}` }))}
      />
      {chosen?.target && (
        <p className="figures-note">
          {t.standing(chosen.target.value.toLocaleString('vi-VN'), chosen.target.basis)}
        </p>
      )}
      <div className="decision-pair">
        <TextInput label={t.fromYear} value={year} onChange={setYear} required maxLength={4} />
        <TextInput
          label={chosen?.unit === 'percent' ? t.levelPercent : t.level}
          value={value}
          onChange={setValue}
          required
          error={asked && level === null ? t.needNumber : null}
        />
      </div>
      <TextInput
        label={t.basis}
        hint={t.basisHint}
        value={basis}
        onChange={setBasis}
        required
        maxLength={500}
        error={asked && !basis.trim() ? t.needBasis : null}
      />
    </Shell>
  )
}

function FigureDialog({ board, onClose }: Props) {
  const t = useDecisionTexts()
  const { busy, trouble, act } = useAct(onClose)
  const choices = board.figures.filter((row) => row.kind === 'entered')
  const [code, setCode] = useState(choices[0]?.code ?? '')
  const [value, setValue] = useState('')
  const [whole, setWhole] = useState('')
  const [source, setSource] = useState('')
  const [asked, setAsked] = useState(false)
  const numerator = numberOf(value)
  return (
    <Shell
      title={t.figureTitle}
      word={t.enter}
      busy={busy}
      trouble={trouble}
      onClose={onClose}
      onDo={() => {
        if (numerator === null || !source.trim()) return setAsked(true)
        void act(async () => {
          await command('indicators.enter-figure', {
            figureId: newId(),
            code,
            firstDay: board.from,
            lastDay: board.to,
            numerator,
            denominator: numberOf(whole),
            sourceDocument: source.trim(),
          })
          return t.figureDone
        })
      }}
    >
      <p>{t.figureText(dayWords(board.from), dayWords(board.to))}</p>
      <Select
        label={t.indicator}
        value={code}
        onChange={setCode}
        options={choices.map((row) => ({ value: row.code, label: `${row.code} · ${row.name}` }))}
      />
      <div className="decision-pair">
        <TextInput
          label={t.value}
          value={value}
          onChange={setValue}
          required
          error={asked && numerator === null ? t.needNumber : null}
        />
        <TextInput label={t.whole} hint={t.wholeHint} value={whole} onChange={setWhole} />
      </div>
      <TextInput
        label={t.source}
        hint={t.sourceHint}
        value={source}
        onChange={setSource}
        required
        maxLength={500}
        error={asked && !source.trim() ? t.needSource : null}
      />
    </Shell>
  )
}

function MailDialog({ board, onClose }: Props) {
  const t = useDecisionTexts()
  const { busy, trouble, act } = useAct(onClose)
  const [rhythm, setRhythm] = useState<DigestRhythm | ''>(board.subscription.rhythm ?? 'week')
  return (
    <Shell
      title={t.mail}
      word={t.save}
      busy={busy}
      trouble={trouble}
      onClose={onClose}
      onDo={() =>
        void act(async () => {
          await command('indicators.subscribe', { rhythm: rhythm === '' ? null : rhythm })
          return rhythm === '' ? t.mailEnded : t.mailDone(t.rhythms[rhythm])
        })
      }
    >
      <p>{t.mailText}</p>
      {!board.subscription.mailWorks && <Banner tone="amber">{t.noMail}</Banner>}
      {board.subscription.problem && <Banner tone="amber">{t.noBox}</Banner>}
      <Select
        label={t.rhythm}
        value={rhythm}
        onChange={setRhythm}
        options={[
          ...(['day', 'week', 'month'] as const).map((value) => ({ value, label: t.rhythms[value] })),
          { value: '' as const, label: t.never },
        ]}
      />
    </Shell>
  )
}
