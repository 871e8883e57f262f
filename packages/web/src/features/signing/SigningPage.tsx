// Chờ ký: the pile, the page, and one confirmation for as many signatures as were chosen.
import type { SigningCard } from '@congvan/contract'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { command } from '../../lib/api.ts'
import { takeAnswer, useApi } from '../../lib/data.ts'
import { useKeys } from '../../lib/keys.ts'
import { PHONE, useMedia } from '../../lib/media.ts'
import { paths } from '../../paths.ts'
import { Banner, Button, Empty, ProgressBar, Skeleton, toast, VirtualList } from '../../ui/index.ts'
import { ReturnDialog } from '../drafting/ReturnDialog.tsx'
import { DevicePanel } from './devices/DevicePanel.tsx'
import { OpenSignings } from './devices/OpenSignings.tsx'
import { useDevice } from './devices/useDevice.ts'
import { failedOf, tally } from './model/batch.ts'
import { PileRow } from './PileRow.tsx'
import './pile.css'
import { SignDialog } from './SignDialog.tsx'
import { SigningReader } from './SigningReader.tsx'
import { useTexts } from './texts.ts'
import { type Batch, useBatch, wantsPassphrase } from './useBatch.ts'

const NONE: SigningCard[] = []
const refusalOf = (card: SigningCard) => card.can.sign ?? null

export function SigningPage({ id }: { id: string | null }) {
  const t = useTexts()
  const queue = useApi('signing.queue', {})
  const phone = useMedia(PHONE)
  const batch = useBatch('sign', queue.data?.rows ?? NONE)
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<string[] | null>(null)
  const [returning, setReturning] = useState<SigningCard | null>(null)
  const device = useDevice((message) => toast(message, { tone: 'error' }))
  const onDevice = (keyId: string, documentIds: string[], purpose: 'person' | 'trial' = 'person') => {
    setAsking(null)
    setSelection(new Set())
    device
      .start({ keyId, purpose, documentIds })
      .catch((error: Error) => toast(error.message, { tone: 'error' }))
  }
  const [, go] = useLocation()
  const { rows } = batch
  const open = rows.find((r) => r.documentId === id) ?? (phone ? undefined : rows[0])
  const chosen = rows.filter((r) => selection.has(r.documentId))
  const signable = rows.filter((r) => !refusalOf(r)).map((r) => r.documentId)
  const all = signable.length > 0 && signable.every((one) => selection.has(one))
  const toggleAll = () => setSelection(new Set(all ? [] : signable))
  const ask = (ids: string[]) => ids.length > 0 && !batch.running && setAsking(ids)
  const askNow = () =>
    ask(chosen.length > 0 ? chosen.map((r) => r.documentId) : open ? [open.documentId] : [])
  const sign = async (ids: string[], passphrase: string) => {
    setAsking(null)
    const state = await batch.run(ids, passphrase ? { passphrase } : {})
    const failed = failedOf(state)
    setSelection(new Set(failed))
    const { done } = tally(state)
    toast(failed.length === 0 ? t.signedAll(done) : t.signedSome(done, failed.length), {
      tone: failed.length === 0 ? 'plain' : 'error',
    })
    if (wantsPassphrase(state)) setAsking(failed)
    if (phone && id && !failed.includes(id)) go(paths.signing(), { replace: true })
  }
  useKeys([
    { keys: 's', label: t.sign, group: t.title, run: askNow },
    { keys: 'Shift+x', label: t.selectAll, group: t.title, run: toggleAll },
    {
      keys: 't',
      label: t.sendBack,
      group: t.title,
      run: () => open && !open.can.return && setReturning(open),
    },
  ])
  if (queue.isPending) return <Skeleton lines={6} />
  if (queue.error && !queue.data)
    return (
      <Banner tone="amber" alert actions={<Button onClick={() => void queue.refetch()}>{t.tryAgain}</Button>}>
        {queue.error.message}
      </Banner>
    )
  if (rows.length === 0)
    return (
      <>
        <OpenSignings device={device} purpose="person" />
        <DevicePanel device={device} />
        <h1 className="visually-hidden">{t.title}</h1>
        <Empty title={t.emptyTitle}>{t.emptyText}</Empty>
      </>
    )
  const reading = phone && id !== null
  return (
    <div className={`pile ${reading ? 'is-reading' : ''}`}>
      {!reading && (
        <section className="pile-list" aria-label={t.title}>
          {phone && <h1 className="visually-hidden">{t.title}</h1>}
          <OpenSignings device={device} purpose="person" />
          <PileHead
            all={all}
            rows={rows}
            chosen={chosen.length}
            batch={batch}
            onAll={toggleAll}
            onSign={askNow}
          />
          <VirtualList<SigningCard>
            label={t.title}
            rows={rows}
            rowKey={(card) => card.documentId}
            openKey={phone ? null : (open?.documentId ?? null)}
            openOnMove={!phone}
            selection={selection}
            onSelection={setSelection}
            onOpen={(card) => go(paths.signing(card.documentId), { replace: !phone })}
            renderRow={(card, row) => (
              <SigningRow
                card={card}
                selected={row.selected}
                batch={batch}
                selection={selection}
                onSelection={setSelection}
              />
            )}
          />
        </section>
      )}
      {(!phone || reading) && (
        <SigningReader
          card={open}
          rows={rows}
          phone={phone}
          busy={batch.running}
          item={open && batch.state.get(open.documentId)}
          onSign={() => open && ask([open.documentId])}
          onReturn={() => open && setReturning(open)}
        />
      )}
      {asking && (
        <SignDialog
          cards={rows.filter((r) => asking.includes(r.documentId))}
          needsPassphrase={wantsPassphrase(batch.state)}
          onClose={() => setAsking(null)}
          onSign={(ids, passphrase) => void sign(ids, passphrase)}
          onDevice={onDevice}
          onTry={(keyId) => onDevice(keyId, [], 'trial')}
        />
      )}
      <DevicePanel device={device} />
      {returning && (
        <Return
          card={returning}
          onClose={() => setReturning(null)}
          onDone={() => phone && go(paths.signing())}
        />
      )}
    </div>
  )
}

