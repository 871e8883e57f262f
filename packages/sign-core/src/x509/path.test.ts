import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createAuthority } from '../../../lab/src/authority.ts'
import {
  type Authority,
  createLab,
  type ExtensionSpec,
  extensions,
  type IssuedCertificate,
  type Lab,
  toPem,
} from '../../../lab/src/index.ts'
import { der, OID } from '../asn1/index.ts'
import { publicKeyOf } from './algorithm.ts'
import { buildPaths, judgePath, type PathRequirements, parseCertificate } from './index.ts'

/** RFC 5280, 6.1, rule by rule; where openssl knows the rule it is asked for its opinion too. */

let lab: Lab
let folder: string
before(async () => {
  lab = await createLab({ port: false })
  folder = mkdtempSync(join(tmpdir(), 'path-'))
})
after(async () => {
  await lab.close()
  rmSync(folder, { recursive: true, force: true })
})

let counter = 0
function authority(issuer: Authority, extra: ExtensionSpec[] = [], pathLength?: number): Authority {
  const id = `ca-${counter++}`
  return createAuthority({
    id,
    purpose: 'test',
    issuer,
    subject: { cn: id, o: 'Tỉnh Bến Tre' },
    notBefore: new Date(Date.now() - 1e10),
    notAfter: new Date(Date.now() + 1e11),
    baseUrl: lab.baseUrl,
    extensions: extra,
    ...(pathLength === undefined ? {} : { pathLength }),
  })
}

function judge(leaf: IssuedCertificate, need: Partial<PathRequirements> = {}): string | null {
  const pool = leaf.chain.map(parseCertificate)
  const paths = buildPaths(parseCertificate(leaf.certificate), pool, [parseCertificate(lab.root.certificate)])
  assert.equal(paths.length, 1)
  return judgePath(paths[0]!, { at: new Date(), purpose: 'signing', ...need }).problem
}

function opensslAccepts(leaf: IssuedCertificate): boolean {
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const args = ['verify', '-CAfile', write('root.pem', lab.trustPem())]
  args.push('-untrusted', write('chain.pem', leaf.chain.map((item) => toPem(item)).join('')))
  return spawnSync('openssl', [...args, write('leaf.pem', toPem(leaf.certificate))]).status === 0
}

const person = (from: Authority, extra: ExtensionSpec[] = []): IssuedCertificate =>
  lab.issueCertificate({
    kind: 'person',
    from,
    subject: { cn: 'Võ Văn Ba', o: 'Tỉnh Bến Tre', email: 'ba@bentre.gov.vn' },
    extensions: extra,
  })

const emailBase = (base: string): Uint8Array => der.seq(der.implicit(1, Buffer.from(base)))
const nameConstraints = (permitted: Uint8Array[], excluded: Uint8Array[] = []): ExtensionSpec => ({
  oid: OID.nameConstraints,
  critical: true,
  value: der.seq(
    ...(permitted.length ? [der.explicit(0, ...permitted)] : []),
    ...(excluded.length ? [der.explicit(1, ...excluded)] : []),
  ),
})

describe('what a path must respect', () => {
  it('a plain path holds, also for openssl', () => {
    const leaf = person(lab.authorities.congVu)
    assert.equal(judge(leaf), null)
    assert.ok(opensslAccepts(leaf))
  })
  it('path length', () => {
    const above = authority(lab.root, [], 0)
    const leaf = person(authority(above))
    assert.equal(judge(leaf), 'path-length')
    assert.ok(!opensslAccepts(leaf))
  })
  it('an end certificate may not issue', () => {
    const below = authority(lab.root)
    const end = person(authority(lab.root))
    const pretender = {
      ...below,
      certificate: end.certificate,
      key: end.privateKey!,
      chain: [end.certificate, ...end.chain],
    }
    const name = parseCertificate(end.certificate).subject.raw
    const leaf = person({
      ...pretender,
      name,
      keyId: Buffer.from(parseCertificate(end.certificate).subjectKeyId!, 'hex'),
    })
    assert.equal(judge(leaf), 'not-a-ca')
    assert.ok(!opensslAccepts(leaf))
  })
  it('an authority without the right to sign certificates', () => {
    const made = createAuthority({
      id: 'khong-ky',
      purpose: 'test',
      issuer: lab.root,
      subject: { cn: 'Không có quyền' },
      notBefore: new Date(Date.now() - 1e9),
      notAfter: new Date(Date.now() + 1e9),
      baseUrl: lab.baseUrl,
    })
    // Key usage is re-issued with crlSign only: same name and key, another certificate.
    const leaf = person(made)
    const again = lab.issueCertificate({
      kind: 'service',
      from: lab.root,
      subject: { cn: 'Không có quyền' },
      publicKey: publicKeyOf(parseCertificate(made.certificate).spki),
      extensions: [
        extensions.authority(),
        extensions.keyUsage(6),
        { oid: OID.extendedKeyUsage, value: der.seq(der.oid(OID.anyExtendedKeyUsage)) },
      ],
    })
    const paths = buildPaths(
      parseCertificate(leaf.certificate),
      [parseCertificate(again.certificate)],
      [parseCertificate(lab.root.certificate)],
    )
    assert.equal(judgePath(paths[0]!, { at: new Date(), purpose: 'signing' }).problem, 'key-usage')
  })
  it('an extension that is critical and unknown', () => {
    const leaf = person(lab.authorities.congVu, [
      { oid: '1.3.6.1.4.1.99999.1', critical: true, value: der.nul() },
    ])
    assert.equal(judge(leaf), 'unknown-critical')
    assert.ok(!opensslAccepts(leaf))
    assert.equal(
      judge(person(lab.authorities.congVu, [{ oid: '1.3.6.1.4.1.99999.1', value: der.nul() }])),
      null,
    )
  })
  it('the purpose of the key', () => {
    assert.equal(judge(person(lab.authorities.congVu, [extensions.keyUsage(2)])), 'key-usage')
    assert.equal(
      judge(person(lab.authorities.congVu, [extensions.extendedUsage(['1.3.6.1.5.5.7.3.1'])])),
      'extended-key-usage',
    )
    assert.equal(
      judge(person(lab.authorities.congVu, [extensions.keyUsage(0)])),
      null,
      'some CAs omit nonRepudiation',
    )
    assert.equal(judge(lab.tsa, { purpose: 'time-stamping' }), null)
    assert.equal(judge(person(lab.authorities.congVu), { purpose: 'time-stamping' }), 'extended-key-usage')
  })
  it('time', () => {
    const leaf = person(lab.authorities.congVu)
    assert.equal(judge(leaf, { at: new Date(Date.now() - 10 * 86_400_000) }), 'not-yet-valid')
    assert.equal(judge(leaf, { at: new Date(Date.now() + 9e10 + 4 * 365 * 86_400_000) }), 'expired')
  })
})

