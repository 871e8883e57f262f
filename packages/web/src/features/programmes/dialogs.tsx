// Báo cáo kết quả, đánh giá quý và năm, chuyển sang năm sau.
import type { TargetBoard, TargetRow } from '@congvan/contract'
import { type ReactNode, useState } from 'react'
import { useAct } from '../../lib/act.ts'
import { command } from '../../lib/api.ts'
import { Banner, Button, Dialog, Select, TextArea, TextInput } from '../../ui/index.ts'
import { useTexts } from './texts.ts'

export const numberOf = (text: string): number | null => {
  const value = Number(text.trim().replaceAll('.', '').replace(',', '.'))
  return text.trim() === '' || !Number.isFinite(value) ? null : value
}

export function FormDialog(props: {
  title: string
  word: string
  busy: boolean
  trouble: string | null
  onClose: () => void
  onDo: () => void
  wide?: boolean
  children: ReactNode
}) {
  const t = useTexts()
  return (
    <Dialog
      open
      title={props.title}
      onClose={props.onClose}
      wide={props.wide ?? false}
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
      <div className="targets-form">
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

export function ReportDialog({ row, onClose }: { row: TargetRow; onClose: () => void }) {
  const t = useTexts()
  const { busy, trouble, act } = useAct(onClose)
  const [value, setValue] = useState(row.reached === null ? '' : String(row.reached).replace('.', ','))
  const [explanation, setExplanation] = useState(row.explanation ?? '')
  const [evidence, setEvidence] = useState(row.evidence ?? '')
  const [asked, setAsked] = useState(false)
  const reached = numberOf(value)
  const short = reached !== null && (row.higherIsBetter ? reached < row.planned : reached > row.planned)
  // Early in the year a part of the way is no failing; what is at risk comes with its reason.
  const lacksReason = short && (row.state === 'at-risk' || row.state === 'missed') && !explanation.trim()
  const lacksEvidence = row.measuredBy === 'evidence' && !evidence.trim()
  return (
    <FormDialog
      title={t.reportTitle}
      word={t.report}
      busy={busy}
      trouble={trouble}
      onClose={onClose}
      onDo={() => {
        if (reached === null || lacksReason || lacksEvidence) return setAsked(true)
        void act(async () => {
          await command('programmes.report-progress', {
            targetId: row.targetId,
            reached,
            ...(explanation.trim() ? { explanation: explanation.trim() } : {}),
            ...(evidence.trim() ? { evidence: evidence.trim() } : {}),
          })
          return t.reported
        })
      }}
    >
      <p>
        <strong>
          {row.code} · {row.name}
        </strong>
        <br />
        {t.of(`${row.planned.toLocaleString('vi-VN')} ${row.unit}`, row.higherIsBetter)}
      </p>
      <TextInput
        label={`${t.reached} (${row.unit})`}
        value={value}
        onChange={setValue}
        required
        error={asked && reached === null ? t.needNumber : null}
      />
      <TextArea
        label={t.explanation}
        hint={t.explanationHint}
        value={explanation}
        onChange={setExplanation}
        maxLength={2000}
        error={asked && lacksReason ? t.needReason : null}
      />
      <TextInput
        label={t.evidence}
        hint={t.evidenceHint}
        value={evidence}
        onChange={setEvidence}
        maxLength={500}
        required={row.measuredBy === 'evidence'}
        error={asked && lacksEvidence ? t.needEvidence : null}
      />
    </FormDialog>
  )
}

export function ReviewDialog({ board, onClose }: { board: TargetBoard; onClose: () => void }) {
  const t = useTexts()
  const { busy, trouble, act } = useAct(onClose)
  const running = Math.ceil(Number(board.today.slice(5, 7)) / 3)
  const [quarter, setQuarter] = useState(String(running))
  const [conclusion, setConclusion] = useState('')
  const [asked, setAsked] = useState(false)
  return (
    <FormDialog
      title={t.reviewTitle}
      word={t.review}
      busy={busy}
      trouble={trouble}
      onClose={onClose}
      onDo={() => {
        if (!conclusion.trim()) return setAsked(true)
        void act(async () => {
          const { met, total } = await command('programmes.review', {
            year: board.year,
            quarter: quarter === '' ? null : Number(quarter),
            conclusion: conclusion.trim(),
          })
          return t.reviewed(met, total)
        })
      }}
    >
      <p>{t.reviewText(board.summary.met, board.summary.total)}</p>
      <Select
        label={t.period}
        value={quarter}
        onChange={setQuarter}
        options={[
          ...[1, 2, 3, 4].map((value) => ({ value: String(value), label: t.quarter(value, board.year) })),
          { value: '', label: t.wholeYear(board.year) },
        ]}
      />
      <TextArea
        label={t.conclusion}
        value={conclusion}
        onChange={setConclusion}
        rows={4}
        required
        maxLength={5000}
        error={asked && !conclusion.trim() ? t.needConclusion : null}
      />
    </FormDialog>
  )
}

export function CarryDialog({ board, onClose }: { board: TargetBoard; onClose: () => void }) {
  const t = useTexts()
  const { busy, trouble, act } = useAct(onClose)
  const unmet = board.targets.filter((row) => row.state !== 'met' && row.state !== 'exceeded')
  return (
    <FormDialog
      title={t.carry(board.year + 1)}
      word={t.carry(board.year + 1)}
      busy={busy}
      trouble={trouble}
      onClose={onClose}
      onDo={() =>
        void act(async () => {
          const { carried } = await command('programmes.carry-over', { year: board.year })
          return t.carriedOver(carried, board.year + 1)
        })
      }
    >
      <p>{t.carryText(board.year + 1)}</p>
      <ul className="targets-unmet">
        {unmet.map((row) => (
          <li key={row.targetId}>
            {row.code} · {row.name} <small>{row.agency}</small>
          </li>
        ))}
      </ul>
    </FormDialog>
  )
}