function SigningRow(props: {
  card: SigningCard
  selected: boolean
  batch: Batch
  selection: ReadonlySet<string>
  onSelection: (selection: Set<string>) => void
}) {
  const t = useTexts()
  const { card, batch } = props
  const onSelect = (on: boolean) => {
    const next = new Set(props.selection)
    if (on) next.add(card.documentId)
    else next.delete(card.documentId)
    props.onSelection(next)
  }
  return (
    <PileRow
      card={card}
      selected={props.selected}
      selectLabel={t.select(card.subject)}
      onSelect={onSelect}
      item={batch.state.get(card.documentId)}
      states={t.states}
      identity={(['content', 'format'] as const).map((name) => (
        <span key={name} className="nowrap">
          {card.checks.some((c) => c.check === name) ? '✓' : '–'} {t.checkName[name]}
        </span>
      ))}
      reason={t.recipients(card.recipientCount)}
    />
  )
}

function PileHead(props: {
  all: boolean
  rows: SigningCard[]
  chosen: number
  batch: Batch
  onAll: () => void
  onSign: () => void
}) {
  const t = useTexts()
  const { batch, chosen } = props
  const { done, failed, total } = tally(batch.state)
  return (
    <header className="pile-head">
      <label className="pile-all">
        <input type="checkbox" checked={props.all} onChange={props.onAll} />
        <span>{chosen > 0 ? t.selected(chosen) : t.selectAll}</span>
      </label>
      <Button
        variant="primary"
        icon="sign"
        shortcut="s"
        busy={batch.running}
        disabled={chosen === 0}
        onClick={props.onSign}
      >
        {chosen > 1 ? t.signShort(chosen) : t.sign}
      </Button>
      {batch.running && (
        <div className="pile-progress" role="status">
          <span>{t.signing(done + failed, total)}</span>
          <ProgressBar
            value={total === 0 ? null : (done + failed) / total}
            label={t.signing(done + failed, total)}
          />
        </div>
      )}
    </header>
  )
}

function Return({ card, onClose, onDone }: { card: SigningCard; onClose: () => void; onDone: () => void }) {
  const t = useTexts()
  const send = async (comment: string) => {
    onClose()
    try {
      await command('drafting.return', { documentId: card.documentId, comment })
      takeAnswer(null)
      toast(t.returned)
      onDone()
    } catch (error) {
      toast((error as Error).message, { tone: 'error' })
    }
  }
  return <ReturnDialog onClose={onClose} onReturn={(comment) => void send(comment)} />
}
