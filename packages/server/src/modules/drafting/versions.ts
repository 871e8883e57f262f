// Older versions of a draft: opened read-only, compared, taken back as a new version. No version is ever written over.
import { OpenVersion, TakeBackVersion, type VersionView } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { command, query } from '../../platform/command.ts'
import { assertIn, documents, typeNameOf } from '../documents/index.ts'
import { listPosts } from '../organisations/index.ts'
import { assertDrafter, keepVersion } from './save-draft.ts'
import { findDraft, findVersion, lockDraft } from './store/drafts.ts'

export const openVersion = query({
  name: 'drafting.version',
  input: OpenVersion,
  access: () => null,
  async run({ tx, actor }, input): Promise<VersionView> {
    const agencyId = actor.acting.agencyId
    const draft = await findDraft(tx, agencyId, input.documentId)
    const version = draft && (await findVersion(tx, agencyId, input.documentId, Number(input.version)))
    if (!version) throw new DomainError('not-found', 'drafting.no-such-version')
    const by = (await listPosts(tx, agencyId)).find((post) => post.position_id === version.saved_by)
    return {
      documentId: input.documentId,
      version: version.version,
      at: version.saved_at,
      by: by?.full_name ?? '',
      why: version.reason,
      content: version.content,
    }
  },
})

/** "Lấy lại bản này": its words become the newest version; what stands now remains among the older ones. */
export const takeBackVersion = command({
  name: 'drafting.take-back',
  input: TakeBackVersion,
  access: () => null,
  async run(scope, input) {
    const { tx, actor, actFor } = scope
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, input.documentId)
    const draft = await lockDraft(tx, agencyId, input.documentId)
    if (!document || !draft) throw new DomainError('not-found', 'documents.not-found')
    assertDrafter(actor, draft)
    actFor(draft.drafter_position_id)
    assertIn(document.state, 'draft')
    if (draft.version !== input.version)
      throw new DomainError('stale', 'drafting.stale-version', { newer: draft.version })
    const old = await findVersion(tx, agencyId, document.id, input.from)
    const typeName = old && typeNameOf(document.regime, old.content.typeCode)
    if (!old || !typeName) throw new DomainError('not-found', 'drafting.no-such-version', {}, 'from')
    return keepVersion(scope, document, draft, old.content, typeName, `Lấy lại bản ${old.version}`)
  },
})
