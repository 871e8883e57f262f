import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import './tabs.css'

export interface TabsProps<V extends string> {
  label: string
  value: V
  onChange: (value: V) => void
  tabs: { value: V; label: string; count?: number | null }[]
  /** The panel of the chosen tab; leave out to use the strip alone (filters). */
  children?: ReactNode
}

export function Tabs<V extends string>(props: TabsProps<V>) {
  const id = useId()
  const strip = useRef<HTMLDivElement>(null)
  // On a phone the strip is longer than the screen: the chosen tab is brought into it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another tab is chosen
  useEffect(() => {
    const box = strip.current
    const tab = box?.querySelector<HTMLElement>('[aria-selected=true]')
    if (!box || !tab) return
    const show = () => {
      const over = tab.offsetLeft + tab.offsetWidth + 28 - box.offsetLeft - box.clientWidth
      box.scrollLeft = Math.max(0, over)
    }
    show()
    const turned = new ResizeObserver(show)
    turned.observe(box)
    return () => turned.disconnect()
  }, [props.value])
  const onKeyDown = (event: KeyboardEvent) => {
    const at = props.tabs.findIndex((tab) => tab.value === props.value)
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (!step) return
    event.preventDefault()
    const to = (at + step + props.tabs.length) % props.tabs.length
    const next = props.tabs[to]
    if (!next) return
    props.onChange(next.value)
    strip.current?.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus()
  }
  return (
    <div className="tabs">
      <div className="tab-strip" role="tablist" aria-label={props.label} ref={strip} onKeyDown={onKeyDown}>
        {props.tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${id}-${tab.value}`}
            className="tab"
            aria-selected={tab.value === props.value}
            aria-controls={props.children ? `${id}-panel` : undefined}
            tabIndex={tab.value === props.value ? 0 : -1}
            onClick={() => props.onChange(tab.value)}
          >
            {tab.label}
            {tab.count ? <span className="tab-count">{tab.count}</span> : null}
          </button>
        ))}
      </div>
      {props.children && (
        <div
          className="tab-panel"
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-${props.value}`}
        >
          {props.children}
        </div>
      )}
    </div>
  )
}
