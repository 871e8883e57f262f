import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { createLab, type IssuedCertificate, type Lab, toPem } from '../../../lab/src/index.ts'
import { labFetch, labTrust, stampOver } from '../validate/test-kit.ts'
import {
  canonicalDocument,
  completeXades,
  EXCLUSIVE,
  INCLUSIVE,
  parseXml,
  prepareXades,
  validateXades,
  type XadesOptions,
  XmlError,
} from './index.ts'

/** XAdES of our own, judged by xmlsec1; wrapping attacks made and refused. */

let lab: Lab
let folder: string
let rsa: IssuedCertificate
let ec: IssuedCertificate
before(async () => {
  lab = await createLab()
  folder = mkdtempSync(join(tmpdir(), 'xades-'))
  rsa = lab.issueCertificate({
    kind: 'organisation',
    key: 'rsa2048',
    subject: { cn: 'Sở Nội vụ', o: 'Sở Nội vụ' },
  })
  ec = lab.issueCertificate({ kind: 'organisation', subject: { cn: 'Sở Y tế', o: 'Sở Y tế' } })
})
after(async () => {
  await lab.close()
  rmSync(folder, { recursive: true, force: true })
})

const PACKET = `<?xml version="1.0" encoding="UTF-8"?>
<edXML:Envelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016" xmlns:xlink="http://www.w3.org/1999/xlink">
  <edXML:Header Id="dau"><edXML:Subject>Về việc “nghỉ lễ” &amp; trực</edXML:Subject><edXML:Empty/></edXML:Header>
  <!-- ghi chú -->
  <edXML:Body Id="than"><edXML:Code a="2" xlink:href="cid:1">12/SNV</edXML:Code></edXML:Body>
</edXML:Envelope>`

async function make(
  who: IssuedCertificate,
  extra: Partial<XadesOptions> = {},
  stamped = false,
): Promise<string> {
  const kind = who.privateKey!.asymmetricKeyType === 'ec' ? 'ecdsa' : 'rsa'
  const prepared = prepareXades(PACKET, {
    certificate: who.certificate,
    chain: who.chain,
    kind,
    time: new Date(),
    ...extra,
  })
  const padding = extra.kind === 'rsa-pss' ? { padding: 6, saltLength: 32 } : {}
  const value = sign(prepared.hash, prepared.toBeSigned, { key: who.privateKey!, ...padding })
  return completeXades(prepared, value, stamped ? (data) => stampOver(lab, data) : undefined)
}

