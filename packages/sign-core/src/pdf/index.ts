/** PDF layer: reads any revision of a file, never rewrites. Start with `openPdf`. */
export type { Decryptor } from './crypt.ts'
export { isSignature, mapStrings } from './decrypt.ts'
export { PdfError, type PdfErrorCode } from './errors.ts'
export { extractPages } from './extract-pages.ts'
export * from './objects.ts'
export { type OpenOptions, openPdf } from './open.ts'
export { type Page, pageAt, pages } from './pages.ts'
export { type LoadedObject, MAX_DECODED, PdfReader } from './reader.ts'
export type { Revision } from './revisions.ts'
export {
  type FormField,
  listFields,
  listSignatures,
  type MdpReference,
  type PdfSignature,
  type SignatureWidget,
} from './signatures.ts'
export { parsePdfDate, pdfDate, textOf, textString } from './text.ts'
export { PdfUpdate, type UpdateBytes } from './update.ts'
export type { XrefEntry, XrefSection } from './xref.ts'
