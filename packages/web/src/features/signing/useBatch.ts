// A running batch of signatures or issues: rows stay where they were until it is over, failures stay after it.
import type { SigningCard } from '@congvan/contract'
import { useRef, useState } from 'react'
import { ApiProblem, action } from '../../lib/api.ts'
import { takeAnswer } from '../../lib/data.ts'
import { type BatchState, runBatch, type Sentence } from './model/batch.ts'

const NOTHING: BatchState = new Map()
const SILENT: Sentence = {
  code: 'web.no-answer',
  vi: 'Máy chủ không trả lời về văn bản này. Làm lại; việc đã xong không bị làm hai lần.',
  en: 'The server did not answer about this document. Try again; nothing is done twice.',
}

function problemOf(error: unknown): Sentence {
  if (!(error instanceof ApiProblem)) return SILENT
  const { code, vi, en } = error.problem
  return { code, vi, en }
}

export interface Batch {
  state: BatchState
  running: boolean
  /** Rows to show: the queue, and those of the batch that have already left it. */
  rows: SigningCard[]
  run: (ids: string[], input: { passphrase?: string; send?: boolean }) => Promise<BatchState>
  forget: (id: string) => void
}

export function useBatch(name: 'sign' | 'issue', queue: SigningCard[]): Batch {
  const [state, setState] = useState<BatchState>(NOTHING)
  const [held, setHeld] = useState<SigningCard[] | null>(null)
  const guard = useRef(false)
  const run: Batch['run'] = async (ids, input) => {
    if (guard.current) return state
    guard.current = true
    setHeld(queue)
    try {
      const { passphrase, send } = input
      const extra = {
        ...(passphrase ? { passphrase } : {}),
        ...(name === 'issue' ? { send: send ?? true } : {}),
      }
      return await runBatch(ids, {
        send: (documentIds) => action(name, { documentIds, ...extra }),
        problem: problemOf,
        onChange: setState,
      })
    } finally {
      guard.current = false
      setHeld(null)
      takeAnswer(null)
    }
  }
  const forget = (id: string) => setState((now) => new Map([...now].filter(([key]) => key !== id)))
  return { state, running: held !== null, rows: held ?? queue, run, forget }
}

/** A key that asks for its passphrase says so in the code of its refusal. */
export const wantsPassphrase = (state: BatchState): boolean =>
  [...state.values()].some((item) => item.state === 'failed' && /pass(phrase|word)/iu.test(item.problem.code))
