import { Type } from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { type Actor, hasRole } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import { documents } from '../documents/index.ts'
import { clerk } from '../registers/index.ts'
import { hashOf } from './ids.ts'
import { freeze } from './incoming.ts'
import { DRAIN, queueStatus } from './outgoing.ts'
import * as messages from './store/messages.ts'
import * as rows from './store/rows.ts'

const Id = Type.String({ format: 'uuid' })
const Reason = Type.String({ maxLength: 500 })

/** Gửi lại: the same bytes, from the start of the ladder. */
export const resend = command({
  name: 'exchange.resend',
  input: Type.Object({ messageId: Id }, { additionalProperties: false }),
  access: clerk,
  async run({ tx, actor, now, emit, addJob, touch }, { messageId }) {
    if (!(await messages.resendMessage(tx, actor.acting.agencyId, messageId, now.toString())))
      throw new DomainError('not-found', 'exchange.no-such-message')
    emit({ name: 'exchange.resent', subjectId: messageId })
    addJob('exchange.drain', {}, DRAIN)
    touch('documents')
    return { messageId }
  },
})

/** Thôi gửi: nobody waits for it any longer; what is known of it stays, and it can be sent again. */
export const giveUp = command({
  name: 'exchange.give-up',
  input: Type.Object({ messageId: Id }, { additionalProperties: false }),
  access: clerk,
  async run({ tx, actor, emit, touch }, { messageId }) {
    if (!(await messages.giveUp(tx, actor.acting.agencyId, messageId)))
      throw new DomainError('not-found', 'exchange.no-such-message')
    emit({ name: 'exchange.given-up', subjectId: messageId })
    touch('documents')
    return { messageId }
  },
})

/** Lấy lại (13): asks every addressee outside who has the document; each answers for itself. */
export const askBack = command({
  name: 'exchange.ask-back',
  input: Type.Object({ documentId: Id, reason: Reason }, { additionalProperties: false }),
  access: (actor: Actor) => (hasRole(actor, 'clerk', 'leader', 'office-chief') ? null : 'platform.forbidden'),
  async run({ tx, actor, now, emit, addJob, touch }, { documentId, reason }) {
    const agencyId = actor.acting.agencyId
    if (!reason.trim()) throw new DomainError('invalid', 'exchange.reason-needed', {}, 'reason')
    const sent = (await messages.messagesOf(tx, [agencyId], documentId)).filter(
      (row) => row.kind === 'document' && (row.what === 'new' || row.what === 'replace'),
    )
    if (sent.length === 0) throw new DomainError('conflict', 'exchange.not-sent-out')
    for (const row of sent) {
      await messages.insertMessage(
        tx,
        {
          ...row,
          id: newId(),
          kind: 'status',
          what: '13',
          about: now.toString(),
          payload: { ...row.payload, text: reason, at: now.toString() },
        },
        now.toString(),
      )
      const fact = { kind: 'take-back' as const, at: now.toString(), text: reason }
      await messages.putFact(tx, agencyId, row.delivery_id!, hashOf(fact), fact)
    }
    emit({
      name: 'exchange.asked-back',
      subjectId: documentId,
      payload: { asked: sent.length },
      texts: { reason },
    })
    addJob('exchange.drain', {}, DRAIN)
    touch('documents')
    return { documentId, asked: sent.length }
  },
})

/** 15 or 16: consent to a taking back freezes the copy, consent to an update changes what is written about it. */
export const answerRequest = command({
  name: 'exchange.answer-request',
  input: Type.Object(
    { documentId: Id, agree: Type.Boolean(), reason: Reason },
    { additionalProperties: false },
  ),
  access: clerk,
  async run(scope, { documentId, agree, reason }) {
    const { tx, actor, now, emit, touch } = scope
    const agencyId = actor.acting.agencyId
    const request = await rows.lockOpenRequest(tx, agencyId, documentId)
    if (!request) throw new DomainError('conflict', 'exchange.no-such-request')
    if (!agree && !reason.trim()) throw new DomainError('invalid', 'exchange.reason-needed', {}, 'reason')
    await rows.answerRequest(tx, agencyId, request.id, agree ? 'agreed' : 'refused', reason, now.toString())
    if (agree && request.kind === 'take-back') await freeze(scope, documentId, request.reason)
    if (agree && request.kind === 'update') {
      const { subject, dueOn, removed } = request.proposal as {
        subject?: string
        dueOn?: string | null
        removed?: boolean
      }
      if (removed) await freeze(scope, documentId, request.reason)
      await documents.patchDocument(
        tx,
        agencyId,
        documentId,
        { ...(subject ? { subject } : {}), ...(dueOn ? { due_on: dueOn } : {}) },
        now.toString(),
      )
    }
    await queueStatus(scope, documentId, agree ? '15' : '16', reason, request.id)
    emit({
      name: 'exchange.answered',
      subjectId: documentId,
      payload: { status: agree ? '15' : '16', kind: request.kind },
      ...(reason ? { texts: { reason } } : {}),
    })
    touch('intake')
    return { documentId }
  },
})

export const administratorOnly = (actor: Actor) => (actor.administrator ? null : 'platform.forbidden')

/** Bỏ qua một gói tin trong cách ly: its bytes stay, it is only no longer asked about. */
export const dismiss = command({
  name: 'exchange.dismiss',
  input: Type.Object({ quarantineId: Id }, { additionalProperties: false }),
  access: administratorOnly,
  async run({ tx, emit, touch }, { quarantineId }) {
    if ((await rows.setQuarantine(tx, quarantineId, 'dismissed')) === 0)
      throw new DomainError('not-found', 'exchange.no-such-packet')
    emit({ name: 'exchange.packet-dismissed', subjectId: quarantineId })
    touch('admin')
    return { quarantineId }
  },
})
