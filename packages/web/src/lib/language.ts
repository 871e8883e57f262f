import { useSyncExternalStore } from 'react'

export type Language = 'vi' | 'en'
const KEY = 'congvan.language'
const listeners = new Set<() => void>()
let current: Language = read()

function read(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'vi'
  } catch {
    return 'vi'
  }
}

export const language = (): Language => current

export function setLanguage(next: Language): void {
  current = next
  document.documentElement.lang = next
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // A browser that keeps nothing still changes language for this visit.
  }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, language)

/**
 * The words of one feature. Vietnamese is the type, English must satisfy it:
 * `const useTexts = dictionary({ vi: { save: 'Lưu' }, en: { save: 'Save' } })`, then `const t = useTexts()`.
 */
export function dictionary<T>(words: { vi: T; en: NoInfer<T> }): { (): T; now(): T } {
  const hook = () => words[useLanguage()]
  return Object.assign(hook, { now: () => words[current] })
}

/** Picks the sentence of a server's answer (Refusal, Problem, LogLine …). */
export const say = (sentence: { vi: string; en: string }): string => sentence[current] || sentence.vi
