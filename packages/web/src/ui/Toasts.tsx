// biome-ignore-all lint/a11y/noStaticElementInteractions: hovering only stops the clock of a message
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useKeys } from '../lib/keys.ts'
import { dictionary } from '../lib/language.ts'
import { Button } from './Button.tsx'
import './toasts.css'

const useTexts = dictionary({
  vi: { undo: 'Hoàn tác', close: 'Đóng', news: 'Thông báo' },
  en: { undo: 'Undo', close: 'Close', news: 'Messages' },
})

interface ToastItem {
  id: number
  text: string
  tone: 'plain' | 'error'
  undo: (() => void) | null
}

let items: ToastItem[] = []
let counter = 0
const listeners = new Set<() => void>()
const announce = (next: ToastItem[]) => {
  items = next
  for (const listener of listeners) listener()
}

/** Says what happened, and gives back the way to unsay it: `toast('Đã chuyển Phòng CNTT chủ trì', { undo })`. Undo answers the key z for ten seconds. */
export function toast(
  text: string,
  options: { undo?: () => void; tone?: 'plain' | 'error' } = {},
): () => void {
  const item = { id: ++counter, text, tone: options.tone ?? 'plain', undo: options.undo ?? null }
  announce([...items.slice(-2), item])
  return () => dismiss(item.id)
}
const dismiss = (id: number) => announce(items.filter((item) => item.id !== id))

function ToastView({ item }: { item: ToastItem }) {
  const t = useTexts()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const wait = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => dismiss(item.id), item.undo || item.tone === 'error' ? 10_000 : 5000)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock starts once for each message
  useEffect(() => {
    wait()
    return () => clearTimeout(timer.current)
  }, [])
  return (
    <div
      className={`toast ${item.tone}`}
      onPointerEnter={() => clearTimeout(timer.current)}
      onPointerLeave={wait}
      onFocus={() => clearTimeout(timer.current)}
      onBlur={wait}
    >
      <span className="toast-text">{item.text}</span>
      {item.undo && (
        <Button
          variant="plain"
          size="small"
          shortcut="z"
          onClick={() => {
            dismiss(item.id)
            item.undo?.()
          }}
        >
          {t.undo} (z)
        </Button>
      )}
      <Button variant="plain" size="small" icon="close" iconOnly onClick={() => dismiss(item.id)}>
        {t.close}
      </Button>
    </div>
  )
}

export function Toasts() {
  const t = useTexts()
  const list = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => items,
  )
  const undoable = list.findLast((item) => item.undo)
  useKeys(
    undoable
      ? [
          {
            keys: 'z',
            label: t.undo,
            run: () => {
              dismiss(undoable.id)
              undoable.undo?.()
            },
          },
        ]
      : [],
  )
  return (
    <section className="toasts" aria-label={t.news} aria-live="polite">
      {list.map((item) => (
        <ToastView key={item.id} item={item} />
      ))}
    </section>
  )
}