describe('name constraints', () => {
  it('an e-mail address inside the permitted subtree holds, outside it does not', () => {
    const inside = person(authority(lab.root, [nameConstraints([emailBase('bentre.gov.vn')])]))
    const outside = person(authority(lab.root, [nameConstraints([emailBase('cantho.gov.vn')])]))
    assert.equal(judge(inside), null)
    assert.ok(opensslAccepts(inside))
    assert.equal(judge(outside), 'name-constraints')
    assert.ok(!opensslAccepts(outside))
  })
  it('a directory name outside the permitted subtree', () => {
    const subtree = (o: string): Uint8Array =>
      der.seq(
        der.explicit(
          4,
          der.seq(
            der.setOf(der.seq(der.oid(OID.country), der.printable('VN'))),
            der.setOf(der.seq(der.oid(OID.organisation), der.utf8(o))),
          ),
        ),
      )
    assert.equal(
      judge(person(authority(lab.root, [nameConstraints([subtree('tỉnh  BẾN TRE')])]))),
      null,
      'case and spaces do not matter',
    )
    assert.equal(
      judge(person(authority(lab.root, [nameConstraints([subtree('Tỉnh Cà Mau')])]))),
      'name-constraints',
    )
    assert.equal(
      judge(person(authority(lab.root, [nameConstraints([], [subtree('Tỉnh Bến Tre')])]))),
      'name-constraints',
    )
  })
})

describe('policies', () => {
  const policy = (oid: string): ExtensionSpec => extensions.policies([oid])
  it('an explicit policy is required only where somebody asks for it', () => {
    const leaf = person(lab.authorities.congVu)
    assert.equal(judge(leaf, { requireExplicitPolicy: true }), 'policies')
    const same = person(authority(lab.root, [policy('1.2.3.4')]), [policy('1.2.3.4')])
    assert.equal(judge(same, { requireExplicitPolicy: true }), null)
    const other = person(authority(lab.root, [policy('1.2.3.4')]), [policy('1.2.3.5')])
    assert.equal(judge(other, { requireExplicitPolicy: true }), 'policies')
    assert.equal(judge(other), null)
  })
  it('a policy constraint of the authority requires it', () => {
    const constraint: ExtensionSpec = {
      oid: OID.policyConstraints,
      critical: true,
      value: der.seq(der.implicit(0, Uint8Array.of(0))),
    }
    const strict = authority(lab.root, [policy('1.2.3.4'), constraint])
    assert.equal(judge(person(strict)), 'policies')
    assert.equal(judge(person(strict, [policy('1.2.3.4')])), null)
  })
})

describe('algorithms with dates', () => {
  it('SHA-1 in a certificate is history in 2012 and refused today', () => {
    const leaf = lab.issueCertificate({
      kind: 'person',
      hash: 'sha1',
      subject: { cn: 'Người xưa' },
      notBefore: new Date('2011-01-01'),
      notAfter: new Date('2030-01-01'),
    })
    const pool = leaf.chain.map(parseCertificate)
    const [path] = buildPaths(parseCertificate(leaf.certificate), pool, [
      parseCertificate(lab.authorities.congVu.certificate),
    ])
    assert.equal(judgePath(path!, { at: new Date(), purpose: 'signing' }).problem, 'weak-algorithm')
    const then = { at: new Date('2012-06-01'), purpose: 'signing' as const }
    assert.equal(judgePath(path!, then).problem, null)
  })
  it('a key of 1024 bits signs nothing today', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const weak = { ...authority(lab.root) }
    const again = lab.issueCertificate({
      kind: 'service',
      from: lab.root,
      subject: { cn: 'Yếu' },
      publicKey: createPublicKey(privateKey),
      extensions: [extensions.authority(), extensions.keyUsage(5, 6)],
    })
    const certificate = parseCertificate(again.certificate)
    const leaf = person({
      ...weak,
      name: certificate.subject.raw,
      key: privateKey,
      keyId: Buffer.from(certificate.subjectKeyId!, 'hex'),
    })
    const [path] = buildPaths(
      parseCertificate(leaf.certificate),
      [certificate],
      [parseCertificate(lab.root.certificate)],
    )
    assert.equal(judgePath(path!, { at: new Date(), purpose: 'signing' }).problem, 'weak-algorithm')
  })
})
