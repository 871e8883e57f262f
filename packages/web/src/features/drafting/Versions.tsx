// The older versions of the draft: who, when, why; opened read-only beside what stands now, and taken back.
import type { DraftContent, DraftView } from '@congvan/contract'
import { useState } from 'react'
import { command } from '../../lib/api.ts'
import { momentWords, timeWords } from '../../lib/clock.ts'
import { useApi } from '../../lib/data.ts'
import { Banner, Button, Checkbox, Dialog, Skeleton, toast } from '../../ui/index.ts'
import { compareWords, partText, READ } from './model/compare.ts'
import { useTexts } from './texts.ts'
import type { OpenDraft } from './useDraft.ts'

export function Versions({ draft }: { draft: OpenDraft }) {
  const t = useTexts()
  const { view, state } = draft
  const [open, setOpen] = useState<number | null>(null)
  return (
    <>
      <ol className="side-pane versions">
        {view.versions.map((v) => (
          <li key={v.version} aria-current={v.version === state.version || undefined}>
            <Button variant="plain" size="small" onClick={() => setOpen(v.version)}>
              {t.openVersion(v.version)}
            </Button>
            {v.version === state.version && <em>{t.current}</em>}
            <small title={momentWords(v.at)}>
              {v.by}, {timeWords(v.at)}
            </small>
            {v.why && <q>{v.why}</q>}
          </li>
        ))}
      </ol>
      {open !== null && <OldVersion draft={draft} version={open} onClose={() => setOpen(null)} />}
    </>
  )
}

function OldVersion({ draft, version, onClose }: { draft: OpenDraft; version: number; onClose: () => void }) {
  const t = useTexts()
  const { view, state, keeper, take } = draft
  const [compared, setCompared] = useState(true)
  const [busy, setBusy] = useState(false)
  const { data, error } = useApi('drafting.version', {
    documentId: view.documentId,
    version: String(version),
  })
  const takeBack = async () => {
    setBusy(true)
    try {
      if (!(await keeper.flush())) return
      const input = { documentId: view.documentId, version: keeper.read().version, from: version }
      take(await command('drafting.take-back', input))
      toast(t.tookBack(version))
      onClose()
    } catch (problem) {
      toast((problem as Error).message, { tone: 'error' })
    } finally {
      setBusy(false)
    }
  }
  const older = version !== state.version
  return (
    <Dialog
      open
      wide
      title={t.versionTitle(version)}
      onClose={onClose}
      actions={
        older && (
          <Button
            variant="primary"
            busy={busy}
            refusal={view.can.takeBack ?? null}
            onClick={() => void takeBack()}
          >
            {t.takeBack}
          </Button>
        )
      }
    >
      {error && (
        <Banner tone="amber" alert title={t.loadFailed}>
          {error.message}
        </Banner>
      )}
      {!data && !error && <Skeleton lines={6} />}
      {data && (
        <div className="old-version">
          <p className="old-version-head">
            {data.by}, {momentWords(data.at)}
            {data.why && <q>{data.why}</q>}
          </p>
          {older && <Checkbox label={t.compareNow} checked={compared} onChange={setCompared} />}
          <Reading old={data.content} now={older && compared ? state.content : null} view={view} />
        </div>
      )}
    </Dialog>
  )
}

/** The page's parts in order; with `now` the words that have changed since are struck and marked. */
function Reading(props: { old: DraftContent; now: DraftContent | null; view: DraftView }) {
  const t = useTexts()
  const { old, now, view } = props
  return (
    <dl className="old-version-parts">
      {READ.map((part) => {
        const before = partText(old, part, view.signers)
        const after = now && partText(now, part, view.signers)
        if (!before && !after) return null
        return (
          <div key={part}>
            <dt>{part === 'signer' ? t.signer : part === 'invitation' ? t.fields.invitation : t[part]}</dt>
            <dd>{after === null ? before : <Compared before={before} after={after} />}</dd>
          </div>
        )
      })}
    </dl>
  )
}

function Compared({ before, after }: { before: string; after: string }) {
  return compareWords(before, after).map((piece, at) => {
    const key = `${at} ${piece.kind}`
    if (piece.kind === 'gone') return <del key={key}>{piece.text}</del>
    if (piece.kind === 'new') return <ins key={key}>{piece.text}</ins>
    return <span key={key}>{piece.text}</span>
  })
}
