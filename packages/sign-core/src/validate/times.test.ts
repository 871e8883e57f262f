import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { clearFaults, createLab, type IssuedCertificate, type Lab } from '../../../lab/src/index.ts'
import { bytesSource } from '../bytes/byte-source.ts'
import { concatBytes } from '../bytes/latin1.ts'
import { extendTo } from '../pades/index.ts'
import { makePdf, signOnce, timestamper } from '../pades/test-kit.ts'
import { parseCrl, parseOcsp } from '../revocation/index.ts'
import { trustOf } from '../trust/index.ts'
import type { SignatureReport, ValidationOptions } from './index.ts'
import { check, labFetch } from './test-kit.ts'

/** What time and revocation do to a verdict: EN 319 102-1, 5.3, 5.5 and 5.6, on a clock that the tests move. */

const START = new Date('2026-03-02T02:00:00Z')
const HOUR = 3_600_000
const DAY = 24 * HOUR
const YEAR = 365 * DAY
let clock = START
const lab: Lab = await createLab({ now: () => clock })
after(() => lab.close())
const base = makePdf({ style: 'table' })
const laterBy = (ms: number): Date => new Date(clock.getTime() + ms)

beforeEach(() => {
  clock = START
  clearFaults(lab.faults)
})

const issue = (extra: Partial<Parameters<Lab['issueCertificate']>[0]> = {}): IssuedCertificate =>
  lab.issueCertificate({ kind: 'person', subject: { cn: 'Lê Thị Tám', o: 'Sở Nội vụ' }, ...extra })

const sign = (who: IssuedCertificate, stamped = false): Promise<Uint8Array> =>
  signOnce(base, who, { time: clock }, stamped ? lab : undefined)

async function judged(bytes: Uint8Array, options: Partial<ValidationOptions> = {}): Promise<SignatureReport> {
  return (await check(bytes, lab, options)).signatures[0]!
}

async function outcome(bytes: Uint8Array, options: Partial<ValidationOptions> = {}): Promise<string> {
  const { indication, subIndication } = await judged(bytes, options)
  return subIndication ? `${indication}/${subIndication}` : indication
}

const offline: Partial<ValidationOptions> = { fetch: async () => null }

async function extended(bytes: Uint8Array, to: 'B-LT' | 'B-LTA'): Promise<Uint8Array> {
  const options = { fetchTimestamp: timestamper(lab), fetch: labFetch, now: clock }
  return concatBytes([bytes, (await extendTo(bytesSource(bytes), to, options)).tail])
}

describe('trust and status', () => {
  it('no trust anchor: the chain cannot be judged, the integrity can', async () => {
    const report = await judged(await sign(issue()), { trust: trustOf([]) })
    assert.equal(report.subIndication, 'NO_CERTIFICATE_CHAIN_FOUND')
    assert.equal(report.integrity, 'intact')
  })
  it('no network: indeterminate now, valid at the next look without anybody doing anything', async () => {
    const bytes = await sign(issue())
    assert.equal(await outcome(bytes, offline), 'INDETERMINATE/TRY_LATER')
    assert.equal(await outcome(bytes), 'TOTAL-PASSED')
  })
  it('revoked before signing', async () => {
    const who = issue()
    lab.revoke(who, new Date(clock.getTime() - DAY))
    assert.equal(await outcome(await sign(who)), 'TOTAL-FAILED/REVOKED')
    assert.equal(await outcome(await sign(who, true)), 'TOTAL-FAILED/REVOKED')
  })
  it('revoked after the proven time: valid, and the report says so', async () => {
    const who = issue()
    const bytes = await sign(who, true)
    clock = laterBy(DAY)
    lab.revoke(who)
    clock = laterBy(DAY)
    const report = await judged(bytes)
    assert.equal(report.indication, 'TOTAL-PASSED')
    assert.match(report.checks.map(({ vi }) => vi).join('\n'), /bị thu hồi lúc .* sau khi ký/)
  })
  it('revoked after the claimed time, but nothing proves the time', async () => {
    const who = issue()
    const bytes = await sign(who)
    clock = laterBy(DAY)
    lab.revoke(who)
    assert.equal(await outcome(bytes), 'INDETERMINATE/REVOKED_NO_POE')
    const received = { receivedAt: new Date(START.getTime() + HOUR) }
    assert.equal(await outcome(bytes, received), 'TOTAL-PASSED', 'the register saw it before')
  })
  it('on hold', async () => {
    const who = issue()
    const bytes = await sign(who)
    lab.revoke(who, clock, 6)
    assert.equal(await outcome(bytes), 'INDETERMINATE/TRY_LATER')
  })
  it('the issuing authority is revoked', async () => {
    const authority = lab.createAuthority('bi-thu-hoi', 'test')
    const bytes = await sign(issue({ from: authority }))
    const serial = [...lab.root.issued].at(-1)!
    lab.revoke({ serial, authority: lab.root })
    assert.equal(await outcome(bytes), 'INDETERMINATE/REVOKED_CA_NO_POE')
  })
})

