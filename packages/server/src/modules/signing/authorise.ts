// One confirmation on a device, for one document or fifty: how it is opened, seen, cancelled and closed.
import type { SigningProgress } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { refusal } from '../../kernel/messages.ts'
import type { Actor } from '../../platform/actor.ts'
import { command, query } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import type { Tx } from '../../platform/tx.ts'
import { driverOf } from './devices/index.ts'
import type { Service } from './devices/types.ts'
import {
  type AuthorisationRow,
  endAuthorisation,
  findAuthorisation,
  insertAuthorisation,
  insertFile,
  listFiles,
  lookAgain,
  type NewFile,
  openAuthorisations,
  type PendingFile,
  type Purpose,
} from './store/authorisations.ts'
import { findKeyById, type KeyRow } from './store/keys.ts'
import { findService, type ServiceRow } from './store/services.ts'

/** A token waits for its person's computer; what nobody came back for ends after this. */
export const TOKEN_SECONDS = 30 * 60

/** The service as drivers know it, its secret unsealed. */
export const openService = (services: Services, row: ServiceRow): Service => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  url: row.url,
  settings: row.settings,
  secret: row.sealed ? services.sealer.open('signing-service', row.sealed).toString('utf8') : '',
  instant: services.clock.now().toString(),
})

export const openAuthorisation = command({
  name: 'signing.open-authorisation',
  input: Type.Object(
    {
      authorisationId: Type.String(),
      keyId: Type.String(),
      purpose: Type.Union([Type.Literal('person'), Type.Literal('seal'), Type.Literal('trial')]),
      send: Type.Optional(Type.Boolean()),
      documentIds: Type.Array(Type.String()),
    },
    { additionalProperties: false },
  ),
  access: () => null,
  async run({ tx, actor, now, emit, touch }, input) {
    const row = {
      id: input.authorisationId,
      person_id: actor.personId,
      position_id: actor.acting.positionId,
      key_id: input.keyId,
      purpose: input.purpose as Purpose,
      options: input.send === undefined ? {} : { send: input.send },
    }
    await insertAuthorisation(tx, actor.acting.agencyId, row, now.toString())
    emit({
      name: 'signing.authorisation-opened',
      subjectId: input.authorisationId,
      payload: { keyId: input.keyId, purpose: input.purpose, documentIds: input.documentIds },
    })
    touch('sign')
    return { authorisationId: input.authorisationId }
  },
})

const closeAuthorisation = command({
  name: 'signing.close-authorisation',
  input: Type.Object(
    {
      authorisationId: Type.String(),
      state: Type.String(),
      problem: Type.Union([Type.String(), Type.Null()]),
    },
    { additionalProperties: false },
  ),
  access: () => null,
  async run({ tx, actor, now, emit, touch }, { authorisationId, state, problem }) {
    await endAuthorisation(tx, actor.acting.agencyId, authorisationId, {
      state: state as AuthorisationRow['state'],
      problem,
      now: now.toString(),
    })
    emit({
      name: 'signing.authorisation-ended',
      subjectId: authorisationId,
      payload: { state, ...(problem ? { problem } : {}) },
    })
    touch('sign')
    touch('issue')
    return {}
  },
})

export const close = (
  services: Services,
  actor: Actor,
  authorisationId: string,
  state: AuthorisationRow['state'],
  problem: string | null = null,
) => services.runner.command(closeAuthorisation, actor, newId(), { authorisationId, state, problem })

/** Opens with its files; nothing has been asked of the device yet. */
export async function beginAuthorisation(
  services: Services,
  actor: Actor,
  header: { keyId: string; purpose: Purpose; send?: boolean },
  files: Omit<NewFile, 'authorisation_id' | 'ordinal' | 'id'>[],
): Promise<string> {
  const authorisationId = newId()
  const documentIds = [...new Set(files.flatMap((file) => file.document_id ?? []))]
  await services.runner.command(openAuthorisation, actor, newId(), {
    authorisationId,
    documentIds,
    ...header,
  })
  const agencyId = actor.acting.agencyId
  await services.runner.store(actor, async (tx) => {
    for (const [ordinal, file] of files.entries())
      await insertFile(tx, agencyId, { ...file, id: newId(), authorisation_id: authorisationId, ordinal })
    await lookAgain(tx, agencyId, authorisationId, TOKEN_SECONDS, actor.personId, actor.acting.positionId)
  })
  return authorisationId
}

export interface Situation {
  row: AuthorisationRow
  files: PendingFile[]
  key: KeyRow | null
  service: ServiceRow | null
}

export async function situationOf(tx: Tx, actor: Actor, id: string): Promise<Situation> {
  const agencyId = actor.acting.agencyId
  const row = await findAuthorisation(tx, agencyId, id)
  if (!row || row.person_id !== actor.personId) throw new DomainError('not-found', 'signing.no-authorisation')
  const key = await findKeyById(tx, agencyId, row.key_id)
  return {
    row,
    files: await listFiles(tx, agencyId, id),
    key,
    service: key?.service_id ? await findService(tx, key.service_id) : null,
  }
}

/** The person pressed "Thôi" here: the device is told where it can be, and what it answers later is not used. */
export async function cancelAuthorisation(
  services: Services,
  actor: Actor,
  id: string,
): Promise<SigningProgress> {
  const read = () => services.runner.read(actor, (tx) => situationOf(tx, actor, id))
  const now = await read()
  if (now.row.state !== 'open') return viewOf(now)
  if (now.row.memo && now.service) {
    const service = openService(services, now.service)
    const memo = JSON.parse(services.sealer.open('signing-memo', now.row.memo).toString('utf8')) as unknown
    await driverOf(service)
      ?.cancel(service, memo)
      .catch(() => undefined)
  }
  await close(services, actor, id, 'cancelled', 'signing.cancelled-here')
  return viewOf(await read())
}

export function viewOf(
  { row, files, key, service }: Situation,
  problem: string | null = null,
  needs: 'pin' | null = null,
): SigningProgress {
  const code = problem ?? row.problem
  return {
    id: row.id,
    purpose: row.purpose,
    state: row.state,
    keyKind: key?.kind ?? 'remote',
    keyName: key?.reference || key?.subject || '',
    serviceName: service?.name ?? '',
    serviceUrl: service?.kind === 'token' ? service.url : null,
    phoneUrl:
      service?.settings.phonePage === 'yes' && key?.reference && URL.canParse(service.url)
        ? `${new URL(service.url).origin}/phone/${encodeURIComponent(key.reference)}`
        : null,
    code: row.code,
    expiresAt: row.expires_at,
    needs,
    problem: code ? refusal(code, { service: service?.name ?? '' }) : null,
    files: files.map((file) => ({
      id: file.id,
      documentId: file.document_id,
      label: file.label,
      state: file.state,
      problem: file.problem,
    })),
  }
}

export const readAuthorisation = (services: Services, actor: Actor, id: string) =>
  services.runner.read(actor, (tx) => situationOf(tx, actor, id))

/** What the person left open: a closed browser finds it again. */
export const openNow = query({
  name: 'signing.open',
  input: Type.Object({}, { additionalProperties: false }),
  access: () => null,
  async run({ tx, actor }): Promise<{ open: SigningProgress[] }> {
    const open: SigningProgress[] = []
    for (const row of await openAuthorisations(tx, actor.acting.agencyId, actor.personId))
      open.push(viewOf(await situationOf(tx, actor, row.id)))
    return { open }
  },
})
