// The addressee's half: opens the envelope, judges the request inside as if it had come by itself, answers through the hub.

import { isId } from '../../../kernel/id.ts'
import type { Services } from '../../../platform/services.ts'
import { systemActor } from '../../../platform/system-actor.ts'
import { installationKeys, keepCosignature, type Shown } from '../../evidence/index.ts'
import { Refused } from '../door.ts'
import type { SignedRequest } from '../doors/http-signature.ts'
import { MESSAGES, type NativeAnswer, PEERING, sentOf } from '../doors/native-call.ts'
import { FILES } from '../doors/native-files.ts'
import { idFrom } from '../ids.ts'
import { knock, no, onFile, onMessage, onPeering, type Said, witnessOf } from '../native-inbox.ts'
import { keepSent, waitBefore } from '../outcome.ts'
import * as messages from '../store/messages.ts'
import { findPeer, type PeerRow, peerWorked } from '../store/rows.ts'
import { open } from './box.ts'
import { outsideBytes, readEnvelope, readInside } from './envelope.ts'
import { ABOUT, sendEnvelope } from './send.ts'

export const RELAYED = '/exchange/v1/relayed'
const ANSWERED = '/exchange/v1/answered'

/** A hub hands over an envelope. Answers when everything inside is done and our own answer is durable at the hub. */
export async function onRelayed(services: Services, request: SignedRequest): Promise<Said> {
  const known = await knock(services, request)
  return 'refused' in known ? known.refused : takeEnvelope(services, known.peer, request.body)
}

export async function takeEnvelope(services: Services, hub: PeerRow, bytes: Uint8Array): Promise<Said> {
  const { origin } = await installationKeys(services)
  const envelope = readEnvelope(bytes)
  if (!envelope || envelope.outside.to !== origin) return UNOPENED
  const { outside } = envelope
  const plain = await open(services, envelope.sealed, outsideBytes(outside))
  const inside = plain && readInside(plain)
  if (!inside || inside.headers['congvan-from'] !== outside.from) return UNOPENED
  if (inside.path === PEERING) return onPeering(services, inside, hub.id)
  if (inside.path === ANSWERED) return onAnswered(services, inside)
  if (inside.path.startsWith(`${FILES}/`)) return done(await onFile(services, inside))
  if (inside.path !== MESSAGES) return UNOPENED
  const said = await onMessage(services, inside)
  const from = await services.runner.system((tx) => findPeer(tx, outside.from))
  // Nobody we know: there is nobody to answer to.
  if (!from?.settings.boxKey) return TAKEN
  return answer(services, from, hub, outside.id, inside, said).then(
    () => TAKEN,
    // The hub comes again; what was taken stays taken and is answered with the same receipt.
    (error: Error) => no(503, 'exchange.relay-later', error.message.slice(0, 200)),
  )
}

const TAKEN: Said = { status: 200, answer: {} }

const UNOPENED = no(422, 'exchange.relay-refused', 'Phong bì chuyển tiếp không mở được.')
const done = (said: Said): Said => (said.status >= 500 ? said : TAKEN)

async function answer(
  services: Services,
  to: PeerRow,
  hub: PeerRow,
  envelopeId: string,
  inside: SignedRequest,
  said: Said,
): Promise<void> {
  const about = inside.headers[ABOUT] ?? ''
  // Which of our checkpoints the cosignature is for; the asking side keeps none of what it showed.
  const shown = inside.headers['congvan-log']
  const checkpoint = shown && (JSON.parse(Buffer.from(shown, 'base64').toString()) as Shown).checkpoint
  const words: Answered = {
    ...said.answer,
    status: said.status,
    about,
    ...(checkpoint ? { checkpoint } : {}),
  }
  const id = idFrom('answer', envelopeId)
  const body = Buffer.from(JSON.stringify(words))
  await sendEnvelope(services, to, hub, id, { path: ANSWERED, body, more: { [ABOUT]: about } })
}

type Answered = NativeAnswer & { status: number; about: string; checkpoint?: string }

/** What the addressee said of a message of ours: its receipt, its refusal, or that a file is missing. */
async function onAnswered(services: Services, inside: SignedRequest): Promise<Said> {
  const known = await knock(services, inside)
  if ('refused' in known) return known.refused
  const said = JSON.parse(Buffer.from(inside.body).toString()) as Answered
  await witnessOf(services, known.peer.settings.logKey, inside.headers['congvan-log'])
  const { line, size } = said.witness ?? {}
  if (said.checkpoint && line) await keepCosignature(services, said.checkpoint, line)
  const now = services.clock.now()
  await services.runner.system((tx) => peerWorked(tx, known.peer.id, now.toString(), size ?? null))
  const [agencyId = '', id = ''] = String(said.about).split('/')
  if (!isId(agencyId) || !isId(id)) return UNOPENED
  const actor = systemActor(agencyId)
  const message = await services.runner.read(actor, (tx) => messages.findMessage(tx, agencyId, id))
  if (message?.peer_id !== known.peer.id) return UNOPENED
  try {
    const sent = sentOf(known.peer, said.status, said)
    await keepSent(services, agencyId, [{ id, sent }])
  } catch (error) {
    const forGood = error instanceof Refused
    const nextAt = now.add({ milliseconds: Math.round(waitBefore(message.attempts) * 1000) })
    await services.runner.store(actor, (tx) =>
      messages.messageReturned(tx, message, (error as Error).message, forGood, nextAt.toString()),
    )
  }
  return { status: 200, answer: {} }
}