describe('faults of the status services', () => {
  for (const fault of ['down', '5xx', 'garbage', 'wrong-nonce', 'expired', 'clock-skew', 'refused'] as const)
    it(`OCSP ${fault}: the list answers instead`, async () => {
      const bytes = await sign(issue())
      lab.faults.on.ocsp.add(fault)
      const report = await judged(bytes)
      assert.equal(report.indication, 'TOTAL-PASSED')
      assert.equal(report.revocation[0]!.source, 'crl')
    })
  it('OCSP without a nonce is a cached answer, judged by its age', async () => {
    lab.faults.on.ocsp.add('no-nonce')
    assert.equal((await judged(await sign(issue()))).revocation[0]!.source, 'ocsp')
  })
  for (const [fault, why] of [
    ['down', 'none'],
    ['garbage', 'none'],
    ['expired', 'stale'],
    ['clock-skew', 'future'],
  ] as const)
    it(`OCSP and list ${fault}: try later, never good`, async () => {
      const bytes = await sign(issue())
      lab.faults.on.ocsp.add(fault)
      lab.faults.on.crl.add(fault)
      const report = await judged(bytes)
      assert.equal(report.subIndication, 'TRY_LATER')
      assert.equal(report.revocation[0]!.why, why)
    })
  it('a responder that does not know the certificate, and no list', async () => {
    const who = issue()
    const bytes = await sign(who)
    lab.authorities.congVu.issued.delete(who.serial)
    lab.faults.on.crl.add('down')
    assert.equal((await judged(bytes)).revocation[0]!.why, 'not-known')
  })
  it('an answer signed by a stranger proves nothing', async () => {
    const bytes = await sign(issue())
    const strange = await createLab({ now: () => clock })
    try {
      const crls = [parseCrl(strange.crlOf(strange.authorities.congVu))]
      const evidence = { certificates: [], crls, ocsps: [] }
      assert.equal(await outcome(bytes, { ...offline, evidence }), 'INDETERMINATE/TRY_LATER')
    } finally {
      await strange.close()
    }
  })
})

describe('validity and time', () => {
  it('expired today, time stamp inside the validity, evidence kept: valid', async () => {
    const bytes = await extended(await sign(issue({ notAfter: laterBy(30 * DAY) }), true), 'B-LT')
    clock = laterBy(YEAR)
    const report = await judged(bytes, offline)
    assert.equal(report.indication, 'TOTAL-PASSED')
    assert.equal(report.level, 'PAdES-B-LT')
  })
  it('expired today and no proof of an earlier time', async () => {
    const bytes = await sign(issue({ notAfter: laterBy(30 * DAY) }))
    const evidence = {
      certificates: [],
      crls: [parseCrl(lab.crlOf(lab.authorities.congVu)), parseCrl(lab.crlOf(lab.root))],
      ocsps: [],
    }
    clock = laterBy(YEAR)
    assert.equal(await outcome(bytes, { ...offline, evidence }), 'INDETERMINATE/OUT_OF_BOUNDS_NO_POE')
    const at = new Date(START.getTime() + HOUR)
    assert.equal(await outcome(bytes, { ...offline, evidence, at }), 'TOTAL-PASSED', 'judged as of then')
  })
  it('signed after the end of the certificate', async () => {
    const who = issue({
      notBefore: new Date(START.getTime() - YEAR),
      notAfter: new Date(START.getTime() - DAY),
    })
    assert.equal(await outcome(await sign(who)), 'TOTAL-FAILED/EXPIRED')
  })
  it('signed before the certificate began', async () => {
    const who = issue({ notBefore: laterBy(DAY), notAfter: laterBy(YEAR) })
    assert.equal(await outcome(await sign(who, true)), 'TOTAL-FAILED/NOT_YET_VALID')
    assert.equal(await outcome(await sign(who)), 'INDETERMINATE/OUT_OF_BOUNDS_NO_POE')
  })
  it('B-LTA outlives the first time-stamp authority', async () => {
    const lta = await extended(await sign(issue({ notAfter: laterBy(YEAR) }), true), 'B-LTA')
    clock = laterBy(5 * YEAR)
    const renewed = await extended(lta, 'B-LTA')
    clock = laterBy(3 * YEAR)
    const report = await judged(renewed, offline)
    assert.equal(report.level, 'PAdES-B-LTA')
    assert.equal(report.indication, 'TOTAL-PASSED')
    clock = laterBy(3 * YEAR)
    // Every time-stamp certificate has ended now: nothing proves anything any more.
    assert.notEqual((await judged(renewed, offline)).indication, 'TOTAL-PASSED')
  })
  it('a time stamp from the future proves nothing', async () => {
    lab.faults.on.tsa.add('clock-skew')
    const bytes = await sign(issue(), true)
    lab.faults.on.tsa.clear()
    const report = await judged(bytes)
    assert.equal(report.provenTime, null)
    assert.equal(report.timestamps[0]!.subIndication, 'TIMESTAMP_ORDER_FAILURE')
  })
  it('a time stamp of a stranger proves nothing', async () => {
    const strange = await createLab({ now: () => clock })
    try {
      const report = await judged(await signOnce(base, issue(), { time: clock }, strange))
      assert.equal(report.provenTime, null)
      assert.equal(report.indication, 'TOTAL-PASSED', 'the signature itself stands')
      assert.equal(report.timestamps[0]!.subIndication, 'NO_CERTIFICATE_CHAIN_FOUND')
    } finally {
      await strange.close()
    }
  })
})

describe('evidence kept beside the document', () => {
  it('OCSP answers and lists given by the caller count like those of the file', async () => {
    const bytes = await sign(issue())
    const answers: Uint8Array[] = []
    await judged(bytes, {
      fetch: async (request) => {
        const answer = await labFetch(request)
        if (answer && request.kind === 'ocsp') answers.push(answer)
        return answer
      },
    })
    assert.equal(answers.length, 2)
    const evidence = { certificates: [], crls: [], ocsps: answers.map((answer) => parseOcsp(answer)) }
    assert.equal(await outcome(bytes, { ...offline, evidence }), 'TOTAL-PASSED')
  })
})
