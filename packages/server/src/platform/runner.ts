// parse → authorise → open → set the walls → check the command id → run → events → reactions → jobs → commit → answer.
import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { DomainError } from '../kernel/domain-error.ts'
import { isId, newId } from '../kernel/id.ts'
import { defineMessages } from '../kernel/messages.ts'
import type { Temporal } from '../kernel/time.ts'
import { type Actor, agenciesOf } from './actor.ts'
import type { Command, EventDraft, LivePart, Module, Query, Reaction, Scope } from './command.ts'
import { LiveWord } from './live.ts'
import { log } from './log.ts'
import type { Services } from './services.ts'
import { type Tx, txOf } from './tx.ts'

defineMessages({
  'platform.invalid-input': [
    'Thông tin gửi lên chưa đúng ở mục “{where}”. Kiểm tra lại mục này rồi gửi lại.',
    'The input is not valid at “{where}”. Check that field and send again.',
  ],
  'platform.forbidden': [
    'Chức vụ đang dùng không có quyền làm việc này. Chọn chức vụ khác ở góc trên, hoặc nhờ người có thẩm quyền.',
    'The acting post may not do this. Switch posts, or ask the person in charge.',
  ],
  'platform.command-id-reused': [
    'Yêu cầu này trùng mã với một yêu cầu khác. Tải lại trang rồi làm lại.',
    'This command id was used for something else. Reload and repeat.',
  ],
  'platform.already-exists': [
    'Mục này đã có sẵn trong cơ quan. Tải lại trang để xem.',
    'This exists already in the agency. Reload to see it.',
  ],
  'platform.unknown-command': ['Không có việc “{name}”.', 'There is no command “{name}”.'],
  'platform.busy': [
    'Nhiều người đang làm cùng lúc. Thử lại sau giây lát.',
    'Too many people at once. Try again shortly.',
  ],
})

interface Compiled {
  Check(value: unknown): boolean
  Errors(value: unknown): { instancePath: string; keyword: string; params: unknown }[]
}

interface Finished {
  events: (EventDraft & { id: string })[]
  jobs: {
    task: string
    payload: Record<string, unknown>
    key?: string | undefined
    runAt?: string | undefined
  }[]
  touched: Map<string, Set<LivePart>>
  onBehalfOf: string | null
  settle: { name: string; args: unknown } | null
}

/** A transaction under the actor's walls, and the answer it finds when its command was executed before. */
interface Opened {
  tx: Tx
  client: pg.PoolClient
  before: { answer: unknown; input_hash: Buffer } | null
}

export class Runner {
  private readonly pool: pg.Pool
  private readonly live: LiveWord
  private readonly checks = new Map<TSchema, Compiled>()
  private readonly commands = new Map<string, Command>()
  private readonly queries = new Map<string, Query>()
  private readonly reactions = new Map<string, Reaction[]>()
  private services!: Services

  constructor(pool: pg.Pool) {
    this.pool = pool
    this.live = new LiveWord(pool)
  }

  /** Before the connections end: what the screens have not been told yet. */
  flush = () => this.live.flush()

  wire(modules: Module[], services: Services): void {
    this.services = services
    for (const module of modules) {
      for (const command of module.commands ?? []) this.commands.set(command.name, command)
      for (const query of module.queries ?? []) this.queries.set(query.name, query)
      for (const reaction of module.reactions ?? [])
        this.reactions.set(reaction.on, [...(this.reactions.get(reaction.on) ?? []), reaction])
    }
  }

  commandNames = () => [...this.commands.values()]
  queryNames = () => [...this.queries.values()]

  async commandByName(name: string, actor: Actor, commandId: string, input: unknown): Promise<unknown> {
    const command = this.commands.get(name)
    if (!command) throw new DomainError('not-found', 'platform.unknown-command', { name })
    return this.command(command, actor, commandId, input)
  }

  async queryByName(name: string, actor: Actor, input: unknown): Promise<unknown> {
    const query = this.queries.get(name)
    if (!query) throw new DomainError('not-found', 'platform.unknown-command', { name })
    return this.query(query, actor, input)
  }

