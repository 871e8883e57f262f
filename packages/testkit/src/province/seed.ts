import { createLab } from '@congvan/lab'
import { encodeCrl } from '@congvan/lab/status'
import type pg from 'pg'
import { bulk } from '../../../server/src/demo-loader/bulk.ts'
import { Sealer } from '../../../server/src/platform/sealer.ts'
import { AGENCIES, agencyIdOf, idOf, POSTS, personIdOf, positionIdOf, unitIdOf } from './people.ts'

export const TERM = '2020-2025'
const SINCE = '2021-01-01'

/** The rows of the small province: straight inserts by the owner, as a demo or an import makes them. */
export async function seedProvince(client: pg.ClientBase, masterKey: string): Promise<void> {
  await bulk(client, 'organisations.level', [
    { code: 'level-1', name: 'Cấp tỉnh', ordinal: 1 },
    { code: 'level-2', name: 'Cấp xã', ordinal: 2 },
  ])
  await seedAgencies(client)
  await seedPosts(client)
  await seedBooks(client)
  await seedKeys(client, new Sealer(masterKey))
}

async function seedAgencies(client: pg.ClientBase): Promise<void> {
  for (const row of AGENCIES)
    await bulk(client, 'organisations.agency', [
      {
        id: agencyIdOf(row.nick),
        code: row.nick,
        kind: row.regime === 'party' ? 'party' : 'state',
        level_code: `level-${row.level}`,
        parent_id: row.parent ? agencyIdOf(row.parent) : null,
        layout_regime: row.regime,
        hand_over: row.handOver,
        valid_from: SINCE,
      },
    ])
  await bulk(
    client,
    'organisations.agency_name',
    AGENCIES.map((row) => ({
      agency_id: agencyIdOf(row.nick),
      valid_from: SINCE,
      name: row.name,
      short_name: row.name,
      abbreviation: row.abbreviation,
      name_on_paper: row.name.toUpperCase(),
      parent_name_on_paper: null,
      place_name: row.nick === 'xã' ? 'Thạnh Trị' : 'Bến Tre',
    })),
  )
  await bulk(
    client,
    'organisations.unit',
    AGENCIES.flatMap((agency) =>
      agency.units.map((unit) => ({
        id: unitIdOf(agency.nick, unit.nick),
        agency_id: agencyIdOf(agency.nick),
        name: unit.name,
        abbreviation: unit.abbreviation,
        valid_from: SINCE,
      })),
    ),
  )
}

async function seedPosts(client: pg.ClientBase): Promise<void> {
  await bulk(
    client,
    'organisations.position',
    POSTS.map((row, ordinal) => ({
      id: positionIdOf(row.nick),
      agency_id: agencyIdOf(row.agency),
      unit_id: row.unit ? unitIdOf(row.agency, row.unit) : null,
      title: row.title,
      roles: row.roles,
      ordinal,
      valid_from: SINCE,
    })),
  )
  const names = [...new Set(POSTS.map((row) => row.person))]
  await bulk(
    client,
    'organisations.person',
    names.map((name) => ({ id: personIdOf(name), full_name: name })),
  )
  await bulk(
    client,
    'organisations.appointment',
    POSTS.map((row) => ({
      id: idOf('appointment', row.nick),
      agency_id: agencyIdOf(row.agency),
      person_id: personIdOf(row.person),
      position_id: positionIdOf(row.nick),
      valid_from: SINCE,
      is_primary: POSTS.find((other) => other.person === row.person) === row,
    })),
  )
  await bulk(
    client,
    'organisations.mandate',
    POSTS.flatMap((row) =>
      row.signs
        ? [
            {
              id: idOf('mandate', row.nick),
              agency_id: agencyIdOf(row.agency),
              position_id: positionIdOf(row.nick),
              form: row.signs.form,
              block_lines: row.signs.lines,
              type_codes: row.signs.types ?? null,
              valid_from: SINCE,
            },
          ]
        : [],
    ),
  )
}

