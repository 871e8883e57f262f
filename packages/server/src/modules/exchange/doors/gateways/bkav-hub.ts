// A provincial hub of the EdocService kind (Tây Ninh, Lâm Đồng): everything is said in headers, each agency has a token.
import type { Services } from '../../../../platform/services.ts'
import type { ListedAgency } from '../../directory.ts'
import { Refused } from '../../door.ts'
import { objectsOf } from '../../json-list.ts'
import type { PeerRow } from '../../store/rows.ts'
import { accountFor, accountsOf, type Gateway, jsonOf, type PacketKind, request } from './gateway.ts'

interface Reply {
  code?: string
  status?: 'Success' | 'Fail' | 'Error'
  errors?: { code?: string; description?: string }[]
  docId?: string
  data?: unknown
}
const TYPES: Record<PacketKind, string> = { edoc: 'EDOC', status: 'STATUS' }

export async function bkavGateway(services: Services, peer: PeerRow): Promise<Gateway> {
  const accounts = await accountsOf(services, peer)
  const ask = (name: string, code: string, headers: Record<string, string>, body?: Uint8Array) => {
    const { secret } = accountFor(accounts, code)
    const signed = { organid: code, authorization: secret, ...headers }
    return request(peer, body ? 'POST' : 'GET', `/EdocService/${name}`, signed, body)
  }
  const call = async (name: string, code: string, headers: Record<string, string>, body?: Uint8Array) => {
    const reply = await jsonOf<Reply>(await ask(name, code, headers, body))
    if (reply.code === '0' && reply.status === 'Success') return reply
    const said = (reply.errors ?? []).map((one) => `${one.code}: ${one.description}`).join(' · ')
    // "Error" is the hub's own trouble, "Fail" its word about the packet.
    throw reply.status === 'Fail' ? new Refused(said || '9999') : new Error(said || `9999 ${reply.status}`)
  }
  return {
    async send({ from, kind, documentId, packet, again }) {
      const type = TYPES[kind]
      if (again && kind === 'edoc') {
        const known = await call('checkExistDocument', from, { type, docid: encodeURIComponent(documentId) })
        if (known.data === true) return known.docId ?? null
      }
      const headers = { type, 'content-type': 'application/octet-stream' }
      return (await call('sendDocument', from, headers, packet)).docId ?? null
    },
    async list(kind) {
      const found = []
      for (const { code } of accounts) {
        const { data } = await call('getPendingDocIds', code, { type: TYPES[kind] })
        for (const docId of (data ?? []) as string[]) found.push({ docId: String(docId), code })
      }
      return found
    },
    async fetch({ docId, code }, kind) {
      const response = await ask('getDocument', code, { type: TYPES[kind], docid: docId })
      const bytes = Buffer.from(await response.arrayBuffer())
      if (response.ok && response.headers.get('content-type')?.startsWith('application/octet-stream'))
        return bytes
      throw new Error(`HTTP ${response.status}: ${bytes.toString().slice(0, 200)}`)
    },
    async confirm({ docId, code }, kind) {
      await call('confirmReceived', code, { type: TYPES[kind], docid: docId })
    },
    // Registered by the operator.
    register: async () => undefined,
    async directory() {
      const [first] = accounts
      if (!first) return null
      const response = await ask('getOrganizations', first.code, {})
      if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`)
      return objectsOf<ListedAgency>(response.body)
    },
  }
}
