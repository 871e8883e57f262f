// Whom this installation trusts, and whom it asks: decisions of its administrator, each with an event and a reason.
import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import { identityOf } from '@congvan/sign-core'
import { readAnchors, readTrustBundle, type TrustAnchor, TrustBundleError } from '@congvan/sign-core/trust'
import Type, { type Static } from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import type { Actor } from '../../platform/actor.ts'
import { hasRole } from '../../platform/actor.ts'
import { command, type Scope } from '../../platform/command.ts'
import {
  changeAnchor,
  findAnchor,
  insertAnchor,
  readSetting,
  SERVICES_KEY,
  wakeTsa,
  writeSetting,
} from '../signing/index.ts'
import { setPublicAddress } from '../verification/index.ts'
import { PUBLISHERS_KEY, VERSION_KEY } from './queries.ts'

export const administrator = (actor: Actor) =>
  actor.administrator || hasRole(actor, 'admin') ? null : 'platform.forbidden'

const purpose = Type.Union([
  Type.Literal('cong-vu'),
  Type.Literal('cong-cong'),
  Type.Literal('noi-bo'),
  Type.Literal('test'),
])
const strict = { additionalProperties: false }

/** The same certificate again is taken back into trust, not doubled. */
async function put(
  scope: Scope,
  anchor: TrustAnchor,
  how: { purpose: string; source: 'administrator' | 'bundle'; note: string },
): Promise<void> {
  const { tx, actor, now, emit } = scope
  const name = identityOf(anchor.certificate).cn ?? anchor.certificate.sha256.slice(0, 16)
  if (!anchor.certificate.basicConstraints?.ca)
    throw new DomainError('invalid', 'preservation.not-authority', { name }, 'certificate')
  const held = await findAnchor(tx, anchor.certificate.sha256)
  const mark = { now: now.toString(), by: actor.personId }
  if (held?.state === 'trusted' && held.purpose === how.purpose) return
  if (held)
    await changeAnchor(tx, { ...held, state: 'trusted', purpose: how.purpose, note: how.note, ...mark })
  else
    await insertAnchor(tx, {
      id: newId(),
      certificate: anchor.certificate.raw,
      name,
      state: 'trusted',
      ...how,
      ...mark,
    })
  emit({
    name: 'preservation.anchor-trusted',
    subjectId: null,
    payload: { sha256: anchor.certificate.sha256, purpose: how.purpose, source: how.source },
  })
}

export const addAnchor = command({
  name: 'preservation.add-anchor',
  input: Type.Object(
    {
      certificate: Type.String({ minLength: 1, maxLength: 200_000 }),
      purpose,
      note: Type.String({ maxLength: 500 }),
    },
    strict,
  ),
  access: administrator,
  async run(scope, input) {
    let anchors: TrustAnchor[]
    try {
      const bytes = input.certificate.includes('-----BEGIN')
        ? Buffer.from(input.certificate, 'utf8')
        : Buffer.from(input.certificate, 'base64')
      anchors = readAnchors(new Uint8Array(bytes), input.purpose)
    } catch {
      throw new DomainError('invalid', 'preservation.no-certificate', {}, 'certificate')
    }
    for (const anchor of anchors)
      await put(scope, anchor, { purpose: input.purpose, source: 'administrator', note: input.note })
    scope.touch('admin')
    return { added: anchors.length }
  },
})

/** Trusts a proposed one (the authority of an uploaded key), or retires one that no longer counts. */
export const retireAnchor = command({
  name: 'preservation.decide-anchor',
  input: Type.Object(
    {
      sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
      state: Type.Union([Type.Literal('trusted'), Type.Literal('retired')]),
      purpose: Type.Optional(purpose),
      note: Type.String({ maxLength: 500 }),
    },
    strict,
  ),
  access: administrator,
  async run({ tx, actor, now, emit, touch }, input) {
    const held = await findAnchor(tx, input.sha256)
    if (!held) throw new DomainError('not-found', 'preservation.no-such-anchor')
    await changeAnchor(tx, {
      ...held,
      state: input.state,
      purpose: input.purpose ?? held.purpose,
      note: input.note,
      now: now.toString(),
      by: actor.personId,
    })
    emit({
      name: 'preservation.anchor-decided',
      subjectId: null,
      payload: { sha256: input.sha256, state: input.state },
      texts: { note: input.note },
    })
    touch('admin')
    return { state: input.state }
  },
})

const servicesInput = Type.Object(
  {
    tsa: Type.Array(Type.String({ maxLength: 300 }), { maxItems: 8 }),
    hosts: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 40 }),
    level: Type.Union(['B-B', 'B-T', 'B-LT', 'B-LTA'].map((level) => Type.Literal(level as 'B-B'))),
    publicAddress: Type.Union([Type.String({ maxLength: 200 }), Type.Null()]),
  },
  strict,
)

