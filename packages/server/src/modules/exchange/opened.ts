import { Type } from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import type { Actor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { documents } from '../documents/index.ts'
import { idFrom } from './ids.ts'

/** The first person of the agency to open an arrival's file leaves one leaf in the evidence log, for ever one. */
export const opened = command({
  name: 'exchange.open',
  input: Type.Object({ documentId: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
  access: () => null,
  async run({ tx, actor, emit }, { documentId }) {
    const document = await documents.findDocument(tx, actor.acting.agencyId, documentId)
    if (document?.direction !== 'incoming') throw new DomainError('not-found', 'documents.not-found')
    emit({ name: 'exchange.opened', subjectId: documentId })
    return { documentId }
  },
})

const noted = new Set<string>()
const MOST_NOTED = 50_000

export async function noteOpened(
  services: Services,
  actor: Actor,
  agencyId: string,
  documentId: string,
): Promise<void> {
  if (noted.has(documentId) || actor.acting.agencyId !== agencyId) return
  if (noted.size > MOST_NOTED) noted.clear()
  await services.runner.command(opened, actor, idFrom('opened', agencyId, documentId), { documentId })
  noted.add(documentId)
}
