// The national axis (VXP, §8.1): every parameter is a signed header.
import type { Services } from '../../../../platform/services.ts'
import { signVxp, vxpFileHash } from '../../axis/vxp-signing.ts'
import type { ListedAgency } from '../../directory.ts'
import { Refused } from '../../door.ts'
import { objectsOf } from '../../json-list.ts'
import type { PeerRow } from '../../store/rows.ts'
import { type Gateway, ownSecret, request } from './gateway.ts'

interface Reply {
  status?: string
  ErrorCode?: string
  ErrorDesc?: string
  DocId?: string
  data?: unknown
}
type Body = { type: string; bytes: Uint8Array }
const NOTHING: Body = { type: 'application/json', bytes: new Uint8Array() }

export async function vxpGateway(services: Services, peer: PeerRow): Promise<Gateway> {
  const secret = ownSecret(services, peer)
  const ask = (name: string, parameters: Record<string, string> = {}, body = NOTHING) => {
    const now = services.clock.now().epochMilliseconds
    const headers = signVxp(secret, peer.settings.systemId ?? '', body.type, parameters, now)
    return request(peer, 'POST', `/${name}`, headers, body.bytes)
  }
  const call = async (name: string, parameters: Record<string, string> = {}, body = NOTHING) => {
    const response = await ask(name, parameters, body)
    const text = await response.text()
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    // An empty reply to a list call means "nothing new".
    const reply = (text.trim() ? JSON.parse(text) : { status: 'OK', data: [] }) as Reply
    if (reply.status !== 'FAIL') return reply
    const vi = `${reply.ErrorCode}: ${reply.ErrorDesc}`
    throw reply.ErrorCode === '20' ? new Error(vi) : new Refused(vi)
  }
  return {
    async send({ from, to, kind, packet }) {
      const parameters = {
        from,
        servicetype: 'eDoc',
        messagetype: kind,
        to: JSON.stringify(to),
        'hash-file': vxpFileHash(packet),
      }
      const reply = await call('sendEdoc', parameters, { type: 'application/octet-stream', bytes: packet })
      return reply.DocId ?? null
    },
    async list(kind) {
      const { data } = await call('getReceivedEdocList', { servicetype: 'eDoc', messagetype: kind })
      return ((data ?? []) as { docId: string }[]).map(({ docId }) => ({ docId, code: '' }))
    },
    async fetch({ docId }) {
      const reply = await call('getEdoc', { docId })
      return Buffer.from(String(reply.data ?? ''), 'base64')
    },
    async confirm({ docId }, _kind, taken) {
      await call('updateStatus', { status: taken ? 'done' : 'fail', docid: docId })
    },
    async register({ code, name }) {
      const words = { id: '', pcode: '', code, name, mail: '', mobile: '', fax: '' }
      await call(
        'registerAgency',
        {},
        { type: 'application/json', bytes: Buffer.from(JSON.stringify(words)) },
      )
    },
    async directory() {
      const response = await ask('getAgenciesList')
      if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`)
      return objectsOf<ListedAgency>(response.body)
    },
  }
}
