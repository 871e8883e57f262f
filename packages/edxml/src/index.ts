// Front door of the edXML package.

export { problemsBeforeSending } from './check.ts'
export { safeFileName, uniqueFileName } from './file-name.ts'
export { MetaError, packetFromMeta } from './from-meta.ts'
export { type Inspection, inspectContent } from './inspect.ts'
export { DEFAULT_LIMITS, type Limits } from './limits.ts'
export * from './model.ts'
export type { ReadError, Warning } from './problems.ts'
export { type ReadResult, readPacket } from './read.ts'
export { standardDocumentId } from './read-document.ts'
export { type ByteSource, type PacketInput, readAll, sourceOf } from './source.ts'
export { memorySink, type PacketSink, type Spool } from './spool.ts'
export {
  type RecipientStatus,
  type RequestState,
  recipientStatus,
  type StatusFact,
} from './status/recipient-status.ts'
export { affectedBy, type PacketSummary, summarise } from './summary.ts'
export { type AttachmentToWrite, writePacket } from './write.ts'
