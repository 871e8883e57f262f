// Single-key shortcuts under the law of Telex/VNI (design/screens.md, Keys): input tools rewrite what is typed with
// Backspace, often without a composition event, so vowels and marks are never shortcuts and keys rest in inputs.
import { useEffect, useRef, useSyncExternalStore } from 'react'

export interface KeyBinding {
  /** 'j', 'Shift+j', 'Ctrl+k', '?', 'Escape', or two keys in turn: 'g h'. */
  keys: string
  /** Verb shown in the palette and in the help; empty hides it there. */
  label: string
  group?: string
  run(event: KeyboardEvent): void
}

const FORBIDDEN = new Set([...'aeiouydw[]'])
const SWITCH = 'congvan.singleKeys'
const layers: { current: KeyBinding[] }[] = []
const listeners = new Set<() => void>()
let snapshot: KeyBinding[] = []
let pending: { first: string; until: number } | null = null
let enabled = readSwitch()

function readSwitch(): boolean {
  try {
    return localStorage.getItem(SWITCH) !== 'off'
  } catch {
    return true
  }
}

/** A binding nobody may make: a single key that Telex or VNI would rewrite, Ctrl+Shift, Alt+Z. */
export function breaksTelexLaw(keys: string): boolean {
  const first = keys.split(' ')[0] ?? ''
  if (/^(ctrl|meta)\+shift$/i.test(first) || /^alt\+z$/i.test(first) || /^backspace$/i.test(first))
    return true
  return first.length === 1 && FORBIDDEN.has(first.toLowerCase())
}

export function composing(event: { isComposing: boolean; keyCode: number }): boolean {
  return event.isComposing || event.keyCode === 229
}

export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type)
  )
}

/** The name a pressed key has in a binding: 'j', 'Shift+j', 'Ctrl+k'. Mac's ⌘ counts as Ctrl. */
export function keyName(event: {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}): string {
  const letter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase()
  const key = letter ? event.key.toLowerCase() : event.key === ' ' ? 'Space' : event.key
  const ctrl = event.ctrlKey || event.metaKey ? 'Ctrl+' : ''
  const alt = event.altKey ? 'Alt+' : ''
  const shift = event.shiftKey && (letter || event.key.length > 1) ? 'Shift+' : ''
  return `${ctrl}${alt}${shift}${key}`
}

function find(keys: string): KeyBinding | undefined {
  for (let index = layers.length - 1; index >= 0; index--) {
    const found = layers[index]?.current.find((binding) => binding.keys === keys)
    if (found) return found
  }
  return undefined
}

const plain = (name: string) => name.length === 1 || /^Shift\+.$/.test(name) || name === 'Space'

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || composing(event)) return
  const name = keyName(event)
  const modal = document.querySelector('dialog[open]')
  const inText = typing(event.target)
  if (plain(name) && (!enabled || inText || modal)) return
  if ((inText || modal) && !name.startsWith('Ctrl+')) return
  const now = performance.now()
  const sequence = pending && pending.until > now ? find(`${pending.first} ${name}`) : undefined
  pending = null
  const binding = sequence ?? find(name)
  if (binding) {
    event.preventDefault()
    binding.run(event)
  } else if (layers.some((layer) => layer.current.some((one) => one.keys.startsWith(`${name} `)))) {
    pending = { first: name, until: now + 1500 }
  }
}

function refresh(): void {
  const seen = new Map<string, KeyBinding>()
  for (const layer of layers) for (const binding of layer.current) seen.set(binding.keys, binding)
  snapshot = [...seen.values()]
  for (const listener of listeners) listener()
}

/** Registers shortcuts while the component stands; the newest layer wins. */
export function useKeys(bindings: KeyBinding[]): void {
  const layer = useRef<KeyBinding[]>(bindings)
  layer.current = bindings
  const shape = bindings.map((binding) => `${binding.keys}=${binding.label}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the layer is re-announced when its keys or words change
  useEffect(() => {
    for (const binding of layer.current)
      if (breaksTelexLaw(binding.keys)) throw new Error(`Shortcut ${binding.keys} breaks the law of Telex`)
    layers.push(layer)
    if (layers.length === 1) window.addEventListener('keydown', onKeyDown)
    refresh()
    return () => {
      layers.splice(layers.indexOf(layer), 1)
      if (layers.length === 0) window.removeEventListener('keydown', onKeyDown)
      refresh()
    }
  }, [shape])
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** All shortcuts that answer now, for the palette and for `?`. */
export const useActiveKeys = (): KeyBinding[] => useSyncExternalStore(subscribe, () => snapshot)

export const useSingleKeys = (): boolean => useSyncExternalStore(subscribe, () => enabled)

export function setSingleKeys(on: boolean): void {
  enabled = on
  try {
    localStorage.setItem(SWITCH, on ? 'on' : 'off')
  } catch {
    // Kept for this visit only.
  }
  for (const listener of listeners) listener()
}
