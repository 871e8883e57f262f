// Refused before anybody is asked for a PIN: the certificate must fit the day, the use, the person, the post and the law.
import { nameText, requireUsable, SignError, type SignErrorCode } from '@congvan/sign-core'
import { judgeStatus, parseCrl, parseOcsp } from '@congvan/sign-core/revocation'
import { readAnchors, type TrustPurpose } from '@congvan/sign-core/trust'
import {
  buildPaths,
  type Certificate,
  type CertificatePath,
  identityOf,
  judgePath,
  parseCertificate,
  tryCertificate,
} from '@congvan/sign-core/x509'
import { DomainError } from '../../kernel/domain-error.ts'
import { printDay, type Temporal } from '../../kernel/time.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import type { Tx } from '../../platform/tx.ts'
import { findAgency } from '../organisations/index.ts'
import { assertNotStopped } from './stopped.ts'
import { listAnchors, listRevocationLists } from './store/keys.ts'
import { listStatusAnswers } from './store/trust.ts'
import { learnKeyStatus } from './trust/learn.ts'

/** State documents are signed with public-service certificates (Decree 68/2024; notes §7.3). Test anchors exist only where somebody put them. */
const OFFICIAL: readonly TrustPurpose[] = ['cong-vu', 'test']

interface Holder {
  kind: 'person' | 'agency'
  /** The person's full name, or the agency's names: the full one of the decree and the short one of the lists. */
  names: string[]
  /** A person's certificate names the agency that the post belongs to. */
  agencyNames: string[]
}

async function holderOf(tx: Tx, actor: Actor, kind: Holder['kind']): Promise<Holder> {
  const agency = await findAgency(tx, actor.acting.agencyId)
  const agencyNames = [agency?.name, agency?.short_name, actor.acting.agencyName].filter(
    (one) => one !== undefined,
  )
  return { kind, agencyNames, names: kind === 'person' ? [actor.name] : agencyNames }
}

const SENTENCE: Partial<Record<SignErrorCode, string>> = {
  'certificate-expired': 'signing.key-expired',
  'certificate-not-yet-valid': 'signing.key-not-yet-valid',
  'certificate-wrong-usage': 'signing.key-wrong-usage',
}

const plain = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s.,\-–()]+/gu, ' ')
    .trim()

/** Throws the refusal; answers the purpose the certificate's root is trusted for. */
export async function assertKeyFits(
  tx: Tx,
  actor: Actor,
  key: { certificate: Uint8Array; chain: readonly Uint8Array[] },
  kind: 'person' | 'agency',
  now: Temporal.Instant,
): Promise<TrustPurpose> {
  const at = new Date(now.epochMilliseconds)
  const certificate = parseCertificate(key.certificate)
  usable(certificate, at)
  await assertNotStopped(tx, key.certificate)
  fitsHolder(certificate, await holderOf(tx, actor, kind))
  const anchors = (await listAnchors(tx)).flatMap((row) =>
    readAnchors(row.certificate, row.purpose as TrustPurpose),
  )
  const pool = key.chain.map((one) => tryCertificate(one)).filter((one) => one !== null)
  const [path] = buildPaths(
    certificate,
    pool,
    anchors.map((one) => one.certificate),
  ).filter((one) => judgePath(one, { at, purpose: 'signing' }).ok)
  if (!path)
    throw new DomainError('conflict', 'signing.key-untrusted', { issuer: nameText(certificate.issuer) })
  const purpose = anchors.find((one) => one.certificate.sha256 === path.anchor.sha256)?.purpose ?? 'noi-bo'
  if (!OFFICIAL.includes(purpose)) throw new DomainError('conflict', 'signing.key-not-official')
  await assertNotRevoked(tx, path, pool, at)
  return purpose
}

/**
 * A key kept here, once a batch: its authority is asked outside any transaction, then its path is judged by what is known.
 * Whose it is was judged when the administrator put it in.
 */
export async function assertKeyAlive(
  services: Services,
  actor: Actor,
  key: { certificate: Uint8Array; chain: readonly Uint8Array[] },
): Promise<void> {
  await learnKeyStatus(services, key)
  const at = new Date(services.clock.now().epochMilliseconds)
  await services.runner.read(actor, async (tx) => {
    const pool = key.chain.map((one) => tryCertificate(one)).filter((one) => one !== null)
    const anchors = (await listAnchors(tx)).map((row) => parseCertificate(row.certificate))
    const [path] = buildPaths(parseCertificate(key.certificate), pool, anchors)
    if (path) await assertNotRevoked(tx, path, pool, at)
  })
}

/** By the newest answers and lists kept here; `learnKeyStatus` asked for them before the transaction. */
async function assertNotRevoked(
  tx: Tx,
  path: CertificatePath,
  pool: readonly Certificate[],
  at: Date,
): Promise<void> {
  const crls = (await listRevocationLists(tx)).map((row) => parseCrl(row.crl))
  const seen = path.certificates.map(({ sha256 }) => sha256)
  const ocsps = (await listStatusAnswers(tx, seen)).map((row) => parseOcsp(new Uint8Array(row.ocsp)))
  const issuers = [...path.certificates.slice(1), path.anchor]
  for (const [i, one] of path.certificates.entries()) {
    const status = judgeStatus(
      { certificate: one, issuer: issuers[i]!, at, now: at, pool: [...pool, path.anchor] },
      { crls, ocsps },
    )
    if (status.state === 'revoked' || status.state === 'on-hold')
      throw new DomainError('conflict', 'signing.key-revoked', {
        day: printDay(status.revokedAt?.toISOString().slice(0, 10) ?? null),
      })
  }
}

function usable(certificate: Certificate, at: Date): void {
  try {
    requireUsable(certificate, at)
  } catch (error) {
    const code = error instanceof SignError ? SENTENCE[error.code] : undefined
    if (!code) throw error
    throw new DomainError('conflict', code, {
      from: printDay(certificate.notBefore.toISOString().slice(0, 10)),
      until: printDay(certificate.notAfter.toISOString().slice(0, 10)),
    })
  }
}

/** The name in the certificate is the holder's, and its organisation the agency signed for (notes §6.6: moved posts). */
function fitsHolder(certificate: Certificate, holder: Holder): void {
  const { cn, o } = identityOf(certificate)
  const among = (text: string, names: string[]) => names.some((name) => plain(name) === plain(text))
  if (!among(cn ?? '', holder.names))
    throw new DomainError('conflict', 'signing.key-other-person', {
      cn: cn ?? '',
      holder: holder.names[0] ?? '',
    })
  if (holder.kind === 'person' && o && !among(o, holder.agencyNames))
    throw new DomainError('conflict', 'signing.key-other-post', { o, agency: holder.agencyNames[0] ?? '' })
}
