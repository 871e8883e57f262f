// The document security store (EN 319 142-1, 5.4.2.2): certificates and status answers kept inside the file.
import { createHash } from 'node:crypto'
import { PdfArray, PdfDict, type PdfObject, type PdfReader, PdfStream } from '../pdf/index.ts'
import type { EvidencePool } from './evidence.ts'

export interface SecurityStore {
  readonly present: boolean
  readonly certificates: number
  readonly statuses: number
  /** Hashes of what the store of each revision holds, to see what a document time stamp covers. */
  readonly hashes: ReadonlySet<string>
}

const LIMIT = 2000

async function streams(reader: PdfReader, list: PdfObject | undefined, at: number): Promise<Uint8Array[]> {
  const value = await reader.resolve(list, at)
  const out: Uint8Array[] = []
  for (const item of value instanceof PdfArray ? value.items.slice(0, LIMIT) : []) {
    const stream = await reader.resolve(item, at)
    if (!(stream instanceof PdfStream)) continue
    try {
      out.push(await reader.decode(stream, at))
    } catch {
      // One unreadable entry is as good as absent.
    }
  }
  return out
}

/** Reads the store as one revision shows it, and adds what it holds to the pool. */
export async function readStore(reader: PdfReader, at: number, pool: EvidencePool): Promise<SecurityStore> {
  const hashes = new Set<string>()
  const dict = await reader.resolve((await reader.catalog(at)).get('DSS'), at)
  if (!(dict instanceof PdfDict)) return { present: false, certificates: 0, statuses: 0, hashes }
  const note = (bytes: Uint8Array): void => {
    hashes.add(createHash('sha256').update(bytes).digest('hex'))
  }
  const certificates = await streams(reader, dict.get('Certs'), at)
  const ocsps = await streams(reader, dict.get('OCSPs'), at)
  const crls = await streams(reader, dict.get('CRLs'), at)
  for (const bytes of certificates) pool.addCertificateBytes(bytes)
  for (const bytes of ocsps) pool.addOcspBytes(bytes)
  for (const bytes of crls) pool.addCrlBytes(bytes)
  for (const bytes of [...certificates, ...ocsps, ...crls]) note(bytes)
  return { present: true, certificates: certificates.length, statuses: ocsps.length + crls.length, hashes }
}