function xmlsec(xml: string): boolean {
  const path = join(folder, 'in.xml')
  writeFileSync(path, xml)
  writeFileSync(join(folder, 'root.pem'), lab.trustPem())
  const ids = ['Header', 'Body'].flatMap((name) => [
    '--id-attr:Id',
    `http://www.mic.gov.vn/TBT/QCVN_102_2016:${name}`,
  ])
  const own = ['--id-attr:Id', 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties']
  const run = spawnSync(
    'xmlsec1',
    ['--verify', '--trusted-pem', join(folder, 'root.pem'), ...ids, ...own, path],
    { encoding: 'utf8' },
  )
  return run.status === 0
}

const judge = (xml: string) => validateXades(xml, { trust: labTrust(lab), fetch: labFetch })

describe('XAdES B-B and B-T', () => {
  for (const [title, who, extra] of [
    ['RSA over the whole document', () => rsa, {}],
    ['ECDSA over the whole document', () => ec, {}],
    ['RSA over two parts by Id', () => rsa, { ids: ['dau', 'than'] }],
    ['ECDSA over the header, placed in the body', () => ec, { ids: ['dau'], into: 'Body' }],
    ['SHA-512', () => rsa, { hash: 'sha512' }],
  ] as const)
    it(`${title}: ours and xmlsec1 agree`, async () => {
      const xml = await make(who(), extra as Partial<XadesOptions>)
      assert.ok(xmlsec(xml), 'xmlsec1')
      const [report] = await judge(xml)
      assert.equal(report!.indication, 'TOTAL-PASSED', JSON.stringify(report!.checks))
      assert.equal(report!.level, 'XAdES-B-B')
    })
  it('a time stamp makes it B-T and proves the time', async () => {
    const xml = await make(rsa, {}, true)
    assert.ok(xmlsec(xml))
    const [report] = await judge(xml)
    assert.equal(report!.level, 'XAdES-B-T')
    assert.ok(report!.provenTime)
    assert.equal(report!.indication, 'TOTAL-PASSED')
  })
  it('the packet keeps every character it had', async () => {
    const xml = await make(rsa)
    const signature = /<ds:Signature[\s\S]*<\/ds:Signature>/.exec(xml)![0]
    assert.equal(xml.replace(signature, ''), PACKET)
  })
  it('a text altered by one letter is broken, for both', async () => {
    const xml = (await make(rsa)).replace('12/SNV', '13/SNV')
    assert.ok(!xmlsec(xml))
    const [report] = await judge(xml)
    assert.equal(report!.subIndication, 'HASH_FAILURE')
    assert.deepEqual(report!.signed, [])
  })
  it('a signing time altered afterwards is broken', async () => {
    const [report] = await judge(
      (await make(rsa)).replace(/<xades:SigningTime>20\d\d/, '<xades:SigningTime>1999'),
    )
    assert.equal(report!.subIndication, 'HASH_FAILURE')
  })
  it('a revoked organisation', async () => {
    const who = lab.issueCertificate({ kind: 'organisation', subject: { cn: 'Đã giải thể' } })
    lab.revoke(who, new Date(Date.now() - 86_400_000))
    assert.equal((await judge(await make(who)))[0]!.subIndication, 'REVOKED')
  })
  it('a signature made by xmlsec1 with plain XMLDSig is read', async () => {
    const template = PACKET.replace(
      '</edXML:Envelope>',
      `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><CanonicalizationMethod Algorithm="${INCLUSIVE}"/><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><Reference URI=""><Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/></Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/></Reference></SignedInfo><SignatureValue/><KeyInfo><X509Data/></KeyInfo></Signature></edXML:Envelope>`,
    )
    for (const [name, text] of [
      ['t.xml', template],
      ['c.pem', toPem(rsa.certificate)],
      ['k.pem', String(rsa.privateKey!.export({ type: 'pkcs8', format: 'pem' }))],
    ] as const)
      writeFileSync(join(folder, name), text)
    const key = `${join(folder, 'k.pem')},${join(folder, 'c.pem')}`
    const xml = execFileSync('xmlsec1', ['--sign', '--privkey-pem', key, join(folder, 't.xml')], {
      encoding: 'utf8',
    })
    const [report] = await judge(xml)
    assert.equal(report!.level, 'XMLDSig')
    assert.equal(report!.integrity, 'intact')
    assert.deepEqual(report!.signed, [{ uri: '', element: 'Envelope', isRoot: true }])
  })
})

describe('attacks on XML', () => {
  it('wrapping: the signed part is moved away and another takes its place', async () => {
    const xml = await make(rsa, { ids: ['than'], into: 'Header' })
    const body = /<edXML:Body Id="than">[\s\S]*?<\/edXML:Body>/.exec(xml)![0]
    const forged = body.replace('Id="than"', 'Id="khac"').replace('12/SNV', '99/SNV')
    const wrapped = xml.replace(body, `${forged}<edXML:Extra>${body}</edXML:Extra>`)
    const [report] = await judge(wrapped)
    // The bytes are intact; what matters is that only the true element is named, and it is not the root's body.
    assert.deepEqual(
      report!.signed.map(({ uri }) => uri),
      ['#than'],
    )
    assert.ok(!report!.signed.some(({ isRoot }) => isRoot))
  })
  it('wrapping with the same Id twice is refused', async () => {
    const xml = await make(rsa, { ids: ['than'] })
    const body = /<edXML:Body Id="than">[\s\S]*?<\/edXML:Body>/.exec(xml)![0]
    const [report] = await judge(xml.replace(body, body + body.replace('12/SNV', '99/SNV')))
    assert.equal(report!.indication, 'TOTAL-FAILED')
  })
  it('a DOCTYPE is refused', () => {
    assert.throws(
      () => parseXml('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
      XmlError,
    )
    assert.throws(() => parseXml('<a>&x;</a>'), XmlError)
  })
  it('a transform nobody needs is refused', async () => {
    const xml = (await make(rsa)).replace(
      `<ds:Transform Algorithm="${EXCLUSIVE}"/>`,
      '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/>',
    )
    assert.equal((await judge(xml))[0]!.subIndication, 'FORMAT_FAILURE')
  })
  it('a reference to the outside is refused', async () => {
    const xml = (await make(rsa)).replace('URI=""', 'URI="http://127.0.0.1/x"')
    assert.equal((await judge(xml))[0]!.subIndication, 'FORMAT_FAILURE')
  })
})

describe('canonical form', () => {
  it('agrees with xmllint on awkward documents', {
    skip: spawnSync('xmllint', ['--version']).status !== 0 && 'no xmllint',
  }, () => {
    const awkward = [
      '<a  b = "1"\n a="&#9;x&#10;y&amp;&lt;&quot;"><![CDATA[<&>]]>&gt;\r\n<b/></a>',
      '<?pi  x?><a xmlns="u:1" xmlns:z="u:z"><b xmlns=""><z:c z:q="1" xmlns:z="u:y" r="2"/></b><!-- c --></a>',
      '<n1:a xmlns:n1="u:1" xmlns:n2="u:2"><n1:b xmlns:n1="u:1" n2:x="1"><n2:c xmlns:n2="u:3"/></n1:b></n1:a>',
    ]
    for (const xml of awkward)
      for (const [method, flag] of [
        [EXCLUSIVE, '--exc-c14n'],
        [INCLUSIVE, '--c14n'],
      ] as const) {
        writeFileSync(join(folder, 'c.xml'), xml)
        const theirs = execFileSync('xmllint', [flag, join(folder, 'c.xml')], { encoding: 'utf8' })
        const ours = canonicalDocument(parseXml(xml), { method })
        assert.equal(ours, theirs.replace(/<!--[\s\S]*?-->/g, ''), `${flag} ${xml}`)
      }
    assert.ok(readFileSync(join(folder, 'c.xml')).length > 0)
  })
  it('is a fixed point: the canonical form of a canonical form is itself (property)', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '<', '&', '>', '"', '\t', '\n', '\r', 'ệ', ' ') })
    const escapeXml = (value: string) => value.replace(/[&<>"\r]/g, (c) => `&#${c.charCodeAt(0)};`)
    fc.assert(
      fc.property(text, text, (attribute, content) => {
        const xml = `<p:a xmlns:p="u" x="${escapeXml(attribute)}"><b>${escapeXml(content)}</b></p:a>`
        const once = canonicalDocument(parseXml(xml), { method: EXCLUSIVE })
        assert.equal(canonicalDocument(parseXml(once), { method: EXCLUSIVE }), once)
      }),
    )
  })
  it('random damage never crashes the reader with anything but XmlError (property)', () => {
    fc.assert(
      fc.property(
        fc.nat(PACKET.length - 1),
        fc.constantFrom('<', '>', '&', '"', '/', '', 'x', '\u0000'),
        (at, piece) => {
          try {
            parseXml(PACKET.slice(0, at) + piece + PACKET.slice(at + 1))
          } catch (error) {
            assert.ok(error instanceof XmlError, String(error))
          }
        },
      ),
    )
  })
})
