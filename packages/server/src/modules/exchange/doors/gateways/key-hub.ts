// A provincial hub that knows each agency by X-SystemId and X-SecretKey (Lạng Sơn, guide v2.2).
// The guide names calls, headers and codes; how sendEdoc wraps the file it does not: as the axis does it, raw.
import type { Services } from '../../../../platform/services.ts'
import { Refused } from '../../door.ts'
import type { PeerRow } from '../../store/rows.ts'
import { type Account, accountFor, accountsOf, type Gateway, jsonOf, request } from './gateway.ts'

interface Reply {
  errorCode?: string | number
  errorDesc?: string
  docId?: string
  data?: unknown
}

const KNOWN: Record<string, string> = {
  '10': 'Tệp không hợp lệ',
  '15': 'Sai SystemId hoặc SecretKey',
  '18': 'Đơn vị nhận không tồn tại',
  '19': 'Đơn vị gửi chưa đăng ký',
  '20': 'Lỗi hệ thống',
  '21': 'Lỗi xử lý tệp',
  '22': 'Sai định dạng edXML',
  '23': 'Đơn vị nhận đã khóa',
}

export async function keyGateway(services: Services, peer: PeerRow): Promise<Gateway> {
  const accounts = await accountsOf(services, peer)
  const call = async (
    name: string,
    { systemId, secret }: Account,
    headers: Record<string, string>,
    body: Uint8Array | string,
  ) => {
    const signed = { 'X-SystemId': systemId, 'X-SecretKey': secret, ...headers }
    const reply = await jsonOf<Reply>(await request(peer, 'POST', `/v1/${name}`, signed, body))
    const code = String(reply.errorCode ?? '')
    // Everything but the network and 5xx is final by the guide.
    if (code !== '0') throw new Refused(`${code}: ${reply.errorDesc || KNOWN[code] || 'Không rõ'}`)
    return reply
  }
  const words = (body: object) => [{ 'content-type': 'application/json' }, JSON.stringify(body)] as const
  return {
    async send({ from, kind, packet }) {
      const headers = { 'content-type': 'application/octet-stream', from, messagetype: kind }
      return (await call('sendEdoc', accountFor(accounts, from), headers, packet)).docId ?? null
    },
    async list(kind) {
      const found = []
      for (const account of accounts) {
        const reply = await call('getReceivedEdocList', account, ...words({ messageType: kind }))
        for (const { docId } of (reply.data ?? []) as { docId: string }[])
          found.push({ docId, code: account.code })
      }
      return found
    },
    async fetch({ docId, code }) {
      const reply = await call('getEdoc', accountFor(accounts, code), ...words({ docId }))
      return Buffer.from(String(reply.data ?? ''), 'base64')
    },
    async confirm({ docId, code }, _kind, taken) {
      const status = taken ? 'done' : 'fail'
      await call('updateStatus', accountFor(accounts, code), ...words({ docId, status }))
    },
    // The hub's operator registers agencies and publishes no list.
    register: async () => undefined,
    directory: async () => null,
  }
}
