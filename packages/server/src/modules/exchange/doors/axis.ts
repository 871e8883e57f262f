// The door to an axis or a hub: whatever it speaks, packets leave, wait there and are taken the same way.
import { log } from '../../../platform/log.ts'
import type { Services } from '../../../platform/services.ts'
import { applyDirectory, type DirectoryDifference } from '../directory.ts'
import type { Door } from '../door.ts'
import { WIRE_CODE } from '../peering.ts'
import { receive } from '../receive.ts'
import { type HubDialect, ownAgencies, type PeerRow } from '../store/rows.ts'
import { bkavGateway } from './gateways/bkav-hub.ts'
import type { Gateway, PacketKind, Waiting } from './gateways/gateway.ts'
import { keyGateway } from './gateways/key-hub.ts'
import { oauthGateway } from './gateways/oauth-hub.ts'
import { vxpGateway } from './gateways/vxp.ts'

const GATEWAYS: Record<HubDialect, (services: Services, peer: PeerRow) => Promise<Gateway>> = {
  vxp: vxpGateway,
  key: keyGateway,
  oauth: oauthGateway,
  bkav: bkavGateway,
}
const gatewayOf = (services: Services, peer: PeerRow) =>
  GATEWAYS[peer.settings.dialect ?? 'vxp'](services, peer)

export const axisDoor: Door = {
  async send(services, peer, message, packet) {
    const own = await services.runner.system(ownAgencies)
    const gateway = await gatewayOf(services, peer)
    const docId = await gateway.send({
      from: own.find((agency) => agency.id === message.agency_id)?.code ?? '',
      to: [message.recipient_code],
      kind: message.kind === 'status' ? 'status' : 'edoc',
      documentId: message.wire_id,
      packet,
      // An update or a recall speaks of a document the hub knows; only the document itself may be asked for.
      again: message.attempts > 0 && (message.what === 'new' || message.what === 'replace'),
    })
    return { state: 'sent', receipt: docId ? `DocId ${docId}` : null }
  },

  /** List, fetch, take, confirm: what was taken is confirmed after its commit, what cannot be read is kept and confirmed as failed. */
  async poll(services, peer) {
    const gateway = await gatewayOf(services, peer)
    let taken = 0
    for (const kind of ['edoc', 'status'] satisfies PacketKind[])
      for (const item of await gateway.list(kind)) {
        // One that cannot be fetched now does not keep the others waiting.
        const ok = await takeItem(services, peer, gateway, item, kind).catch((error: Error) => {
          log.warn('exchange.not-fetched', { peer: peer.id, message: error.message.slice(0, 200) })
          return false
        })
        if (ok) taken++
      }
    return taken
  },
}

async function takeItem(
  services: Services,
  peer: PeerRow,
  gateway: Gateway,
  item: Waiting,
  kind: PacketKind,
): Promise<boolean> {
  const received = await receive(services, peer.id, await gateway.fetch(item, kind))
  await gateway.confirm(item, kind, received.ok)
  return received.ok
}

/** Tells the axis who lives here and learns who lives elsewhere. */
export async function joinAxis(services: Services, peer: PeerRow): Promise<DirectoryDifference | null> {
  const gateway = await gatewayOf(services, peer)
  for (const agency of await services.runner.system(ownAgencies))
    if (WIRE_CODE.test(agency.code)) await gateway.register(agency)
  const list = await gateway.directory()
  return list && applyDirectory(services, peer.id, list)
}
