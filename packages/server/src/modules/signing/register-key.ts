// Which keys a person, a clerk and an administrator see and put in: the certificate is judged before it is kept.
import {
  type FindSigningKeys,
  type FoundSigningKey,
  PutSigningService,
  RegisterSigningKey,
  RetireSigningKey,
  RetireSigningService,
  type SigningKeyView,
  type SigningServiceView,
} from '@congvan/contract'
import { nameText } from '@congvan/sign-core'
import { identityOf, tryCertificate } from '@congvan/sign-core/x509'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { messageOf } from '../../kernel/messages.ts'
import type { Temporal } from '../../kernel/time.ts'
import { type Actor, hasRole } from '../../platform/actor.ts'
import { command, query } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import type { Tx } from '../../platform/tx.ts'
import { openService } from './authorise.ts'
import { assertKeyFits } from './check-key.ts'
import { driverOf } from './devices/index.ts'
import type { KeyKind } from './devices/types.ts'
import { findKeyById, insertDeviceKey, type KeyRow, listKeys, retireKey } from './store/keys.ts'
import {
  countKeys,
  findService,
  listServices,
  putService,
  retireService,
  type ServiceRow,
} from './store/services.ts'

const administrator = (actor: Actor) =>
  actor.administrator || hasRole(actor, 'admin') ? null : 'signing.admin-only'
const none = Type.Object({}, { additionalProperties: false })

/** Loopback may be plain; everything else carries secrets and is spoken over TLS. */
function assertAddress(kind: string, text: string): void {
  const url = URL.canParse(text) ? new URL(text) : null
  const [plain, sealed] = kind === 'token' ? ['ws:', 'wss:'] : ['http:', 'https:']
  const local = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost'
  if (!url || url.username || (url.protocol !== sealed && !(url.protocol === plain && local)))
    throw new DomainError('invalid', 'signing.bad-address', {}, 'url')
  if (kind === 'token' && !local) throw new DomainError('invalid', 'signing.token-is-local', {}, 'url')
}

export const putSigningService = command({
  name: 'signing.put-service',
  input: PutSigningService,
  access: administrator,
  async run({ tx, emit, services, touch }, input) {
    assertAddress(input.kind, input.url)
    await putService(tx, {
      id: input.serviceId,
      kind: input.kind,
      name: input.name.trim(),
      url: input.url.trim(),
      settings: input.settings,
      sealed: input.secret ? services.sealer.seal('signing-service', Buffer.from(input.secret)) : null,
    })
    emit({
      name: 'signing.service-put',
      subjectId: input.serviceId,
      payload: { kind: input.kind, name: input.name },
    })
    touch('admin')
    return {}
  },
})

export const retireSigningService = command({
  name: 'signing.retire-service',
  input: RetireSigningService,
  access: administrator,
  async run({ tx, now, emit, touch }, { serviceId }) {
    await retireService(tx, serviceId, now.toString())
    emit({ name: 'signing.service-retired', subjectId: serviceId })
    touch('admin')
    return {}
  },
})

const kindOf = (service: ServiceRow): KeyKind =>
  service.kind === 'token'
    ? 'token'
    : service.kind === 'mss' || service.kind === 'mobile-id'
      ? 'sim'
      : service.settings.hsm === 'yes'
        ? 'hsm'
        : 'remote'

const der = (text: string) => new Uint8Array(Buffer.from(text.replace(/-----[^-]+-----|\s/g, ''), 'base64'))

export const registerSigningKey = command({
  name: 'signing.register-key',
  input: RegisterSigningKey,
  // The agency's key is the clerk's to use, and so to register (Decree 30/2020, Art 32).
  access: (actor, input) =>
    input.holder === 'agency' && !hasRole(actor, 'clerk') ? 'signing.clerk-only' : null,
  async run({ tx, actor, now, emit, touch }, input) {
    const service = await findService(tx, input.serviceId)
    if (!service) throw new DomainError('not-found', 'signing.no-service')
    const certificate = tryCertificate(der(input.certificate))
    if (!certificate) throw new DomainError('invalid', 'signing.not-a-certificate', {}, 'certificate')
    const chain = input.chain.map(der)
    const own = { certificate: certificate.raw, chain }
    const purpose = await assertKeyFits(tx, actor, own, input.holder, now)
    await insertDeviceKey(tx, actor.acting.agencyId, {
      id: input.keyId,
      holder: input.holder,
      person_id: input.holder === 'person' ? actor.personId : null,
      kind: kindOf(service),
      service_id: service.id,
      reference: input.reference,
      certificate: Buffer.from(certificate.raw),
      chain: chain.map((one) => Buffer.from(one)),
      subject: identityOf(certificate).cn ?? nameText(certificate.subject),
      not_before: certificate.notBefore.toISOString(),
      not_after: certificate.notAfter.toISOString(),
      purpose,
    })
    emit({
      name: 'signing.key-registered',
      subjectId: input.keyId,
      payload: { holder: input.holder, kind: kindOf(service), certificate: certificate.sha256 },
    })
    touch('sign')
    return {}
  },
})

