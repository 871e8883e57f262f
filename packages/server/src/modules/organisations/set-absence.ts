import { SetAbsence } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { hasRole } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import { findPost, insertAbsence } from './store/posts.ts'

/** Người thay khi vắng mặt: the stand-in sees and does the absent person's work between the two moments. */
export const setAbsence = command({
  name: 'organisations.set-absence',
  input: SetAbsence,
  access: (actor, input) =>
    actor.posts.some((post) => post.positionId === input.positionId) ||
    hasRole(actor, 'admin', 'office-chief')
      ? null
      : 'organisations.only-own-absence',

  async run({ tx, actor, emit, touch }, input) {
    const agencyId = actor.acting.agencyId
    for (const id of [input.positionId, input.delegatePositionId]) {
      if (!(await findPost(tx, agencyId, id)))
        throw new DomainError('not-found', 'organisations.no-such-post')
    }
    if (input.to <= input.from) throw new DomainError('invalid', 'organisations.absence-order', {}, 'to')
    await insertAbsence(tx, {
      id: newId(),
      agencyId,
      positionId: input.positionId,
      delegatePositionId: input.delegatePositionId,
      from: input.from,
      to: input.to,
      reason: input.reason ?? null,
    })
    emit({
      name: 'organisations.absence-set',
      subjectId: input.positionId,
      payload: { delegate: input.delegatePositionId, from: input.from, to: input.to },
    })
    touch('work')
    return {}
  },
})
