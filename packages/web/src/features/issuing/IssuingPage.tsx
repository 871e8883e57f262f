// Chờ phát hành: the clerk's pile. Number, date and seal are seen before they are written; one act issues one or fifty.
import type { SigningCard } from '@congvan/contract'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { command } from '../../lib/api.ts'
import { takeAnswer, useApi } from '../../lib/data.ts'
import { useKeys } from '../../lib/keys.ts'
import { PHONE, useMedia } from '../../lib/media.ts'
import { paths } from '../../paths.ts'
import {
  Banner,
  Button,
  Empty,
  MenuItem,
  Popover,
  ProgressBar,
  Skeleton,
  toast,
  VirtualList,
} from '../../ui/index.ts'
import { DevicePanel } from '../signing/devices/DevicePanel.tsx'
import { OpenSignings } from '../signing/devices/OpenSignings.tsx'
import { useDevice } from '../signing/devices/useDevice.ts'
import { failedOf, tally } from '../signing/model/batch.ts'
import { PileRow } from '../signing/PileRow.tsx'
import '../signing/pile.css'
import { type Batch, useBatch, wantsPassphrase } from '../signing/useBatch.ts'
import { CancelDialog, IssueDialog } from './IssueDialog.tsx'
import { IssuingReader } from './IssuingReader.tsx'
import './issuing.css'
import { type Issued, JustIssued } from './JustIssued.tsx'
import { fullNumber, isHeld } from './numbering.ts'
import { PaperDialog, ScanDialog } from './PaperDialogs.tsx'
import { useTexts } from './texts.ts'

const NONE: SigningCard[] = []

export function IssuingPage({ id }: { id: string | null }) {
  const t = useTexts()
  const queue = useApi('issuing.queue', {})
  const batch = useBatch('issue', queue.data?.rows ?? NONE)
  const [issued, setIssued] = useState<Issued[]>([])
  if (queue.isPending) return <Skeleton lines={6} />
  if (queue.error && !queue.data)
    return (
      <Banner tone="amber" alert actions={<Button onClick={() => void queue.refetch()}>{t.tryAgain}</Button>}>
        {queue.error.message}
      </Banner>
    )
  if (batch.rows.length === 0)
    return (
      <div className="issuing-empty">
        <h1 className="visually-hidden">{t.title}</h1>
        <JustIssued issued={issued} onClear={() => setIssued([])} />
        <Empty title={t.emptyTitle} action={<PaperButton />}>
          {t.emptyText}
        </Empty>
      </div>
    )
  return <IssuingDesk id={id} batch={batch} issued={issued} setIssued={setIssued} />
}

interface DeskProps {
  id: string | null
  batch: Batch
  issued: Issued[]
  setIssued: (change: (now: Issued[]) => Issued[]) => void
}

