// Đường dẫn tự kiểm: opened on the machine itself, without log-in. The code is sealed with the installation's key and names
// its maker: what is sent runs as his command, behind the walls of his agency, and ends when his post does.
import {
  BROADBAND_MEGABITS,
  CheckIn,
  type CheckInView,
  EndCheckInLink,
  MakeCheckInLinks,
} from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { isoDay, Temporal } from '../../kernel/time.ts'
import type { Actor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { actorForPerson } from '../identity/index.ts'
import { keeper } from './access.ts'
import * as store from './store/links.ts'
import { countMachines, listStaff } from './store/machines.ts'

const PURPOSE = 'equipment-check-in'

const asBytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex')
const asId = (bytes: Buffer) =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** The code in the address: link, maker and his post; made anew for whoever may see the list, good until the link ends. */
export const codeOf = (services: Services, linkId: string, maker: Actor): string =>
  services.sealer
    .seal(PURPOSE, Buffer.concat([linkId, maker.personId, maker.acting.positionId].map(asBytes)))
    .toString('base64url')

export const makeLinks = command({
  name: 'equipment.make-links',
  input: MakeCheckInLinks,
  access: keeper,
  async run({ tx, actor, now, emit, touch }, { people, days }) {
    const agencyId = actor.acting.agencyId
    const posts = new Set(
      (await listStaff(tx, isoDay(now)))
        .filter((row) => row.agency_id === agencyId)
        .map((row) => row.person_id),
    )
    const wanted = [...new Set(people)]
    if (wanted.some((id) => !posts.has(id)))
      throw new DomainError('invalid', 'equipment.link-not-staff', {}, 'people')
    const links = wanted.map((personId) => ({ id: newId(), personId }))
    await store.insertLinks(tx, agencyId, links, {
      by: actor.personId,
      at: now.toString(),
      expiresAt: now.add({ hours: days * 24 }).toString(),
    })
    emit({ name: 'equipment.links-made', subjectId: null, payload: { count: links.length, days } })
    touch('admin')
    return { linkIds: links.map((row) => row.id) }
  },
})

export const endLink = command({
  name: 'equipment.end-link',
  input: EndCheckInLink,
  access: keeper,
  async run({ tx, actor, now, emit, touch }, { linkId }) {
    if (!(await store.endLink(tx, actor.acting.agencyId, linkId, now.toString())))
      throw new DomainError('not-found', 'equipment.no-link')
    emit({ name: 'equipment.link-ended', subjectId: linkId, payload: {} })
    touch('admin')
    return {}
  },
})

/** What the machine said becomes its row; the same asset code sent again changes it, a colleague's is not overwritten. */
export const checkIn = command({
  name: 'equipment.check-in',
  input: CheckIn,
  access: keeper,
  async run({ tx, actor, now, emit, touch }, input) {
    const agencyId = actor.acting.agencyId
    const link = await store.findLink(tx, agencyId, input.linkId, now.toString())
    if (!link) throw new DomainError('not-found', 'equipment.no-link')
    const standing = await store.findMachine(tx, agencyId, input.assetCode)
    if (standing?.person_id && standing.person_id !== link.person_id)
      throw new DomainError('conflict', 'equipment.code-taken', { code: input.assetCode }, 'assetCode')
    const today = isoDay(now)
    await countMachines(
      tx,
      [
        {
          agencyId,
          assetCode: input.assetCode,
          kind: input.kind,
          personId: link.person_id,
          model: input.model,
          boughtIn: standing?.bought_in ?? null,
          warrantyUntil: standing?.warranty_until ?? null,
          state: 'in-use',
          internalNetwork: input.internalNetwork,
          broadband: (input.reading.megabits ?? 0) >= BROADBAND_MEGABITS,
        },
      ],
      'check-in',
      today,
    )
    await store.noteReading(tx, agencyId, input.assetCode, input.reading, now.toString())
    await store.markUsed(tx, agencyId, link.id, now.toString())
    emit({
      name: 'equipment.checked-in',
      subjectId: link.id,
      payload: { assetCode: input.assetCode, internalNetwork: input.internalNetwork },
    })
    touch('admin')
    return {}
  },
})

/** Who the code speaks for; a bent, foreign, ended or expired one is one and the same refusal. */
async function open(services: Services, code: string): Promise<{ actor: Actor; link: store.LinkRow }> {
  try {
    const bytes = services.sealer.open(PURPOSE, Buffer.from(code, 'base64url'))
    const [link, person, position] = [0, 16, 32].map((at) => asId(bytes.subarray(at, at + 16))) as [
      string,
      string,
      string,
    ]
    const actor = await actorForPerson(services, person, position)
    const now = services.clock.now().toString()
    const row = await services.runner.read(actor, (tx) =>
      store.findLink(tx, actor.acting.agencyId, link, now),
    )
    if (row) return { actor, link: row }
  } catch {
    // A stranger learns nothing about why.
  }
  throw new DomainError('not-found', 'equipment.no-link')
}

export async function checkInView(services: Services, code: string, address: string): Promise<CheckInView> {
  const { actor, link } = await open(services, code)
  return {
    linkId: link.id,
    person: link.person,
    agency: actor.acting.agencyName,
    expiresAt: Temporal.Instant.from(link.expires_at).toString(),
    usedAt: link.used_at,
    address,
    internalNetwork: isInternal(address),
    machine: link.asset_code ? { assetCode: link.asset_code, kind: link.kind!, model: link.model } : null,
  }
}

/** The network is what the server itself saw, never what the page claims. */
export async function checkInMachine(
  services: Services,
  code: string,
  address: string,
  input: Record<string, unknown>,
): Promise<void> {
  const { actor, link } = await open(services, code)
  await services.runner.commandByName('equipment.check-in', actor, newId(), {
    ...input,
    linkId: link.id,
    internalNetwork: isInternal(address),
  })
}

/** Addresses that only an internal network gives (RFC 1918, RFC 6598, RFC 4193), and the server's own machine. */
export function isInternal(address: string): boolean {
  const four = /^(?:::ffff:)?(\d+)\.(\d+)\.\d+\.\d+$/i.exec(address)
  if (!four) return address === '::1' || /^f[cd]/i.test(address)
  const [a, b] = [Number(four[1]), Number(four[2])]
  return (
    a === 10 ||
    a === 127 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 100 && b >= 64 && b < 128)
  )
}
