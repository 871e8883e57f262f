// The door to the national axis: its calls, its header signing, at most a few packets at a time.

import type { Services } from '../../../platform/services.ts'
import { signVxp, vxpFileHash } from '../axis/vxp-signing.ts'
import { applyDirectory, type DirectoryDifference, type ListedAgency } from '../directory.ts'
import { type Door, Refused } from '../door.ts'
import { objectsOf } from '../json-list.ts'
import { WIRE_CODE } from '../peering.ts'
import { receive } from '../receive.ts'
import { ownAgencies, type PeerRow } from '../store/rows.ts'

const PATIENCE_MS = 30_000
export const SECRET_PURPOSE = 'axis-secret'

interface Reply {
  status?: string
  ErrorCode?: string
  ErrorDesc?: string
  DocId?: string
  data?: unknown
}

type Body = { type: string; bytes: Uint8Array }
const NOTHING: Body = { type: 'application/json', bytes: new Uint8Array() }

async function request(
  services: Services,
  peer: PeerRow,
  name: string,
  parameters: Record<string, string> = {},
  body = NOTHING,
): Promise<Response> {
  const secret = services.sealer
    .open(SECRET_PURPOSE, Buffer.from(peer.settings.secret ?? '', 'base64'))
    .toString()
  const headers = signVxp(
    secret,
    peer.settings.systemId ?? '',
    body.type,
    parameters,
    services.clock.now().epochMilliseconds,
  )
  return fetch(`${peer.address}/${name}`, {
    method: 'POST',
    headers,
    body: Buffer.from(body.bytes),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
}

async function call(
  services: Services,
  peer: PeerRow,
  name: string,
  parameters: Record<string, string> = {},
  body = NOTHING,
): Promise<Reply> {
  const response = await request(services, peer, name, parameters, body)
  const text = await response.text()
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  // An empty reply to a list call means "nothing new".
  const reply = (text.trim() ? JSON.parse(text) : { status: 'OK', data: [] }) as Reply
  if (reply.status === 'FAIL') {
    const vi = `${reply.ErrorCode}: ${reply.ErrorDesc}`
    if (reply.ErrorCode === '20') throw new Error(vi)
    throw new Refused(vi)
  }
  return reply
}

export const axisDoor: Door = {
  async send(services, peer, message, packet) {
    const own = await services.runner.system(ownAgencies)
    const from = own.find((agency) => agency.id === message.agency_id)?.code ?? ''
    const reply = await call(
      services,
      peer,
      'sendEdoc',
      {
        from,
        servicetype: 'eDoc',
        messagetype: message.kind === 'status' ? 'status' : 'edoc',
        to: JSON.stringify([message.recipient_code]),
        'hash-file': vxpFileHash(packet),
      },
      { type: 'application/octet-stream', bytes: packet },
    )
    return { state: 'sent', receipt: reply.DocId ? `DocId ${reply.DocId}` : null }
  },

  /** List, fetch, take, confirm: what was taken is confirmed after its commit, what cannot be read is kept and confirmed as failed. */
  async poll(services, peer) {
    let taken = 0
    for (const messagetype of ['edoc', 'status']) {
      const list = await call(services, peer, 'getReceivedEdocList', { servicetype: 'eDoc', messagetype })
      for (const { docId } of (list.data ?? []) as { docId: string }[]) {
        const reply = await call(services, peer, 'getEdoc', { docId })
        const bytes = Buffer.from(String(reply.data ?? ''), 'base64')
        const received = await receive(services, peer.id, bytes)
        await call(services, peer, 'updateStatus', { status: received.ok ? 'done' : 'fail', docid: docId })
        if (received.ok) taken++
      }
    }
    return taken
  },
}

/** Tells the axis who lives here and learns who lives elsewhere. */
export async function joinAxis(services: Services, peer: PeerRow): Promise<DirectoryDifference> {
  for (const { code, name } of await services.runner.system(ownAgencies)) {
    if (!WIRE_CODE.test(code)) continue
    const bytes = Buffer.from(
      JSON.stringify({ id: '', pcode: '', code, name, mail: '', mobile: '', fax: '' }),
    )
    await call(services, peer, 'registerAgency', {}, { type: 'application/json', bytes })
  }
  const response = await request(services, peer, 'getAgenciesList')
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`)
  return applyDirectory(services, peer.id, objectsOf<ListedAgency>(response.body))
}
