import { Instruct } from '@congvan/contract'
import { newId } from '../../kernel/id.ts'
import { cleanText } from '../../kernel/text.ts'
import { hasRole } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import { assertCanGo, documents } from '../documents/index.ts'
import { findAgency } from '../organisations/index.ts'
import { checkTargets, mine, openParts, startHandling } from './steps.ts'
import { endAssignment, insertAssignment, usePhrase } from './store/assignments.ts'

/** Lãnh đạo bút phê (Art 23.2, 23.4). Where the agency hands over automatically, the handlers have it at once. */
export const instruct = command({
  name: 'tasks.instruct',
  input: Instruct,
  access: (actor) => (hasRole(actor, 'leader', 'deputy') ? null : 'tasks.leader-only'),

  async run(scope, input) {
    const { tx, actor, now, emit, touch } = scope
    const agencyId = actor.acting.agencyId
    const { assignment, document } = await mine(scope, input.assignmentId, 'direct')
    checkTargets(input.targets, input.dueOn, now)
    const text = cleanText(input.text)
    await endAssignment(
      tx,
      agencyId,
      assignment.id,
      'done',
      now.toString(),
      actor.acting.positionId,
      text || null,
    )
    if (text) await usePhrase(tx, agencyId, actor.acting.positionId, text.slice(0, 200), now.toString())
    const agency = await findAgency(tx, agencyId)
    if (agency?.hand_over === 'automatic') {
      await openParts(scope, document.id, assignment.id, input.targets, text, input.dueOn)
      await startHandling(scope, document, input.dueOn)
    } else {
      assertCanGo(document.state, 'instructed')
      await insertAssignment(tx, {
        id: newId(),
        agencyId,
        documentId: document.id,
        parentId: assignment.id,
        role: 'hand-over',
        holderRole: 'clerk',
        instruction: text,
        targets: input.targets,
        dueOn: input.dueOn,
        byPositionId: actor.acting.positionId,
        now: now.toString(),
      })
      await documents.patchDocument(
        tx,
        agencyId,
        document.id,
        { state: 'instructed', ...(input.dueOn ? { due_on: input.dueOn } : {}) },
        now.toString(),
      )
    }
    emit({
      name: 'tasks.instructed',
      subjectId: document.id,
      payload: { targets: input.targets, dueOn: input.dueOn },
      texts: { text },
    })
    touch('work')
    return { documentId: document.id }
  },
})
