// Certificates, revocation lists and OCSP answers standing alone, damaged byte by byte: never a crash, never accepted.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { createLab, type IssuedCertificate, type Lab } from '../../../lab/src/index.ts'
import { sameBytes } from '../asn1/index.ts'
import { judgeStatus, ocspRequest, parseCrl, parseOcsp } from '../revocation/index.ts'
import { randomFrom } from '../validate/mutation.ts'
import { labFetch } from '../validate/test-kit.ts'
import {
  buildPaths,
  type Certificate,
  identityOf,
  judgePath,
  parseCertificate,
  tryCertificate,
} from './index.ts'

const COUNT = Number(process.env.MUTANTS ?? (process.env.SOAK ? 100_000 : 600))
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)
const LONGEST_MS = 2000

let lab: Lab
let who: IssuedCertificate
before(async () => {
  lab = await createLab()
  const subject = { cn: 'Nguyễn Văn Ơn', o: 'Sở Nội vụ', email: 'on@bentre.gov.vn' }
  who = lab.issueCertificate({ kind: 'person', subject })
})
after(() => lab.close())

const random = randomFrom(SEED)
const below = (limit: number): number => Math.floor(random() * limit)

/** One to three wounds: a bit, a byte, a cut, a piece written twice, a length that lies. */
function damaged(bytes: Uint8Array): Uint8Array {
  let out = Uint8Array.from(bytes)
  for (let left = 1 + below(3); left > 0 && out.length > 0; left--) {
    const at = below(out.length)
    const kind = below(5)
    if (kind === 0) out[at]! ^= 1 << below(8)
    else if (kind === 1) out[at] = below(256)
    else if (kind === 2) out = Buffer.concat([out.subarray(0, at), out.subarray(at + 1 + below(20))])
    else if (kind === 3) out = Buffer.concat([out.subarray(0, at), out.subarray(Math.max(0, at - below(60)))])
    else out[at] = [0x7f, 0x80, 0x81, 0x84, 0xff][below(5)]!
  }
  return out
}

const passes = (leaf: Certificate, pool: Certificate[]): boolean =>
  buildPaths(leaf, pool, [parseCertificate(lab.root.certificate)]).some(
    (path) => judgePath(path, { at: lab.now(), purpose: 'signing' }).ok,
  )

function timed<A>(where: string, work: () => A): A {
  const start = process.cpuUsage()
  const answer = work()
  const { user, system } = process.cpuUsage(start)
  assert.ok((user + system) / 1000 < LONGEST_MS, where)
  return answer
}

it(`a damaged certificate, signer’s or authority’s, leads to no root (seed ${SEED}, ${COUNT})`, () => {
  const own = parseCertificate(who.certificate)
  const authority = parseCertificate(lab.authorities.congVu.certificate)
  assert.ok(passes(own, [authority]), 'whole, it does')
  let read = 0
  for (let i = 0; i < COUNT; i++) {
    const isOwn = i % 2 === 0
    const whole = isOwn ? own : authority
    const mutant = timed(`seed ${SEED}, ${i}`, () => tryCertificate(damaged(whole.raw)))
    if (!mutant || sameBytes(mutant.raw, whole.raw)) continue
    read++
    identityOf(mutant)
    const accepted = timed(`seed ${SEED}, ${i}`, () =>
      passes(isOwn ? mutant : own, isOwn ? [authority] : [mutant]),
    )
    // What the issuer signed is all there is: only bytes outside it may differ in what still passes.
    if (accepted) assert.ok(sameBytes(mutant.tbs, whole.tbs), `seed ${SEED}, ${i}: accepted`)
  }
  assert.ok(read > COUNT / 20, `${read} could be read`)
})

it(`a damaged list or answer says nothing good (seed ${SEED}, ${COUNT})`, async () => {
  const own = parseCertificate(who.certificate)
  const authority = parseCertificate(lab.authorities.congVu.certificate)
  const crl = parseCrl(lab.crlOf(lab.authorities.congVu))
  const body = ocspRequest(own, authority, null)
  const ocsp = parseOcsp((await labFetch({ kind: 'ocsp', url: own.access.ocsp[0]!, body }))!)
  const question = { certificate: own, issuer: authority, at: lab.now(), now: lab.now(), pool: [authority] }
  assert.equal(judgeStatus(question, { crls: [crl], ocsps: [] }).state, 'good')
  assert.equal(judgeStatus(question, { crls: [], ocsps: [ocsp] }).state, 'good')
  const readable = <A>(parse: () => A): A | null => {
    try {
      return parse()
    } catch {
      return null
    }
  }
  for (let i = 0; i < COUNT; i++) {
    const where = `seed ${SEED}, ${i}`
    const isList = i % 2 === 0
    const bytes = damaged(isList ? crl.raw : ocsp.raw)
    const list = isList ? timed(where, () => readable(() => parseCrl(bytes))) : null
    const answer = isList ? null : timed(where, () => readable(() => parseOcsp(bytes)))
    const evidence = { crls: list ? [list] : [], ocsps: answer ? [answer] : [] }
    const { state } = timed(where, () => judgeStatus(question, evidence))
    const tbs = list?.tbs ?? answer?.tbs
    if (state === 'good') assert.ok(tbs && sameBytes(tbs, isList ? crl.tbs : ocsp.tbs), `${where}: believed`)
    else assert.equal(state, 'unknown', `${where}: a forged revocation`)
  }
})
