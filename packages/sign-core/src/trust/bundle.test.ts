import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { createLab, type Lab, toPem } from '../../../lab/src/index.ts'
import { readAnchors, readTrustBundle, TrustBundleError, writeTrustBundle } from './index.ts'

let lab: Lab
before(async () => {
  lab = await createLab({ port: false })
})
after(() => lab.close())

const publisher = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ed25519')
const make = (version: number, key = publisher.privateKey): Uint8Array =>
  writeTrustBundle(
    {
      version,
      issuedAt: new Date('2026-11-23T00:00:00Z'),
      anchors: [
        { purpose: 'test', certificate: lab.root.certificate, note: 'phòng thử nghiệm' },
        { purpose: 'cong-vu', certificate: lab.authorities.congVu.certificate, note: 'quyết định' },
      ],
    },
    key,
  )
const rules = { publishers: [publisher.publicKey] }

describe('the signed bundle of trust anchors', () => {
  it('gives anchors with their purpose; test anchors only in test mode', () => {
    assert.deepEqual(
      readTrustBundle(make(3), rules).anchors.map(({ purpose }) => purpose),
      ['cong-vu'],
    )
    const all = readTrustBundle(make(3), { ...rules, allowTest: true })
    assert.deepEqual(
      all.anchors.map(({ purpose }) => purpose),
      ['test', 'cong-vu'],
    )
    assert.equal(all.version, 3)
  })
  it('refuses a stranger, an older version and any altered byte of the content', () => {
    assert.throws(() => readTrustBundle(make(3, stranger.privateKey), rules), TrustBundleError)
    assert.throws(() => readTrustBundle(make(3), { ...rules, current: 4 }), /older/)
    const text = Buffer.from(make(3)).toString()
    const payload = JSON.parse(text).payload as string
    const other = Buffer.from(
      Buffer.from(payload, 'base64').toString().replace('cong-vu', 'noi-bo'),
    ).toString('base64')
    assert.throws(() => readTrustBundle(Buffer.from(text.replace(payload, other)), rules), /signature wrong/)
    assert.throws(() => readTrustBundle(Buffer.from('{}'), rules), TrustBundleError)
  })
  it('anchors in PEM: several in one file, and a file without any is refused', () => {
    const pem = toPem(lab.root.certificate) + toPem(lab.authorities.noiBo.certificate)
    assert.equal(readAnchors(Buffer.from(pem)).length, 2)
    assert.throws(() => readAnchors(Buffer.from('không có gì')))
  })
})
