// What a file about to be attached is, and whether sending it without a wrapper could be misread.

import { wrapperEntry } from './attachments.ts'
import { mediaTypeOf } from './media.ts'
import type { ByteSource } from './source.ts'
import { looksLikeZip, readDirectory } from './zip-read.ts'

export interface Inspection {
  mediaType: string
  /** A receiver would take the file itself for a wrapper and open it. */
  looksWrapped: boolean
}

export async function inspectContent(source: ByteSource, name: string): Promise<Inspection> {
  const head = await source.read(0, 4096)
  const directory = looksLikeZip(head) ? await readDirectory(source) : null
  const entries = directory?.entries.map((entry) => entry.name) ?? []
  const mediaType = mediaTypeOf(head, name, entries)
  return {
    mediaType,
    looksWrapped: !!directory && wrapperEntry(directory, { name, declared: mediaType }) !== null,
  }
}
