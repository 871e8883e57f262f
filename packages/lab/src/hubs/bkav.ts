// Tây Ninh, Lâm Đồng: /EdocService/*, everything in headers; Success, Fail and Error are three different things.
import { type HubDesk, type HubKind, HubRefusal, REFUSALS } from './desk.ts'
import type { Dialect, HubCall } from './serve.ts'

export function bkav(desk: HubDesk): Dialect {
  const caller = (call: HubCall) => {
    const agency = desk.agency(call.header('organid'))
    if (!agency || call.header('authorization') !== agency.secret) throw new HubRefusal('15', REFUSALS['15']!)
    return agency
  }
  const kindOf = (call: HubCall): HubKind => (call.header('type') === 'STATUS' ? 'status' : 'edoc')
  const ok = (more: object = {}) => ({
    status: 200,
    body: { code: '0', status: 'Success', errors: [], ...more },
  })
  return {
    refuse: ({ code, message }) => ({
      status: 200,
      body: {
        code: '9999',
        status: code === '20' ? 'Error' : 'Fail',
        errors: [{ code, description: message }],
      },
    }),
    async answer(call) {
      const agency = caller(call)
      const docId = call.header('docid')
      switch (call.path[1]) {
        case 'sendDocument':
          return ok({ docId: await desk.send(agency.code, kindOf(call), call.body) })
        case 'checkExistDocument':
          return ok({ data: desk.documents.has(decodeURIComponent(docId)) })
        case 'getPendingDocIds':
          return ok({ data: desk.waiting(agency.code, kindOf(call)).map((copy) => copy.docId) })
        case 'getDocument':
          return { status: 200, body: desk.copy(agency.code, docId).bytes }
        case 'confirmReceived':
          desk.copy(agency.code, docId).state = 'done'
          return ok()
        case 'getOrganizations':
          return ok({ data: [...desk.agencies.values()].map(({ code, name }) => ({ code, name })) })
        default:
          return { status: 404, body: {} }
      }
    },
  }
}
