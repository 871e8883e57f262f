// A session that ended under somebody's hands (twelve hours, the table changed in another window): what was asked waits
// until the same person has logged in again, and then goes through. Nothing typed is lost, nobody leaves the place.
import { useSyncExternalStore } from 'react'
import { typing } from './keys.ts'

/** Who works in this window, as the server last said. */
export interface Here {
  personId: string
  name: string
  /** Named on each request: a window never acts as whoever logged in elsewhere. */
  positionId: string
}

/** 'ended': a line says so; 'asking': the dialog to log in again is open. */
export type SessionState = 'open' | 'ended' | 'asking'

interface Waiting {
  act: boolean
  settle: (again: boolean) => void
}

let here: Here | null = null
let state: SessionState = 'open'
let waiting: Waiting[] = []
const listeners = new Set<() => void>()

function set(next: SessionState): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}
function settle(again: boolean, which: (one: Waiting) => boolean = () => true): void {
  const done = waiting.filter(which)
  waiting = waiting.filter((one) => !which(one))
  for (const one of done) one.settle(again)
}

export const whoWorksHere = (): Here | null => here
export function workHere(person: Here): void {
  here = person
}

/** Somebody leaves by their own will: what waits is not wanted any more. */
export function leave(): void {
  here = null
  settle(false)
  set('open')
}

/**
 * Resolves true when the session is back and the request may be sent again, false when the person put it off.
 * An act of the person (`act`) asks at once; what runs by itself never takes the focus from a hand that types.
 */
export function sessionBack(act: boolean, signal?: AbortSignal | null): Promise<boolean> {
  if (act) set('asking')
  else if (state === 'open') set(typing(document.activeElement) ? 'ended' : 'asking')
  return new Promise((resolve) => {
    const one: Waiting = { act, settle: resolve }
    waiting.push(one)
    signal?.addEventListener('abort', () => settle(false, (other) => other === one), { once: true })
  })
}

export const askAgain = (): void => set('asking')
/** "Để sau": acts are refused with the sentence, their forms keep the text; lists go on waiting. */
export function putOff(): void {
  set('ended')
  settle(false, (one) => one.act)
}
export function backAgain(): void {
  set('open')
  settle(true)
}

export const useSession = (): SessionState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
