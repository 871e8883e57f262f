import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { captureArrival } from './capture-arrival.ts'
import { destroyBlobs, destroySecret } from './destroy-secret.ts'
import { forgetWithdrawn, learnSubmitted } from './learn.ts'
import { proposal, queue } from './queries.ts'
import { registerIncoming } from './register-incoming.ts'
import { returnToSender } from './return-to-sender.ts'
import { undoRegister } from './undo-register.ts'

export const intake: Module = {
  name: 'intake',
  commands: [captureArrival, registerIncoming, undoRegister, returnToSender, destroySecret],
  queries: [queue, proposal],
  reactions: [learnSubmitted, forgetWithdrawn],
  jobs: [
    {
      name: 'intake.destroy-blobs',
      run: (services, payload) =>
        destroyBlobs(services, payload.shas as string[], payload.uploadIds as string[]),
    },
    {
      name: 'intake.clear-spool',
      run: async (services, payload) => {
        for (const id of payload.uploadIds as string[]) await services.spool.destroy(id)
      },
    },
  ],
}