function checkAddresses(input: Static<typeof servicesInput>): void {
  const refuse = (address: string, field: string) => {
    throw new DomainError('invalid', 'preservation.bad-address', { address }, field)
  }
  for (const url of input.tsa)
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol) || new URL(url).username)
      refuse(url, 'tsa')
  for (const host of input.hosts) if (!/^[a-z0-9.-]+(:\d{1,5})?$/i.test(host)) refuse(host, 'hosts')
  const { publicAddress } = input
  if (publicAddress !== null && !/^https?:\/\/[^/?#@\s]+$/.test(publicAddress))
    refuse(publicAddress, 'publicAddress')
}

export const setServices = command({
  name: 'preservation.set-services',
  input: servicesInput,
  access: administrator,
  async run({ tx, emit, touch }, input) {
    checkAddresses(input)
    const { publicAddress, ...services } = input
    await writeSetting(tx, SERVICES_KEY, services)
    await setPublicAddress(tx, publicAddress)
    wakeTsa()
    emit({ name: 'preservation.services-set', subjectId: null, payload: { ...input } })
    touch('admin')
    return {}
  },
})

/** Whose bundles this installation takes: the public half of an Ed25519 key, compared with its owner by its fingerprint. */
export const trustPublisher = command({
  name: 'preservation.trust-publisher',
  input: Type.Object(
    { key: Type.String({ maxLength: 2000 }), note: Type.String({ minLength: 1, maxLength: 500 }) },
    strict,
  ),
  access: administrator,
  async run({ tx, emit, touch }, { key, note }) {
    let publisher: KeyObject
    try {
      publisher = createPublicKey(key)
    } catch {
      throw new DomainError('invalid', 'preservation.not-publisher', {}, 'key')
    }
    if (publisher.asymmetricKeyType !== 'ed25519' || key.includes('PRIVATE'))
      throw new DomainError('invalid', 'preservation.not-publisher', {}, 'key')
    const pem = publisher.export({ type: 'spki', format: 'pem' }).toString()
    const known = (await readSetting<string[]>(tx, PUBLISHERS_KEY)) ?? []
    if (!known.includes(pem)) await writeSetting(tx, PUBLISHERS_KEY, [...known, pem])
    const sha256 = createHash('sha256')
      .update(publisher.export({ type: 'spki', format: 'der' }))
      .digest('hex')
    emit({
      name: 'preservation.publisher-trusted',
      subjectId: null,
      payload: { sha256 },
      texts: { note },
    })
    touch('admin')
    return { sha256 }
  },
})

/** A newer issue of the signed bundle: what it names is trusted; what an administrator retired stays retired. */
export const loadBundle = command({
  name: 'preservation.load-bundle',
  input: Type.Object({ bundle: Type.String({ minLength: 1, maxLength: 2_000_000 }) }, strict),
  access: administrator,
  async run(scope, { bundle }) {
    const { tx, services } = scope
    const publishers = ((await readSetting<string[]>(tx, PUBLISHERS_KEY)) ?? []).map((pem) =>
      createPublicKey(pem),
    )
    const current = (await readSetting<number>(tx, VERSION_KEY)) ?? 0
    try {
      const read = readTrustBundle(new Uint8Array(Buffer.from(bundle, 'utf8')), {
        publishers,
        current,
        allowTest: services.demo !== null,
      })
      for (const anchor of read.anchors) {
        if ((await findAnchor(tx, anchor.certificate.sha256))?.state === 'retired') continue
        await put(scope, anchor, {
          purpose: anchor.purpose ?? 'noi-bo',
          source: 'bundle',
          note: `Gói nơi cấp tin cậy số ${read.version}`,
        })
      }
      await writeSetting(tx, VERSION_KEY, read.version)
      scope.emit({
        name: 'preservation.bundle-loaded',
        subjectId: null,
        payload: { version: read.version, anchors: read.anchors.length },
      })
      scope.touch('admin')
      return { version: read.version, anchors: read.anchors.length }
    } catch (error) {
      if (!(error instanceof TrustBundleError)) throw error
      throw new DomainError(
        'invalid',
        'preservation.bundle-refused',
        { why: WHY[error.message] ?? error.message },
        'bundle',
      )
    }
  },
})

const WHY: Record<string, string> = {
  'not a trust bundle': 'không đúng định dạng',
  'publisher unknown': 'không rõ đơn vị phát hành gói',
  'signature wrong': 'chữ ký của gói không đúng, gói đã bị sửa',
  'older than the one in use': 'gói cũ hơn gói đang dùng',
  'content unreadable': 'nội dung gói không đọc được',
  'anchor unreadable': 'có chứng thư trong gói không đọc được',
}
