// Lạng Sơn: /v1/*, X-SystemId and X-SecretKey of each agency; errors in the body by number.
import { type HubDesk, type HubKind, HubRefusal, REFUSALS } from './desk.ts'
import type { Dialect, HubCall } from './serve.ts'

export function keyed(desk: HubDesk): Dialect {
  const caller = (call: HubCall) => {
    const agency = desk.agency(call.header('x-systemid').replace(/^sys\./, ''))
    if (!agency || call.header('x-secretkey') !== agency.secret) throw new HubRefusal('15', REFUSALS['15']!)
    return agency
  }
  const ok = (more: object = {}) => ({ status: 200, body: { errorCode: 0, errorDesc: '', ...more } })
  return {
    refuse: ({ code, message }) => ({ status: 200, body: { errorCode: Number(code), errorDesc: message } }),
    async answer(call) {
      const agency = caller(call)
      if (call.path[1] === 'sendEdoc') {
        const kind: HubKind = call.header('messagetype') === 'status' ? 'status' : 'edoc'
        return ok({ docId: await desk.send(agency.code, kind, call.body) })
      }
      const words = JSON.parse(call.body.toString()) as {
        docId: string
        status: string
        messageType: HubKind
      }
      if (call.path[1] === 'getReceivedEdocList')
        return ok({ data: desk.waiting(agency.code, words.messageType).map(({ docId }) => ({ docId })) })
      const copy = desk.copy(agency.code, words.docId)
      if (call.path[1] === 'getEdoc') return ok({ data: copy.bytes.toString('base64') })
      if (call.path[1] !== 'updateStatus') return { status: 404, body: {} }
      copy.state = words.status === 'done' ? 'done' : 'fail'
      return ok()
    },
  }
}
