import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { toPem } from '../../../lab/src/index.ts'

import { bytesSource } from '../bytes/byte-source.ts'
import { latin1Bytes } from '../bytes/latin1.ts'
import { SignError, signWithKey } from '../cms/index.ts'
import { listSignatures, openPdf, PdfError } from '../pdf/index.ts'
import { completeSignature, completeWithCms, fromBase64, prepareSignature } from './index.ts'
import { type Cast, makeCast, makePdf, pdfsig, signOnce } from './test-kit.ts'

const VALID = 'Signature is Valid.'
const code = (wanted: string) => (error: unknown) => error instanceof SignError && error.code === wanted
const spot = { x: 300, y: 120, width: 130, height: 57 }

let cast: Cast
before(async () => {
  cast = await makeCast()
})
after(() => cast.lab.close())

describe('the CMS of a signature', () => {
  it('is CAdES to openssl, without signing-time, with signing-certificate-v2', async () => {
    const output = await signOnce(makePdf({ style: 'table' }), cast.person, {}, cast.lab)
    const [signature] = await listSignatures(await openPdf(bytesSource(output)))
    const [a, b, c, d] = signature!.byteRange as [number, number, number, number]
    const dir = mkdtempSync(join(tmpdir(), 'cms-'))
    try {
      writeFileSync(join(dir, 's.der'), signature!.contents)
      writeFileSync(join(dir, 'data'), Buffer.concat([output.subarray(a, a + b), output.subarray(c, c + d)]))
      writeFileSync(join(dir, 'ca.pem'), cast.person.chain.map((raw) => toPem(raw)).join(''))
      const verified = spawnSync(
        'openssl',
        [
          'cms',
          '-verify',
          '-cades',
          '-binary',
          '-inform',
          'DER',
          '-in',
          's.der',
          '-content',
          'data',
          '-CAfile',
          'ca.pem',
          '-purpose',
          'any',
          '-out',
          '/dev/null',
        ],
        { cwd: dir, encoding: 'utf8' },
      )
      assert.equal(verified.status, 0, verified.stderr)
      const print = spawnSync(
        'openssl',
        ['cms', '-cmsout', '-print', '-inform', 'DER', '-in', 's.der', '-noout'],
        { cwd: dir, encoding: 'utf8' },
      ).stdout
      assert.doesNotMatch(print, /signingTime/)
      assert.match(print, /signingCertificateV2/)
      assert.match(print, /timeStampToken/i)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })
  it('RSA-PSS and ECDSA values, also as r‖s from a token, are valid to strangers', async () => {
    const input = makePdf({ style: 'table' })
    assert.deepEqual(pdfsig(await signOnce(input, cast.seal)), [VALID])
    const pss = await signOnce(input, cast.person, { scheme: { kind: 'rsa-pss', hash: 'sha384' } })
    assert.deepEqual(pdfsig(pss), [VALID])
    const { sign } = await import('node:crypto')
    const source = bytesSource(input)
    const state = await prepareSignature(source, { certificate: cast.seal.certificate, time: new Date() })
    const plain = sign('sha256', Buffer.from(state.toBeSigned!, 'base64'), {
      key: cast.seal.privateKey!,
      dsaEncoding: 'ieee-p1363',
    })
    const done = await completeSignature(state, new Uint8Array(plain))
    assert.deepEqual(pdfsig(Buffer.concat([input, done.tail])), [VALID])
  })
  it('a value made by another key is refused before it reaches the file', async () => {
    const state = await prepareSignature(bytesSource(makePdf({ style: 'table' })), {
      certificate: cast.seal.certificate,
      time: new Date(),
    })
    await assert.rejects(completeSignature(state, latin1Bytes('x'.repeat(64))), code('bad-signature-value'))
  })
  it('a CMS built by the device itself is taken when it fits, and refused for another document or signer', async () => {
    const input = makePdf({ style: 'table' })
    const who = cast.person
    const options = { certificate: who.certificate, chain: who.chain, time: new Date() }
    const state = await prepareSignature(bytesSource(input), options)
    const value = await signWithKey(who.privateKey!, state.scheme!, fromBase64(state.toBeSigned!))
    const { cms } = await completeSignature(state, value)
    assert.deepEqual(pdfsig(Buffer.concat([input, completeWithCms(state, cms).tail])), [VALID])
    const other = await prepareSignature(bytesSource(makePdf({ style: 'stream' })), options)
    assert.throws(() => completeWithCms(other, cms), code('bad-signature-value'))
    const { certificate } = cast.seal
    const foreign = await prepareSignature(bytesSource(input), { certificate, time: new Date() })
    assert.throws(() => completeWithCms(foreign, cms), code('bad-signature-value'))
    assert.throws(() => completeWithCms(state, latin1Bytes('<html>')), code('bad-signature-value'))
  })
  it('an outage of the time-stamp service costs a level, never the signature', async () => {
    const input = makePdf({ style: 'table' })
    const who = cast.person
    const state = await prepareSignature(bytesSource(input), {
      certificate: who.certificate,
      chain: who.chain,
      time: new Date(),
    })
    const value = await signWithKey(who.privateKey!, state.scheme!, Buffer.from(state.toBeSigned!, 'base64'))
    const done = await completeSignature(state, value, {
      fetchTimestamp: () => Promise.reject(new Error('down')),
    })
    assert.equal(done.level, 'B-B')
    assert.ok(code('timestamp-failed')(done.timestampError))
    assert.deepEqual(pdfsig(Buffer.concat([input, done.tail])), [VALID])
  })
})

describe('very large files', () => {
  /** A scan of a given size that exists only as a function: nothing of it can be held in memory by mistake. */
  function virtual(size: number) {
    const small = makePdf({ style: 'table' })
    const text = Buffer.from(small).toString('latin1')
    const xrefAt = text.indexOf('xref\n')
    const head = Buffer.from(`${text.slice(0, xrefAt)}6 0 obj\n<</Length ${size}>>\nstream\n`, 'latin1')
    const middle = head.length + size
    const endstream = '\nendstream\nendobj\n'
    const table = text
      .slice(xrefAt, text.indexOf('trailer'))
      .replace('0 6', '0 7')
      .concat(`${String(xrefAt).padStart(10, '0')} 00000 n \n`)
    const trailer = text
      .slice(text.indexOf('trailer'), text.indexOf('startxref'))
      .replace('/Size 6', '/Size 7')
    const tail = Buffer.from(
      `${endstream}${table}${trailer}startxref\n${middle + endstream.length}\n%%EOF\n`,
      'latin1',
    )
    const total = middle + tail.length
    const counts = { largest: 0 }
    const read = async (offset: number, length: number): Promise<Uint8Array> => {
      const end = Math.min(total, offset + length)
      counts.largest = Math.max(counts.largest, end - offset)
      const out = new Uint8Array(Math.max(0, end - offset))
      if (offset < head.length) out.set(head.subarray(offset, Math.min(end, head.length)))
      if (end > middle)
        out.set(tail.subarray(Math.max(0, offset - middle), end - middle), Math.max(0, middle - offset))
      return out
    }
    return { source: { size: total, read }, counts }
  }

  it('a scan of any size (1 GB when soaking) is signed without ever holding more than 1 MB of it', async () => {
    const size = process.env.SOAK ? 1 << 30 : 100 << 20
    const { source, counts } = virtual(size)
    const state = await prepareSignature(source, {
      certificate: cast.seal.certificate,
      time: new Date(),
      rect: spot,
    })
    assert.ok(counts.largest <= 1 << 20, `read ${counts.largest} bytes at once`)
    assert.ok(state.contents.start > size)
    assert.ok(state.tail.length < 200_000)
    const { createHash } = await import('node:crypto')
    const hash = createHash('sha256')
    for (let at = 0; at < source.size; at += 1 << 20) hash.update(await source.read(at, 1 << 20))
    assert.equal(state.inputSha256, hash.digest('hex'))
  })
  it('a file too long for ten digits is refused with a typed error', async () => {
    const { source } = virtual(10_000_000_000)
    const attempt = prepareSignature(source, { certificate: cast.seal.certificate, time: new Date() })
    await assert.rejects(attempt, (error) => error instanceof PdfError && error.code === 'limit')
  })
})
