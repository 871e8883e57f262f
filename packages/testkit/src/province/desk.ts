import type { BatchResult } from '@congvan/contract'
import { newId } from '../../../server/src/kernel/id.ts'
import { issueDocuments, signDocuments } from '../../../server/src/modules/drafting/index.ts'
import type { Actor } from '../../../server/src/platform/actor.ts'
import type { Province } from '../province.ts'

/** One person at work: `await clerk.does('intake.register', {…})`, `await clerk.asks('work.list')`. */
export class Desk {
  readonly province: Province
  readonly nick: string
  readonly actor: Actor

  constructor(province: Province, nick: string, actor: Actor) {
    this.province = province
    this.nick = nick
    this.actor = actor
  }

  get agencyId(): string {
    return this.actor.acting.agencyId
  }
  does<T = { documentId: string }>(name: string, input: unknown, commandId: string = newId()): Promise<T> {
    return this.province.runner.commandByName(name, this.actor, commandId, input) as Promise<T>
  }
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it needs from any answer
  asks<T = any>(name: string, input: unknown = {}): Promise<T> {
    return this.province.runner.queryByName(name, this.actor, input) as Promise<T>
  }
  async signs(...documentIds: string[]): Promise<BatchResult['results']> {
    return (await signDocuments(this.province.services, this.actor, { documentIds })).results
  }
  async issues(documentId: string, send = true): Promise<BatchResult['results'][number]> {
    return (await issueDocuments(this.province.services, this.actor, { documentIds: [documentId], send }))
      .results[0]!
  }
  /** The person's open part of a document. */
  async part(documentId: string, role?: string): Promise<string> {
    const rows = await this.province.rows<{ id: string }>(
      `select id from tasks.assignment where document_id = $1 and agency_id = $2 and state = 'open' and ($3::text is null or role = $3)
         and (holder_position_id = any ($4) or (holder_role = 'clerk' and $5)) order by created_at desc`,
      [
        documentId,
        this.agencyId,
        role ?? null,
        [this.actor.acting.positionId, ...this.actor.standsInFor],
        this.actor.acting.roles.includes('clerk'),
      ],
    )
    if (!rows[0]) throw new Error(`${this.nick} holds no open part ${role ?? ''} of ${documentId}`)
    return rows[0].id
  }
}
