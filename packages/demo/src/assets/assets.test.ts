import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildProvince } from '../build-province.ts'

const province = buildProvince()
const { assets } = province
const documents = province.threads.flatMap((thread) => thread.documents)
const agencies = new Map(province.agencies.map((agency) => [agency.id, agency]))
const positions = new Map(province.positions.map((position) => [position.id, position]))
const level = new Map(
  province.appointments
    .filter(({ primary }) => primary)
    .map(({ personId, positionId }) => [
      personId,
      agencies.get(positions.get(positionId)?.agencyId ?? '')?.levelCode,
    ]),
)
const certified = (kind: 'person' | 'organisation'): Set<string> =>
  new Set(
    assets.certificates.filter((certificate) => certificate.kind === kind).map(({ subjectId }) => subjectId),
  )

test('381 organisations and 710 people hold a certificate, 138 of them on a SIM', () => {
  assert.equal(certified('organisation').size, 381)
  assert.equal(certified('person').size, 710)
  assert.equal(assets.certificates.length, 381 + 710)
  assert.equal(assets.devices.filter(({ kind }) => kind === 'sim').length, 138)
  assert.equal(
    assets.certificates.filter(({ medium, kind }) => medium === 'SIM' && kind === 'person').length,
    138,
  )
  assert.equal(new Set(assets.certificates.map(({ serial }) => serial)).size, assets.certificates.length)
})

test('every desk, every signer and every issuer of the demo has a certificate valid on the day', () => {
  const people = certified('person')
  const organisations = certified('organisation')
  for (const { personId } of province.desks) assert.ok(people.has(personId))
  const valid = new Map(assets.certificates.map((certificate) => [certificate.subjectId, certificate]))
  for (const { key, signerPersonId, issuerAgencyId, issuedOn } of documents) {
    if (!issuerAgencyId || !signerPersonId) continue
    assert.ok(people.has(signerPersonId) && organisations.has(issuerAgencyId), key)
    for (const subject of [signerPersonId, issuerAgencyId]) {
      const { notBefore, notAfter } = valid.get(subject) ?? { notBefore: '9', notAfter: '0' }
      const day = issuedOn ?? '2021-12-20'
      assert.ok(notBefore < day && day < notAfter, key)
    }
  }
})

test('every state agency has a certificate, a certified leader and trained people', () => {
  const trained = new Set(
    assets.trainingClasses.flatMap(({ participants }) => participants.map(({ agencyId }) => agencyId)),
  )
  const people = certified('person')
  for (const { id, kind, code } of province.agencies) {
    if (kind !== 'state') continue
    assert.ok(certified('organisation').has(id), code)
    assert.ok(trained.has(id), code)
    const leaders = province.appointments.filter(
      ({ positionId }) =>
        positions.get(positionId)?.agencyId === id && positions.get(positionId)?.role === 'leader',
    )
    assert.ok(
      leaders.some(({ personId }) => people.has(personId)),
      code,
    )
  }
})

test('mailboxes: 3,033 of 3,140 at communes and everybody above', () => {
  const owners = assets.mailboxes
    .filter(({ kind }) => kind === 'person')
    .map(({ personId }) => personId ?? '')
  assert.equal(owners.filter((id) => level.get(id) === 3).length, 3033)
  assert.equal(owners.length, 3033 + 3860)
  assert.equal(new Set(owners).size, owners.length)
  const withMail = province.people.filter(({ email }) => email !== null).map(({ id }) => id)
  assert.deepEqual(new Set(withMail), new Set(owners))
})

test('computers on the internal network with broadband: 2,465 of 3,140 at communes and everybody above', () => {
  const whole = assets.workstations.filter(({ internalNetwork, broadband }) => internalNetwork && broadband)
  assert.equal(whole.filter(({ personId }) => level.get(personId) === 3).length, 2465)
  assert.equal(new Set(whole.map(({ personId }) => personId)).size, 2465 + 3860)
  assert.ok(assets.workstations.length > whole.length, 'some have a computer only')
})

test('all eligible procedures stand at level 4 and others do not', () => {
  const eligible = assets.procedures.filter((procedure) => procedure.eligible)
  assert.ok(eligible.length > 100 && eligible.length < assets.procedures.length)
  assert.ok(eligible.every(({ level: reached, level4Since }) => reached === 4 && level4Since))
  assert.ok(assets.procedures.every((procedure) => procedure.eligible || procedure.level < 4))
  assert.equal(new Set(assets.procedures.map(({ code }) => code)).size, assets.procedures.length)
})

test('most targets were met or exceeded, not all', () => {
  const met = assets.targets.filter(({ reached, planned }) => reached >= planned)
  assert.ok(met.length / assets.targets.length >= 0.85 && met.length < assets.targets.length)
})
