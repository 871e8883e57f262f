import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildProvince } from '../build-province.ts'

const province = buildProvince()
const agencies = new Map(province.agencies.map((agency) => [agency.id, agency]))
const positions = new Map(province.positions.map((position) => [position.id, position]))
const people = new Map(province.people.map((person) => [person.id, person]))

const holder = (agencyCode: string, title: RegExp): string[] => {
  const agency = province.agencies.find(({ code }) => code === agencyCode)
  assert.ok(agency, agencyCode)
  return province.appointments
    .filter(({ positionId }) => {
      const position = positions.get(positionId)
      return position?.agencyId === agency.id && title.test(position.title)
    })
    .map(({ personId }) => people.get(personId)?.fullName ?? '')
}

test('the province has 9 district-level and 157 commune-level Committees and about 450 organisations', () => {
  const committees = province.agencies.filter(({ territoryCode }) => territoryCode !== null)
  assert.equal(committees.filter(({ levelCode }) => levelCode === 2).length, 9)
  assert.equal(committees.filter(({ levelCode }) => levelCode === 3).length, 157)
  assert.equal(province.agencies.length, 453)
})

test('7,000 officials are in post, exactly 3,140 of them at communes and none at two levels', () => {
  const levels = new Map<string, Set<number>>()
  for (const { personId, positionId, to } of province.appointments) {
    assert.equal(to, null)
    const level = agencies.get(positions.get(positionId)?.agencyId ?? '')?.levelCode ?? 0
    levels.set(personId, (levels.get(personId) ?? new Set()).add(level))
  }
  assert.equal(levels.size, 7000)
  assert.equal(province.people.length, 7000)
  assert.equal([...levels.values()].filter((set) => set.has(3)).length, 3140)
  assert.ok([...levels.values()].every((set) => set.size === 1))
})

test('every person has exactly one primary post, and some hold a State and a Party post at once', () => {
  const primaries = new Map<string, number>()
  const posts = new Map<string, Set<string>>()
  for (const { personId, positionId, primary } of province.appointments) {
    if (primary) primaries.set(personId, (primaries.get(personId) ?? 0) + 1)
    const kind = agencies.get(positions.get(positionId)?.agencyId ?? '')?.kind ?? ''
    posts.set(personId, (posts.get(personId) ?? new Set()).add(kind))
  }
  assert.ok(province.people.every(({ id }) => primaries.get(id) === 1))
  const both = [...posts.values()].filter((kinds) => kinds.has('state') && kinds.has('party')).length
  assert.ok(both >= 300, String(both))
})

test('the people of the story sit where the story says', () => {
  assert.deepEqual(holder('ubnd-tinh', /^Chủ tịch/), ['Lê Minh Thuận'])
  assert.ok(holder('ubnd-tinh', /^Văn thư/).includes('Phạm Ngọc Hân'))
  assert.deepEqual(holder('ubnd-xa-thanh-tri-binh-dai', /kiêm văn thư/), ['Trần Thị Bé Năm'])
  assert.deepEqual(holder('ubnd-xa-thanh-tri-binh-dai', /^Chủ tịch UBND/), ['Võ Văn Dũng'])
  assert.ok(holder('ubnd-xa-thanh-tri-binh-dai', /Địa chính/).includes('Nguyễn Hoài Nam'))
  assert.ok(holder('ubnd-huyen-binh-dai', /^Văn thư/).includes('Huỳnh Kim Loan'))
  assert.deepEqual(holder('so-ttt', /^Giám đốc/), ['Đặng Hoàng Phúc'])
  assert.equal(province.desks.length, 15)
})

test('every reference inside organisations and people exists, ids and codes are unique', () => {
  const units = new Map(province.units.map((unit) => [unit.id, unit]))
  for (const { parentId } of province.agencies) assert.ok(parentId === null || agencies.has(parentId))
  for (const { agencyId } of province.units) assert.ok(agencies.has(agencyId))
  for (const { agencyId, unitId } of province.positions) {
    assert.ok(agencies.has(agencyId))
    assert.ok(unitId === null || units.get(unitId)?.agencyId === agencyId)
  }
  for (const { personId, positionId } of [...province.appointments, ...province.desks]) {
    assert.ok(people.has(personId) && positions.has(positionId))
  }
  for (const list of [
    province.agencies,
    province.units,
    province.positions,
    province.people,
    province.appointments,
  ]) {
    assert.equal(new Set(list.map(({ id }) => id)).size, list.length)
  }
  assert.equal(new Set(province.agencies.map(({ code }) => code)).size, province.agencies.length)
  assert.equal(
    new Set(province.agencies.map(({ identifierCode }) => identifierCode)).size,
    province.agencies.length,
  )
})

test('ids are UUIDs of version 7 older than the demo clock', () => {
  const opens = Date.parse(province.opensAt)
  for (const { id } of [...province.people, ...province.agencies]) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    assert.ok(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) < opens)
  }
})

test('telephone numbers are of the invented range', () => {
  for (const { phone } of province.people) assert.match(phone, /^0900 00\d \d{3}$/)
})

test('Party deputies sign T/M and state deputies sign KT. under TM.', () => {
  const of = (code: string) =>
    province.positions.filter(({ agencyId }) => agencies.get(agencyId)?.code === code)
  const partyDeputy = of('huyen-uy-binh-dai').find(({ role }) => role === 'deputy')
  assert.deepEqual(partyDeputy?.blockLines, ['T/M BAN THƯỜNG VỤ', 'PHÓ BÍ THƯ'])
  const stateDeputy = of('ubnd-huyen-binh-dai').find(({ role }) => role === 'deputy')
  assert.deepEqual(stateDeputy?.blockLines, ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'])
})
