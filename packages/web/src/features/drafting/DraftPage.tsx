// The studio: the page in the middle, its print and papers beside it, one line of state above.
import type { FormatFinding } from '@congvan/contract'
import { useState } from 'react'
import { Link } from 'wouter'
import { timeWords } from '../../lib/clock.ts'
import { say } from '../../lib/language.ts'
import { PHONE, useMedia } from '../../lib/media.ts'
import { paths } from '../../paths.ts'
import { Banner, Button, Sheet as Drawer, Icon, Skeleton } from '../../ui/index.ts'
import { Actions } from './Actions.tsx'
import { Conflict } from './Conflict.tsx'
import './drafting.css'
import { meaningOf } from './meaning.ts'
import { asAbove, isAsAbove, reattach } from './model/recipients.ts'
import { Sheet } from './Sheet.tsx'
import { Side } from './Side.tsx'
import { useTexts } from './texts.ts'
import { toNextMark } from './toNextMark.ts'
import { type OpenDraft, useDraft } from './useDraft.ts'

/** From here the print stands beside the page; below it opens as a sheet. */
const ROOM_FOR_SIDE = '(min-width: 1360px)'

export function DraftPage({ documentId }: { documentId: string }) {
  const t = useTexts()
  const { draft, error, again } = useDraft(documentId)
  if (!draft && error)
    return (
      <div className="studio-trouble">
        <Banner
          tone="amber"
          alert
          title={t.loadFailed}
          actions={<Button onClick={again}>{t.tryAgain}</Button>}
        >
          {error.message}
        </Banner>
      </div>
    )
  if (!draft) return <Skeleton lines={8} />
  return <Studio draft={draft} />
}

function Studio({ draft }: { draft: OpenDraft }) {
  const t = useTexts()
  const { view, state, keeper } = draft
  const beside = useMedia(ROOM_FOR_SIDE)
  const phone = useMedia(PHONE)
  const [side, setSide] = useState(false)
  const closed = view.can.save
  const repair = (finding: FormatFinding) => {
    if (!finding.repair) return
    const { patch } = finding.repair
    keeper.edit((now) => ({
      ...patch,
      ...(patch.recipients ? { recipients: reattach(patch.recipients, now.recipients) } : {}),
    }))
    void asAboveAgain(keeper).then(() => keeper.flush())
  }
  return (
    <div className="studio">
      <StudioTop draft={draft} phone={phone}>
        {!beside && (
          <Button icon="panel" variant="plain" iconOnly={phone} onClick={() => setSide(true)}>
            {t.openSide}
          </Button>
        )}
        {!phone && <Actions draft={draft} />}
      </StudioTop>
      <div className="studio-body">
        <div className="studio-desk">
          <div className="studio-notes">
            {closed && <Banner icon="info">{t.closed[view.state] ?? say(closed)}</Banner>}
            {view.replyTo && <ReplyTo replyTo={view.replyTo} />}
            <News draft={draft} />
          </div>
          <Sheet
            view={view}
            content={state.content}
            readOnly={Boolean(closed)}
            edit={(p) => keeper.edit(p)}
            onRepair={repair}
          />
        </div>
        {beside && (
          <aside className="studio-side" aria-label={t.sideLabel}>
            <Side draft={draft} />
          </aside>
        )}
      </div>
      {phone && (
        <div className="studio-thumb">
          <Actions draft={draft} />
        </div>
      )}
      {side && !beside && (
        <Drawer open title={t.sideLabel} wide onClose={() => setSide(false)}>
          <Side draft={draft} />
        </Drawer>
      )}
    </div>
  )
}

/** A "Như trên" that a repair has just put in learns whom Kính gửi names. */
async function asAboveAgain(keeper: OpenDraft['keeper']): Promise<void> {
  const { content } = keeper.read()
  if (!content.recipients.some((l) => isAsAbove(l) && l.agencyIds.length === 0)) return
  const { agencyIds, sure } = await meaningOf(content.addressees).catch(() => ({
    agencyIds: [],
    sure: false,
  }))
  keeper.edit((now) => ({ recipients: asAbove(now, agencyIds, sure) }))
}

function ReplyTo({ replyTo }: { replyTo: NonNullable<OpenDraft['view']['replyTo']> }) {
  const t = useTexts()
  return (
    <p className="reply-to">
      <Icon name="reply" size={16} />
      <span>
        {t.replyTo}{' '}
        <Link href={paths.document(replyTo.documentId)} className="nowrap">
          {replyTo.numberSymbol}
        </Link>{' '}
        {replyTo.subject}
      </span>
    </p>
  )
}

function News({ draft }: { draft: OpenDraft }) {
  const t = useTexts()
  const { state, keeper } = draft
  return (
    <>
      {state.conflicts.length > 0 && <Conflict draft={draft} />}
      {state.status === 'failed' && (
        <Banner
          tone="amber"
          alert
          title={t.status.failed}
          actions={
            <Button size="small" onClick={() => void keeper.flush()}>
              {t.retry}
            </Button>
          }
        >
          {state.sentence}
        </Banner>
      )}
      {state.restoredAt && state.status !== 'failed' && (
        <Banner tone="accent">{t.restored(timeWords(state.restoredAt))}</Banner>
      )}
      {state.joined.length > 0 && state.conflicts.length === 0 && (
        <Banner tone="accent">{t.joined(state.joined.map((f) => t.fields[f]).join(t.and))}</Banner>
      )}
    </>
  )
}

function StudioTop(props: { draft: OpenDraft; phone: boolean; children: React.ReactNode }) {
  const t = useTexts()
  const { view, state } = props.draft
  const count = view.findings.length
  const words = state.status === 'saved' ? t.status.saved(timeWords(state.savedAt)) : t.status[state.status]
  return (
    <header className="studio-top">
      <Link href={paths.drafts()} className="studio-back" aria-label={t.back}>
        <Icon name="left" size={18} />
      </Link>
      <div className="studio-title">
        <h1>{view.typeName}</h1>
        <p>
          <span className={`save-state ${state.status}`} role="status">
            {words}
          </span>
          {!props.phone && <span>{t.drafter(view.drafterName)}</span>}
        </p>
      </div>
      <Button
        variant="plain"
        className={count > 0 ? 'pencil-count' : ''}
        icon={count > 0 ? 'pen' : 'check'}
        onClick={toNextMark}
        title={t.nextFinding}
      >
        {count > 0 ? t.findings(count) : t.noFindings}
      </Button>
      <div className="studio-actions">{props.children}</div>
    </header>
  )
}
