import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { answerRequest, askBack, dismiss, resend } from './acts.ts'
import { drain } from './drain.ts'
import { takeChange, takeDocument, takeStatus } from './incoming.ts'
import { reactions } from './outgoing.ts'
import { acceptAct, addAxis, introduce, inviteAct, join } from './peer-acts.ts'
import { pollAll } from './poll.ts'
import { ofDocument, overview } from './queries.ts'

export const exchange: Module = {
  name: 'exchange',
  commands: [
    takeDocument,
    takeChange,
    takeStatus,
    resend,
    askBack,
    answerRequest,
    dismiss,
    inviteAct,
    acceptAct,
    addAxis,
  ],
  queries: [ofDocument, overview],
  reactions,
  jobs: [
    introduce,
    join,
    { name: 'exchange.drain', run: async (services) => void (await drain(services)) },
    { name: 'exchange.poll', run: async (services) => void (await pollAll(services)) },
  ],
}
