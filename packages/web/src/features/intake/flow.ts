// Two Enters: the first takes the number, the second submits. Shown at once, undone with z, refused with a reason.
import type { DocumentCard, IncomingFields, IntakeProposal } from '@congvan/contract'
import { useState } from 'react'
import { ApiProblem, command } from '../../lib/api.ts'
import { client, takeAnswer } from '../../lib/data.ts'
import { hideRow, showRow } from '../../lib/pending.ts'
import { toast } from '../../ui/index.ts'
import { useIntakeTexts } from './texts.ts'

export interface Registered {
  number: number
  /** The server's word; submitting waits for it. */
  sure: Promise<boolean>
}

export interface FlowError {
  message: string
  field: string | null
  code: string
}

const numberIn = (answer: unknown, otherwise: number): number => {
  const found = answer as { number?: unknown; card?: { arrivalNumber?: unknown } } | undefined
  const number = found?.card?.arrivalNumber ?? found?.number
  return typeof number === 'number' ? number : otherwise
}

export function useIntakeFlow() {
  const [registered, setRegistered] = useState<Record<string, Registered>>({})
  const [errors, setErrors] = useState<Record<string, FlowError>>({})
  const forget = (documentId: string) =>
    setRegistered((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== documentId)))
  const setError = (documentId: string, error: FlowError | null) =>
    setErrors((all) => {
      const next = Object.fromEntries(Object.entries(all).filter(([id]) => id !== documentId))
      return error ? { ...next, [documentId]: error } : next
    })

  const undo = (documentId: string, number: number, after: Promise<boolean>) => async () => {
    if (!(await after)) return
    const t = useIntakeTexts.now()
    try {
      takeAnswer(await command('intake.undo-register', { documentId }))
      forget(documentId)
      showRow(documentId)
      toast(t.undone(number))
    } catch (problem) {
      toast((problem as ApiProblem).message, { tone: 'error' })
    }
  }

  const register = (proposal: IntakeProposal, fields: IncomingFields, acceptDuplicate: boolean): void => {
    const t = useIntakeTexts.now()
    const { documentId, bookId, nextNumber } = proposal
    setError(documentId, null)
    const sure = command('intake.register', { documentId, bookId, fields, acceptDuplicate }).then(
      (answer) => {
        const number = numberIn(answer, nextNumber)
        if (number !== nextNumber)
          setRegistered((all) =>
            all[documentId] ? { ...all, [documentId]: { ...all[documentId], number } } : all,
          )
        takeAnswer(answer)
        toast(t.registered(number), { undo: () => void undo(documentId, number, Promise.resolve(true))() })
        return true
      },
      (problem: ApiProblem) => {
        const { code, field } =
          problem instanceof ApiProblem ? problem.problem : { code: '', field: undefined }
        forget(documentId)
        showRow(documentId)
        setError(documentId, { message: problem.message, field: field ?? null, code })
        toast(problem.message, { tone: 'error' })
        return false
      },
    )
    setRegistered((all) => ({ ...all, [documentId]: { number: nextNumber, sure } }))
  }

  const submit = async (card: DocumentCard, route: IntakeProposal['route'], to: string): Promise<void> => {
    const t = useIntakeTexts.now()
    hideRow(card.id)
    const before = registered[card.id]?.sure ?? Promise.resolve(true)
    if (!(await before)) return
    try {
      const answer = await command('tasks.submit', {
        documentId: card.id,
        ...(route ? { positionId: route.positionId } : {}),
      })
      takeAnswer(answer)
      toast(t.submitted(to), {
        undo: () =>
          void command('tasks.withdraw', { documentId: card.id })
            .then((undone) => {
              takeAnswer(undone)
              showRow(card.id)
            })
            .catch((problem: ApiProblem) => toast(problem.message, { tone: 'error' })),
      })
      await client.invalidateQueries({ queryKey: ['intake.queue'] })
    } catch (problem) {
      showRow(card.id)
      toast((problem as ApiProblem).message, { tone: 'error' })
    }
  }
  return { registered, errors, register, submit, setError }
}
export type IntakeFlow = ReturnType<typeof useIntakeFlow>
