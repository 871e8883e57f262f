// Refused before anybody is asked for a PIN: the certificate must fit the day, the use, the person, the post and the law.
import { nameText, requireUsable, SignError, type SignErrorCode } from '@congvan/sign-core'
import { judgeStatus, parseCrl } from '@congvan/sign-core/revocation'
import { readAnchors, type TrustPurpose } from '@congvan/sign-core/trust'
import {
  buildPaths,
  type Certificate,
  identityOf,
  judgePath,
  parseCertificate,
  tryCertificate,
} from '@congvan/sign-core/x509'
import { DomainError } from '../../kernel/domain-error.ts'
import { printDay, type Temporal } from '../../kernel/time.ts'
import type { Tx } from '../../platform/tx.ts'
import { listAnchors, listRevocationLists } from './store/keys.ts'

/** State documents are signed with public-service certificates (Decree 68/2024; notes §7.3). Test anchors exist only where somebody put them. */
const OFFICIAL: readonly TrustPurpose[] = ['cong-vu', 'test']

export interface Holder {
  /** The person's full name, or the agency's. */
  name: string
  /** The agency the key is used for; its name must stand in the certificate of a person. */
  agencyName: string
  kind: 'person' | 'agency'
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
  key: { certificate: Uint8Array; chain: readonly Uint8Array[] },
  holder: Holder,
  now: Temporal.Instant,
): Promise<TrustPurpose> {
  const at = new Date(now.epochMilliseconds)
  const certificate = parseCertificate(key.certificate)
  usable(certificate, at)
  fitsHolder(certificate, holder)
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
  const crls = (await listRevocationLists(tx)).map((row) => parseCrl(row.crl))
  const issuers = [...path.certificates.slice(1), path.anchor]
  for (const [i, one] of path.certificates.entries()) {
    const status = judgeStatus(
      { certificate: one, issuer: issuers[i]!, at, now: at, pool: [...pool, path.anchor] },
      { crls, ocsps: [] },
    )
    if (status.state === 'revoked' || status.state === 'on-hold')
      throw new DomainError('conflict', 'signing.key-revoked', {
        day: printDay(status.revokedAt?.toISOString().slice(0, 10) ?? null),
      })
  }
  return purpose
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
  if (plain(cn ?? '') !== plain(holder.name))
    throw new DomainError('conflict', 'signing.key-other-person', { cn: cn ?? '', holder: holder.name })
  if (holder.kind === 'person' && o && plain(o) !== plain(holder.agencyName))
    throw new DomainError('conflict', 'signing.key-other-post', { o, agency: holder.agencyName })
}
