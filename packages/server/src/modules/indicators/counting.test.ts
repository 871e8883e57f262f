// The demo's records yield the figures of the report, and move when a record does.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type IndicatorBoard, type IndicatorFigure, printFigure, printShare } from '@congvan/contract'
import { buildProvince } from '@congvan/demo'
import { Province } from '../../../../testkit/src/province.ts'
import { loadAssets } from '../../demo-loader/load-assets.ts'
import { loadDocuments } from '../../demo-loader/load-documents.ts'
import { loadIndicators } from '../../demo-loader/load-indicators.ts'
import { loadOrganisations } from '../../demo-loader/load-organisations.ts'
import { Sealer } from '../../platform/sealer.ts'
import { statementsOf, yearFacts } from '../programmes/index.ts'
import { recount } from './index.ts'

const demo = buildProvince()
let province: Province

before(async () => {
  province = await Province.start()
  const client = await province.installation.owner.connect()
  try {
    // The handmade province of the tests gives way: only the demo's people and agencies are counted.
    await client.query(`update organisations.appointment set is_primary = false`)
    await client.query(
      `update organisations.agency set valid_from = '2020-01-01', valid_to = '2020-12-31', parent_id = null`,
    )
    await client.query(`update organisations.level set ordinal = 1 where code = 'level-1'`)
    await client.query(
      `update organisations.level set ordinal = 2, name = 'Cấp huyện' where code = 'level-2'`,
    )
    await loadOrganisations(client, demo)
    await loadAssets(client, demo, new Sealer(Buffer.alloc(32, 7).toString('base64')))
    await loadDocuments(client, demo)
    await loadIndicators(client, demo)
    await client.query('analyze')
  } finally {
    client.release()
  }
  await recount(province.services)
})
after(() => province[Symbol.asyncDispose]())

const boardNow = async (): Promise<IndicatorBoard> =>
  (await province.runner.queryByName(
    'indicators.board',
    await province.actor('chủ tịch'),
    {},
  )) as IndicatorBoard
const figure = async (code: string): Promise<IndicatorFigure> => {
  const found = (await boardNow()).figures.find((row) => row.code === code)
  assert.ok(found, code)
  return found
}
const said = async (code: string, decimals = 1) => {
  const row = await figure(code)
  return printFigure(row.unit, row, decimals)
}

describe('the figures of the year 2021', () => {
  test('each statement of the report comes out of the records, with its fraction', async () => {
    const figures = new Map((await boardNow()).figures.map((row) => [row.code, printFigure(row.unit, row)]))
    const expected: Record<string, RegExp | string> = {
      'HT01-T': /^100 % \(3\.860\/3\.860\)$/,
      'HT01-X': '78,5 % (2.465/3.140)',
      'TD01-T': /^100 % \(3\.860\/3\.860\)$/,
      'TD01-X': '96,6 % (3.033/3.140)',
      CKS01: '381',
      CKS02: '710',
      CKS03: '138',
      CKS05: /^100 % \((\d+)\/\1\)$/,
      ND01: /^\d\d(,\d)? % \(\d+\/453\)$/,
      VB01: '97 % (1.746/1.800)',
      VB04: '4/4',
      DV01: /^100 % \((\d+)\/\1\)$/,
      'DV01-hang': '23/63',
    }
    for (const [code, text] of Object.entries(expected)) {
      if (typeof text === 'string') assert.equal(figures.get(code), text, code)
      else assert.match(figures.get(code) ?? '', text, code)
    }
  })

  test('the year-end report says them in its order, and most targets were met or exceeded', async () => {
    const statements = statementsOf(await yearFacts(province.services, 2021))
    const figures = statements.map((row) => row.figure)
    assert.match(figures[0]!, /^18\/20 chỉ tiêu đạt/)
    assert.match(statements[0]!.before, /^Hầu hết/)
    assert.deepEqual(figures.slice(5, 8), ['381', '710', '138'])
    assert.equal(figures[2], '78,5 % (2.465/3.140)')
    assert.equal(figures[4], '96,6 % (3.033/3.140)')
    assert.equal(figures[11], '97 % (1.746/1.800)')
    assert.match(statements[2]!.footnote!, /78,50 % \(2\.465\/3\.140\); ngày 20\/12\/2021/)
    assert.match(statements[12]!.after, /một trong 23 tỉnh/)
    assert.match(figures[15]!, /Chuyển đổi số toàn diện/)
  })

  test('pairs stand beside documents: more pairs than documents, and another share', async () => {
    const documents = await figure('VB01')
    const pairs = await figure('VB01b')
    assert.ok(pairs.denominator! > documents.denominator! * 3)
    assert.notEqual(printShare(pairs), printShare(documents))
  })

  test('a certificate that is deleted and a computer that is added change number, fraction and footnote', async () => {
    const before = await said('HT01-X', 2)
    assert.equal(before, '78,50 % (2.465/3.140)')
    const client = await province.installation.owner.connect()
    try {
      await client.query(
        `delete from provisioning.certificate where id = (select certificate_id from provisioning.certificates_in_force('2021-12-20') where holder_kind = 'organisation' order by 1 limit 1)`,
      )
      await client.query(
        `insert into equipment.workstation (agency_id, id, asset_code, kind, person_id, internal_network, broadband, since)
         select agency_id, gen_random_uuid(), 'MT-MOI', 'desktop', person_id, true, true, '2021-12-20'
         from equipment.officials_with_computer('2021-12-20') where level_code = 'level-3' and not has_computer order by person_id limit 1`,
      )
    } finally {
      client.release()
    }
    await recount(province.services)
    assert.equal(await said('CKS01'), '380')
    assert.equal(await said('HT01-X', 2), '78,54 % (2.466/3.140)')
    assert.equal(await said('HT01-X'), '78,5 % (2.466/3.140)')
    const statements = statementsOf(await yearFacts(province.services, 2021))
    assert.match(statements[2]!.footnote!, /78,54 % \(2\.466\/3\.140\); ngày 20\/12\/2021/)
    assert.equal(statements[5]!.figure, '380')
  })
})

describe('what is printed', () => {
  test('a share is never rounded up to a hundred that was not reached', () => {
    assert.equal(printFigure('percent', { numerator: 3139, denominator: 3140 }), '99,9 % (3.139/3.140)')
    assert.equal(printFigure('percent', { numerator: 0, denominator: 0 }), 'không phát sinh')
    assert.equal(printShare({ numerator: 1, denominator: 100_000 }), '0,1 %')
  })
})
