import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createLab, type IssuedCertificate, type Lab, toPem } from '../../../lab/src/index.ts'
import { childrenOf, der, OID, parseDer } from '../asn1/index.ts'
import { makePdf } from '../pades/test-kit.ts'
import type { SignatureReport } from './index.ts'
import { check, craft } from './test-kit.ts'

/** Older and other formats of signatures in PDF, made by openssl or byte by byte. */

let lab: Lab
let folder: string
let rsa: IssuedCertificate
let ec: IssuedCertificate
before(async () => {
  lab = await createLab()
  folder = mkdtempSync(join(tmpdir(), 'formats-'))
  rsa = lab.issueCertificate({ kind: 'person', key: 'rsa2048', subject: { cn: 'Đỗ Thị Sáu' } })
  ec = lab.issueCertificate({ kind: 'person', subject: { cn: 'Bùi Văn Bảy' } })
})
after(async () => {
  await lab.close()
  rmSync(folder, { recursive: true, force: true })
})

const base = makePdf({ style: 'table' })
const dictOf = (subFilter: string): string =>
  `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/${subFilter} @BR@ @CONTENTS@>>`

function openssl(who: IssuedCertificate, ...options: string[]): (content: Uint8Array) => Uint8Array {
  return (content) => {
    const at = (name: string): string => join(folder, name)
    writeFileSync(at('data'), content)
    writeFileSync(at('cert.pem'), toPem(who.certificate))
    writeFileSync(at('key.pem'), who.privateKey!.export({ type: 'pkcs8', format: 'pem' }))
    writeFileSync(at('chain.pem'), who.chain.map((item) => toPem(item)).join(''))
    const files = [
      '-in',
      at('data'),
      '-signer',
      at('cert.pem'),
      '-inkey',
      at('key.pem'),
      '-certfile',
      at('chain.pem'),
    ]
    const args = ['cms', '-sign', '-binary', '-outform', 'DER', '-out', at('out'), ...files, ...options]
    execFileSync('openssl', args, { stdio: 'pipe' })
    return new Uint8Array(readFileSync(at('out')))
  }
}

async function one(bytes: Uint8Array): Promise<SignatureReport> {
  return (await check(bytes, lab)).signatures[0]!
}

async function holdsAndBreaks(bytes: Uint8Array, level: string | null): Promise<void> {
  const report = await one(bytes)
  assert.equal(
    report.indication,
    'TOTAL-PASSED',
    JSON.stringify(report.checks.filter(({ ok }) => ok !== true)),
  )
  assert.equal(report.level, level)
  const broken = Uint8Array.from(bytes)
  broken[700]! ^= 1
  const worse = await check(broken, lab)
  assert.notEqual(worse.verdict, 'valid')
}

