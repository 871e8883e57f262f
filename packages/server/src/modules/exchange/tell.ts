import { Type } from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { command } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { idFrom } from './ids.ts'
import { systemOnly } from './incoming.ts'
import * as messages from './store/messages.ts'

/** One hour, one day, expiry (sedex tells only at the end): an event on the document's own trail, once a level. */
export const tellSender = command({
  name: 'exchange.tell-sender',
  input: Type.Object(
    { messageId: Type.String(), level: Type.Integer({ minimum: 1, maximum: 3 }) },
    { additionalProperties: false },
  ),
  access: systemOnly,
  async run({ tx, actor, emit, touch }, { messageId, level }) {
    const message = await messages.findMessage(tx, actor.acting.agencyId, messageId)
    if (!message) throw new DomainError('not-found', 'exchange.no-such-message')
    emit({
      name: 'exchange.not-arrived',
      subjectId: message.document_id,
      payload: { level, party: message.recipient_code, status: `late-${level}` },
      texts: { party: message.payload.recipientName ?? message.recipient_code },
    })
    touch('documents')
    return { told: level }
  },
})

export const tell = (services: Services, message: messages.MessageRow, level: number) =>
  services.runner.command(
    tellSender,
    systemActor(message.agency_id),
    idFrom('told', message.id, String(level), message.expires_at),
    { messageId: message.id, level },
  )
