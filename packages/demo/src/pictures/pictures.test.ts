import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { decodePng } from '../../../sign-core/src/appearance/png.ts'
import { buildProvince } from '../build-province.ts'
import { SEAL_MILLIMETRES, sealPng } from './seal.ts'
import { SIGNATURE_MILLIMETRES, signaturePng } from './signature.ts'

const province = buildProvince()
const agency = (code: string) => {
  const found = province.agencies.find((candidate) => candidate.code === code)
  assert.ok(found)
  return found
}

test('every seal is a small round picture of 36 mm with transparent ground, read by the signing core', () => {
  for (const { code } of province.agencies.filter((_, i) => i % 23 === 0)) {
    const bytes = sealPng(agency(code))
    assert.ok(bytes.length < 30_000, `${code} ${bytes.length}`)
    const { width, height, alpha, color } = decodePng(bytes)
    assert.deepEqual([width, height], [SEAL_MILLIMETRES * 10, SEAL_MILLIMETRES * 10])
    assert.ok(alpha)
    assert.equal(alpha[0], 0, 'the corner is clear')
    assert.ok(alpha.filter((value) => value === 255).length > 5000, 'the ring is full')
    assert.deepEqual([...color.subarray(0, 3)], [200, 22, 29])
  }
})

test('a person always signs alike, and two people do not', () => {
  const [a, b] = [province.people[0], province.people[1]]
  assert.ok(a && b)
  assert.deepEqual(signaturePng(a), signaturePng(a))
  assert.notDeepEqual(signaturePng(a), signaturePng(b))
})

test('signatures keep inside their room, with ink that is not cut at the edge', () => {
  for (const person of province.people.slice(0, 150)) {
    const bytes = signaturePng(person)
    assert.ok(bytes.length < 30_000)
    const { width, height, alpha } = decodePng(bytes)
    assert.deepEqual([width, height], [SIGNATURE_MILLIMETRES.width * 10, SIGNATURE_MILLIMETRES.height * 10])
    assert.ok(alpha)
    const row = (y: number) => alpha.subarray(y * width, (y + 1) * width)
    const column = (x: number) => Array.from({ length: height }, (_, y) => alpha[y * width + x] ?? 0)
    for (const edge of [row(0), row(height - 1), column(0), column(width - 1)])
      assert.ok(
        edge.every((value) => value === 0),
        person.fullName,
      )
    assert.ok(alpha.filter((value) => value > 200).length > 900, person.fullName)
  }
})

test('the picture file is well formed', () => {
  const bytes = sealPng(agency('ubnd-tinh'))
  const text = Buffer.from(bytes).toString('latin1')
  const at = text.indexOf('IDAT')
  const length = Buffer.from(bytes).readUInt32BE(at - 4)
  assert.equal(inflateSync(bytes.subarray(at + 4, at + 4 + length)).length, 361 * 360)
  assert.ok(text.endsWith('IEND\xaeB`\x82'))
})
