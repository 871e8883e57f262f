import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { Letter } from '../../../server/src/modules/letters/letter.ts'
import { buildProvince } from '../build-province.ts'
import { isWorkingDay } from '../calendar.ts'
import { letterOf } from '../letter-of.ts'
import type { DemoDocument } from './types.ts'

const province = buildProvince()
const documents = province.threads.flatMap((thread) => thread.documents)
const byId = new Map(documents.map((document) => [document.id, document]))
const agencies = new Map(province.agencies.map((agency) => [agency.id, agency]))
const code = (id: string | null): string => agencies.get(id ?? '')?.code ?? ''
const idOf = (agencyCode: string): string =>
  province.agencies.find((agency) => agency.code === agencyCode)?.id ?? ''
const byKey = (key: string): DemoDocument => {
  const found = documents.find((document) => document.key === key)
  assert.ok(found, key)
  return found
}
const seriesOf = (agencyCode: string, direction: 'incoming' | 'outgoing', type: string) => {
  const book = province.books.find(
    (candidate) => candidate.agencyId === idOf(agencyCode) && candidate.direction === direction,
  )
  const series = book?.series.find(({ types }) => types.includes(type))
  assert.ok(series, `${agencyCode} ${direction} ${type}`)
  return series
}

test('two builds of the province are the same, byte for byte', () => {
  const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')
  assert.equal(hash(buildProvince()), hash(province))
})

test('about forty threads hold about two thousand documents', () => {
  assert.ok(province.threads.length >= 40 && province.threads.length <= 50, String(province.threads.length))
  assert.ok(documents.length >= 1900 && documents.length <= 2200, String(documents.length))
  assert.equal(byId.size, documents.length)
})

test('the stored documents fill every series from its first number to its last without a hole', () => {
  const numbers = Map.groupBy(
    documents.filter(({ seriesId, number }) => seriesId !== null && number !== null),
    ({ seriesId }) => seriesId as string,
  )
  for (const book of province.books.filter(({ direction }) => direction === 'outgoing')) {
    for (const { id, firstNumber, nextNumber } of book.series) {
      const given = (numbers.get(id) ?? []).map(({ number }) => number as number).sort((a, b) => a - b)
      assert.deepEqual(
        given,
        Array.from({ length: nextNumber - firstNumber }, (_, i) => firstNumber + i),
      )
    }
  }
})

test('in each series dates rise with numbers and are working days', () => {
  for (const list of Map.groupBy(
    documents.filter(({ number, seriesId }) => number !== null && seriesId !== null),
    ({ seriesId }) => seriesId,
  ).values()) {
    const sorted = [...list].sort((a, b) => (a.number ?? 0) - (b.number ?? 0))
    for (const [i, document] of sorted.entries()) {
      assert.ok(document.issuedOn && isWorkingDay(document.issuedOn), `${document.key} ${document.issuedOn}`)
      const before = sorted[i - 1]
      if (before)
        assert.ok((before.issuedAt ?? '') <= (document.issuedAt ?? ''), `${before.key} ${document.key}`)
    }
  }
})

test('arrival numbers of every agency are consecutive, rise with time and end at its book', () => {
  const arrivals = Map.groupBy(
    documents.flatMap(({ deliveries }) => deliveries).filter(({ arrivalNumber }) => arrivalNumber !== null),
    ({ agencyId }) => agencyId,
  )
  for (const agency of province.agencies) {
    const { firstNumber, nextNumber } = seriesOf(agency.code, 'incoming', '*')
    const list = [...(arrivals.get(agency.id) ?? [])].sort(
      (a, b) => (a.arrivalNumber ?? 0) - (b.arrivalNumber ?? 0),
    )
    assert.deepEqual(
      list.map(({ arrivalNumber }) => arrivalNumber),
      Array.from({ length: nextNumber - firstNumber }, (_, i) => firstNumber + i),
      agency.code,
    )
    for (const [i, { registeredAt, arrivedAt }] of list.entries()) {
      assert.ok(registeredAt && registeredAt >= arrivedAt && registeredAt < province.opensAt)
      assert.ok(i === 0 || (list[i - 1]?.registeredAt ?? '') <= registeredAt)
    }
  }
})

test('a reply comes after what it answers, from one of its recipients, and closes its arrival', () => {
  for (const document of documents) {
    const asked = document.repliesTo ? byId.get(document.repliesTo) : undefined
    if (!document.repliesTo) continue
    assert.ok(
      asked && document.issuerAgencyId && asked.recipientAgencyIds.includes(document.issuerAgencyId),
      document.key,
    )
    if (!document.issuedOn) continue
    assert.ok((asked.issuedOn ?? '') < document.issuedOn, document.key)
    const arrival = asked.deliveries.find(({ agencyId }) => agencyId === document.issuerAgencyId)
    assert.equal(arrival?.state, 'completed')
    const answer = byId.get(arrival?.answeredBy ?? '')
    assert.equal(answer?.repliesTo, asked.id)
    assert.equal(answer.issuerAgencyId, document.issuerAgencyId)
    assert.ok((arrival?.registeredAt ?? '') <= (document.issuedAt ?? ''), document.key)
  }
})

