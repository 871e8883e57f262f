import type { Can, Refusal } from '@congvan/contract'
import { refusal } from '../../kernel/messages.ts'
import { type Actor, hasRole, positionsOf } from '../../platform/actor.ts'
import { type DocumentRow, STATE_WORDS } from '../documents/index.ts'
import { isFilable } from '../dossiers/index.ts'
import { type AssignmentRow, holds } from '../tasks/index.ts'
import './errors.ts'

const clerkOnly = (actor: Actor): Refusal | null =>
  hasRole(actor, 'clerk') ? null : refusal('registers.clerk-only')

const filing = (document: DocumentRow): Refusal | null =>
  isFilable(document)
    ? null
    : refusal('dossiers.not-ready', { state: STATE_WORDS[document.state][0].toLowerCase() })

/** What may be done now with an incoming document, each refusal with its reason. */
export function incomingCan(actor: Actor, document: DocumentRow, parts: AssignmentRow[]): Can {
  const wrong = refusal('documents.wrong-state', { state: STATE_WORDS[document.state][0] })
  const at = (...states: string[]): Refusal | null => (states.includes(document.state) ? null : wrong)
  const part = (...roles: string[]): Refusal | null => {
    const open = parts.filter((row) => row.state === 'open' && roles.includes(row.role))
    if (open.length === 0) return wrong
    return open.some((row) => holds(actor, row)) ? null : refusal('tasks.no-assignment')
  }
  const newest = parts.findLast((row) => row.state !== 'withdrawn')
  const withdrawable =
    newest &&
    newest.state === 'open' &&
    newest.by_position_id !== null &&
    positionsOf(actor).includes(newest.by_position_id)
  return {
    register: at('arrived') ?? clerkOnly(actor),
    undoRegister: at('registered') ?? clerkOnly(actor),
    destroySecret: document.state === 'destroyed' ? wrong : clerkOnly(actor),
    returnToSender: at('arrived', 'registered') ?? clerkOnly(actor),
    submit: at('registered') ?? clerkOnly(actor),
    routeDirectly: at('registered') ?? clerkOnly(actor),
    propose: part('propose'),
    instruct: part('direct') ?? (hasRole(actor, 'leader', 'deputy') ? null : refusal('tasks.leader-only')),
    handOver: part('hand-over'),
    assign:
      part('lead', 'collaborate') ??
      (hasRole(actor, 'unit-head', 'unit-deputy', 'leader', 'deputy', 'office-chief')
        ? null
        : refusal('platform.forbidden')),
    giveOpinion: part('collaborate'),
    markSeen: part('informed'),
    complete: part('lead'),
    passBack: part('lead', 'collaborate', 'informed', 'direct', 'propose'),
    withdraw:
      at('submitted', 'proposed', 'instructed', 'handling') ??
      (withdrawable ? null : refusal('tasks.nothing-to-withdraw')),
    reply:
      document.state === 'recalled'
        ? refusal('documents.recalled')
        : at('registered', 'submitted', 'proposed', 'instructed', 'handling', 'completed'),
    file: filing(document),
    correctEntry: document.arrival_number ? clerkOnly(actor) : refusal('registers.no-entry'),
    answerInvitation:
      document.state === 'recalled'
        ? refusal('documents.recalled')
        : document.invitation
          ? null
          : refusal('deliveries.no-invitation'),
  }
}

export function outgoingCan(actor: Actor, document: DocumentRow, late: number): Can {
  const wrong = refusal('documents.wrong-state', { state: STATE_WORDS[document.state][0] })
  const issued = document.state === 'issued' ? null : wrong
  return {
    recall:
      issued ?? (hasRole(actor, 'clerk', 'leader', 'office-chief') ? null : refusal('platform.forbidden')),
    remind: issued ?? (late > 0 ? null : refusal('deliveries.nobody-late')),
    file: filing(document),
    correctEntry: document.number ? clerkOnly(actor) : refusal('registers.no-entry'),
    cancelNumber: ['on-paper', 'issuing', 'numbered'].includes(document.state) ? clerkOnly(actor) : wrong,
    send: document.state === 'numbered' ? clerkOnly(actor) : wrong,
    destroyDraft: ['draft', 'in-review', 'awaiting-signature', 'signed'].includes(document.state)
      ? null
      : wrong,
    edit: ['draft', 'in-review', 'awaiting-signature', 'signed'].includes(document.state) ? null : wrong,
  }
}

/** A document of another of the person's agencies is read here and worked on under the post held there. */
export function elsewhereCan(actor: Actor, document: DocumentRow, can: Can): Can {
  if (document.agency_id === actor.acting.agencyId) return can
  const post = actor.posts.find((row) => row.agencyId === document.agency_id)
  const why = refusal('desk.other-post', { agency: post?.agencyName ?? '', title: post?.title ?? '' })
  return Object.fromEntries(Object.keys(can).map((name) => [name, why]))
}
