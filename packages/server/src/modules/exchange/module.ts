import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { answerRequest, askBack, dismiss, giveUp, resend } from './acts.ts'
import { replaceWith, sendUpdate } from './changes.ts'
import { offerEntry, setSuccessor } from './directory.ts'
import { drain } from './drain.ts'
import { takeChange, takeDocument, takeStatus } from './incoming.ts'
import { opened } from './opened.ts'
import { reactions } from './outgoing.ts'
import { acceptAct, addAxis, introduce, inviteAct, join, shutOut, syncAct } from './peer-acts.ts'
import { pollAll } from './poll.ts'
import { directory, ofDocument, overview } from './queries.ts'
import { forward } from './relay/hub.ts'
import { tellSender } from './tell.ts'

export const exchange: Module = {
  name: 'exchange',
  commands: [
    takeDocument,
    takeChange,
    takeStatus,
    resend,
    giveUp,
    askBack,
    sendUpdate,
    replaceWith,
    tellSender,
    opened,
    offerEntry,
    setSuccessor,
    shutOut,
    syncAct,
    answerRequest,
    dismiss,
    inviteAct,
    acceptAct,
    addAxis,
  ],
  queries: [ofDocument, overview, directory],
  reactions,
  jobs: [
    introduce,
    join,
    { name: 'exchange.drain', run: async (services) => void (await drain(services)) },
    { name: 'exchange.forward', run: async (services) => void (await forward(services)) },
    { name: 'exchange.poll', run: async (services) => void (await pollAll(services)) },
  ],
}
