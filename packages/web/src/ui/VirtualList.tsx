// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid of positioned rows cannot be a <table>
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid answers the keys of its rows (one handler for all)
// biome-ignore-all lint/a11y/useFocusableInteractive: the row holds the focus, its one cell needs none
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useKeys } from '../lib/keys.ts'
import { dictionary } from '../lib/language.ts'
import './virtual-list.css'

const useTexts = dictionary({
  vi: {
    group: 'Danh sách',
    next: 'Xuống một dòng',
    previous: 'Lên một dòng',
    open: 'Mở',
    select: 'Chọn',
    more: 'Chọn thêm',
  },
  en: {
    group: 'List',
    next: 'Next row',
    previous: 'Previous row',
    open: 'Open',
    select: 'Select',
    more: 'Extend selection',
  },
})

export interface RowState {
  focused: boolean
  selected: boolean
  /** The row whose document stands in the reader. */
  open: boolean
}

export interface VirtualListProps<T> {
  label: string
  rows: T[]
  rowKey: (row: T) => string
  renderRow: (row: T, state: RowState) => ReactNode
  onOpen: (row: T) => void
  /** Key of the row shown beside the list; moving with j/k then opens at once. */
  openKey?: string | null
  /** j/k open the next document when a reader stands beside. */
  openOnMove?: boolean
  selection?: ReadonlySet<string>
  onSelection?: (selection: Set<string>) => void
  /** Space on a row. */
  onPreview?: (row: T) => void
  onEndReached?: () => void
  /** First guess of a row's height in pixels; rows are measured. */
  estimate?: number
  empty?: ReactNode
  className?: string
}

/**
 * Ten thousand rows with one in the Tab order: j/k, arrows, Home/End, Page keys move; Shift+j/k extend; x selects;
 * Enter opens. Rows may hold buttons (grid pattern).
 */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const t = useTexts()
  const { rows } = props
  const scroller = useRef<HTMLDivElement>(null)
  const openAt = props.openKey ? rows.findIndex((row) => props.rowKey(row) === props.openKey) : -1
  const [at, setAt] = useState(0)
  const focused = Math.max(0, Math.min(at, rows.length - 1))
  useEffect(() => {
    if (openAt >= 0) setAt(openAt)
  }, [openAt])

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => props.estimate ?? 88,
    getItemKey: (index) => (rows[index] ? props.rowKey(rows[index]) : index),
    overscan: 8,
    rangeExtractor: (range) => {
      const from = Math.max(0, range.startIndex - range.overscan)
      const to = Math.min(range.count - 1, range.endIndex + range.overscan)
      const indexes = Array.from({ length: to - from + 1 }, (_, index) => from + index)
      // The focused row stays mounted, or the keyboard would lose its place.
      if (range.count > 0 && (focused < from || focused > to)) indexes.push(focused)
      return indexes.sort((a, b) => a - b)
    },
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { onEndReached } = props
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 12) onEndReached?.()
  }, [last, rows.length, onEndReached])

  const focusRow = (index: number) => {
    const before = document.activeElement
    requestAnimationFrame(() => {
      const now = document.activeElement
      // What has opened beside took the focus for its own Enter (Tiếp nhận): it is not taken back.
      if (now !== before && now !== document.body && !scroller.current?.contains(now)) return
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true })
    })
  }
  const extend = (from: number, to: number) => {
    const next = new Set(props.selection)
    for (const index of [from, to]) if (rows[index]) next.add(props.rowKey(rows[index]))
    props.onSelection?.(next)
  }
  const move = (to: number, extending = false) => {
    const index = Math.max(0, Math.min(rows.length - 1, to))
    const row = rows[index]
    if (!row) return
    if (extending) extend(focused, index)
    setAt(index)
    virtual.scrollToIndex(index, { align: 'auto' })
    if (!typingInside()) focusRow(index)
    if (props.openOnMove && !extending) props.onOpen(row)
  }
  const typingInside = () => document.activeElement instanceof HTMLInputElement
  const toggle = (index: number) => {
    const row = rows[index]
    if (!row || !props.onSelection) return
    const next = new Set(props.selection)
    const key = props.rowKey(row)
    if (!next.delete(key)) next.add(key)
    props.onSelection(next)
  }
  const group = t.group
  useKeys([
    // With nothing open yet, the first j opens the row that stands there.
    {
      keys: 'j',
      label: t.next,
      group,
      run: () => move(props.openOnMove && openAt < 0 ? focused : focused + 1),
    },
    { keys: 'k', label: t.previous, group, run: () => move(focused - 1) },
    ...(props.onSelection
      ? [
          { keys: 'Shift+j', label: t.more, group, run: () => move(focused + 1, true) },
          { keys: 'Shift+k', label: '', group, run: () => move(focused - 1, true) },
          { keys: 'x', label: t.select, group, run: () => toggle(focused) },
        ]
      : []),
  ])
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target as HTMLElement).matches('[role=row]')) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / (props.estimate ?? 88)) - 1)
    const moves: Record<string, number> = {
      ArrowDown: focused + 1,
      ArrowUp: focused - 1,
      PageDown: focused + page,
      PageUp: focused - page,
      Home: 0,
      End: rows.length - 1,
    }
    const row = rows[focused]
    const to = moves[event.key]
    if (to !== undefined) move(to, event.shiftKey && Boolean(props.onSelection))
    else if (event.key === 'Enter' && row) props.onOpen(row)
    else if (event.key === ' ' && row && props.onPreview) props.onPreview(row)
    else return
    event.preventDefault()
  }
  if (rows.length === 0) return <div className={`virtual-list ${props.className ?? ''}`}>{props.empty}</div>
  return (
    <div
      ref={scroller}
      className={`virtual-list ${props.className ?? ''}`}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length}
      aria-multiselectable={props.onSelection ? true : undefined}
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      <div className="virtual-space" role="presentation" style={{ height: `${virtual.getTotalSize()}px` }}>
        {items.map((item) => {
          const row = rows[item.index]
          if (!row) return null
          const key = props.rowKey(row)
          const state: RowState = {
            focused: item.index === focused,
            selected: props.selection?.has(key) ?? false,
            open: key === props.openKey,
          }
          return (
            <div
              key={item.key}
              data-index={item.index}
              ref={virtual.measureElement}
              style={{ transform: `translateY(${item.start}px)` }}
              className="virtual-row"
              role="row"
              tabIndex={state.focused ? 0 : -1}
              aria-rowindex={item.index + 1}
              aria-selected={props.onSelection ? state.selected : state.open}
              data-open={state.open || undefined}
              onFocus={(event) => event.target === event.currentTarget && setAt(item.index)}
              onClick={(event) => {
                if ((event.target as HTMLElement).closest('button, a, input')) return
                setAt(item.index)
                if (event.shiftKey && props.onSelection) extend(focused, item.index)
                else if ((event.ctrlKey || event.metaKey) && props.onSelection) toggle(item.index)
                else props.onOpen(row)
              }}
            >
              <div role="gridcell" className="virtual-cell">
                {props.renderRow(row, state)}
              </div>
            </div>
          )
        })}
      </div>
    </div>
  )
}