test('cited documents exist and are earlier', () => {
  let cited = 0
  for (const document of documents) {
    for (const id of document.cites) {
      const source = byId.get(id)
      assert.ok(source?.issuedOn && source.issuedOn <= (document.issuedOn ?? '2021-12-20'), document.key)
      cited++
    }
  }
  assert.ok(cited > 50)
})

test('every reference of a document exists and its recipients and deliveries agree', () => {
  const people = new Set(province.people.map(({ id }) => id))
  const positions = new Map(province.positions.map((position) => [position.id, position]))
  const mandates = new Map(province.mandates.map((mandate) => [mandate.id, mandate]))
  for (const document of documents) {
    assert.ok(
      document.recipientAgencyIds.every((id) => agencies.has(id) && id !== document.issuerAgencyId),
      document.key,
    )
    assert.deepEqual(
      document.deliveries.map(({ agencyId }) => agencyId).sort(),
      document.state === 'issued' ? [...document.recipientAgencyIds].sort() : [],
    )
    if (document.issuerAgencyId === null) continue
    assert.equal(positions.get(document.signerPositionId ?? '')?.agencyId, document.issuerAgencyId)
    const mandate = mandates.get(document.mandateId ?? '')
    assert.equal(mandate?.positionId, document.signerPositionId)
    assert.ok(
      mandate?.types.includes('*') || mandate?.types.includes(document.typeCode),
      `${document.key} ${document.typeCode}`,
    )
    for (const { personId, positionId, at } of document.checks) {
      assert.ok(people.has(personId) && positions.has(positionId) && at < province.opensAt, document.key)
    }
    const reached = new Set(document.recipients.flatMap(({ agencyIds }) => agencyIds))
    if (document.typeCode !== 'QĐ')
      assert.ok(
        document.recipientAgencyIds.every((id) => reached.has(id)),
        document.key,
      )
  }
})

test('before the story: công văn 8125, arrivals of Thạnh Trị 1411, its reports 214, VPTU letters 126', () => {
  assert.equal(seriesOf('ubnd-tinh', 'outgoing', '').nextNumber, 8126)
  assert.equal(seriesOf('ubnd-xa-thanh-tri-binh-dai', 'incoming', '*').nextNumber, 1412)
  assert.equal(seriesOf('ubnd-xa-thanh-tri-binh-dai', 'outgoing', 'BC').nextNumber, 215)
  assert.equal(seriesOf('vp-tinh-uy', 'outgoing', 'CV').nextNumber, 127)
})

test('twelve documents wait for Lê Minh Thuận, the express one on salinity goes to exactly 169', () => {
  const waiting = documents.filter(
    ({ state, signerName }) => state === 'awaiting-signature' && signerName === 'Lê Minh Thuận',
  )
  assert.equal(waiting.length, 12)
  assert.ok(waiting.every(({ checks }) => checks.map(({ check }) => check).join() === 'content,format'))
  const express = waiting.filter(({ urgency }) => urgency === 3)
  assert.equal(express.length, 1)
  const salinity = express[0] as DemoDocument
  assert.equal(salinity.symbol, 'UBND-KT')
  assert.equal(salinity.subject, 'chủ động ứng phó xâm nhập mặn, trữ nước ngọt mùa khô 2021-2022')
  assert.equal(new Set(salinity.recipientAgencyIds).size, 169)
  const families = salinity.recipientAgencyIds
    .map((id) => agencies.get(id))
    .map((agency) => (agency?.territoryCode ? `${agency.levelCode}` : (agency?.code ?? '')))
  assert.deepEqual(
    Object.entries(Object.groupBy(families, (family) => family))
      .map(([family, list]) => `${family}:${list?.length}`)
      .sort(),
    ['2:9', '3:157', 'so-nnptnt:1', 'so-ttt:1', 'vp-tinh-uy:1'],
  )
  assert.equal(
    documents.filter(
      ({ state, typeCode, issuerAgencyId }) =>
        state === 'signed' && typeCode === '' && code(issuerAgencyId) === 'ubnd-tinh',
    ).length,
    0,
  )
})