async function seedBooks(client: pg.ClientBase): Promise<void> {
  for (const agency of AGENCIES) {
    const agencyId = agencyIdOf(agency.nick)
    const book = (direction: 'incoming' | 'outgoing', name: string) => ({
      agency_id: agencyId,
      id: idOf('book', agency.nick, direction),
      direction,
      name,
      opens_on: SINCE,
    })
    await bulk(client, 'registers.book', [
      book('incoming', 'Sổ văn bản đến'),
      book('outgoing', 'Sổ văn bản đi'),
    ])
    const party = agency.regime === 'party'
    const series = (
      direction: string,
      key: string,
      types: string[] | null,
      template: string,
      term: boolean,
    ) => ({
      agency_id: agencyId,
      id: idOf('series', agency.nick, key),
      book_id: idOf('book', agency.nick, direction),
      type_codes: types,
      reset: term ? 'term' : 'year',
      term: term ? TERM : null,
      template,
    })
    await bulk(client, 'registers.series', [
      series('incoming', 'đến', null, '{n}', false),
      ...(party
        ? [
            series('outgoing', 'CV', ['CV'], '{n}-CV/{org}', true),
            series('outgoing', 'khác', null, '{n}-{type}/{org}', true),
          ]
        : [
            series('outgoing', 'công văn', [''], '{n}/{org}-{unit}', false),
            series('outgoing', 'khác', null, '{n}/{type}-{org}', false),
          ]),
    ])
  }
}

async function seedKeys(client: pg.ClientBase, sealer: Sealer): Promise<void> {
  const from = new Date('2021-01-04T00:00:00Z')
  const until = new Date('2026-01-04T00:00:00Z')
  const lab = await createLab({ port: false, now: () => new Date('2021-12-20T00:00:00Z') })
  const hex = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}`
  const key = (holder: 'person' | 'agency', agency: string, person: string | null) => {
    const cn = person ?? AGENCIES.find((row) => row.nick === agency)!.name
    const issued = lab.issueCertificate({
      subject: { cn, o: agency },
      kind: person ? 'person' : 'organisation',
      notBefore: from,
      notAfter: until,
    })
    return {
      agency_id: agencyIdOf(agency),
      id: idOf('key', agency, person ?? ''),
      holder,
      person_id: person && personIdOf(person),
      kind: 'software',
      sealed: hex(sealer.seal('signing-key', issued.privateKey!.export({ format: 'der', type: 'pkcs8' }))),
      passphrase_required: false,
      certificate: hex(issued.certificate),
      chain: issued.chain.slice(0, -1).map(hex),
      subject: cn,
      not_before: from.toISOString(),
      not_after: until.toISOString(),
      purpose: 'test',
    }
  }
  await bulk(client, 'signing.key', [
    ...AGENCIES.map((row) => key('agency', row.nick, null)),
    ...POSTS.filter((row) => row.signs).map((row) => key('person', row.agency, row.person)),
  ])
  await client.query(
    `insert into signing.trust_anchor (id, certificate, purpose, name) values ($1, $2, 'test', 'CA kiểm thử')`,
    [idOf('anchor'), Buffer.from(lab.root.certificate)],
  )
  const at = new Date('2021-12-19T00:00:00Z')
  for (const authority of [lab.root, ...Object.values(lab.authorities)])
    await client.query('insert into signing.revocation_list (issuer, crl, this_update) values ($1, $2, $3)', [
      authority.id,
      Buffer.from(
        encodeCrl({
          issuerName: authority.name,
          issuerKey: authority.key,
          issuerKeyId: authority.keyId,
          number: 1,
          thisUpdate: at,
          nextUpdate: new Date(at.getTime() + 400 * 86_400_000),
          revoked: authority.revoked,
        }),
      ),
      at.toISOString(),
    ])
  await lab.close()
}
