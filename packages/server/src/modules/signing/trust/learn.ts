// Status answers for the signers of a file, fetched once and kept: what is judged later needs no network.
import { createHash } from 'node:crypto'
import { bytesSource, certificatesInFile, Gatherer } from '@congvan/sign-core'
import { answerFor, parseCrl, parseOcsp } from '@congvan/sign-core/revocation'
import { type Certificate, isSignedBy, parseCertificate, tryCertificate } from '@congvan/sign-core/x509'
import type { Services } from '../../../platform/services.ts'
import type { Tx } from '../../../platform/tx.ts'
import {
  listIssuers,
  listStatusAnswers,
  putIssuer,
  putRevocationList,
  putStatusAnswer,
} from '../store/trust.ts'
import { fetcherFor, outside, reachOf, vouched } from './services.ts'

const FRESH_MS = 6 * 3_600_000
/** A hostile file may name thousands; a letter has a handful. */
const MOST_CERTIFICATES = 200
const MOST_SIGNERS = 20

/** Somebody waits with a finger on the PIN: an authority that does not answer by then is not waited for. */
const PATIENCE_MS = 2500
/** What was good this morning may have been stolen at noon. */
const KEY_FRESH_MS = 10 * 60_000

/** Asks where a trusted certificate names somebody to ask. Answers whether anything new was learned. */
export async function learnStatus(services: Services, pdf: Uint8Array): Promise<boolean> {
  const found = await certificatesInFile(bytesSource(pdf)).catch(() => null)
  return found?.signers.length ? learn(services, found, { fresh: FRESH_MS }) : false
}

/** The same for a key that is about to sign: outside any transaction, before its PIN is asked. */
export function learnKeyStatus(
  services: Services,
  key: { certificate: Uint8Array; chain: readonly Uint8Array[] },
): Promise<boolean> {
  const own = tryCertificate(key.certificate)
  if (!own) return Promise.resolve(false)
  const chain = key.chain.map((raw) => tryCertificate(raw)).filter((one) => one !== null)
  return learn(
    services,
    { signers: [own], all: [own, ...chain] },
    { millis: PATIENCE_MS, fresh: KEY_FRESH_MS },
  )
}

async function learn(
  services: Services,
  found: { readonly signers: readonly Certificate[]; readonly all: readonly Certificate[] },
  { millis, fresh }: { millis?: number; fresh: number },
): Promise<boolean> {
  const { settings, anchors, now } = await outside(services)
  const kept = (await services.runner.system(listIssuers)).map((row) =>
    parseCertificate(new Uint8Array(row.certificate)),
  )
  const pool = [...found.all.slice(0, MOST_CERTIFICATES), ...kept]
  const reach = reachOf(settings, vouched(pool, anchors))
  const fetch = fetcherFor(reach, millis)
  let learned = false
  for (const target of (await stale(services, found.signers, now, fresh)).slice(0, MOST_SIGNERS)) {
    const known = vouched(pool, anchors).includes(target)
    // Under an anchor whose middle is missing: then only hosts the administrator named are asked.
    if (!known && reach.named.size === 0) continue
    const gatherer = new Gatherer(fetch, now)
    gatherer.know([...pool, ...anchors])
    const evidence = await gatherer.collect([target])
    // What a stranger's own authority says of itself is not kept beside what ours say.
    if (!vouched(gatherer.known(), anchors).includes(target)) continue
    await services.runner.system((tx) => keep(tx, evidence, gatherer.known(), now))
    learned ||= evidence.ocsps.length + evidence.crls.length > 0
  }
  return learned
}

async function stale(
  services: Services,
  signers: readonly Certificate[],
  now: Date,
  freshMs: number,
): Promise<Certificate[]> {
  const rows = await services.runner.system((tx) =>
    listStatusAnswers(
      tx,
      signers.map(({ sha256 }) => sha256),
    ),
  )
  const fresh = new Set(
    rows
      .filter((row) => now.getTime() - new Date(row.fetched_at).getTime() < freshMs)
      .map((row) => row.certificate_sha256),
  )
  return signers.filter(({ sha256 }) => !fresh.has(sha256))
}

async function keep(
  tx: Tx,
  evidence: { certificates: Uint8Array[]; ocsps: Uint8Array[]; crls: Uint8Array[] },
  pool: readonly Certificate[],
  now: Date,
): Promise<void> {
  const at = now.toISOString()
  for (const raw of evidence.crls) {
    const crl = parseCrl(raw)
    const issuer = `sha256:${createHash('sha256').update(crl.issuer.raw).digest('hex')}`
    await putRevocationList(tx, {
      issuer,
      crl: raw,
      thisUpdate: crl.thisUpdate.toISOString(),
      nextUpdate: crl.nextUpdate?.toISOString() ?? null,
    })
  }
  for (const raw of evidence.ocsps) {
    const response = parseOcsp(raw)
    for (const certificate of pool) {
      const issuer = pool.find((item) => item !== certificate && isSignedBy(certificate, item))
      const answer = issuer ? answerFor(response, certificate, issuer) : null
      if (!answer) continue
      await putStatusAnswer(tx, {
        certificateSha256: certificate.sha256,
        ocsp: raw,
        thisUpdate: answer.thisUpdate.toISOString(),
        now: at,
      })
    }
  }
  for (const raw of evidence.certificates) {
    const certificate = parseCertificate(raw)
    if (certificate.basicConstraints?.ca) await putIssuer(tx, certificate.sha256, raw, at)
  }
}
