// Caps on what a sender may make us do. The 50 MB packet is what one gateway of the axis accepts;
// the other figures are far above any real packet and far below what would hurt.

export interface Limits {
  /** Bytes of the packet as it arrives. */
  packetBytes: number
  /** Bytes of everything that is not attachment text: this part is kept in memory. */
  structureBytes: number
  /** Bytes of one attachment after decoding and unwrapping. */
  attachmentBytes: number
  attachments: number
  recipients: number
  elements: number
  depth: number
  /** Unwrapped size ÷ wrapped size, checked above 1 MiB. */
  zipRatio: number
  /** What may stand before the first `<`. */
  junkBytes: number
}

const MIB = 1024 * 1024

export const DEFAULT_LIMITS: Limits = {
  packetBytes: 50 * MIB,
  structureBytes: 16 * MIB,
  attachmentBytes: 2048 * MIB,
  attachments: 500,
  recipients: 20_000,
  elements: 250_000,
  depth: 40,
  zipRatio: 250,
  junkBytes: 4096,
}
