import Type from 'typebox'

/** Why something may not be done now; null in `can` means it may. The sentences are the server's, never the screen's. */
export interface Refusal {
  code: string
  vi: string
  en: string
}
export type Can = Record<string, Refusal | null>

/** RFC 9457 problem with our code and the sentence to show. */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  vi: string
  en: string
  field?: string
  params?: Record<string, string | number>
  incident?: string
}

export const Id = Type.String({ format: 'uuid', minLength: 36, maxLength: 36 })
/** A calendar day on paper, `2021-12-20`. */
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const Line = (max = 500) => Type.String({ minLength: 1, maxLength: max })
export const Text = (max = 20000) => Type.String({ maxLength: max })

/** 0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc (domain/clerical-work.md §6.1). */
export type Urgency = 0 | 1 | 2 | 3
export const UrgencyLevel = Type.Integer({ minimum: 0, maximum: 3 })

export interface Page<T> {
  rows: T[]
  /** Keyset cursor of the next page, null at the end. */
  next: string | null
  total?: number
}

/** Body of POST /api/v1/commands/{name}. `commandId` (UUID) makes it idempotent. */
export interface CommandRequest<I> {
  commandId: string
  input: I
}
