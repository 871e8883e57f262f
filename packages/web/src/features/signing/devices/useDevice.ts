// One authorisation as the screen lives it: begun or taken up again, asked about until it ends.
import type { SigningProgress, StartSigning } from '@congvan/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { takeAnswer } from '../../../lib/data.ts'
import { advanceSigning, callToken, cancelSigning, nextErrand, startSigning, tokenCall } from './api.ts'

/** How long the server keeps a question open before it says "still waiting". */
const WAIT_MS = 4000
const PAUSE_MS = 700

export type TokenTrouble = 'absent' | { said: string } | null

export interface Device {
  progress: SigningProgress | null
  /** The token's program did not answer, or said no; the person may let it try again. */
  trouble: TokenTrouble
  refused: { documentId: string; vi: string; en: string }[]
  start: (input: StartSigning) => Promise<void>
  resume: (progress: SigningProgress) => void
  givePin: (pin: string) => void
  again: () => void
  cancel: () => void
  forget: () => void
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

export function useDevice(onError: (message: string) => void): Device {
  const [progress, setProgress] = useState<SigningProgress | null>(null)
  const [trouble, setTrouble] = useState<TokenTrouble>(null)
  const [refused, setRefused] = useState<Device['refused']>([])
  const alive = useRef(0)
  useEffect(
    () => () => {
      alive.current++
    },
    [],
  )
  const show = useCallback((now: SigningProgress) => {
    setProgress(now)
    if (now.state !== 'open') takeAnswer(null)
  }, [])
  const follow = useCallback(
    async (first: SigningProgress) => {
      const turn = ++alive.current
      let now = first
      show(now)
      setTrouble(null)
      while (alive.current === turn && now.state === 'open' && now.needs === null) {
        if (now.serviceUrl) {
          const said = await runToken(now)
          if (alive.current !== turn) return
          if (said !== null) return setTrouble(said)
        } else await pause(PAUSE_MS)
        try {
          now = await advanceSigning(now.id, { waitMs: now.serviceUrl ? 0 : WAIT_MS })
        } catch {
          // The network of the office is away for a moment; the server goes on by itself.
          await pause(3000)
          continue
        }
        if (alive.current === turn) show(now)
      }
    },
    [show],
  )
  const guarded = (work: () => Promise<void>) => void work().catch((error: Error) => onError(error.message))
  return {
    progress,
    trouble,
    refused,
    start: async (input) => {
      const started = await startSigning(input)
      setRefused(
        started.refused.flatMap((one) =>
          one.problem ? [{ documentId: one.documentId, vi: one.problem.vi, en: one.problem.en }] : [],
        ),
      )
      if (started.progress) void follow(started.progress)
      else {
        takeAnswer(null)
        if (started.refused[0]?.problem) onError(started.refused[0].problem.vi)
      }
    },
    resume: (open) => void follow(open),
    givePin: (pin) =>
      guarded(async () => {
        if (progress) await follow(await advanceSigning(progress.id, { pin }))
      }),
    again: () => progress && void follow(progress),
    cancel: () =>
      guarded(async () => {
        alive.current++
        if (progress) show(await cancelSigning(progress.id))
      }),
    forget: () => {
      alive.current++
      setProgress(null)
      setTrouble(null)
      setRefused([])
    },
  }
}

/** Hands the token's program one file; null: it is back. */
async function runToken(now: SigningProgress): Promise<TokenTrouble> {
  const { errand } = await nextErrand(now.id)
  if (!errand) return null
  const { operation, message } = tokenCall(now.purpose, errand)
  try {
    const answer = await callToken(now.serviceUrl!, operation, message)
    return answer.Status === 0 ? null : { said: answer.Message ?? `Mã ${answer.Status}` }
  } catch {
    return 'absent'
  }
}
