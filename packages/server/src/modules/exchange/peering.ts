import { createHash, randomBytes } from 'node:crypto'
import { formatKey, parseKey } from '@congvan/evidence'
import { DomainError } from '../../kernel/domain-error.ts'
import { dateIn } from '../../kernel/time.ts'
import type { Services } from '../../platform/services.ts'
import { installationKeys } from '../evidence/index.ts'
import { idFrom } from './ids.ts'
import { boxKeyOf } from './relay/box.ts'
import * as store from './store/peering.ts'
import * as rows from './store/rows.ts'

/** What two installations must know of each other: keys, address, and who lives there. */
export interface Card {
  id: string
  name: string
  address: string
  messageKey: string
  logKey: string
  witnessKey: string
  agencies: { code: string; name: string }[]
  /** What this installation understands beyond single packets; older ones say nothing. */
  can?: string[]
  /** For sealing what a hub carries. */
  boxKey?: string
}
/** files: attachments in pieces beside their packet; batch: up to 64 packets a request. */
export const CAN = ['files', 'batch']
export interface Invitation {
  v: 1
  card: Card
  token: string
}

const LIFE_DAYS = 7
/** What other systems take for an agency's code (domain notes §3.1). */
export const WIRE_CODE = /^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/

export async function ownCard(services: Services, address: string): Promise<Card> {
  const keys = await installationKeys(services)
  const agencies = (await services.runner.system(rows.ownAgencies)).filter(({ code }) => WIRE_CODE.test(code))
  return {
    id: keys.origin,
    name: agencies[0]?.name ?? keys.origin,
    address,
    messageKey: formatKey(keys.message),
    logKey: formatKey(keys.log),
    witnessKey: formatKey(keys.witness),
    agencies: agencies.map(({ code, name }) => ({ code, name })),
    can: CAN,
    boxKey: await boxKeyOf(services),
  }
}

const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex')

/** One code to be carried to the other side by hand; good once, for a week. */
export async function invite(services: Services, address: string): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const now = services.clock.now()
  await services.runner.system((tx) =>
    store.insertInvitation(
      tx,
      tokenHash(token),
      now.toString(),
      now.add({ hours: 24 * LIFE_DAYS }).toString(),
    ),
  )
  const invitation: Invitation = { v: 1, card: await ownCard(services, address), token }
  return Buffer.from(JSON.stringify(invitation)).toString('base64url')
}

export function readInvitation(code: string): Invitation {
  try {
    const value = JSON.parse(Buffer.from(code.trim(), 'base64url').toString()) as Invitation
    if (value.v === 1 && typeof value.token === 'string' && isCard(value.card)) return value
  } catch {
    // falls through to the one refusal
  }
  throw new DomainError('invalid', 'exchange.bad-invitation', {}, 'code')
}

const isCard = (card: Card) =>
  typeof card?.id === 'string' &&
  // Without an address: what is for it lies ready until it comes for it.
  /^(https?:\/\/.*)?$/.test(card.address) &&
  [card.messageKey, card.logKey, card.witnessKey].every((key) => typeof key === 'string' && parseKey(key)) &&
  Array.isArray(card.agencies) &&
  card.agencies.every((row) => typeof row?.code === 'string' && typeof row?.name === 'string')

/** Keys, address and directory entries of the other side in one step. */
export async function addPeer(services: Services, card: Card, more: rows.PeerSettings = {}): Promise<void> {
  const keys = await installationKeys(services)
  if (card.id === keys.origin) throw new DomainError('conflict', 'exchange.own-invitation')
  const now = services.clock.now()
  await services.runner.system(async (tx) => {
    await rows.putPeer(
      tx,
      {
        id: card.id,
        name: card.name,
        kind: 'native',
        address: card.address.replace(/\/$/, ''),
        settings: { ...settingsOf(card), ...(card.address || more.via ? {} : { fetches: true }), ...more },
      },
      now.toString(),
    )
    await addEntries(tx, card.id, card.agencies, dateIn(now).toString())
  })
}

const settingsOf = ({ messageKey, logKey, witnessKey, can, boxKey }: Card): rows.PeerSettings => ({
  messageKey,
  logKey,
  witnessKey,
  ...(typeof boxKey === 'string' ? { boxKey } : {}),
  can: Array.isArray(can) ? can.filter((word) => CAN.includes(word)) : [],
})

type SystemTx = Parameters<typeof rows.findPeer>[0]

export async function addEntries(
  tx: SystemTx,
  peerId: string,
  agencies: { code: string; name: string }[],
  since: string,
): Promise<void> {
  for (const { code, name } of agencies.slice(0, 5000)) {
    if (await rows.ownAgencyByCode(tx, code)) continue
    await rows.putEntry(
      tx,
      { code, name, peerId, organisationId: idFrom('agency', code.toLowerCase()) },
      since,
    )
  }
}

/** The inviter's side: the token is good once, and what it brings is signed by the key it names. */
export async function acceptCard(services: Services, token: string, card: Card, via?: string): Promise<void> {
  if (!isCard(card)) throw new DomainError('invalid', 'exchange.bad-invitation')
  const now = services.clock.now().toString()
  const used = await services.runner.system((tx) => store.useInvitation(tx, tokenHash(token), card.id, now))
  if (!used) throw new DomainError('forbidden', 'exchange.bad-invitation')
  await addPeer(services, card, via ? { via } : {})
}