/** What the desk can do; kept apart from how it looks. */
function useDesk({ batch, setIssued }: DeskProps) {
  const t = useTexts()
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<{ ids: string[]; send: boolean } | null>(null)
  const [cancelling, setCancelling] = useState<SigningCard | null>(null)
  const [scanning, setScanning] = useState<SigningCard | null>(null)
  const note = (card: SigningCard, numberSymbol: string, sent: boolean) =>
    setIssued((now) => [
      { documentId: card.documentId, numberSymbol, subject: card.subject, sent },
      ...now.filter((one) => one.documentId !== card.documentId),
    ])
  const device = useDevice((message) => toast(message, { tone: 'error' }))
  /** False: the held number could not be taken, so nothing is issued. */
  const takeHeld = async (documentId: string | undefined, entryId: string | null): Promise<boolean> => {
    if (!entryId || !documentId) return true
    try {
      takeAnswer(await command('issuing.use-reserved', { documentId, entryId }))
      return true
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
      return false
    }
  }
  const onDevice = async (keyId: string, ids: string[], entryId: string | null, send = true) => {
    setAsking(null)
    if (!(await takeHeld(ids[0], entryId))) return
    setSelection(new Set())
    const purpose = ids.length === 0 ? 'trial' : 'seal'
    try {
      await device.start({ keyId, purpose, documentIds: ids, ...(purpose === 'seal' ? { send } : {}) })
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
    }
  }
  const issue = async (ids: string[], send: boolean, passphrase: string, entryId: string | null) => {
    setAsking(null)
    if (!(await takeHeld(ids[0], entryId))) return
    const cards = batch.rows.filter((r) => ids.includes(r.documentId))
    const state = await batch.run(ids, { send, ...(passphrase ? { passphrase } : {}) })
    for (const card of cards) {
      const item = state.get(card.documentId)
      if (item?.state === 'done') note(card, item.numberSymbol ?? fullNumber(card), send)
    }
    const failed = failedOf(state)
    setSelection(new Set(failed))
    const { done } = tally(state)
    if (wantsPassphrase(state)) setAsking({ ids: failed, send })
    if (failed.length > 0) toast(t.doneSome(done, failed.length), { tone: 'error' })
    else toast(send ? t.doneAll(done) : t.heldAll(done))
  }
  const say = async (run: () => Promise<unknown>, words: string) => {
    try {
      takeAnswer(await run())
      toast(words)
      return true
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
      return false
    }
  }
  const send = async (card: SigningCard) => {
    const { documentId } = card
    if (await say(() => command('issuing.send', { documentId }), t.sent(fullNumber(card))))
      note(card, fullNumber(card), true)
  }
  const cancelNumber = (card: SigningCard, reason: string) => {
    setCancelling(null)
    const { documentId } = card
    void say(() => command('issuing.cancel-number', { documentId, reason }), t.cancelled(fullNumber(card)))
  }
  return {
    selection,
    setSelection,
    asking,
    setAsking,
    cancelling,
    setCancelling,
    scanning,
    setScanning,
    note,
    device,
    onDevice,
    issue,
    send,
    cancelNumber,
  }
}

function IssuingDesk(props: DeskProps) {
  const t = useTexts()
  const { id, batch, issued } = props
  const phone = useMedia(PHONE)
  const [, go] = useLocation()
  const desk = useDesk(props)
  const { rows } = batch
  const open = rows.find((r) => r.documentId === id) ?? (phone ? undefined : rows[0])
  const chosen = rows.filter((r) => desk.selection.has(r.documentId)).map((r) => r.documentId)
  const issuable = rows.filter((r) => !r.can.issue).map((r) => r.documentId)
  const all = issuable.length > 0 && issuable.every((one) => desk.selection.has(one))
  const ask = (ids: string[], send: boolean) =>
    ids.length > 0 && !batch.running && desk.setAsking({ ids, send })
  const askNow = (send: boolean) =>
    ask(chosen.length > 0 ? chosen : open && !open.can.issue ? [open.documentId] : [], send)
  const toggleAll = () => desk.setSelection(new Set(all ? [] : issuable))
  const onSelect = (card: SigningCard, on: boolean) => {
    const next = new Set(desk.selection)
    if (on) next.add(card.documentId)
    else next.delete(card.documentId)
    desk.setSelection(next)
  }
  useKeys([
    { keys: 'p', label: t.issue, group: t.title, run: () => askNow(true) },
    { keys: 'Shift+x', label: t.selectAll, group: t.title, run: toggleAll },
  ])
  const reading = phone && id !== null
  return (
    <div className={`pile ${reading ? 'is-reading' : ''}`}>
      {!reading && (
        <section className="pile-list" aria-label={t.title}>
          {phone && <h1 className="visually-hidden">{t.title}</h1>}
          <JustIssued issued={issued} onClear={() => props.setIssued(() => [])} />
          <OpenSignings device={desk.device} purpose="seal" />
          <Head all={all} chosen={chosen.length} batch={batch} onAll={toggleAll} onIssue={askNow} />
          <VirtualList<SigningCard>
            label={t.title}
            rows={rows}
            rowKey={(card) => card.documentId}
            openKey={phone ? null : (open?.documentId ?? null)}
            openOnMove={!phone}
            selection={desk.selection}
            onSelection={desk.setSelection}
            onOpen={(card) => go(paths.issuing(card.documentId), { replace: !phone })}
            renderRow={(card, row) => (
              <PileRow
                card={card}
                selected={row.selected}
                selectLabel={t.select(card.subject)}
                onSelect={(on) => onSelect(card, on)}
                item={batch.state.get(card.documentId)}
                states={t.states}
                identity={<strong className="nowrap pile-number">{fullNumber(card)}</strong>}
                reason={card.paper ? t.onPaper : isHeld(card) ? t.notSent : t.recipients(card.recipientCount)}
              />
            )}
          />
        </section>
      )}
      {(!phone || reading) && (
        <IssuingReader
          card={open}
          phone={phone}
          busy={batch.running}
          item={open && batch.state.get(open.documentId)}
          onIssue={(send) => open && ask([open.documentId], send)}
          onSend={() => open && void desk.send(open)}
          onCancelNumber={() => open && desk.setCancelling(open)}
          onScan={() => open && desk.setScanning(open)}
        />
      )}
      {desk.scanning && (
        <ScanDialog
          card={desk.scanning}
          onClose={() => desk.setScanning(null)}
          onDone={(numberSymbol, sent) => {
            if (desk.scanning) desk.note(desk.scanning, numberSymbol, sent)
            desk.setScanning(null)
          }}
        />
      )}
      <DevicePanel device={desk.device} />
      {desk.asking && (
        <IssueDialog
          cards={rows.filter((r) => desk.asking?.ids.includes(r.documentId))}
          send={desk.asking.send}
          needsPassphrase={wantsPassphrase(batch.state)}
          onClose={() => desk.setAsking(null)}
          onIssue={(ids, passphrase, entryId) =>
            void desk.issue(ids, desk.asking?.send ?? true, passphrase, entryId)
          }
          onDevice={(keyId, ids, entryId) => void desk.onDevice(keyId, ids, entryId, desk.asking?.send)}
          onTry={(keyId) => void desk.onDevice(keyId, [], null)}
        />
      )}
      {desk.cancelling && (
        <CancelDialog
          number={fullNumber(desk.cancelling)}
          onClose={() => desk.setCancelling(null)}
          onCancel={(reason) => desk.cancelling && desk.cancelNumber(desk.cancelling, reason)}
        />
      )}
    </div>
  )
}

