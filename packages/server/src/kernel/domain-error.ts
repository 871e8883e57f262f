export type ErrorKind =
  | 'invalid'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'unavailable'
  | 'too-many'

/** An expected refusal. `code` is `module.problem`; its Vietnamese and English sentence stands in the message table. */
export class DomainError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly params: Record<string, string | number>
  readonly field: string | undefined

  constructor(kind: ErrorKind, code: string, params: Record<string, string | number> = {}, field?: string) {
    super(code)
    this.kind = kind
    this.code = code
    this.params = params
    this.field = field
  }
}
