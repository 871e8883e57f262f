export type SignErrorCode =
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  | 'certificate-wrong-usage'
  | 'key-mismatch'
  | 'key-unsupported'
  | 'wrong-passphrase'
  | 'bad-key-file'
  | 'bad-signature-value'
  | 'too-large'
  | 'field-not-found'
  | 'field-already-signed'
  | 'field-locked'
  | 'changes-forbidden'
  | 'already-signed'
  | 'damaged-signed'
  | 'encrypted-forbidden'
  | 'bad-image'
  | 'bad-font'
  | 'timestamp-failed'
  | 'evidence-missing'
  | 'stale-state'

/** Why a signature was not made. The code is stable; the screen turns it into a clerk's sentence. */
export class SignError extends Error {
  readonly code: SignErrorCode
  constructor(code: SignErrorCode, message: string) {
    super(message)
    this.name = 'SignError'
    this.code = code
  }
}