describe('adbe.pkcs7.detached', () => {
  const dict = dictOf('adbe.pkcs7.detached')
  it('RSA with signed attributes', async () => {
    await holdsAndBreaks(await craft(base, rsa, { dict, make: openssl(rsa) }), 'PKCS7-B')
  })
  it('RSA without signed attributes: the signature is over the file itself', async () => {
    await holdsAndBreaks(await craft(base, rsa, { dict, make: openssl(rsa, '-noattr') }), 'PKCS7-B')
  })
  it('ECDSA with and without signed attributes', async () => {
    await holdsAndBreaks(await craft(base, ec, { dict, make: openssl(ec) }), 'PKCS7-B')
    await holdsAndBreaks(await craft(base, ec, { dict, make: openssl(ec, '-noattr') }), 'PKCS7-B')
  })
  it('RSA-PSS', async () => {
    const make = openssl(rsa, '-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:-1')
    await holdsAndBreaks(await craft(base, rsa, { dict, make }), 'PKCS7-B')
  })
  it('subject key identifier instead of issuer and serial', async () => {
    await holdsAndBreaks(await craft(base, rsa, { dict, make: openssl(rsa, '-keyid') }), 'PKCS7-B')
  })
  it('BER with indefinite lengths, as streaming signers write', async () => {
    // ContentInfo and its [0] with indefinite length around an unchanged SignedData.
    const cms = (bytes: Uint8Array): Uint8Array => {
      const [type, container] = childrenOf(parseDer(bytes))
      const end = Uint8Array.of(0, 0, 0, 0)
      return Buffer.concat([
        Uint8Array.of(0x30, 0x80),
        type!.raw,
        Uint8Array.of(0xa0, 0x80),
        container!.content,
        end,
      ])
    }
    await holdsAndBreaks(await craft(base, rsa, { dict, make: openssl(rsa), cms }), 'PKCS7-B')
  })
  it('CAdES by openssl under the PAdES name', async () => {
    const make = openssl(rsa, '-cades')
    await holdsAndBreaks(await craft(base, rsa, { dict: dictOf('ETSI.CAdES.detached'), make }), 'PAdES-B-B')
  })
  it('PAdES without the name of its certificate is not accepted as PAdES', async () => {
    const report = await one(
      await craft(base, rsa, { dict: dictOf('ETSI.CAdES.detached'), make: openssl(rsa) }),
    )
    assert.equal(report.subIndication, 'SIG_CONSTRAINTS_FAILURE')
    assert.equal(report.level, null)
  })
  it('two signers in one signature cannot be judged as one', async () => {
    const second = join(folder, 'second.pem')
    writeFileSync(second, toPem(ec.certificate) + ec.privateKey!.export({ type: 'pkcs8', format: 'pem' }))
    const make = openssl(rsa, '-signer', second, '-inkey', second)
    assert.notEqual((await one(await craft(base, rsa, { dict, make }))).indication, 'TOTAL-PASSED')
  })
  it('SHA-1 of today is open, never passed', async () => {
    const report = await one(await craft(base, rsa, { dict, make: openssl(rsa, '-md', 'sha1') }))
    assert.equal(report.integrity, 'intact')
    assert.equal(report.subIndication, 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE')
  })
  it('SHA-1 that the register saw in 2012 is judged by that date', async () => {
    const past = { notBefore: new Date('2011-01-01'), notAfter: new Date('2030-01-01') }
    const who = lab.issueCertificate({
      kind: 'person',
      key: 'rsa2048',
      subject: { cn: 'Người xưa' },
      ...past,
    })
    const bytes = await craft(base, who, { dict, make: openssl(who, '-md', 'sha1') })
    const report = (await check(bytes, lab, { receivedAt: new Date('2016-12-01') })).signatures[0]!
    assert.ok(report.checks.some(({ id, ok }) => id === 'algorithm' && ok === true))
  })
  it('MD5 is never enough', async () => {
    const bytes = await craft(base, rsa, { dict, make: openssl(rsa, '-md', 'md5') })
    const report = (await check(bytes, lab, { receivedAt: new Date('2003-01-01') })).signatures[0]!
    assert.notEqual(report.indication, 'TOTAL-PASSED')
  })
})

describe('adbe.pkcs7.sha1', () => {
  const dict = dictOf('adbe.pkcs7.sha1')
  const make = (content: Uint8Array): Uint8Array =>
    openssl(rsa, '-nodetach')(createHash('sha1').update(content).digest())
  it('the SHA-1 of the range is what is signed', async () => {
    const report = await one(await craft(base, rsa, { dict, make }))
    assert.equal(report.integrity, 'intact')
    // A SHA-256 over that SHA-1 does not make it strong: two files with one SHA-1 can be bought today.
    assert.equal(report.subIndication, 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE')
    const then = (
      await check(await craft(base, rsa, { dict, make }), lab, { receivedAt: new Date('2015-06-01') })
    ).signatures[0]!
    assert.notEqual(then.subIndication, 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE')
  })
  it('another file under the same signature is broken', async () => {
    const report = await one(await craft(base, rsa, { dict, make: () => make(Buffer.from('khác')) }))
    assert.equal(report.subIndication, 'HASH_FAILURE')
  })
})

describe('ECDSA as tokens write it', () => {
  it('r‖s where DER belongs is the same proof', async () => {
    const plain = (content: Uint8Array): Uint8Array => bareCms(content, ec)
    await holdsAndBreaks(
      await craft(base, ec, { dict: dictOf('adbe.pkcs7.detached'), make: plain }),
      'PKCS7-B',
    )
  })
  it('a P-384 key and SHA-384', async () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'secp384r1' })
    const issued = lab.issueCertificate({
      kind: 'person',
      subject: { cn: 'P-384' },
      publicKey: pair.publicKey,
    })
    const who = {
      ...issued,
      privateKey: createPrivateKey(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    }
    const make = openssl(who, '-md', 'sha384')
    await holdsAndBreaks(await craft(base, who, { dict: dictOf('adbe.pkcs7.detached'), make }), 'PKCS7-B')
  })
})

/** SignedData whose signature value is r‖s. */
function bareCms(content: Uint8Array, who: IssuedCertificate): Uint8Array {
  const attribute = (oid: string, value: Uint8Array): Uint8Array => der.seq(der.oid(oid), der.setOf(value))
  const attributes = der.setOf(
    attribute(OID.contentType, der.oid(OID.data)),
    attribute(OID.messageDigest, der.octets(createHash('sha256').update(content).digest())),
  )
  const value = sign('sha256', attributes, { key: who.privateKey!, dsaEncoding: 'ieee-p1363' })
  const sha256 = der.seq(der.oid(OID.sha256))
  const signer = der.seq(
    der.integer(1),
    der.seq(who.authority.name, der.integer(Buffer.from(who.serial, 'hex'))),
    sha256,
    Uint8Array.from([0xa0, ...attributes.subarray(1)]),
    der.seq(der.oid(OID.sha256Ecdsa)),
    der.octets(value),
  )
  const data = der.seq(
    der.integer(1),
    der.setOf(sha256),
    der.seq(der.oid(OID.data)),
    der.explicit(0, who.certificate, ...who.chain),
    der.setOf(signer),
  )
  return der.seq(der.oid(OID.signedData), der.explicit(0, data))
}
