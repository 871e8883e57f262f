import { HandOver } from '@congvan/contract'
import { command } from '../../platform/command.ts'
import { mine, openParts, startHandling } from './steps.ts'
import { endAssignment } from './store/assignments.ts'

/** Văn thư chuyển giao: what the leader wrote is handed to those named. */
export const handOver = command({
  name: 'tasks.hand-over',
  input: HandOver,
  access: () => null,

  async run(scope, { assignmentId }) {
    const { tx, actor, now, emit, touch } = scope
    const { assignment, document } = await mine(scope, assignmentId, 'hand-over')
    await endAssignment(
      tx,
      actor.acting.agencyId,
      assignment.id,
      'done',
      now.toString(),
      actor.acting.positionId,
    )
    await openParts(
      scope,
      document.id,
      assignment.id,
      assignment.targets ?? [],
      assignment.instruction ?? '',
      assignment.due_on,
    )
    await startHandling(scope, document, assignment.due_on)
    emit({ name: 'tasks.handed-over', subjectId: document.id, payload: { targets: assignment.targets } })
    touch('work')
    return { documentId: document.id }
  },
})
