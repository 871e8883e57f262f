import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { moveCertificate, revealIdentity, settleDuty, takeCertificates } from './acts.ts'
import { takeAnswer } from './answer.ts'
import { keyUseReactions } from './log-key-use.ts'
import { board, certificates, identity, keyUses, requests, staff } from './queries.ts'
import { cancelRequest, decideRequests, makeRequestList, makeRequests, sendRequestList } from './requests.ts'

export const provisioning: Module = {
  name: 'provisioning',
  commands: [
    makeRequests,
    decideRequests,
    makeRequestList,
    sendRequestList,
    cancelRequest,
    takeAnswer,
    takeCertificates,
    moveCertificate,
    revealIdentity,
    settleDuty,
  ],
  queries: [board, certificates, requests, keyUses, staff, identity],
  reactions: keyUseReactions,
}
