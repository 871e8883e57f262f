// A file that a foreign program signed for us: it must be what we handed out, grown by one signature in the place we set aside.
import { type ByteSource, bytesSource } from '../bytes/byte-source.ts'
import { openPdf, PdfError, type PdfReader } from '../pdf/index.ts'
import { changesSince, judgeChanges, laterKey } from './changes/index.ts'
import { validateReadable } from './pdf.ts'
import type { SignatureReport, ValidationOptions, ValidationReport } from './types.ts'

export type Continuation =
  | { readonly ok: true; readonly report: ValidationReport; readonly signature: SignatureReport }
  | {
      readonly ok: false
      /** other-bytes: not our file · content-changed: more than the place was written · not-signed · other-certificate · broken */
      readonly why:
        | 'other-bytes'
        | 'content-changed'
        | 'not-signed'
        | 'other-certificate'
        | 'broken'
        | 'unreadable'
      readonly report: ValidationReport | null
    }

const refuse = (
  why: Extract<Continuation, { ok: false }>['why'],
  report: ValidationReport | null = null,
): Continuation => ({ ok: false, why, report })

/** DocMDP P=2: fields may be filled and signed, nothing else (ISO 32000-1, 12.8.2.2). */
const FILLING_ONLY = 2

export interface Expected {
  /** The signature field set aside in what was handed out. */
  readonly field: string
  readonly certificateSha256: string
}

/** Deny by default: everything the returned file adds is judged as if we had certified what we handed out. */
export async function judgeContinuation(
  handed: Uint8Array,
  returned: Uint8Array,
  expected: Expected,
  options: ValidationOptions,
): Promise<Continuation> {
  const begins =
    returned.length > handed.length &&
    Buffer.from(returned.buffer, returned.byteOffset, handed.length).equals(Buffer.from(handed))
  if (!begins) return refuse('other-bytes')
  let report: ValidationReport
  try {
    report = await validateReadable(bytesSource(returned), options)
  } catch (error) {
    if (!(error instanceof PdfError) && !(error instanceof RangeError)) throw error
    return refuse('unreadable')
  }
  const before = await validateReadable(bytesSource(handed), options)
  const signature = report.signatures.find((one) => one.field === expected.field)
  if (!signature || report.signatures.length !== before.signatures.length + 1)
    return refuse('not-signed', report)
  if (signature.integrity !== 'intact' || !signature.coversWholeRevision) return refuse('broken', report)
  if (signature.certificate?.sha256 !== expected.certificateSha256) return refuse('other-certificate', report)
  const place = { field: expected.field, revision: signature.revision! - 1 }
  if (!(await onlyFilled(bytesSource(handed), bytesSource(returned), place)))
    return refuse('content-changed', report)
  // Who signed before must stand as before.
  for (const one of before.signatures) {
    const now = report.signatures.find((other) => other.field === one.field)
    if (now?.integrity !== one.integrity || now.changesAfter === 'suspicious')
      return refuse('content-changed', report)
  }
  return { ok: true, report, signature }
}

async function onlyFilled(
  handed: ByteSource,
  returned: ByteSource,
  { field, revision }: { field: string; revision: number },
): Promise<boolean> {
  let reader: PdfReader
  let from: number
  try {
    from = (await openPdf(handed, { rebuild: false })).last
    reader = await openPdf(returned, { rebuild: false })
  } catch {
    return false
  }
  const changes = await changesSince(reader, from)
  const verdict = judgeChanges(changes, {
    revision: from,
    level: FILLING_ONLY,
    locks: [],
    later: new Map([[laterKey(field, revision), { intact: true, trusted: true }]]),
    trusted: true,
  })
  const others = verdict.permitted.some(
    (change) =>
      (change.kind === 'field-filled' || change.kind === 'signature-filled') && change.field !== field,
  )
  return verdict.state === 'allowed' && !others
}
