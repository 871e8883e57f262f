// Step 1: the administrator, then organisations and people from a spreadsheet that is read before it is believed.
import { type DragEvent, useRef, useState } from 'react'
import { say } from '../../lib/language.ts'
import { Banner, Button, Icon, ProgressBar, TextInput } from '../../ui/index.ts'
import { importSheet, setAdministrator, token } from './api.ts'
import { type AdminDraft, adminProblem, errorRows, type ImportReport } from './model/setup.ts'
import { useTexts } from './texts.ts'

/** A reload in the middle of step 1 does not ask for the administrator again. */
const ADMIN = 'congvan.setup.administrator'

export function PeopleStep({ onDone }: { onDone: () => void }) {
  const [admin, setAdmin] = useState<string | null>(() => sessionStorage.getItem(ADMIN))
  const done = (account: string) => {
    sessionStorage.setItem(ADMIN, account)
    setAdmin(account)
  }
  return (
    <div className="step-parts">
      <Administrator done={admin} onDone={done} />
      <Spreadsheet ready={admin !== null} onDone={onDone} />
    </div>
  )
}

function Administrator({ done, onDone }: { done: string | null; onDone: (account: string) => void }) {
  const t = useTexts()
  const [draft, setDraft] = useState<AdminDraft>({ account: '', name: '', password: '', again: '' })
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const problem = asked ? adminProblem(draft) : null
  const errorOf = (field: keyof AdminDraft) => (problem?.field === field ? t.problems[problem.code] : null)
  const set = (field: keyof AdminDraft) => (value: string) => setDraft((now) => ({ ...now, [field]: value }))
  const save = async () => {
    setAsked(true)
    if (adminProblem(draft)) return
    setBusy(true)
    setTrouble(null)
    try {
      await setAdministrator({
        account: draft.account.trim(),
        name: draft.name.trim(),
        password: draft.password,
      })
      onDone(draft.account.trim())
    } catch (error) {
      setTrouble((error as Error).message)
    }
    setBusy(false)
  }
  if (done)
    return (
      <p className="step-done">
        <Icon name="check" size={18} /> {t.adminDone(done)}
      </p>
    )
  return (
    <form
      noValidate
      className="step-part"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <h3>{t.admin}</h3>
      <p className="step-text">{t.adminText}</p>
      {token() === '' && <Banner tone="amber">{t.noToken}</Banner>}
      {trouble && (
        <Banner tone="amber" alert>
          {trouble}
        </Banner>
      )}
      <div className="step-fields">
        <TextInput
          label={t.account}
          required
          autoComplete="username"
          value={draft.account}
          onChange={set('account')}
          error={errorOf('account')}
        />
        <TextInput
          label={t.name}
          required
          autoComplete="name"
          value={draft.name}
          onChange={set('name')}
          error={errorOf('name')}
        />
        <TextInput
          label={t.password}
          required
          type="password"
          autoComplete="new-password"
          hint={t.passwordHint}
          value={draft.password}
          onChange={set('password')}
          error={errorOf('password')}
        />
        <TextInput
          label={t.again}
          required
          type="password"
          autoComplete="new-password"
          value={draft.again}
          onChange={set('again')}
          error={errorOf('again')}
        />
      </div>
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {t.adminSave}
        </Button>
      </div>
    </form>
  )
}

function Spreadsheet({ ready, onDone }: { ready: boolean; onDone: () => void }) {
  const t = useTexts()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [report, setReport] = useState<ImportReport | null>(null)
  const [busy, setBusy] = useState<'reading' | 'writing' | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const run = async (chosen: File, dryRun: boolean) => {
    setBusy(dryRun ? 'reading' : 'writing')
    setTrouble(null)
    try {
      const answer = await importSheet(chosen, dryRun)
      setReport(answer)
      if (!dryRun && answer.errors.length === 0) onDone()
    } catch (error) {
      setTrouble((error as Error).message)
    }
    setBusy(null)
  }
  const take = (chosen: File | undefined) => {
    if (!chosen) return
    setReport(null)
    setFile(chosen)
    if (/\.xlsx$/iu.test(chosen.name)) void run(chosen, true)
    else setTrouble(t.notXlsx)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    take(event.dataTransfer.files[0])
  }
  const right = report !== null && report.errors.length === 0 && report.agencies + report.people > 0
  return (
    <div className="step-part">
      <h3>{t.sheet}</h3>
      <p className="step-text">
        {t.sheetText}{' '}
        <a href="/api/v1/setup/template.xlsx" download>
          {t.template}
        </a>
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first */}
      <div className="drop" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <Button
          icon="upload"
          variant={right ? 'quiet' : ready ? 'primary' : 'quiet'}
          onClick={() => input.current?.click()}
        >
          {file ? t.chooseOther : t.choose}
        </Button>
        <span>{file ? file.name : t.drop}</span>
        <input
          ref={input}
          type="file"
          accept=".xlsx"
          tabIndex={-1}
          className="visually-hidden"
          aria-label={t.choose}
          onChange={(event) => {
            take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </div>
      {busy && (
        <ProgressBar value={null} label={busy === 'reading' ? t.reading(file?.name ?? '') : t.importing} />
      )}
      {trouble && (
        <Banner tone="amber" alert>
          {trouble}
        </Banner>
      )}
      {report && <Report report={report} />}
      {right && file && (
        <div>
          <Button
            variant="primary"
            busy={busy !== null}
            refusal={ready ? null : { code: 'web.admin-first', vi: t.importFirst, en: t.importFirst }}
            onClick={() => void run(file, false)}
          >
            {t.import(report.agencies, report.people)}
          </Button>
        </div>
      )}
    </div>
  )
}

function Report({ report }: { report: ImportReport }) {
  const t = useTexts()
  const wrong = errorRows(report)
  if (wrong.length === 0 && report.agencies + report.people === 0)
    return <Banner tone="amber">{t.nothingRead}</Banner>
  return (
    <div className="report" role="status">
      <p>
        <strong>{t.readable(report.agencies, report.people)}.</strong>{' '}
        {wrong.length === 0 ? t.noErrors : t.wrongRows(wrong.length)}
      </p>
      {wrong.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table must be scrolled by the keyboard too
        <div className="report-scroll" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t.row}</th>
                <th scope="col">{t.column}</th>
                <th scope="col">{t.what}</th>
              </tr>
            </thead>
            <tbody>
              {wrong.map(({ row, errors }) =>
                errors.map((error, at) => (
                  <tr key={`${row} ${error.column} ${error.vi}`}>
                    {at === 0 && (
                      <th scope="row" rowSpan={errors.length}>
                        {row}
                      </th>
                    )}
                    <td>{error.column}</td>
                    <td>{say(error)}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
