// Front door of validation.
import { createHash } from 'node:crypto'
import { type ByteSource, bytesSource, chunks } from '../bytes/byte-source.ts'
import { listSignatures, openPdf, PdfError } from '../pdf/index.ts'
import { validateReadable } from './pdf.ts'
import { say } from './sentences.ts'
import type { Sentence, ValidationOptions, ValidationReport } from './types.ts'

export { type Continuation, judgeContinuation } from './continuation.ts'
export { vietnamTime } from './sentences.ts'
export type {
  CertificateView,
  ChangeSentence,
  Changes,
  Check,
  Conclusion,
  Fetcher,
  FetchRequest,
  FileVerdict,
  Indication,
  Integrity,
  RevocationView,
  Sentence,
  SignatureReport,
  SignatureRole,
  SubIndication,
  TimestampReport,
  ValidationOptions,
  ValidationReport,
} from './types.ts'

/** Validates every signature of a PDF. Never throws for what a file may contain: what cannot be read is "unreadable". */
export async function validatePdf(
  input: ByteSource | Uint8Array,
  options: ValidationOptions,
): Promise<ValidationReport> {
  const source = input instanceof Uint8Array ? bytesSource(input) : input
  try {
    return await validateReadable(source, options)
  } catch (error) {
    if (!(error instanceof PdfError) && !(error instanceof RangeError)) throw error
    return unreadable(source, options, error)
  }
}

async function unreadable(
  source: ByteSource,
  options: ValidationOptions,
  error: PdfError | RangeError,
): Promise<ValidationReport> {
  const hash = createHash('sha256')
  for await (const piece of chunks(source)) hash.update(piece)
  const code = error instanceof PdfError ? error.code : 'damaged'
  const damaged = code !== 'not-a-pdf' && code !== 'encrypted' && code !== 'unsupported-encryption'
  const unsigned = damaged && (await isPlainlyUnsigned(source))
  const problem: Sentence | null = unsigned
    ? null
    : say(code === 'not-a-pdf' ? 'not-a-pdf' : damaged ? 'damaged-pdf' : 'encrypted-pdf')
  return {
    sha256: hash.digest('hex'),
    size: source.size,
    verdict: unsigned ? 'unsigned' : 'unreadable',
    problem,
    revisions: 0,
    signatures: [],
    timestamps: [],
    validatedAt: (options.at ?? options.now ?? new Date()).toISOString(),
  }
}

/** Scanners write damaged tables; such a file is unsigned only when nothing in it even looks like a signature. */
async function isPlainlyUnsigned(source: ByteSource): Promise<boolean> {
  let carry: Uint8Array = new Uint8Array()
  for await (const piece of chunks(source)) {
    if (Buffer.concat([carry, piece]).includes('/ByteRange')) return false
    carry = piece.slice(-16)
  }
  try {
    return (await listSignatures(await openPdf(source))).length === 0
  } catch {
    return false
  }
}
