// The register of mailboxes: made from the staff list, changed by whoever keeps it, followed by the calendar of posts.
import { ChangeBox, ProvisionBoxes, PutAlias, PutCredential, RevokeCredential } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { derivedId, newId } from '../../kernel/id.ts'
import { isoDay } from '../../kernel/time.ts'
import { type Actor, hasRole } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import type { Tx } from '../../platform/tx.ts'
import { findAgency } from '../organisations/index.ts'
import { agencyAddress, isAddress, personAddress } from './address.ts'
import { mailServer } from './server.ts'

export const boxKeeper = (actor: Actor): string | null =>
  hasRole(actor, 'clerk', 'admin') ? null : 'mail.not-keeper'
const anyone = () => null
const systemOnly = (actor: Actor) => (actor.personId === systemActor('').personId ? null : 'mail.not-keeper')

export interface Box {
  id: string
  kind: 'person' | 'agency'
  address: string
  person_id: string | null
  state: 'active' | 'suspended' | 'closed'
  quota_mb: number
}

export async function boxOf(tx: Tx, agencyId: string, mailboxId: string): Promise<Box> {
  const box = await tx.one<Box>('select * from mail.mailbox where agency_id = $1 and id = $2', [
    agencyId,
    mailboxId,
  ])
  if (!box) throw new DomainError('not-found', 'mail.no-box')
  return box
}

/** The person's own box, or the agency's for its clerk. */
export const mayEnter = (actor: Actor, box: Box): boolean =>
  box.kind === 'person' ? box.person_id === actor.personId : hasRole(actor, 'clerk')

export async function missingPeople(
  tx: Tx,
  agencyId: string,
  today: string,
): Promise<{ person_id: string; full_name: string; title: string }[]> {
  return tx.rows(
    `select s.person_id, s.full_name, s.title from provisioning.staff($2) s where s.agency_id = $1
       and not exists (select 1 from mail.mailbox m where m.person_id = s.person_id and m.agency_id = $1 and m.state <> 'closed')
     order by s.full_name, s.person_id`,
    [agencyId, today],
  )
}
export const agencyBox = (tx: Tx, agencyId: string): Promise<Box | null> =>
  tx.one<Box>(
    `select * from mail.mailbox where agency_id = $1 and kind = 'agency' and state <> 'closed' order by since, id limit 1`,
    [agencyId],
  )

