import type { DocumentCard } from '@congvan/contract'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useMe, useRows } from '../../lib/data.ts'
import { useKeys } from '../../lib/keys.ts'
import { useMedia, WIDE } from '../../lib/media.ts'
import { useHidden } from '../../lib/pending.ts'
import { paths } from '../../paths.ts'
import type { ScreenProps } from '../../routes.tsx'
import {
  Banner,
  Button,
  Chip,
  DocumentRow,
  Empty,
  ListHead,
  Skeleton,
  Split,
  Tabs,
  VirtualList,
} from '../../ui/index.ts'
import { rowKey } from '../documents/acts/run.ts'
import { DocumentReader } from '../documents/DocumentReader.tsx'
import { BatchBar } from './BatchBar.tsx'
import { countLanes, inLane, isPressing, type Lane, type Pressing } from './lanes.ts'
import { isForInformation, markSeen } from './mark-seen.ts'
import { putOff } from './put-off.ts'
import { useWorkTexts } from './texts.ts'
import './work.css'

const lanes: Lane[] = ['all', 'decide', 'do', 'sign', 'collaborate', 'informed']
const pressings: Pressing[] = ['late', 'soon', 'express']

/** Việc của tôi: one merged list, modules are lanes; the reader beside it from 1200 px. */
export function Screen({ id }: ScreenProps) {
  const t = useWorkTexts()
  const [, go] = useLocation()
  const wide = useMedia(WIDE)
  const hidden = useHidden()
  // The list answers the key at once; the reader follows when there is time.
  const readId = useDeferredValue(id)
  const list = useRows('work.list', {})
  const [lane, setLane] = useState<Lane>('all')
  const [pressing, setPressing] = useState<Pressing | null>(null)
  const [selection, setSelection] = useState<Set<string>>(new Set())
  const waiting = useMemo(() => {
    const shown = list.rows.filter((card) => !hidden.has(rowKey(card)))
    return [...shown.filter((card) => !card.putOff), ...shown.filter((card) => card.putOff)]
  }, [list.rows, hidden])
  const counts = useMemo(() => countLanes(waiting), [waiting])
  const rows = waiting.filter((card) => inLane(card, lane) && (!pressing || isPressing(card, pressing)))
  const { more } = list
  // A lane or a filter looks only at what has come: ask on until it is full or the list ends.
  useEffect(() => {
    if ((lane !== 'all' || pressing) && rows.length < 30) more()
  }, [lane, pressing, rows.length, more])
  const open = rows.find((card) => card.id === id) ?? waiting.find((card) => card.id === id)
  const show = (card: DocumentCard | undefined, replace = false) =>
    go(card ? paths.work(card.id) : paths.work(), { replace })
  const next = () => {
    const at = rows.findIndex((card) => card.id === id)
    show(rows[at + 1] ?? rows[at - 1], true)
  }
  useKeys(
    open
      ? [
          {
            keys: 'l',
            label: t.later,
            run: () => {
              void putOff(open.id)
              next()
            },
          },
        ]
      : [],
  )
  const shownLanes = lanes.filter((one) => one === 'all' || one === lane || counts[one] > 0)
  return (
    <Split
      showing={id ? 'reader' : 'list'}
      list={
        <>
          <ListHead
            title={t.title}
            hideTitle
            aside={
              (pressing || pressings.some((one) => waiting.some((card) => isPressing(card, one)))) && (
                <Today cards={waiting} pressing={pressing} onPressing={setPressing} />
              )
            }
          >
            <Tabs<Lane>
              label={t.lanesLabel}
              value={lane}
              onChange={setLane}
              tabs={shownLanes.map((one) => ({ value: one, label: t.lanes[one], count: counts[one] }))}
            />
          </ListHead>
          {list.error && (
            <Banner tone="amber" alert>
              {list.error.message}
            </Banner>
          )}
          {list.loading ? (
            <Skeleton lines={9} />
          ) : (
            <VirtualList
              label={t.title}
              rows={rows}
              rowKey={rowKey}
              renderRow={(card, state) => (
                <DocumentRow card={card} selected={state.selected} action={seenAction(card, t.seen)} />
              )}
              openKey={open ? rowKey(open) : null}
              openOnMove={id !== null || wide}
              onOpen={(card) => show(card, id !== null)}
              selection={selection}
              onSelection={setSelection}
              onPreview={(card) => show(card, id !== null)}
              onEndReached={more}
              empty={
                waiting.length === 0 ? <Nothing /> : <Empty title={t.emptyLane}>{t.emptyLaneNote}</Empty>
              }
            />
          )}
          {selection.size > 0 && (
            <BatchBar
              cards={rows.filter((card) => selection.has(rowKey(card)))}
              onClear={() => setSelection(new Set())}
            />
          )}
        </>
      }
      reader={
        <DocumentReader
          documentId={readId}
          empty={{ title: t.pick, note: t.pickNote }}
          blank={waiting.length === 0}
          {...(id ? { onBack: () => show(undefined) } : {})}
          onLeave={next}
          onRefused={(documentId) => go(paths.work(documentId), { replace: true })}
        />
      }
    />
  )
}

/** Nobody's work, yet perhaps papers at the door: whoever may take them in is shown the way. */
function Nothing() {
  const t = useWorkTexts()
  const me = useMe().data
  return (
    <Empty
      title={t.empty}
      action={
        me?.acting.roles.includes('clerk') && (
          <Link href={paths.intake()} className="button quiet">
            {t.toIntake(me.counts.intake)}
          </Link>
        )
      }
    >
      {t.emptyNote}
    </Empty>
  )
}

/** The one act that needs no reading first. */
const seenAction = (card: DocumentCard, word: string) =>
  isForInformation(card) ? (
    <Button size="small" onClick={() => void markSeen([card])}>
      {word}
    </Button>
  ) : null

function Today(props: {
  cards: DocumentCard[]
  pressing: Pressing | null
  onPressing: (pressing: Pressing | null) => void
}) {
  const t = useWorkTexts()
  return (
    <span className="today">
      {pressings.map((one) => {
        const count = props.cards.filter((card) => isPressing(card, one)).length
        if (count === 0 && props.pressing !== one) return null
        const on = props.pressing === one
        return (
          <Chip
            key={one}
            tone={one === 'soon' ? 'amber' : 'seal'}
            pressed={on}
            onClick={() => props.onPressing(on ? null : one)}
          >
            {t[one](count)}
          </Chip>
        )
      })}
    </span>
  )
}