export const retireSigningKey = command({
  name: 'signing.retire-key',
  input: RetireSigningKey,
  access: () => null,
  async run({ tx, actor, now, emit, touch }, { keyId }) {
    const key = await findKeyById(tx, actor.acting.agencyId, keyId)
    const own = key?.person_id === actor.personId || (key?.holder === 'agency' && hasRole(actor, 'clerk'))
    if (!key || !own) throw new DomainError('not-found', 'signing.key-gone')
    await retireKey(tx, actor.acting.agencyId, keyId, now.toString())
    emit({ name: 'signing.key-retired', subjectId: keyId, payload: { kind: key.kind } })
    touch('sign')
    return {}
  },
})

async function problemOf(
  tx: Tx,
  actor: Actor,
  key: { certificate: Uint8Array; chain: readonly Uint8Array[] },
  holder: 'person' | 'agency',
  now: Temporal.Instant,
): Promise<SigningKeyView['problem']> {
  try {
    await assertKeyFits(tx, actor, key, holder, now)
    return null
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { code: error.code, ...messageOf(error.code, error.params) }
  }
}

export const myKeys = query({
  name: 'signing.keys',
  input: none,
  access: () => null,
  async run({ tx, actor, now, services }): Promise<{ keys: SigningKeyView[] }> {
    const rows = await listKeys(tx, actor.acting.agencyId, actor.personId, hasRole(actor, 'clerk'))
    const places = new Map((await listServices(tx)).map((row) => [row.id, row]))
    const keys: SigningKeyView[] = []
    for (const row of rows) keys.push(await viewOfKey(tx, actor, row, places, now, services))
    return { keys }
  },
})

async function viewOfKey(
  tx: Tx,
  actor: Actor,
  row: KeyRow,
  places: Map<string, ServiceRow>,
  now: Temporal.Instant,
  services: Services,
): Promise<SigningKeyView> {
  const service = row.service_id ? places.get(row.service_id) : undefined
  return {
    id: row.id,
    holder: row.holder,
    kind: row.kind,
    serviceId: row.service_id,
    serviceName: service?.name ?? '',
    reference: row.reference,
    subject: row.subject,
    notBefore: row.not_before,
    notAfter: row.not_after,
    tried: row.tried_at !== null || row.kind === 'software',
    asksPin: service ? (driverOf(openService(services, service))?.asksPin ?? false) : row.passphrase_required,
    // A key kept here was judged when the administrator put it in.
    problem: row.kind === 'software' ? null : await problemOf(tx, actor, row, row.holder, now),
  }
}

export const signingServices = query({
  name: 'signing.services',
  input: none,
  access: () => null,
  async run({ tx, actor }): Promise<{ services: SigningServiceView[] }> {
    const admin = administrator(actor) === null
    const counts = await countKeys(tx)
    return {
      services: (await listServices(tx)).map((row) => ({
        id: row.id,
        kind: row.kind,
        name: row.name,
        url: admin || row.kind === 'token' ? row.url : '',
        settings: admin ? row.settings : {},
        keys: counts.get(row.id) ?? 0,
      })),
    }
  },
})

/** Outside a transaction: what the service knows under this account, each judged for this person. */
export async function findSigningKeys(
  services: Services,
  actor: Actor,
  input: FindSigningKeys,
): Promise<{ keys: FoundSigningKey[] }> {
  const row = await services.runner.read(actor, (tx) => findService(tx, input.serviceId))
  if (!row) throw new DomainError('not-found', 'signing.no-service')
  const service = openService(services, row)
  const driver = driverOf(service)
  if (!driver) throw new DomainError('conflict', 'signing.token-is-local')
  const found = await driver.find(service, input.account.trim())
  if (found.length === 0) throw new DomainError('not-found', 'signing.no-key-there', { service: row.name })
  return services.runner.read(actor, async (tx) => {
    const keys: FoundSigningKey[] = []
    for (const one of found) {
      const certificate = tryCertificate(one.certificate)
      if (!certificate) continue
      const holder =
        hasRole(actor, 'clerk') && identityOf(certificate).cn !== actor.name ? 'agency' : 'person'
      keys.push({
        reference: one.reference,
        name: one.name,
        subject: identityOf(certificate).cn ?? '',
        organisation: identityOf(certificate).o ?? null,
        issuer: nameText(certificate.issuer),
        notBefore: certificate.notBefore.toISOString(),
        notAfter: certificate.notAfter.toISOString(),
        certificate: Buffer.from(one.certificate).toString('base64'),
        chain: one.chain.map((bytes) => Buffer.from(bytes).toString('base64')),
        problem: await problemOf(tx, actor, one, holder, services.clock.now()),
      })
    }
    return { keys }
  })
}
