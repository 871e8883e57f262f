import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { bytesSource } from '../bytes/byte-source.ts'
import { SignError } from '../cms/index.ts'
import { listSignatures, openPdf } from '../pdf/index.ts'
import { readAnchors, trustOf } from '../trust/index.ts'
import { type ValidationReport, validatePdf } from '../validate/index.ts'
import { type EvidenceFetcher, extendTo, type Level } from './index.ts'
import {
  type Cast,
  judge,
  makeCast,
  makePdf,
  pdfsig,
  qpdfCheck,
  qpdfMake,
  signOnce,
  timestamper,
} from './test-kit.ts'

const VALID = 'Signature is Valid.'
const code = (wanted: string) => (error: unknown) => error instanceof SignError && error.code === wanted

let cast: Cast
before(async () => {
  cast = await makeCast()
})
after(() => cast.lab.close())

const fetchEvidence: EvidenceFetcher = async ({ url, body }) => {
  const options = body === undefined ? {} : { method: 'POST', body: Buffer.from(body) }
  const answer = await fetch(url, options).catch(() => undefined)
  return answer?.ok ? new Uint8Array(await answer.arrayBuffer()) : null
}

async function raise(input: Uint8Array, to: Level, password?: string): Promise<Uint8Array> {
  const options = {
    fetchTimestamp: timestamper(cast.lab),
    fetch: fetchEvidence,
    ...(password ? { password } : {}),
  }
  const { tail } = await extendTo(bytesSource(input), to, options)
  const output = Buffer.concat([input, tail])
  const check = qpdfCheck(output, password)
  assert.equal(check.code, 0, check.out)
  return output
}

/** Judged without any network: only what the file holds counts. */
function offline(file: Uint8Array, password?: string): Promise<ValidationReport> {
  const trust = trustOf(readAnchors(Buffer.from(cast.lab.trustPem()), 'test'))
  return validatePdf(file, { trust, now: new Date(), ...(password ? { password } : {}) })
}

const summary = (report: ValidationReport) =>
  report.signatures.map((s) => [s.level, s.indication, s.integrity])

describe('raising the level', () => {
  const builds: [string, () => Uint8Array, string?][] = [
    ['a classic file', () => makePdf({ style: 'table' })],
    ['a stream file', () => makePdf({ style: 'stream' })],
    ['a linearized file', () => qpdfMake(makePdf({ style: 'table' }), '--linearize')],
    [
      'an encrypted file',
      () => qpdfMake(makePdf({ style: 'table' }), '--encrypt', 'u', 'o', '256', '--'),
      'u',
    ],
  ]
  for (const [title, make, password] of builds) {
    it(`two signatures of ${title} reach B-LTA and hold without network`, async () => {
      const more = password === undefined ? {} : { password }
      const first = await signOnce(make(), cast.person, more, cast.lab)
      const second = await signOnce(first, cast.seal, more, cast.lab)
      const lt = await raise(second, 'B-LT', password)
      assert.deepEqual(summary(await offline(lt, password)), [
        ['PAdES-B-LT', 'TOTAL-PASSED', 'intact'],
        ['PAdES-B-LT', 'TOTAL-PASSED', 'intact'],
      ])
      const lta = await raise(lt, 'B-LTA', password)
      assert.equal(Buffer.compare(lta.subarray(0, second.length), second), 0)
      assert.deepEqual(pdfsig(lta, password).slice(0, 2), [VALID, VALID])
      const report = await offline(lta, password)
      assert.deepEqual(summary(report), [
        ['PAdES-B-LTA', 'TOTAL-PASSED', 'intact'],
        ['PAdES-B-LTA', 'TOTAL-PASSED', 'intact'],
      ])
      assert.equal(report.timestamps.length, 1)
      assert.ok(report.signatures.every((s) => s.changesAfter !== 'suspicious'))
    })
  }

  it('a plain B-B signature becomes B-T by a document time stamp, its own bytes untouched', async () => {
    const signed = await signOnce(makePdf({ style: 'table' }), cast.person)
    const stamped = await raise(signed, 'B-T')
    const list = await listSignatures(await openPdf(bytesSource(stamped)))
    assert.deepEqual(
      list.map((s) => s.type),
      ['Sig', 'DocTimeStamp'],
    )
    assert.equal((await offline(stamped)).signatures[0]!.level, 'PAdES-B-T')
    assert.equal((await raise(stamped, 'B-T')).length, stamped.length, 'nothing to add')
  })

  it('a document time stamp is accepted by openssl over the bytes it covers', async () => {
    const stamped = await raise(await signOnce(makePdf({ style: 'table' }), cast.person), 'B-T')
    const stamp = (await listSignatures(await openPdf(bytesSource(stamped)))).find(
      (s) => s.type === 'DocTimeStamp',
    )!
    const [, length, next] = stamp.byteRange as [number, number, number, number]
    const covered = Buffer.concat([stamped.subarray(0, length), stamped.subarray(next)])
    const token = Buffer.from(stamp.contents).toString('base64')
    const anchors = Buffer.from(cast.lab.trustPem()).toString('base64')
    const script = `echo ${token} | base64 -d > t; echo ${anchors} | base64 -d > ca.pem; openssl ts -verify -token_in -in t -data "$1" -CAfile ca.pem`
    const verify = (bytes: Uint8Array) => judge('sh', (path) => ['-c', script, 'sh', path], bytes)
    assert.equal(verify(covered).code, 0, verify(covered).out)
    assert.notEqual(verify(covered.subarray(1)).code, 0)
  })

  it('evidence already in the file is not stored twice', async () => {
    const signed = await signOnce(makePdf({ style: 'table' }), cast.person, {}, cast.lab)
    const once = await raise(signed, 'B-LT')
    const reader = await openPdf(bytesSource(await raise(once, 'B-LT')))
    const store = (await reader.dict((await reader.catalog()).get('DSS')))!
    const certificates = (await reader.array(store.get('Certs')))!
    const seen = new Set<string>()
    for (const item of certificates.items) {
      const stream = await reader.resolve(item)
      seen.add(Buffer.from(await reader.decode(stream as never)).toString('hex'))
    }
    assert.equal(seen.size, certificates.items.length)
  })

  it('a file that forbids changes still takes a time stamp and evidence', async () => {
    const closed = await signOnce(makePdf({ style: 'table' }), cast.person, { certify: 1 }, cast.lab)
    const report = await offline(await raise(closed, 'B-LTA'))
    assert.deepEqual(summary(report), [['PAdES-B-LTA', 'TOTAL-PASSED', 'intact']])
  })

  for (const [service, fault] of [
    ['tsa', 'wrong-nonce'],
    ['tsa', 'garbage'],
    ['tsa', 'down'],
  ] as const) {
    it(`a time-stamp service that is ${fault} is refused`, async () => {
      cast.lab.faults.on[service].add(fault as never)
      try {
        const signed = await signOnce(makePdf({ style: 'table' }), cast.person)
        await assert.rejects(raise(signed, 'B-T'), code('timestamp-failed'))
      } finally {
        cast.lab.faults.on[service].clear()
      }
    })
  }

  it('B-LT is not claimed when neither OCSP nor CRL answers', async () => {
    const signed = await signOnce(makePdf({ style: 'table' }), cast.person, {}, cast.lab)
    const silent: EvidenceFetcher = () => Promise.resolve(null)
    await assert.rejects(extendTo(bytesSource(signed), 'B-LT', { fetch: silent }), code('evidence-missing'))
  })
})
