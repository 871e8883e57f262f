import type { DocumentCard } from '@congvan/contract'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useApi, useRows } from '../../lib/data.ts'
import { useKeys } from '../../lib/keys.ts'
import { useMedia, WIDE } from '../../lib/media.ts'
import { useHidden } from '../../lib/pending.ts'
import { paths } from '../../paths.ts'
import type { ScreenProps } from '../../routes.tsx'
import {
  Banner,
  Button,
  DocumentRow,
  Empty,
  ListHead,
  type PageLight,
  Skeleton,
  Split,
  VirtualList,
} from '../../ui/index.ts'
import { FileView } from '../documents/FileView.tsx'
import { SignatureStrip } from '../documents/Signatures.tsx'
import { acceptAll, loadProposal } from './accept-all.ts'
import { DoorNotices } from './DoorNotices.tsx'
import { Doors, DropZone } from './DropZone.tsx'
import { useDoorTexts } from './door-texts.ts'
import { FieldsPanel } from './FieldsPanel.tsx'
import type { FieldName } from './fields.ts'
import { type IntakeFlow, useIntakeFlow } from './flow.ts'
import './intake.css'
import { putOff } from '../work/put-off.ts'
import { keptOf, merge } from './merge.ts'
import { PaperForm } from './PaperForm.tsx'
import { ScanFolder } from './ScanFolder.tsx'
import { useIntakeTexts } from './texts.ts'
import { UploadRows } from './UploadRows.tsx'

/** Tiếp nhận: the queue, the page, the fields; two keys for a good paper. */
export function Screen({ id }: ScreenProps) {
  const t = useIntakeTexts()
  const d = useDoorTexts()
  const [, go] = useLocation()
  const wide = useMedia(WIDE)
  const hidden = useHidden()
  const queue = useRows('intake.queue', {})
  const flow = useIntakeFlow()
  const [paper, setPaper] = useState(false)
  const [scanning, setScanning] = useState(false)
  const [selection, setSelection] = useState<Set<string>>(new Set())
  // Numbered and not yet submitted (the browser was closed between the two Enters, or a leader passed it back).
  const numbered = useRows('documents.list', { direction: 'incoming', state: 'registered' })
  const waiting = new Set(queue.rows.map((card) => card.id))
  const rows = [...queue.rows, ...numbered.rows.filter((card) => !waiting.has(card.id))].filter(
    (card) => !hidden.has(card.id),
  )
  const chosen = rows.filter((card) => selection.has(card.id))
  const at = rows.findIndex((card) => card.id === id)
  const open = (card: DocumentCard | undefined) =>
    go(card ? paths.intake(card.id) : paths.intake(), { replace: true })
  const first = rows[0]
  useEffect(() => {
    if (!id && wide && first) go(paths.intake(first.id), { replace: true })
  }, [id, wide, first, go])
  // The next papers are fetched while this one is read: the answer to a key never waits for the wire.
  const soon = rows
    .slice(at + 1, at + 3)
    .map((card) => card.id)
    .join()
  useEffect(() => {
    for (const next of soon.split(',').filter(Boolean)) void loadProposal(next).catch(() => undefined)
  }, [soon])
  const accept = () => void acceptAll(rows.filter((card) => card.state === 'arrived'))
  const card = rows[at]
  const next = rows[at + 1] ?? rows[at - 1]
  const later = () => {
    if (!card) return
    open(next)
    void putOff(card.id)
  }
  const mergeChosen = () => {
    const kept = keptOf(chosen)
    if (!kept || chosen.length < 2) return
    setSelection(new Set())
    open(kept)
    void merge(
      kept.id,
      chosen.filter((one) => one !== kept).map((one) => one.id),
    )
  }
  useKeys([
    { keys: 'Ctrl+Enter', label: t.acceptAll(rows.length), group: t.keysGroup, run: accept },
    ...(card ? [{ keys: 'l', label: d.later, group: t.keysGroup, run: later }] : []),
    ...(chosen.length > 1
      ? [{ keys: 'm', label: d.merge(chosen.length), group: t.keysGroup, run: mergeChosen }]
      : []),
  ])
  return (
    <DropZone>
      <Split
        showing={id ? 'reader' : 'list'}
        list={
          <>
            <ListHead
              title={t.queue}
              hideTitle
              aside={
                <>
                  <span className="intake-count">{t.count(rows.length)}</span>
                  {rows.length > 1 && (
                    <Button size="small" variant="plain" shortcut="Ctrl+Enter" onClick={accept}>
                      {t.acceptAll(rows.length).replace(/ \d+ /, ' ')}
                    </Button>
                  )}
                </>
              }
            >
              <Doors onPaper={() => setPaper(true)} onScanFolder={() => setScanning(true)} />
            </ListHead>
            <UploadRows />
            <DoorNotices />
            {queue.error && (
              <Banner tone="amber" alert>
                {queue.error.message}
              </Banner>
            )}
            {queue.loading ? (
              <Skeleton lines={9} />
            ) : (
              <VirtualList
                label={t.queue}
                rows={rows}
                rowKey={(row) => row.id}
                renderRow={(row, state) => <DocumentRow card={row} showState selected={state.selected} />}
                openKey={id}
                openOnMove={wide}
                onOpen={open}
                selection={selection}
                onSelection={setSelection}
                onEndReached={queue.more}
                empty={
                  <Empty title={t.empty}>
                    {t.emptyNote} {t.dropNote}
                  </Empty>
                }
              />
            )}
            {chosen.length > 0 && (
              <div className="batch-bar">
                <span>{d.selected(chosen.length)}</span>
                {chosen.length > 1 && (
                  <Button size="small" variant="primary" shortcut="m" onClick={mergeChosen}>
                    {d.merge(chosen.length)}
                  </Button>
                )}
                <Button size="small" variant="plain" onClick={() => setSelection(new Set())}>
                  {d.clearSelection}
                </Button>
              </div>
            )}
          </>
        }
        reader={
          id ? (
            <Station
              key={id}
              documentId={id}
              card={card}
              flow={flow}
              onNext={() => open(next)}
              onBack={() => open(undefined)}
            />
          ) : (
            <Empty title={rows.length ? t.pick : t.drop}>{rows.length ? t.pickNote : t.dropNote}</Empty>
          )
        }
      />
      {scanning && <ScanFolder onClose={() => setScanning(false)} />}
      {paper && (
        <PaperForm
          onClose={() => setPaper(false)}
          onAdded={(documentId) => {
            setPaper(false)
            go(paths.intake(documentId))
          }}
        />
      )}
    </DropZone>
  )
}

