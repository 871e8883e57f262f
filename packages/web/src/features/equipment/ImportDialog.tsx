// Nhập kiểm đếm từ bảng: the sheet is tried first, each wrong row named; nothing is written before it is confirmed.
import type { CountReport } from '@congvan/contract'
import { useState } from 'react'
import { sendSheet } from '../../lib/api.ts'
import { takeAnswer } from '../../lib/data.ts'
import { Banner, Button, Dialog, Field, Skeleton, toast } from '../../ui/index.ts'
import { useTexts } from './texts.ts'

/** Ten thousand rows may be wrong: so many are shown, all of them can be downloaded. */
const SHOWN = 100

export function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts()
  const [file, setFile] = useState<File | null>(null)
  const [tried, setTried] = useState<CountReport | null>(null)
  const [busy, setBusy] = useState<'trying' | 'importing' | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const send = (chosen: File, dryRun: boolean) =>
    sendSheet<CountReport>(`/api/v1/equipment/import${dryRun ? '?dryRun=1' : ''}`, chosen)
  const attempt = async (what: 'trying' | 'importing', work: () => Promise<void>) => {
    setBusy(what)
    setTrouble(null)
    try {
      await work()
    } catch (error) {
      setTrouble((error as Error).message)
    }
    setBusy(null)
  }
  const choose = (chosen: File | undefined) => {
    setTried(null)
    setFile(chosen ?? null)
    if (chosen) void attempt('trying', async () => setTried(await send(chosen, true)))
  }
  const confirm = () =>
    file &&
    void attempt('importing', async () => {
      const done = await send(file, false)
      takeAnswer(null)
      toast(t.imported(done.added + done.changed))
      onClose()
    })
  return (
    <Dialog
      open
      wide
      title={t.importSheet}
      onClose={onClose}
      actions={
        <>
          <Button variant="plain" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button
            variant="primary"
            busy={busy === 'importing'}
            disabled={!tried || tried.good === 0 || busy !== null}
            onClick={confirm}
          >
            {t.confirmImport(tried?.good ?? 0)}
          </Button>
        </>
      }
    >
      <div className="equipment-import">
        {trouble && (
          <Banner tone="amber" alert>
            {trouble}
          </Banner>
        )}
        <p>{t.importText}</p>
        <Field label={t.chooseSheet}>
          {({ id, describedBy }) => (
            <input
              id={id}
              type="file"
              className="input"
              accept=".xlsx,.csv"
              aria-describedby={describedBy}
              disabled={busy !== null}
              onChange={(event) => choose(event.target.files?.[0])}
            />
          )}
        </Field>
        <div aria-live="polite">
          {busy && <p>{t[busy]}</p>}
          {busy === 'trying' && <Skeleton lines={3} />}
          {tried && <Trial report={tried} />}
        </div>
      </div>
    </Dialog>
  )
}

function Trial({ report }: { report: CountReport }) {
  const t = useTexts()
  const { wrong } = report
  return (
    <>
      <p>
        <strong>{t.tried(report.good, wrong.length)}</strong>{' '}
        {report.good === 0 ? t.nothingGood : t.wouldDo(report.added, report.changed, report.same)}
      </p>
      {wrong.length > 0 && (
        <section aria-label={t.wrongRows}>
          <div className="equipment-head">
            <h3>{t.wrongRows}</h3>
            <Button size="small" onClick={() => saveWrong(t.wrongHead, wrong)}>
              {t.takeWrong}
            </Button>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls what the mouse scrolls */}
          <ul className="equipment-rows equipment-wrong" tabIndex={0} aria-label={t.wrongRows}>
            {wrong.slice(0, SHOWN).map((one) => (
              <li key={`${one.row} ${one.column}`}>
                <span>
                  <strong>{t.rowAt(one.row, one.column)}</strong>
                  <small>{one.reason}</small>
                </span>
              </li>
            ))}
          </ul>
          {wrong.length > SHOWN && <p className="equipment-note">{t.wrongMore(wrong.length - SHOWN)}</p>}
        </section>
      )}
    </>
  )
}

/** With the mark that lets Excel read Vietnamese; a cell that could begin a formula is made plain text. */
function saveWrong(head: readonly string[], wrong: CountReport['wrong']): void {
  const cell = (text: string) => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`
  const rows = [head, ...wrong.map((one) => [String(one.row), one.column, one.reason])]
  const text = `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'dong-sai.csv'
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
