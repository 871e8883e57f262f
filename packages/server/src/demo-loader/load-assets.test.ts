// The figures of the year's report come out of the loaded rows, and move when a row does.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buildProvince } from '@congvan/demo'
import { Province } from '../../../testkit/src/province.ts'
import { Sealer } from '../platform/sealer.ts'
import { loadAssets } from './load-assets.ts'
import { loadOrganisations } from './load-organisations.ts'

let province: Province
const DAY = '2021-12-31'

before(async () => {
  province = await Province.start()
  const client = await province.installation.owner.connect()
  try {
    const demo = buildProvince()
    await loadOrganisations(client, demo)
    await loadAssets(client, demo, new Sealer(Buffer.alloc(32, 7).toString('base64')))
    // The handmade province of the tests has posts of its own: they are no officials of the demo.
    await client.query(
      `update organisations.appointment set is_primary = false where valid_from = '2021-01-01' and person_id not in (select unnest($1::uuid[]))`,
      [demo.people.map((row) => row.id)],
    )
  } finally {
    client.release()
  }
})
after(() => province[Symbol.asyncDispose]())

const count = async (text: string): Promise<number> =>
  Number((await province.rows<{ n: string }>(`select count(*) as n from ${text}`))[0]!.n)

test('381 cơ quan và 710 người có chứng thư, 138 SIM ký số; bớt một chứng thư là bớt một', async () => {
  const force = `provisioning.certificates_in_force('${DAY}')`
  assert.equal(await count(`${force} where holder_kind = 'organisation'`), 381)
  assert.equal(await count(`${force} where holder_kind = 'person'`), 710)
  assert.equal(await count(`provisioning.sim_keys_in_force('${DAY}')`), 138)
  const client = await province.installation.owner.connect()
  try {
    await client.query('begin')
    await client.query(
      `update provisioning.certificate set revoked_on = '2021-12-30', state = 'revoked' where medium = 'SIM' and id = (select id from provisioning.certificate where medium = 'SIM' order by id limit 1)`,
    )
    const { rows } = await client.query(
      `select count(*)::int as n from provisioning.sim_keys_in_force('${DAY}')`,
    )
    assert.equal(rows[0].n, 137)
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('máy tính nối mạng: 2.465/3.140 ở xã và tất cả ở trên; thêm một máy là thêm một', async () => {
  const all = `equipment.officials_with_computer('${DAY}')`
  assert.equal(await count(`${all} where level_code = 'level-3'`), 3140)
  assert.equal(await count(`${all} where level_code = 'level-3' and networked`), 2465)
  assert.equal(await count(`${all} where level_code <> 'level-3' and not networked`), 0)
  assert.equal(await count(`${all} where level_code <> 'level-3'`), 3860)
})

test('hộp thư công vụ: 3.033/3.140 ở xã và tất cả ở trên', async () => {
  const all = `mail.officials_with_mailbox('${DAY}')`
  assert.equal(await count(`${all} where level_code = 'level-3' and mailbox_id is not null`), 3033)
  assert.equal(await count(`${all} where level_code <> 'level-3' and mailbox_id is null`), 0)
})

test('thủ tục đủ điều kiện đều ở mức độ 4; lớp tập huấn phủ mọi cơ quan hành chính; năm sự cố', async () => {
  const procedures = `equipment.procedures_at('${DAY}')`
  assert.ok((await count(`${procedures} where eligible`)) > 100)
  assert.equal(await count(`${procedures} where eligible and not at_level_4`), 0)
  assert.ok((await count(`equipment.procedures_at('2020-12-31') where eligible and not at_level_4`)) > 10)
  assert.equal(
    await count(
      `organisations.agency a where kind = 'state' and id in (select agency_id from provisioning.certificate) and not exists (select 1 from equipment.training_between('2021-01-01', '${DAY}') t where t.agency_id = a.id)`,
    ),
    0,
  )
  assert.equal(await count(`equipment.incidents_between('2021-01-01', '${DAY}')`), 5)
  assert.equal(await count(`equipment.incidents_between('2021-07-28', '2021-07-28')`), 1)
})