const NO_LIGHTS: PageLight[] = []

function Station(props: {
  documentId: string
  card: DocumentCard | undefined
  flow: IntakeFlow
  onNext: () => void
  onBack: () => void
}) {
  const t = useIntakeTexts()
  const { documentId } = props
  const document = useApi('documents.get', { documentId })
  const proposal = useApi('intake.proposal', { documentId })
  const problem = document.error ?? proposal.error
  const [field, setField] = useState<FieldName | null>(null)
  const zone = field ? proposal.data?.evidence[field] : undefined
  useKeys([{ keys: 'Escape', label: t.back, run: props.onBack }])
  const card = props.card ?? document.data?.card
  return (
    <div className="station">
      <h1 className="visually-hidden">{card?.subject ?? t.title}</h1>
      <div className="station-page">
        <div className="station-head">
          <Button variant="plain" size="small" icon="left" className="station-back" onClick={props.onBack}>
            {t.back}
          </Button>
          {document.data && <SignatureStrip document={document.data} />}
        </div>
        {document.data ? (
          document.data.components.length ? (
            <FileView document={document.data} lights={zone ? [zone] : NO_LIGHTS} />
          ) : (
            <Empty title={t.noFile}>{t.noFileNote}</Empty>
          )
        ) : (
          <Skeleton lines={6} label={t.loading} />
        )}
      </div>
      <section className="station-fields" aria-label={t.title}>
        {problem && !proposal.data && (
          <Banner tone="amber" alert>
            {problem.message}
          </Banner>
        )}
        {proposal.data && card ? (
          <FieldsPanel
            card={card}
            proposal={proposal.data}
            flow={props.flow}
            onNext={props.onNext}
            onField={setField}
          />
        ) : (
          !problem && <Skeleton lines={7} label={t.loading} />
        )}
      </section>
    </div>
  )
}
