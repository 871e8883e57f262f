import type { Province } from '@congvan/demo'
import { createLab, type Lab } from '@congvan/lab'
import { encodeCrl } from '@congvan/lab/status'
import type pg from 'pg'
import type { Sealer } from '../platform/sealer.ts'
import { bulk } from './bulk.ts'
import { derivedId } from './derived-id.ts'
import { type DeviceAccount, loadDevices } from './load-devices.ts'

const hex = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}`
const FROM = new Date('2021-01-04T00:00:00Z')
const UNTIL = new Date('2026-01-04T00:00:00Z')

/** Who needs a key on this installation: everybody who signs a document of the threads, every desk, every issuer. */
export function keyHolders(province: Province): { people: Map<string, Set<string>>; agencies: Set<string> } {
  const agencyOf = new Map(province.positions.map((row) => [row.id, row.agencyId]))
  const people = new Map<string, Set<string>>()
  const agencies = new Set<string>()
  const person = (id: string, agencyId: string) => people.set(id, (people.get(id) ?? new Set()).add(agencyId))
  for (const document of province.threads.flatMap((thread) => thread.documents)) {
    if (!document.issuerAgencyId) continue
    agencies.add(document.issuerAgencyId)
    if (document.signerPersonId) person(document.signerPersonId, document.issuerAgencyId)
  }
  for (const desk of province.desks) {
    agencies.add(agencyOf.get(desk.positionId)!)
    person(desk.personId, agencyOf.get(desk.positionId)!)
  }
  return { people, agencies }
}

/** Certificates of a test authority that says so in every name; the keys lie sealed, as a real office's would. */
export async function loadKeys(
  client: pg.ClientBase,
  province: Province,
  sealer: Sealer,
): Promise<DeviceAccount[]> {
  const lab = await createLab({ port: false, now: () => new Date(province.opensAt) })
  const { people, agencies } = keyHolders(province)
  const person = new Map(province.people.map((row) => [row.id, row]))
  const agency = new Map(province.agencies.map((row) => [row.id, row]))
  const rows: Record<string, unknown>[] = []
  const put = (holder: 'person' | 'agency', agencyId: string, personId: string | null, cn: string) => {
    const issued = lab.issueCertificate({
      subject: {
        cn,
        o: agency.get(agencyId)!.name,
        email: (personId && person.get(personId)?.email) || 'vanthu@example.invalid',
      },
      kind: holder === 'person' ? 'person' : 'organisation',
      notBefore: FROM,
      notAfter: UNTIL,
    })
    rows.push({
      agency_id: agencyId,
      id: derivedId('key', holder, agencyId, personId ?? ''),
      holder,
      person_id: personId,
      kind: 'software',
      sealed: hex(sealer.seal('signing-key', issued.privateKey!.export({ format: 'der', type: 'pkcs8' }))),
      passphrase_required: false,
      certificate: hex(issued.certificate),
      chain: issued.chain.slice(0, -1).map(hex),
      subject: cn,
      not_before: FROM.toISOString(),
      not_after: UNTIL.toISOString(),
      purpose: 'test',
    })
  }
  for (const id of agencies) put('agency', id, null, agency.get(id)!.name)
  for (const [id, at] of people)
    for (const agencyId of at) put('person', agencyId, id, person.get(id)!.fullName)
  await bulk(client, 'signing.key', rows)
  await client.query(
    `insert into signing.trust_anchor (id, certificate, purpose, name) values ($1, $2, 'test', 'CA thử nghiệm của tỉnh mẫu') on conflict do nothing`,
    [derivedId('anchor', 'root'), Buffer.from(lab.root.certificate)],
  )
  const devices = await loadDevices(client, province, lab, sealer)
  await loadLists(client, lab, province)
  await lab.close()
  return devices
}

/** Revocation lists of the test authorities, valid over the whole demo: judging needs no network. */
async function loadLists(client: pg.ClientBase, lab: Lab, province: Province): Promise<void> {
  for (const authority of [lab.root, ...Object.values(lab.authorities)]) {
    // A demo may stand for a year without a network; a real office refreshes its lists daily.
    const at = new Date(province.opensAt)
    const crl = encodeCrl({
      issuerName: authority.name,
      issuerKey: authority.key,
      issuerKeyId: authority.keyId,
      number: 1,
      thisUpdate: at,
      nextUpdate: new Date(at.getTime() + 365 * 86_400_000),
      revoked: authority.revoked,
    })
    await client.query(
      `insert into signing.revocation_list (issuer, crl, this_update) values ($1, $2, $3) on conflict (issuer) do update set crl = $2, this_update = $3`,
      [authority.id, Buffer.from(crl), province.opensAt],
    )
  }
}
