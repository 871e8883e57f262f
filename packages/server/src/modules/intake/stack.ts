// A scanned stack with separator sheets: each document becomes an upload of its own, its pages copied as they are.
import type { Readable } from 'node:stream'
import type { UploadReceipt } from '@congvan/contract'
import { bytesSource } from '@congvan/sign-core'
import { extractPages, openPdf, pages } from '@congvan/sign-core/pdf'
import { DomainError } from '../../kernel/domain-error.ts'
import { derivedId } from '../../kernel/id.ts'
import { messageOf } from '../../kernel/messages.ts'
import { type Actor, hasRole } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { readUpload, type TakeBytes, takeUploadFile, takeUploadStream } from './read-upload.ts'

/** The documents of a stack, or null when it is one document (or no PDF that could be taken apart). */
export async function partsOf(bytes: Buffer): Promise<Buffer[] | null> {
  if (bytes.subarray(0, 1024).indexOf('%PDF-') < 0) return null
  try {
    const reader = await openPdf(bytesSource(bytes))
    // A signature covers its whole file: what was signed is never a stack of scans.
    if ((await reader.catalog()).get('AcroForm') !== undefined || reader.encryption) return null
    let count = 0
    for await (const _ of pages(reader)) count++
    if (count < 2) return null
    const { stackOf } = await import('@congvan/reader/node')
    const stack = await stackOf(bytes, count)
    if (!stack || stack.length === 0) return null
    const parts: Buffer[] = []
    for (const sheets of stack)
      parts.push(
        Buffer.from(
          await extractPages(
            reader,
            sheets.map((n) => n - 1),
          ),
        ),
      )
    return parts
  } catch {
    // What cannot be taken apart is taken as it is; whether it opens at all is judged with the file.
    return null
  }
}

const partName = (name: string, n: number) => name.replace(/(\.[^.]*)?$/, ` (${n})$1`)

/** The ids under which the parts of one upload are kept: known again after a cut. */
export const partId = (id: string, n: number): string => (n === 0 ? id : derivedId('part', id, String(n)))

/** What a clerk drops: one file, or a stack that falls into several. A part that is refused does not stop the others. */
export const takeDropped = (
  services: Services,
  actor: Actor,
  id: string,
  name: string,
  pieces: Readable,
  declared: number,
): Promise<UploadReceipt> =>
  takeUploadStream(
    services,
    actor,
    id,
    name,
    pieces,
    declared,
    hasRole(actor, 'clerk') ? takeStack : readUpload,
  )

/** The whole lies in the spool under `id`. */
const takeStack: TakeBytes = async (services, actor, id, name, bytes) => {
  const parts = await partsOf(bytes)
  if (!parts) return readUpload(services, actor, id, name, bytes)
  await services.spool.destroy(id)
  const receipts: UploadReceipt[] = []
  const refusals: DomainError[] = []
  for (const [n, part] of parts.entries()) {
    try {
      receipts.push(await takeUploadFile(services, actor, partId(id, n), partName(name, n + 1), part))
    } catch (problem) {
      if (!(problem instanceof DomainError)) throw problem
      refusals.push(problem)
    }
  }
  const [first, ...others] = receipts
  if (!first) throw refusals[0]!
  const said = refusals.map(({ code, params }) => ({ code, ...messageOf(code, params) }))
  return { ...first, others, warnings: [...first.warnings, ...said] }
}