export const provisionBoxes = command({
  name: 'mail.provision',
  input: ProvisionBoxes,
  access: boxKeeper,
  async run({ tx, actor, now, emit, touch }) {
    const agencyId = actor.acting.agencyId
    const server = await mailServer(tx)
    if (!server) throw new DomainError('conflict', 'mail.no-domain')
    const today = isoDay(now)
    const people = await missingPeople(tx, agencyId, today)
    const hasOwn = await agencyBox(tx, agencyId)
    if (people.length === 0 && hasOwn) throw new DomainError('conflict', 'mail.nobody-missing')
    const taken = new Set(
      (await tx.rows<{ address: string }>('select address from mail.addresses($1)', [server.domain])).map(
        (r) => r.address,
      ),
    )
    const put = async (kind: 'person' | 'agency', address: string, personId: string | null, name: string) => {
      taken.add(address)
      await tx.run(
        `insert into mail.mailbox (agency_id, id, kind, address, person_id, state_since, since, display_name) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [agencyId, newId(), kind, address, personId, now.toString(), today, name],
      )
    }
    for (const one of people)
      await put('person', personAddress(one.full_name, server.domain, taken), one.person_id, one.full_name)
    const agency = hasOwn ? null : await findAgency(tx, agencyId)
    if (agency) await put('agency', agencyAddress(agency.code, server.domain, taken), null, agency.name)
    emit({
      name: 'mail.provisioned',
      subjectId: agencyId,
      payload: { people: people.length, agency: agency !== null },
    })
    touch('admin')
    return { made: people.length + (agency ? 1 : 0) }
  },
})

export const changeBox = command({
  name: 'mail.change-box',
  input: ChangeBox,
  access: boxKeeper,
  async run({ tx, actor, now, emit, touch }, { mailboxId, ...change }) {
    const agencyId = actor.acting.agencyId
    const box = await boxOf(tx, agencyId, mailboxId)
    if (change.forwardTo) await checkForward(tx, agencyId, change.forwardTo, box.address)
    const state = change.state ?? box.state
    await tx.run(
      `update mail.mailbox set state = $3, state_since = case when state = $3 then state_since else $4 end, quota_mb = $5,
         suspended_why = case when $3 = 'suspended' then coalesce(suspended_why, 'asked') end,
         forward_to = case when $3 <> 'suspended' then null when $8 then $6 else forward_to end,
         forward_until = case when $3 <> 'suspended' then null when $8 then $7::date else forward_until end
       where agency_id = $1 and id = $2`,
      [
        agencyId,
        mailboxId,
        state,
        now.toString(),
        change.quotaMb ?? box.quota_mb,
        change.forwardTo ?? null,
        change.forwardUntil ?? null,
        change.forwardTo !== undefined,
      ],
    )
    emit({
      name: 'mail.box-changed',
      subjectId: mailboxId,
      payload: {
        from: box.state,
        to: state,
        quotaMb: change.quotaMb ?? null,
        forwarded: Boolean(change.forwardTo),
      },
    })
    touch('admin')
    return { mailboxId }
  },
})

async function checkForward(tx: Tx, agencyId: string, address: string, own: string): Promise<void> {
  const found = await tx.one(
    `select 1 from mail.mailbox where agency_id = $1 and address = $2 and state = 'active'`,
    [agencyId, address],
  )
  if (!found || address === own)
    throw new DomainError('invalid', 'mail.bad-forward', { address }, 'forwardTo')
}

export const putAlias = command({
  name: 'mail.put-alias',
  input: PutAlias,
  access: boxKeeper,
  async run({ tx, actor, now, emit, touch }, { mailboxId, ended, ...input }) {
    const agencyId = actor.acting.agencyId
    const address = input.address.toLowerCase()
    await boxOf(tx, agencyId, mailboxId)
    const server = await mailServer(tx)
    if (!server) throw new DomainError('conflict', 'mail.no-domain')
    const taken = await tx.rows<{ address: string }>('select address from mail.addresses($1)', [
      server.domain,
    ])
    const own = await tx.one<{ id: string }>(
      'select id from mail.alias where agency_id = $1 and mailbox_id = $2 and address = $3',
      [agencyId, mailboxId, address],
    )
    if (
      !isAddress(address) ||
      !address.endsWith(`@${server.domain}`) ||
      (!own && taken.some((row) => row.address === address))
    )
      throw new DomainError('invalid', 'mail.bad-address', { address }, 'address')
    await tx.run(
      `insert into mail.alias (agency_id, id, mailbox_id, address, since, ended_on) values ($1, $2, $3, $4, $5, $6)
       on conflict (address) do update set ended_on = excluded.ended_on`,
      [agencyId, own?.id ?? newId(), mailboxId, address, isoDay(now), ended ? isoDay(now) : null],
    )
    emit({ name: 'mail.alias-put', subjectId: mailboxId, payload: { address, ended } })
    touch('admin')
    return { mailboxId }
  },
})

export const putCredential = command({
  name: 'mail.put-credential',
  input: PutCredential,
  access: anyone,
  async run({ tx, actor, now, emit, touch }, input) {
    const agencyId = actor.acting.agencyId
    const box = await boxOf(tx, agencyId, input.mailboxId)
    if (!mayEnter(actor, box)) throw new DomainError('forbidden', 'mail.not-yours')
    if (!(input.kind === 'password' ? /^\$argon2id\$/ : /^[0-9a-f]{64}$/).test(input.hash))
      throw new DomainError('invalid', 'mail.bad-secret', {}, 'hash')
    if (input.kind === 'password')
      await tx.run(
        `update mail.credential set revoked_at = $3 where agency_id = $1 and mailbox_id = $2 and kind = 'password' and revoked_at is null`,
        [agencyId, box.id, now.toString()],
      )
    await tx.run(
      'insert into mail.credential (agency_id, id, mailbox_id, kind, label, hash, made_at) values ($1, $2, $3, $4, $5, $6, $7)',
      [agencyId, input.credentialId, box.id, input.kind, input.label, input.hash, now.toString()],
    )
    emit({
      name: 'mail.credential-set',
      subjectId: box.id,
      payload: { kind: input.kind, label: input.label },
    })
    touch('admin')
    return { mailboxId: box.id }
  },
})

export const revokeCredential = command({
  name: 'mail.revoke-credential',
  input: RevokeCredential,
  access: anyone,
  async run({ tx, actor, now, emit, touch }, { credentialId }) {
    const agencyId = actor.acting.agencyId
    const row = await tx.one<{ mailbox_id: string }>(
      'select mailbox_id from mail.credential where agency_id = $1 and id = $2 and revoked_at is null',
      [agencyId, credentialId],
    )
    if (!row) throw new DomainError('not-found', 'mail.no-box')
    const box = await boxOf(tx, agencyId, row.mailbox_id)
    if (!mayEnter(actor, box) && boxKeeper(actor)) throw new DomainError('forbidden', 'mail.not-yours')
    await tx.run('update mail.credential set revoked_at = $3 where agency_id = $1 and id = $2', [
      agencyId,
      credentialId,
      now.toString(),
    ])
    emit({ name: 'mail.credential-revoked', subjectId: box.id, payload: { credentialId } })
    touch('admin')
    return { mailboxId: box.id }
  },
})

const FORWARD_DAYS = 90

interface Departure {
  agency_id: string
  mailbox_id: string
  why: 'left' | 'moved' | 'agency-ended' | 'forward-ended'
  successor: string | null
}

/** Given by the product each day: who left is suspended, letters go on to the successor for 90 days. */
export const followStaff = command({
  name: 'mail.follow-staff',
  input: Type.Unknown(),
  access: systemOnly,
  async run({ tx, actor, now, emit, touch }) {
    const agencyId = actor.acting.agencyId
    const today = isoDay(now)
    const rows = await tx.rows<Departure>('select * from mail.departures($1) where agency_id = $2', [
      today,
      agencyId,
    ])
    const until = now.add({ hours: 24 * FORWARD_DAYS })
    for (const row of rows) {
      const ended = row.why === 'forward-ended'
      await tx.run(
        ended
          ? 'update mail.mailbox set forward_to = null, forward_until = null where agency_id = $1 and id = $2'
          : `update mail.mailbox set state = 'suspended', state_since = $3, suspended_why = $4, forward_to = $5, forward_until = $6 where agency_id = $1 and id = $2`,
        ended
          ? [agencyId, row.mailbox_id]
          : [
              agencyId,
              row.mailbox_id,
              now.toString(),
              row.why,
              row.successor,
              row.successor ? isoDay(until) : null,
            ],
      )
      emit({
        name: 'mail.box-changed',
        subjectId: row.mailbox_id,
        payload: { why: row.why, forwarded: row.successor !== null },
      })
    }
    if (rows.length === 0) emit({ name: 'mail.staff-followed', subjectId: agencyId })
    touch('admin')
    return { changed: rows.length }
  },
})

export async function followAllStaff(services: Services): Promise<number> {
  const today = isoDay(services.clock.now())
  const rows = await services.runner.system((tx) =>
    tx.rows<{ agency_id: string; ids: string }>(
      `select agency_id, string_agg(mailbox_id::text || why, ',' order by mailbox_id) as ids from mail.departures($1) group by 1`,
      [today],
    ),
  )
  for (const row of rows)
    await services.runner.command(
      followStaff,
      systemActor(row.agency_id),
      derivedId('mail-follow', today, row.ids),
      {},
    )
  return rows.length
}