/** The way in where nothing waits: a page to be signed by hand. */
function PaperButton() {
  const t = useTexts()
  const [, go] = useLocation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon="print" onClick={() => setOpen(true)}>
        {t.paperTitle}
      </Button>
      {open && <PaperDialog onClose={() => setOpen(false)} onDone={(id) => go(paths.issuing(id))} />}
    </>
  )
}

function Head(props: {
  all: boolean
  chosen: number
  batch: Batch
  onAll: () => void
  onIssue: (send: boolean) => void
}) {
  const t = useTexts()
  const { batch, chosen } = props
  const { done, failed, total } = tally(batch.state)
  const [paper, setPaper] = useState(false)
  const [, go] = useLocation()
  return (
    <header className="pile-head">
      <label className="pile-all">
        <input type="checkbox" checked={props.all} onChange={props.onAll} />
        <span>{chosen > 0 ? t.selected(chosen) : t.selectAll}</span>
      </label>
      <span className="pile-head-acts">
        {!batch.running && (
          <Popover
            trigger={{ children: t.otherWays, icon: 'more', iconOnly: true, variant: 'plain' }}
            label={t.otherWays}
            align="end"
          >
            {(close) => (
              <>
                {chosen > 0 && (
                  <MenuItem
                    onClick={() => {
                      close()
                      props.onIssue(false)
                    }}
                  >
                    {t.hold}
                  </MenuItem>
                )}
                <MenuItem
                  onClick={() => {
                    close()
                    setPaper(true)
                  }}
                >
                  {t.paperTitle}
                </MenuItem>
              </>
            )}
          </Popover>
        )}
        <Button
          variant="primary"
          icon="stamp"
          shortcut="p"
          busy={batch.running}
          disabled={chosen === 0}
          onClick={() => props.onIssue(true)}
        >
          {chosen > 1 ? t.issueShort(chosen) : t.issue}
        </Button>
      </span>
      {paper && (
        <PaperDialog
          onClose={() => setPaper(false)}
          onDone={(id) => {
            setPaper(false)
            go(paths.issuing(id))
          }}
        />
      )}
      {batch.running && (
        <div className="pile-progress" role="status">
          <span>{t.running(done + failed, total)}</span>
          <ProgressBar
            value={total === 0 ? null : (done + failed) / total}
            label={t.running(done + failed, total)}
          />
        </div>
      )}
    </header>
  )
}
