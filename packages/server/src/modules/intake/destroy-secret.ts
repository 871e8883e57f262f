// MẬT typed at registration, or found late: files, words and waiting copies go, only the event stays (clerical-work.md §6.2).
import { DestroySecret } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import type { Actor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import type { Tx } from '../../platform/tx.ts'
import { assertCanGo, documents } from '../documents/index.ts'
import { clerk } from '../registers/index.ts'
import { isSecret, refuseSecret } from './fields.ts'
import { forgetFiled } from './store/filed.ts'
import { listMerged, setMerged } from './store/merged.ts'

export const destroySecret = command({
  name: 'intake.destroy-secret',
  input: DestroySecret,
  access: clerk,

  async run({ tx, actor, now, emit, addJob, touch }, { documentId, mark }) {
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, documentId)
    if (document?.direction !== 'incoming') throw new DomainError('not-found', 'documents.not-found')
    assertCanGo(document.state, 'destroyed')
    const uploads = await tx.rows<{ id: string }>(
      `select u.id from platform.upload u join documents.component c on c.agency_id = u.agency_id and c.sha256 = u.sha256
       where u.agency_id = $1 and c.document_id = $2`,
      [agencyId, documentId],
    )
    await documents.patchDocument(tx, agencyId, documentId, { state: 'destroyed' }, now.toString())
    const files = await tx.rows<{ sha256: string }>('select sha256 from documents.destroy_content($1)', [
      documentId,
    ])
    await forgetFiled(tx, agencyId, documentId)
    const merged = await takeMergedAlong(tx, agencyId, documentId, now.toString())
    emit({
      name: 'intake.secret-destroyed',
      subjectId: documentId,
      payload: { mark, files: files.length, merged },
    })
    addJob('intake.destroy-blobs', {
      shas: files.map((row) => row.sha256),
      uploadIds: uploads.map((row) => row.id),
    })
    for (const part of ['intake', 'work', 'documents', 'registers'] as const) touch(part)
    return { documentId }
  },
})

/** The arrivals whose files were merged into this one: their files went with it, their words go too. */
async function takeMergedAlong(tx: Tx, agencyId: string, documentId: string, now: string): Promise<number> {
  const merged = await listMerged(tx, agencyId, documentId)
  for (const { id } of merged) {
    await setMerged(tx, agencyId, id, null, 'destroyed', now)
    await tx.rows('select sha256 from documents.destroy_content($1)', [id])
  }
  return merged.length
}

/** The keys and bytes of what nobody refers to any more. Another agency's own copy of an ordinary paper is left to it. */
export async function destroyBlobs(services: Services, shas: string[], uploadIds: string[]): Promise<void> {
  for (const id of uploadIds) await services.spool.destroy(id)
  const free = await services.runner.system((tx) =>
    tx.rows<{ sha256: string }>('select documents.unreferenced($1) as sha256', [shas]),
  )
  for (const { sha256 } of free) await services.blobs.destroy(sha256)
}

/** Refuses a mark in the fields being registered: destroyed in its own transaction, so that the refusal that follows takes nothing back. */
export async function destroyMarked(
  services: Services,
  actor: Actor,
  documentId: string,
  mark: string | null,
): Promise<void> {
  if (!isSecret(mark)) return
  const level = /tuyệt/i.test(mark) ? 'TUYỆT MẬT' : /tối/i.test(mark) ? 'TỐI MẬT' : 'MẬT'
  await services.runner.command(destroySecret, actor, newId(), { documentId, mark: level })
  refuseSecret(mark)
}
