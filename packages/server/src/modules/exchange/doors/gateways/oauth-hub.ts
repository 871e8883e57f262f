// A provincial hub behind an API gateway (Quảng Nam, WSO2): OAuth2 client credentials, and a secret of each agency beside.
import type { Services } from '../../../../platform/services.ts'
import type { ListedAgency } from '../../directory.ts'
import { Refused } from '../../door.ts'
import { objectsOf } from '../../json-list.ts'
import type { PeerRow } from '../../store/rows.ts'
import { accountFor, accountsOf, type Gateway, jsonOf, ownSecret, request } from './gateway.ts'

interface Reply {
  status?: string
  errorCode?: string
  errorDesc?: string
  docId?: string
  data?: unknown
}
const JSON_TYPE = { 'content-type': 'application/json' }

/** Tokens are good for many calls; kept for the process, by address and client. */
const tokens = new Map<string, { token: string; until: number }>()

export async function oauthGateway(services: Services, peer: PeerRow): Promise<Gateway> {
  const accounts = await accountsOf(services, peer)
  const client = accounts[0]
  if (!client) throw new Refused('Chưa có cơ quan nào có mã định danh')
  const key = `${peer.address} ${peer.settings.systemId}`
  const token = async () => {
    const known = tokens.get(key)
    if (known && known.until > performance.now()) return known.token
    const basic = Buffer.from(`${peer.settings.systemId}:${ownSecret(services, peer)}`).toString('base64')
    const headers = {
      authorization: `Basic ${basic}`,
      'content-type': 'application/x-www-form-urlencoded',
    }
    const response = await request(peer, 'POST', '/token', headers, 'grant_type=client_credentials')
    const said = await jsonOf<{ access_token?: string; expires_in?: number }>(response)
    if (!said.access_token) throw new Error(`15: Sai mã ứng dụng hoặc khóa (HTTP ${response.status})`)
    // A tenth early: the two clocks are not the same.
    tokens.set(key, { token: said.access_token, until: performance.now() + (said.expires_in ?? 60) * 900 })
    return said.access_token
  }
  const ask = async (method: string, path: string, code: string, body?: object): Promise<Response> => {
    for (let attempt = 1; ; attempt++) {
      const { secret } = code ? accountFor(accounts, code) : client
      const headers = {
        authorization: `Bearer ${await token()}`,
        ...(code ? { organid: code } : {}),
        secret,
        ...(body ? JSON_TYPE : {}),
      }
      const response = await request(peer, method, path, headers, body && JSON.stringify(body))
      if (response.status !== 401) return response
      tokens.delete(key)
      if (attempt === 2) throw new Error('HTTP 401: mã truy cập bị từ chối')
    }
  }
  const call = async (method: string, path: string, code: string, body?: object) => {
    const reply = await jsonOf<Reply>(await ask(method, path, code, body))
    if (reply.status !== 'OK') throw new Refused(`${reply.errorCode}: ${reply.errorDesc}`)
    return reply
  }
  return {
    async send({ from, to, kind, packet }) {
      const file = Buffer.from(packet).toString('base64')
      return (await call('POST', '/vanbans', from, { from, to, messageType: kind, file })).docId ?? null
    },
    async list(kind) {
      const found = []
      for (const { code } of accounts) {
        const { data } = await call('GET', `/vanbans?messageType=${kind}&status=INITIAL`, code)
        for (const { docId } of (data ?? []) as { docId: string }[]) found.push({ docId, code })
      }
      return found
    },
    async fetch({ docId, code }) {
      const reply = await call('GET', `/vanbans/${encodeURIComponent(docId)}`, code)
      return Buffer.from(String(reply.data ?? ''), 'base64')
    },
    async confirm({ docId, code }, _kind, taken) {
      await call('PUT', `/vanbans/${encodeURIComponent(docId)}`, code, { status: taken ? 'DONE' : 'FAIL' })
    },
    async register({ code, name }) {
      await call('POST', '/donvilienthongs', code, { code, name })
    },
    async directory() {
      const response = await ask('GET', '/donvilienthongs', '')
      if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`)
      return objectsOf<ListedAgency>(response.body)
    },
  }
}
