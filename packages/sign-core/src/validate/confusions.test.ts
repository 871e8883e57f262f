// Evidence that is genuine and says nothing about the question: another part's list, a dead responder, a hash nobody trusts.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { extensions } from '../../../lab/src/certificate.ts'
import { createLab, type IssuedCertificate, type Lab } from '../../../lab/src/index.ts'
import { encodeCrl, encodeOcspResponse } from '../../../lab/src/status.ts'
import { decreeStyle } from '../appearance/index.ts'
import { der, OID } from '../asn1/index.ts'
import { bytesSource } from '../bytes/byte-source.ts'
import { concatBytes, latin1, latin1Bytes } from '../bytes/latin1.ts'
import { reserveFields } from '../pades/index.ts'
import { makePdf, signOnce, TINOS } from '../pades/test-kit.ts'
import { parseCrl, parseOcsp } from '../revocation/index.ts'
import { parseCertificate } from '../x509/index.ts'
import type { SignatureReport, ValidationOptions } from './index.ts'
import { append, check, craft } from './test-kit.ts'

const base = makePdf({ style: 'table' })
const style = decreeStyle(TINOS)
const HOUR = 3_600_000
let lab: Lab
let who: IssuedCertificate
before(async () => {
  lab = await createLab()
  who = lab.issueCertificate({ kind: 'person', key: 'rsa2048', subject: { cn: 'Nguyễn Văn Ơn' } })
})
after(() => lab.close())

const offline: Partial<ValidationOptions> = { fetch: async () => null }
async function judged(bytes: Uint8Array, options: Partial<ValidationOptions> = {}): Promise<SignatureReport> {
  return (await check(bytes, lab, options)).signatures[0]!
}

describe('status of another', () => {
  const crl = (points?: string, revoked = new Map<string, { at: Date; reason: number }>()) =>
    parseCrl(
      encodeCrl({
        issuerName: lab.authorities.congVu.name,
        issuerKey: lab.authorities.congVu.key,
        issuerKeyId: lab.authorities.congVu.keyId,
        number: 1,
        thisUpdate: new Date(lab.now().getTime() - HOUR),
        nextUpdate: new Date(lab.now().getTime() + HOUR),
        revoked,
        ...(points ? { point: points } : {}),
      }),
    )
  const rest = () => parseCrl(lab.crlOf(lab.root))

  it('a list of another part of the authority does not say that this certificate is good', async () => {
    const bytes = await signOnce(base, who)
    const [own] = parseCertificate(who.certificate).crlUrls
    const withList = (url?: string) =>
      judged(bytes, { ...offline, evidence: { certificates: [], ocsps: [], crls: [crl(url), rest()] } })
    assert.equal((await withList()).indication, 'TOTAL-PASSED')
    assert.equal((await withList(own)).indication, 'TOTAL-PASSED')
    assert.equal((await withList('http://127.0.0.1:1/crl/phan-2.crl')).subIndication, 'TRY_LATER')
  })

  it('an answer dated back to when its responder still lived does not know what came after', async () => {
    const bytes = await signOnce(base, who)
    const { congVu } = lab.authorities
    const responder = lab.issueCertificate({
      kind: 'ocsp',
      subject: { cn: 'Đã hết hạn' },
      notBefore: new Date('2019-01-01'),
      notAfter: new Date('2021-01-01'),
    })
    const sha1 = (data: Uint8Array) => createHash('sha1').update(data).digest()
    const own = parseCertificate(who.certificate)
    const answer = (thisUpdate: Date, by: IssuedCertificate, producedAt: Date) =>
      parseOcsp(
        encodeOcspResponse({
          certId: der.seq(
            der.seq(der.oid(OID.sha1), der.nul()),
            der.octets(sha1(own.issuer.raw)),
            der.octets(sha1(parseCertificate(congVu.certificate).keyBits)),
            der.integer(Buffer.from(who.serial, 'hex')),
          ),
          revocation: null,
          known: true,
          thisUpdate,
          nextUpdate: null,
          producedAt,
          nonce: null,
          responderKey: by.privateKey!,
          responderKeyId: sha1(parseCertificate(by.certificate).keyBits),
          responderCertificate: by.certificate,
        }),
      )
    const soon = new Date(lab.now().getTime() - HOUR)
    const say = async (response: ReturnType<typeof answer>) =>
      judged(bytes, { ...offline, evidence: { certificates: [], ocsps: [response], crls: [rest()] } })
    assert.equal((await say(answer(soon, lab.responderOf(congVu), soon))).indication, 'TOTAL-PASSED')
    assert.equal((await say(answer(soon, responder, new Date('2020-06-01')))).subIndication, 'TRY_LATER')
  })

  it('"no check" on a signer’s certificate excuses nothing', async () => {
    const sly = lab.issueCertificate({
      kind: 'person',
      subject: { cn: 'Không kiểm' },
      extensions: [extensions.noCheck()],
    })
    lab.revoke(sly)
    const report = await judged(await signOnce(base, sly))
    assert.equal(report.subIndication, 'REVOKED')
  })
})

describe('the end of the signed range', () => {
  it('blanks behind the end of the file are inside the signed range of some signers', async () => {
    const blanks = (bytes: Uint8Array) => concatBytes([bytes, latin1Bytes('\r\n\r\n ')])
    const bytes = await craft(base, who, { finish: blanks })
    assert.equal((await judged(bytes)).indication, 'TOTAL-PASSED')
    const words = (bytes: Uint8Array) => concatBytes([bytes, latin1Bytes('\n%x\n')])
    assert.equal((await judged(await craft(base, who, { finish: words }))).indication, 'TOTAL-FAILED')
  })
})

it('a number that somebody wrote after the last signature is not called valid', async () => {
  const rect = { x: 80, y: 760, width: 60, height: 14 }
  const reserved = await reserveFields(bytesSource(base), [
    { name: 'so', kind: 'text', page: 0, rect, style },
  ])
  const one = await signOnce(concatBytes([base, reserved.tail]), who, { field: 'nguoiKy' })
  assert.equal((await judged(one)).indication, 'TOTAL-PASSED')
  const [, number, dict] = /\n(\d+) 0 obj\n(<<[^\n]*\/T ?\(so\)[\s\S]*?>>)\nendobj/.exec(latin1(one))!
  const filled = await append(one, { [number!]: dict!.replace(/>>$/, '/V(99)>>') })
  const report = await judged(filled)
  assert.equal(report.indication, 'INDETERMINATE')
  assert.match(report.checks.map(({ vi }) => vi).join('\n'), /nội dung điền chưa được ai ký/)
  // The seal over it makes it somebody's word again.
  assert.equal((await check(await signOnce(filled, who, { field: 'coQuan' }), lab)).verdict, 'valid')
})