  /** Executes once per command id; a repeat answers with the first result. */
  async command<I extends TSchema, A>(
    command: Command<I, A>,
    actor: Actor,
    commandId: string,
    input: unknown,
  ): Promise<A> {
    if (!isId(commandId))
      throw new DomainError('invalid', 'platform.invalid-input', { where: 'commandId' }, 'commandId')
    this.parse(command.input, input)
    const refused = command.access(actor, input as Static<I>)
    if (refused) {
      await this.logRefusal(actor, command.name, refused)
      throw new DomainError('forbidden', refused)
    }
    const inputHash = createHash('sha256')
      .update(`${command.name}\n${JSON.stringify(input)}`)
      .digest()
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.inTransaction(
          actor,
          (opened) => this.runOnce(opened, command, actor, commandId, input as Static<I>, inputHash),
          { commandId },
        )
      } catch (error) {
        if (attempt >= 6 || !isRetryable(error)) throw translate(error)
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt))
      }
    }
  }

  async query<I extends TSchema, A>(query: Query<I, A>, actor: Actor, input: unknown): Promise<A> {
    this.parse(query.input, input)
    const refused = query.access(actor, input as Static<I>)
    if (refused) {
      await this.logRefusal(actor, query.name, refused)
      throw new DomainError('forbidden', refused)
    }
    try {
      return await this.inTransaction(
        actor,
        ({ tx }) =>
          query.run(
            { tx, actor, now: this.services.clock.now(), services: this.services },
            input as Static<I>,
          ),
        { readOnly: true },
      )
    } catch (error) {
      throw translate(error)
    }
  }

  /** For work outside a command that must read under the actor's walls (downloads, printing). */
  read<A>(actor: Actor, run: (tx: Tx) => Promise<A>): Promise<A> {
    return this.inTransaction(actor, ({ tx }) => run(tx), { readOnly: true })
  }

  /** Rows that are nobody's decision (an upload waiting in the spool, a verdict): written under the walls, without an event. */
  store<A>(actor: Actor, run: (tx: Tx) => Promise<A>): Promise<A> {
    return this.inTransaction(actor, ({ tx }) => run(tx))
  }

  /** Log-in and start-up: no agency, so no tenant row is visible. */
  async system<A>(run: (tx: Tx) => Promise<A>): Promise<A> {
    const client = await this.pool.connect()
    try {
      await client.query('begin')
      const answer = await run(txOf(client))
      await client.query('commit')
      return answer
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    } finally {
      client.release()
    }
  }

  private async inTransaction<A>(
    actor: Actor,
    run: (opened: Opened) => Promise<A>,
    opening: { readOnly?: boolean; commandId?: string } = {},
  ): Promise<A> {
    const client = await this.pool.connect()
    let broken = false
    try {
      // Several statements in one text: pg answers with a list, which its types do not know.
      const results = (await client.query(openStatement(actor, opening))) as unknown as pg.QueryResult[]
      const before = opening.commandId ? ((results.at(-1)!.rows[0] as Opened['before']) ?? null) : null
      const answer = await run({ tx: txOf(client), client, before })
      if (!opening.commandId || before) await client.query('commit')
      return answer
    } catch (error) {
      await client.query('rollback').catch(() => {
        broken = true
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  private async runOnce<I extends TSchema, A>(
    { tx, client, before }: Opened,
    command: Command<I, A>,
    actor: Actor,
    commandId: string,
    input: Static<I>,
    inputHash: Buffer,
  ): Promise<A> {
    // Two at once with one id: the second waited at its opening and finds the first one's answer.
    if (before) {
      if (!before.input_hash.equals(inputHash))
        throw new DomainError('conflict', 'platform.command-id-reused')
      return before.answer as A
    }
    const now = this.services.clock.now()
    const done: Finished = { events: [], jobs: [], touched: new Map(), onBehalfOf: null, settle: null }
    const scope = this.scopeOf(tx, actor, now, commandId, done)
    const answer = await command.run(scope, input)
    for (let i = 0; i < done.events.length; i++) {
      for (const reaction of this.reactions.get(done.events[i]!.name) ?? [])
        await reaction.run(scope, done.events[i]!)
    }
    const text = finishStatement(command, actor, commandId, inputHash, now, done, answer)
    const results = (await client.query(`${text}; commit`)) as unknown as pg.QueryResult[]
    this.live.say(done.touched)
    return (results[0]!.rows[0] as { answer: A }).answer
  }

  private scopeOf(tx: Tx, actor: Actor, now: Temporal.Instant, commandId: string, done: Finished): Scope {
    return {
      tx,
      actor,
      now,
      commandId,
      services: this.services,
      emit: (event) => {
        done.events.push({ ...event, id: newId() })
      },
      actFor: (positionId) => {
        if (positionId && actor.standsInFor.includes(positionId)) done.onBehalfOf = positionId
      },
      addJob: (task, payload, options = {}) => {
        done.jobs.push({
          task,
          payload: { ...payload, agencyId: actor.acting.agencyId },
          key: options.key,
          runAt: options.runAt,
        })
      },
      settle: (name, args) => {
        if (done.settle) throw new Error(`a command settles once: ${done.settle.name}, then ${name}`)
        done.settle = { name, args }
        return {} as never
      },
      touch: (part, agencyIds = [actor.acting.agencyId]) => {
        for (const id of agencyIds) done.touched.set(id, (done.touched.get(id) ?? new Set()).add(part))
      },
    }
  }

  private parse(schema: TSchema, input: unknown): void {
    let check = this.checks.get(schema)
    if (!check) {
      check = Compile(schema) as unknown as Compiled
      this.checks.set(schema, check)
    }
    if (check.Check(input)) return
    const first = check.Errors(input)[0]
    const where = first?.instancePath.slice(1).replaceAll('/', '.') || 'yêu cầu'
    throw new DomainError('invalid', 'platform.invalid-input', { where }, where)
  }

  private async logRefusal(actor: Actor, name: string, code: string): Promise<void> {
    log.info('refused', { command: name, code })
    await this.system((tx) =>
      tx.run(
        `insert into identity.access_log (person_id, agency_id, what, detail) values ($1, $2, 'refused', $3)`,
        [actor.personId, actor.acting.agencyId, JSON.stringify({ name, code })],
      ),
    )
  }
}

/** One round trip opens the transaction, builds the walls and asks for an earlier answer; ids are checked, so they may stand in the text. */
function openStatement(actor: Actor, opening: { readOnly?: boolean; commandId?: string }): string {
  const ids = agenciesOf(actor).filter(isId)
  const acting = ids.includes(actor.acting.agencyId) ? actor.acting.agencyId : ''
  const walls = `select set_config('congvan.agencies', '{${ids.join(',')}}', true), set_config('congvan.agency', '${acting}', true), set_config('congvan.administrator', '${actor.administrator ? 'on' : ''}', true)`
  const open = `begin${opening.readOnly ? ' read only' : ''}; ${walls}`
  if (!opening.commandId) return open
  const named = [opening.commandId, actor.personId, actor.acting.agencyId].map(uuid).join(', ')
  return `${open}; select * from platform.open_command(${named})`
}

/** The end of a command and its commit are one round trip: whoever waits for a row of ours waits for the disk only. */
function finishStatement(
  command: Command,
  actor: Actor,
  commandId: string,
  inputHash: Buffer,
  now: Temporal.Instant,
  done: Finished,
  answer: unknown,
): string {
  const texts: unknown[] = []
  const events = done.events.map((event) => eventRow(event, actor, commandId, now, texts, done.onBehalfOf))
  const words = [
    uuid(commandId),
    pg.escapeLiteral(command.name),
    uuid(actor.personId),
    uuid(actor.acting.agencyId),
    `'\\x${inputHash.toString('hex')}'`,
    ...[answer ?? null, events, texts, done.jobs].map((value) => pg.escapeLiteral(JSON.stringify(value))),
    done.settle ? pg.escapeLiteral(done.settle.name) : 'null',
    done.settle ? pg.escapeLiteral(JSON.stringify(done.settle.args)) : 'null',
  ]
  return `select platform.finish_command(${words.join(', ')}) as answer`
}

const uuid = (id: string | null) => (isId(id) ? `'${id}'` : 'null')

function eventRow(
  event: EventDraft & { id: string },
  actor: Actor,
  commandId: string,
  now: Temporal.Instant,
  texts: unknown[],
  onBehalfOf: string | null,
): Record<string, unknown> {
  const commitments: Record<string, string> = {}
  for (const [field, value] of Object.entries(event.texts ?? {})) {
    const salt = randomBytes(16)
    commitments[field] = createHash('sha256').update(salt).update(value).digest('hex')
    texts.push({
      event_id: event.id,
      agency_id: actor.acting.agencyId,
      field,
      salt: salt.toString('hex'),
      value,
    })
  }
  return {
    id: event.id,
    agency_id: actor.acting.agencyId,
    happened_at: now.toString(),
    person_id: actor.personId,
    position_id: actor.acting.positionId,
    on_behalf_of: onBehalfOf,
    command_id: commandId,
    name: event.name,
    version: event.version ?? 1,
    subject_id: event.subjectId,
    payload: { ...event.payload, ...(Object.keys(commitments).length ? { commitments } : {}) },
  }
}

function isRetryable(error: unknown): boolean {
  const code = (error as { code?: string }).code
  return code === '40P01' || code === '40001'
}

/** What the database refused in words of ours. */
function translate(error: unknown): unknown {
  if (error instanceof DomainError) return error
  const { code, message, constraint } = error as { code?: string; message?: string; constraint?: string }
  if (code === 'P0001' && message && /^[a-z-]+\.[a-z-]+$/.test(message))
    return new DomainError('conflict', message)
  if (code === '40P01' || code === '40001' || code === '55P03')
    return new DomainError('unavailable', 'platform.busy')
  // Class 22: an id that is none, a day that is not in the calendar, a NUL in a text (PostgreSQL appendix A).
  if (code?.startsWith('22') && code.length === 5)
    return new DomainError('invalid', 'platform.invalid-input', { where: 'yêu cầu' })
  if (code === '23505')
    return new DomainError(
      'conflict',
      constraint === 'command_pkey' ? 'platform.command-id-reused' : 'platform.already-exists',
    )
  return error
}