test('the queues of the desks hold what the desks promise', () => {
  const waiting = (agencyCode: string) =>
    documents.filter(({ deliveries }) =>
      deliveries.some(({ agencyId, state }) => state === 'arrived' && agencyId === idOf(agencyCode)),
    )
  assert.equal(waiting('ubnd-xa-thanh-tri-binh-dai').length, 3)
  assert.ok(waiting('ubnd-xa-thanh-tri-binh-dai').every(({ urgency }) => urgency < 3))
  assert.equal(waiting('ubnd-huyen-binh-dai').length, 4)
  assert.equal(waiting('so-ttt').length, 5)
  assert.equal(waiting('ubnd-tinh').length, 6)
  assert.equal(waiting('vp-tinh-uy').length, 2)
  for (const desk of province.desks) {
    if (!['to-distribute', 'to-do'].includes(desk.blurb)) continue
    const open = documents
      .flatMap(({ deliveries }) => deliveries)
      .flatMap(({ assignments }) => assignments)
      .filter(({ personId, state }) => personId === desk.personId && state === 'open')
    assert.ok(open.length > 0, `${desk.label} has nothing to do`)
  }
})

test('the documents on the desks ask the right people: heads of unit assign, reviewers review', () => {
  const person = (deskCode: string): string =>
    province.desks.find((desk) => desk.code === deskCode)?.personId ?? ''
  const open = (deskCode: string, role: string) =>
    documents
      .flatMap(({ deliveries }) => deliveries.flatMap(({ assignments }) => assignments))
      .filter(
        (assignment) =>
          assignment.state === 'open' && assignment.role === role && assignment.personId === person(deskCode),
      ).length
  assert.equal(open('chanh-vp-ubnd-tinh', 'propose'), 5)
  assert.equal(open('chu-tich-tinh', 'direct'), 3)
  assert.equal(open('chanh-vp-stttt', 'propose'), 3)
  assert.equal(open('giam-doc-stttt', 'direct'), 2)
  assert.ok(open('truong-phong-cntt', 'assign') >= 1)
  assert.ok(open('chuyen-vien-cntt', 'lead') >= 1)
  assert.equal(open('chu-tich-thanh-tri', 'direct'), 2)
  assert.ok(open('dia-chinh-thanh-tri', 'lead') >= 1)
  const pending = documents
    .flatMap(({ pendingChecks }) => pendingChecks)
    .filter(({ personId }) => personId === person('truong-phong-cntt'))
  assert.equal(pending.length, 2)
})

test('some answers are late and some are still owed', () => {
  const deliveries = documents.flatMap((document) => document.deliveries)
  assert.ok(deliveries.filter(({ late, state }) => late && state === 'completed').length > 20)
  assert.ok(deliveries.filter(({ late, state }) => late && state === 'handling').length > 20)
})

test('97 % of the documents between state administrative agencies went electronically', () => {
  const between = documents.filter(
    ({ state, issuerAgencyId, recipientAgencyIds }) =>
      state === 'issued' &&
      agencies.get(issuerAgencyId ?? '')?.administrative &&
      recipientAgencyIds.some((id) => agencies.get(id)?.administrative),
  )
  const electronic = between.filter(({ medium }) => medium === 'electronic')
  assert.equal(electronic.length / between.length, 0.97, `${electronic.length}/${between.length}`)
})

test('bodies are whole: 3 blocks or more, no open placeholder, closed as the regime wants', () => {
  for (const document of documents) {
    const text = JSON.stringify(document.body)
    assert.ok(document.body.length >= 3, document.key)
    assert.doesNotMatch(`${text}${document.subject}`, /undefined|NaN|\{(?!")/, document.key)
    const last = document.body.at(-1)
    const end = last && 'text' in last ? last.text : ''
    assert.ok(
      document.regime === 'party' ? /[^/]\.$/.test(end) : end.endsWith('./.'),
      `${document.key}: ${end.slice(-20)}`,
    )
  }
})

test('every document makes a letter of the shape the letters module lays out', () => {
  const letters: Letter[] = documents.map(letterOf)
  const report = letterOf(byKey('man-ke-hoach/bao-cao-xa/ubnd-xa-thanh-tri-binh-dai'))
  assert.equal(report.symbol, 'BC-UBND')
  assert.equal(report.issuer.parentName, undefined)
  assert.equal(report.issuer.name, 'ỦY BAN NHÂN DÂN XÃ THẠNH TRỊ')
  assert.ok(
    letters.every(
      ({ signatureBlock }) => signatureBlock && signatureBlock.name !== '' && signatureBlock.lines.length > 0,
    ),
  )
})

test('the dossiers of the desks hold what their agency issued or has dealt with, in the order it was filed', () => {
  assert.equal(province.dossiers.length, 12)
  for (const dossier of province.dossiers) {
    assert.ok(dossier.documents.length > 0, dossier.title)
    const moments = dossier.documents.map((item) => item.at)
    assert.deepEqual(moments, [...moments].sort(), dossier.title)
    for (const item of dossier.documents) {
      const document = byId.get(item.documentId)
      assert.equal(document?.state, 'issued')
      assert.ok(
        item.own
          ? document?.issuerAgencyId === dossier.agencyId
          : document?.deliveries.some(
              (row) => row.agencyId === dossier.agencyId && row.completedAt === item.at,
            ),
        `${dossier.title}: ${document?.subject}`,
      )
    }
  }
})
