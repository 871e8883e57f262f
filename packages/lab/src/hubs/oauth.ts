// Quảng Nam (WSO2): client credentials for a short-lived token, then REST; each agency shows its secret besides.
import { randomUUID } from 'node:crypto'
import { type HubDesk, type HubKind, HubRefusal, REFUSALS } from './desk.ts'
import type { Dialect, HubCall } from './serve.ts'

export const CLIENT = { id: 'ung-dung', secret: 'khoa-ung-dung' }
/** A token is good for so many calls, so that it always runs out in the middle of something. */
const CALLS_A_TOKEN = 7

export function oauth(desk: HubDesk): Dialect {
  const tokens = new Map<string, number>()
  const ok = (more: object = {}) => ({
    status: 200,
    body: { status: 'OK', errorCode: '0', errorDesc: '', ...more },
  })
  const token = (call: HubCall) => {
    const basic = Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')
    if (call.header('authorization') !== `Basic ${basic}`)
      return { status: 401, body: { error: 'invalid_client' } }
    const access_token = randomUUID()
    tokens.set(access_token, CALLS_A_TOKEN)
    return { status: 200, body: { access_token, token_type: 'Bearer', expires_in: 3600 } }
  }
  const caller = (call: HubCall) => {
    const agency = desk.agency(call.header('organid'))
    if (!agency || call.header('secret') !== agency.secret) throw new HubRefusal('15', REFUSALS['15']!)
    return agency
  }
  return {
    refuse: ({ code, message }) => ({
      status: 200,
      body: { status: 'FAIL', errorCode: code, errorDesc: message },
    }),
    async answer(call) {
      const [what, docId] = call.path
      if (what === 'token') return token(call)
      const bearer = call.header('authorization').replace(/^Bearer /, '')
      const left = tokens.get(bearer) ?? 0
      if (left === 0)
        return { status: 401, body: { fault: { code: 900901, message: 'Invalid Credentials' } } }
      tokens.set(bearer, left - 1)
      if (what === 'donvilienthongs' && call.method === 'GET')
        return ok({ data: [...desk.agencies.values()].map(({ code, name }) => ({ code, name })) })
      const agency = caller(call)
      if (what === 'donvilienthongs') return ok()
      if (what !== 'vanbans') return { status: 404, body: {} }
      if (call.method === 'POST') {
        const words = JSON.parse(call.body.toString()) as { file: string; to: string[]; messageType: HubKind }
        const file = Buffer.from(words.file, 'base64')
        return ok({ docId: await desk.send(agency.code, words.messageType, file, words.to) })
      }
      if (!docId) {
        const kind = call.query.get('messageType') === 'status' ? 'status' : 'edoc'
        return ok({ data: desk.waiting(agency.code, kind).map((copy) => ({ docId: copy.docId })) })
      }
      const copy = desk.copy(agency.code, docId)
      if (call.method === 'GET') return ok({ data: copy.bytes.toString('base64') })
      copy.state =
        (JSON.parse(call.body.toString()) as { status: string }).status === 'DONE' ? 'done' : 'fail'
      return ok()
    },
  }
}
