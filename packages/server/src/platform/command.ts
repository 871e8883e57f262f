// The shape of everything that changes something, and of everything that only asks.
import type { Static, TSchema } from 'typebox'
import type { Temporal } from '../kernel/time.ts'
import type { Actor } from './actor.ts'
import type { Services } from './services.ts'
import type { Tx } from './tx.ts'

/** What happened, said by the command that did it. `texts` are personal or free words: stored erasable, committed by hash. */
export interface EventDraft {
  name: string
  subjectId: string | null
  payload?: Record<string, unknown>
  texts?: Record<string, string>
  version?: number
}

export interface EventContext extends EventDraft {
  agencyId: string
}

export interface Scope {
  tx: Tx
  actor: Actor
  now: Temporal.Instant
  commandId: string
  services: Services
  emit(event: EventDraft): void
  /** The work belongs to this post: when it is an absent colleague's, every event says on whose behalf. */
  actFor(positionId: string | null): void
  /** Runs after commit, at least once; the handler is found by name. */
  addJob(task: string, payload: Record<string, unknown>, options?: { key?: string; runAt?: string }): void
  /**
   * The last act, done in the same round trip as the commit: a SQL function that takes and returns one jsonb object.
   * What it returns (a number that others wait for) joins the answer and the payload of the command's first event.
   */
  settle<T>(name: string, args: Record<string, unknown>): T
  /** Parts of the screens that changed, for agencies (default: the acting one). */
  touch(part: LivePart, agencyIds?: string[]): void
}
export type LivePart = 'work' | 'intake' | 'documents' | 'registers' | 'drafts' | 'sign' | 'issue' | 'admin'

export interface Command<I extends TSchema = TSchema, A = unknown> {
  name: string
  version: number
  input: I
  /** null: may. Else the code of the refusal. */
  access: (actor: Actor, input: Static<I>) => string | null
  run: (scope: Scope, input: Static<I>) => Promise<A>
}

export const command = <I extends TSchema, A>(
  value: Omit<Command<I, A>, 'version'> & { version?: number },
): Command<I, A> => ({ version: 1, ...value })

export interface QueryScope {
  tx: Tx
  actor: Actor
  now: Temporal.Instant
  services: Services
}
export interface Query<I extends TSchema = TSchema, A = unknown> {
  name: string
  input: I
  access: (actor: Actor, input: Static<I>) => string | null
  run: (scope: QueryScope, input: Static<I>) => Promise<A>
}
export const query = <I extends TSchema, A>(value: Query<I, A>): Query<I, A> => value

/** A reaction runs in the same transaction when the fact must hold at once. */
export interface Reaction {
  on: string
  run: (scope: Scope, event: EventDraft) => Promise<void>
}

/** A job runs after commit, under its agency, at least once: it must be idempotent. */
export interface Job {
  name: string
  run: (services: Services, payload: Record<string, unknown>) => Promise<void>
}

export interface Module {
  name: string
  // biome-ignore lint/suspicious/noExplicitAny: a list of commands of every input; parsed before run
  commands?: Command<any, any>[]
  // biome-ignore lint/suspicious/noExplicitAny: a list of queries of every input; parsed before run
  queries?: Query<any, any>[]
  reactions?: Reaction[]
  jobs?: Job[]
}
