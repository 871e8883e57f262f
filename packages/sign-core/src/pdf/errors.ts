export type PdfErrorCode =
  | 'not-a-pdf'
  | 'syntax'
  | 'limit'
  | 'damaged'
  | 'filter'
  | 'encrypted'
  | 'unsupported-encryption'
  | 'permission'
  | 'not-found'

/** The file is at fault, not the program: callers turn the code into a sentence. */
export class PdfError extends Error {
  readonly code: PdfErrorCode
  constructor(code: PdfErrorCode, message: string) {
    super(message)
    this.name = 'PdfError'
    this.code = code
  }
}
