// The received file with the stamp "ĐẾN", to print or take along; the file itself is never changed by a byte (Art 22).
import { DomainError } from '../../kernel/domain-error.ts'
import { isoDay, printDay, Temporal } from '../../kernel/time.ts'
import { type Actor, agenciesOf } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { components, documents } from '../documents/index.ts'
import { logAccess } from '../identity/index.ts'
import { stampArrival } from '../signing/index.ts'

export async function stampedCopy(services: Services, actor: Actor, documentId: string): Promise<Uint8Array> {
  const read = await services.runner.read(actor, async (tx) => {
    const document = await documents.findReadable(tx, agenciesOf(actor), documentId)
    const file = document && (await components.findComponent(tx, agenciesOf(actor), documentId, 1))
    return document && file ? { document, file } : null
  })
  if (!read) throw new DomainError('not-found', 'documents.not-found')
  const { document, file } = read
  if (file.frozen) throw new DomainError('conflict', 'documents.recalled')
  if (document.direction !== 'incoming' || !document.arrival_number || !document.registered_at)
    throw new DomainError('conflict', 'registers.no-entry')
  if (file.media_type !== 'application/pdf') throw new DomainError('conflict', 'desk.stamp-pdf-only')
  await services.runner.system((tx) =>
    logAccess(tx, {
      personId: actor.personId,
      agencyId: document.agency_id,
      what: 'export',
      subjectId: documentId,
      detail: { stamped: true },
    }),
  )
  return stampArrival(await services.blobs.get(file.sha256), {
    agencyName: actor.posts.find((post) => post.agencyId === document.agency_id)?.agencyName ?? '',
    number: document.arrival_number,
    day: printDay(isoDay(Temporal.Instant.from(document.registered_at))),
  })
}
