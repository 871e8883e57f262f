import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { cancelNumber, recallDocument, sendNumbered } from './after-issue.ts'
import { registerPaper, reservedFor, useReservedNumber } from './bind-number.ts'
import { createDraft } from './create-draft.ts'
import { destroyDraft } from './destroy-draft.ts'
import { advanceSigningJob } from './device-signing.ts'
import { finaliseDraft } from './finalise-draft.ts'
import { getDraft, issuingQueue, listDrafts, recipients, signingQueue } from './queries.ts'
import { initialDraft, returnDraft } from './review-draft.ts'
import { addAnnex, saveDraft } from './save-draft.ts'
import { submitDraft } from './submit-draft.ts'
import { openVersion, takeBackVersion } from './versions.ts'

export const drafting: Module = {
  name: 'drafting',
  commands: [
    createDraft,
    saveDraft,
    takeBackVersion,
    destroyDraft,
    addAnnex,
    submitDraft,
    initialDraft,
    returnDraft,
    registerPaper,
    useReservedNumber,
    sendNumbered,
    cancelNumber,
    recallDocument,
  ],
  queries: [getDraft, openVersion, listDrafts, signingQueue, issuingQueue, reservedFor, recipients],
  jobs: [
    advanceSigningJob,
    {
      name: 'drafting.finalise',
      run: async (services, payload) =>
        finaliseDraft(services, systemActor(String(payload.agencyId)), String(payload.documentId)),
    },
  ],
}
