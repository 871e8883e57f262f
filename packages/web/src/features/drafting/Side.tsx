// Beside the page: how it prints, what was said about it, its versions and its annexes.
import type { DraftView } from '@congvan/contract'
import { useRef, useState } from 'react'
import { command, upload } from '../../lib/api.ts'
import { timeWords } from '../../lib/clock.ts'
import { Button, Icon, PdfView, ProgressBar, Tabs, toast } from '../../ui/index.ts'
import { Preview } from './Preview.tsx'
import { SecretDialog } from './SecretDialog.tsx'
import { useTexts } from './texts.ts'
import type { OpenDraft } from './useDraft.ts'
import { Versions } from './Versions.tsx'

type Tab = 'preview' | 'comments' | 'versions' | 'annexes'

export function Side({ draft }: { draft: OpenDraft }) {
  const t = useTexts()
  const { view, state } = draft
  const [tab, setTab] = useState<Tab>('preview')
  return (
    <Tabs<Tab>
      label={t.sideLabel}
      value={tab}
      onChange={setTab}
      tabs={[
        { value: 'preview', label: t.side.preview },
        { value: 'comments', label: t.side.comments, count: view.comments.length },
        { value: 'versions', label: t.side.versions, count: view.versions.length },
        { value: 'annexes', label: t.side.annexes, count: view.annexes.length },
      ]}
    >
      {tab === 'preview' &&
        (view.uploaded ? (
          <PdfView url={`/api/v1/documents/${view.documentId}/components/1`} label={t.side.preview} />
        ) : (
          <Preview documentId={view.documentId} content={state.content} />
        ))}
      {tab === 'comments' && <Comments view={view} />}
      {tab === 'versions' && <Versions draft={draft} />}
      {tab === 'annexes' && <Annexes draft={draft} />}
    </Tabs>
  )
}

function Comments({ view }: { view: DraftView }) {
  const t = useTexts()
  return (
    <div className="side-pane">
      <h3>{t.checks}</h3>
      <dl className="checks">
        {(['content', 'format'] as const).map((name) => {
          const check = view.checks.find((c) => c.check === name)
          const done = check?.by && check.at ? t.checkDone(check.by, timeWords(check.at)) : null
          return (
            <div key={name}>
              <dt>{t.checkName[name]}</dt>
              <dd className={done ? 'is-done' : ''}>
                {done && <Icon name="check" size={14} />} {done ?? t.checkOpen}
                {check?.comment && <q>{check.comment}</q>}
              </dd>
            </div>
          )
        })}
      </dl>
      <h3>{t.side.comments}</h3>
      {view.comments.length === 0 ? (
        <p className="side-empty">{t.noComments}</p>
      ) : (
        <ol className="comments">
          {view.comments.map((c) => (
            <li key={`${c.at} ${c.by}`}>
              <p>{c.text}</p>
              <small>
                {c.by}, {timeWords(c.at)}
              </small>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

const kilobytes = (bytes: number) =>
  bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} KB`
    : `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`

function Annexes({ draft }: { draft: OpenDraft }) {
  const t = useTexts()
  const { view, take } = draft
  const input = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState<{ name: string; part: number } | null>(null)
  const [secret, setSecret] = useState(false)
  const send = async (file: File) => {
    setSending({ name: file.name, part: 0 })
    try {
      const receipt = await upload(file, (part) => setSending({ name: file.name, part }))
      take(await command('drafting.add-annex', { documentId: view.documentId, uploadId: receipt.uploadId }))
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
    }
    setSending(null)
  }
  return (
    <div className="side-pane">
      {view.annexes.length === 0 && <p className="side-empty">{t.noAnnexes}</p>}
      <ol className="annexes">
        {view.annexes.map((a) => (
          <li key={a.ordinal}>
            <Icon name="clip" size={16} />
            <a
              href={`/api/v1/documents/${view.documentId}/components/${a.ordinal}`}
              target="_blank"
              rel="noreferrer"
            >
              {a.filename}
            </a>
            <small>{kilobytes(a.bytes)}</small>
          </li>
        ))}
      </ol>
      {sending && (
        <div>
          {t.uploading(sending.name)}
          <ProgressBar value={sending.part < 1 ? sending.part : null} label={t.uploading(sending.name)} />
        </div>
      )}
      <input
        ref={input}
        type="file"
        accept="application/pdf,.pdf"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t.addAnnex}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) void send(file)
        }}
      />
      <Button
        icon="clip"
        busy={sending !== null}
        refusal={view.can.addAnnex}
        onClick={() => input.current?.click()}
      >
        {t.addAnnex}
      </Button>
      <p className="side-empty">{t.annexHint}</p>
      {view.can.destroySecret === null && (
        <Button variant="plain" size="small" onClick={() => setSecret(true)}>
          {t.secret}
        </Button>
      )}
      {secret && <SecretDialog documentId={view.documentId} onClose={() => setSecret(false)} />}
    </div>
  )
}
