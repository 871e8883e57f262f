// Keys and pictures of a real office: a PKCS#12 file in, a sealed PKCS#8 at rest (ADR 0003).
import { identityOf, parseCertificate, readPkcs12, requireUsable, SignError } from '@congvan/sign-core'
import { isSignedBy } from '@congvan/sign-core/x509'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { printDay } from '../../kernel/time.ts'
import type { Services } from '../../platform/services.ts'
import type { Tx } from '../../platform/tx.ts'
import { insertAnchor, insertKey, insertPicture, listAllAnchors, pdfRefusal } from '../signing/index.ts'
import { appendEvents } from './store/directory.ts'
import { findHolder, type Holder, replacePicture, retireKeys } from './store/keys.ts'
import { actFor, asAdministrator } from './store/walls.ts'

/**
 * A person's key stays under that person's passphrase, asked at each signing; the agency's is used by its clerk alone
 * (Art 32) and opens with the installation's master key.
 */
export async function addKey(
  services: Services,
  administrator: { personId: string },
  holderId: string,
  file: Uint8Array,
  passphrase: string,
): Promise<{ subject: string; notAfter: string }> {
  const opened = open(file, passphrase)
  const now = services.clock.now().toString()
  const certificate = usable(opened.certificate, new Date(now))
  const withHolder = inHolder(services, holderId)
  return withHolder(async (tx, holder) => {
    const personal = holder.person_id !== null && passphrase !== ''
    const pkcs8 = personal
      ? opened.key.export({ format: 'der', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase })
      : opened.key.export({ format: 'der', type: 'pkcs8' })
    await retireKeys(tx, holder.agency_id, holder.person_id, now)
    const id = newId()
    await insertKey(tx, {
      agencyId: holder.agency_id,
      id,
      holder: holder.position_id ? 'person' : 'agency',
      personId: holder.person_id,
      sealed: services.sealer.seal('signing-key', pkcs8),
      passphraseRequired: personal,
      certificate: opened.certificate,
      chain: opened.chain,
      subject: certificate.subject,
      notBefore: certificate.from,
      notAfter: certificate.to,
    })
    await proposeAuthority(tx, [opened.certificate, ...opened.chain], now, administrator.personId)
    await event(tx, holder, administrator, now, 'signing.key-added', id)
    return { subject: certificate.subject, notAfter: certificate.to }
  })
}

/** The authority of a key file is shown to the administrator as a proposal; to trust it is a decision of people. */
async function proposeAuthority(tx: Tx, chain: Uint8Array[], now: string, by: string): Promise<void> {
  const authorities = chain.map((raw) => parseCertificate(raw)).filter((item) => item.basicConstraints?.ca)
  const top = authorities.at(-1)
  if (!top) return
  const known = (await listAllAnchors(tx)).map((row) => parseCertificate(new Uint8Array(row.certificate)))
  if (known.some((anchor) => authorities.some((item) => item === anchor || isSignedBy(item, anchor)))) return
  await insertAnchor(tx, {
    id: newId(),
    certificate: top.raw,
    purpose: 'noi-bo',
    name: identityOf(top).cn ?? top.sha256.slice(0, 16),
    state: 'proposed',
    source: 'key-file',
    note: 'Đi kèm tệp khóa vừa nạp',
    now,
    by,
  })
}

function open(file: Uint8Array, passphrase: string) {
  try {
    return readPkcs12(file, passphrase)
  } catch (error) {
    const wrong = error instanceof SignError && error.code === 'wrong-passphrase'
    throw new DomainError(
      'invalid',
      wrong ? 'setup.key-passphrase' : 'setup.key-unreadable',
      {},
      wrong ? 'passphrase' : 'file',
    )
  }
}

function usable(raw: Uint8Array, at: Date): { subject: string; from: string; to: string } {
  const certificate = parseCertificate(raw)
  const [from, to] = [certificate.notBefore.toISOString(), certificate.notAfter.toISOString()]
  try {
    requireUsable(certificate, at)
  } catch (error) {
    if (at < certificate.notBefore || at > certificate.notAfter)
      throw new DomainError(
        'invalid',
        'setup.key-expired',
        { from: printDay(from.slice(0, 10)), to: printDay(to.slice(0, 10)) },
        'file',
      )
    if (error instanceof SignError) throw pdfRefusal('invalid', error, 'file')
    throw error
  }
  return { subject: identityOf(certificate).cn ?? '', from, to }
}

/** A signature 40 mm wide, a seal at its true 36 mm unless the sender says otherwise (Appendix I). */
export async function addPicture(
  services: Services,
  administrator: { personId: string },
  holderId: string,
  png: Uint8Array,
  widthMm: number | null,
): Promise<{ widthMm: number; heightMm: number }> {
  const size = pngSize(png)
  return inHolder(
    services,
    holderId,
  )(async (tx, holder) => {
    const width = widthMm ?? (holder.position_id ? 40 : 36)
    const row = { png, widthMm: width, heightMm: (width * size.height) / size.width }
    const kind = holder.position_id ? ('person' as const) : ('agency' as const)
    if ((await replacePicture(tx, holder.agency_id, holder.person_id, row)) === 0)
      await insertPicture(tx, {
        agencyId: holder.agency_id,
        id: newId(),
        holder: kind,
        personId: holder.person_id,
        ...row,
      })
    await event(
      tx,
      holder,
      administrator,
      services.clock.now().toString(),
      'signing.picture-set',
      holder.agency_id,
    )
    return { widthMm: row.widthMm, heightMm: row.heightMm }
  })
}

/** PNG signature and IHDR (ISO/IEC 15948 §5.2, §11.2.2). */
function pngSize(png: Uint8Array): { width: number; height: number } {
  const bytes = Buffer.from(png)
  const good = bytes.length > 33 && bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a'
  if (!good || bytes.readUInt32BE(16) === 0 || bytes.readUInt32BE(20) === 0 || bytes.length > 4_000_000)
    throw new DomainError('invalid', 'setup.picture-not-png', {}, 'file')
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

const inHolder =
  (services: Services, holderId: string) =>
  <A>(run: (tx: Tx, holder: Holder) => Promise<A>): Promise<A> =>
    services.runner.system(async (tx) => {
      await asAdministrator(tx)
      const holder = await findHolder(tx, holderId)
      if (!holder) throw new DomainError('not-found', 'setup.no-such-holder', {}, 'holder')
      if (holder.position_id && !holder.person_id)
        throw new DomainError('conflict', 'setup.vacant', {}, 'holder')
      await actFor(tx, holder.agency_id)
      return run(tx, holder)
    })

const event = (
  tx: Tx,
  holder: Holder,
  administrator: { personId: string },
  now: string,
  name: string,
  subjectId: string,
) =>
  appendEvents(tx, [
    {
      id: newId(),
      agency_id: holder.agency_id,
      happened_at: now,
      person_id: administrator.personId,
      name,
      subject_id: subjectId,
      payload: { holder: holder.position_id ?? 'agency' },
    },
  ])
