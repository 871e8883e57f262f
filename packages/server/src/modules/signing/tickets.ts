// One-time addresses for the token's own program (VGCA Sign Service), which has no session of ours: each is good for one file,
// one way, one attempt and ten minutes, and what comes back is judged like a stranger's file.
import type { ValidationOptions } from '@congvan/sign-core/validate'
import { type Continuation, judgeContinuation } from '@congvan/sign-core/validate'
import { parseCertificate } from '@congvan/sign-core/x509'
import { DomainError } from '../../kernel/domain-error.ts'
import { messageOf } from '../../kernel/messages.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { actorForPerson } from '../identity/index.ts'
import { readAuthorisation } from './authorise.ts'
import { validationOptions } from './judge.ts'
import { FIELD } from './sign-pdf.ts'
import { endFile, findFile, offerAgain, type PendingFile, takeOnce } from './store/authorisations.ts'

const MINUTES = 10

interface Ticket {
  way: 'fetch' | 'return'
  agencyId: string
  fileId: string
  attempt: number
  personId: string
  positionId: string
  until: number
}

const sealTicket = (services: Services, ticket: Ticket): string =>
  services.sealer.seal('signing-ticket', Buffer.from(JSON.stringify(ticket))).toString('base64url')

function openTicket(services: Services, text: string, way: Ticket['way']): Ticket {
  try {
    const bytes = services.sealer.open('signing-ticket', Buffer.from(text, 'base64url'))
    const ticket = JSON.parse(bytes.toString('utf8')) as Ticket
    if (ticket.way === way && ticket.until > services.clock.now().epochMilliseconds) return ticket
  } catch {
    // A text that does not open is a ticket that never was.
  }
  throw new DomainError('forbidden', 'signing.ticket-over')
}

export interface TokenErrand {
  fileId: string
  filename: string
  fetchPath: string
  returnPath: string
}

/** Addresses for the next file of an authorisation that no token is busy with; null: none is left. */
export async function nextErrand(
  services: Services,
  actor: Actor,
  authorisationId: string,
): Promise<TokenErrand | null> {
  const { row, files } = await readAuthorisation(services, actor, authorisationId)
  if (row.state !== 'open') return null
  const file = files.find((one) => one.state === 'waiting' || one.state === 'asked')
  if (!file) return null
  const agencyId = actor.acting.agencyId
  // A file fetched before and never brought back is offered anew; the old addresses end.
  await services.runner.store(actor, (tx) => offerAgain(tx, agencyId, file.id, file.problem))
  const until = services.clock.now().epochMilliseconds + MINUTES * 60_000
  const ticket = (way: Ticket['way']) =>
    `/api/v1/ticket/${sealTicket(services, { way, agencyId, fileId: file.id, attempt: file.attempt + 1, personId: actor.personId, positionId: actor.acting.positionId, until })}`
  return {
    fileId: file.id,
    filename: `${file.component}.pdf`,
    fetchPath: ticket('fetch'),
    returnPath: ticket('return'),
  }
}

/** GET: the prepared bytes, once. */
export async function redeemFetch(services: Services, text: string): Promise<Buffer> {
  const ticket = openTicket(services, text, 'fetch')
  const actor = systemActor(ticket.agencyId)
  const file = await services.runner.store(actor, async (tx) => {
    const now = services.clock.now().toString()
    const taken = await takeOnce(
      tx,
      ticket.agencyId,
      { id: ticket.fileId, attempt: ticket.attempt },
      'fetched',
      now,
    )
    return taken ? findFile(tx, ticket.agencyId, ticket.fileId) : null
  })
  if (!file?.handed_sha256) throw new DomainError('forbidden', 'signing.ticket-over')
  return services.blobs.get(file.handed_sha256)
}

const SENTENCE: Record<Extract<Continuation, { ok: false }>['why'], string> = {
  'other-bytes': 'signing.returned-other',
  'content-changed': 'signing.returned-changed',
  'not-signed': 'signing.returned-unsigned',
  'other-certificate': 'signing.returned-other-key',
  broken: 'signing.returned-broken',
  unreadable: 'signing.returned-broken',
}

/** POST: the signed file, once; accepted only when it is ours and grew by the expected signature alone. */
export async function redeemReturn(
  services: Services,
  text: string,
  bytes: Uint8Array,
): Promise<{ actor: Actor; authorisationId: string; filename: string }> {
  const ticket = openTicket(services, text, 'return')
  const actor = await actorForPerson(services, ticket.personId, ticket.positionId)
  const { agencyId } = ticket
  const file = await services.runner.store(actor, async (tx) => {
    const now = services.clock.now().toString()
    const taken = await takeOnce(
      tx,
      agencyId,
      { id: ticket.fileId, attempt: ticket.attempt },
      'returned',
      now,
    )
    return taken ? findFile(tx, agencyId, ticket.fileId) : null
  })
  if (!file?.handed_sha256) throw new DomainError('forbidden', 'signing.ticket-over')
  const { row, key } = await readAuthorisation(services, actor, file.authorisation_id)
  if (row.state !== 'open' || !key) throw new DomainError('conflict', 'signing.no-authorisation')
  const handed = await services.blobs.get(file.handed_sha256)
  const judged = await judgeContinuation(
    handed,
    bytes,
    { field: fieldOf(row.purpose, file), certificateSha256: parseCertificate(key.certificate).sha256 },
    (await validationOptions(services, bytes)) satisfies ValidationOptions,
  )
  if (!judged.ok) {
    const code = SENTENCE[judged.why]
    await services.runner.store(actor, (tx) =>
      offerAgain(tx, agencyId, file.id, { code, ...messageOf(code) }),
    )
    throw new DomainError('conflict', code)
  }
  const { sha256 } = await services.blobs.put(bytes)
  await services.runner.store(actor, (tx) =>
    endFile(tx, agencyId, file.id, { state: 'signed', outputSha256: sha256, problem: null }),
  )
  return { actor, authorisationId: row.id, filename: `${file.component}.pdf` }
}

const fieldOf = (purpose: string, file: PendingFile): string =>
  purpose !== 'seal' ? FIELD.person : file.component === 1 ? FIELD.seal : FIELD.annex
