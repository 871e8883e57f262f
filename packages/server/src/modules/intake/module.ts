import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { captureArrival, takeIn } from './capture-arrival.ts'
import { destroyBlobs, destroySecret } from './destroy-secret.ts'
import { destroyHeld, holdUpload, releaseHeld, takeReleased } from './held.ts'
import { forgetWithdrawn, learnInstructed, learnRouted, learnSubmitted } from './learn.ts'
import { mergeArrivals, unmergeArrivals } from './merge-arrivals.ts'
import { proposal, queue } from './queries.ts'
import { registerIncoming } from './register-incoming.ts'
import { returnToSender } from './return-to-sender.ts'
import { clearSetAside, doors, setScanFolder } from './scan-door.ts'
import { setAside } from './set-aside.ts'
import { undoRegister } from './undo-register.ts'

export const intake: Module = {
  name: 'intake',
  commands: [
    captureArrival,
    takeIn,
    registerIncoming,
    undoRegister,
    returnToSender,
    destroySecret,
    holdUpload,
    releaseHeld,
    destroyHeld,
    mergeArrivals,
    unmergeArrivals,
    setScanFolder,
    setAside,
    clearSetAside,
  ],
  queries: [queue, proposal, doors],
  reactions: [learnSubmitted, learnInstructed, learnRouted, forgetWithdrawn],
  jobs: [
    {
      name: 'intake.destroy-blobs',
      run: (services, payload) =>
        destroyBlobs(services, payload.shas as string[], payload.uploadIds as string[]),
    },
    {
      name: 'intake.take-released',
      run: (services, payload) =>
        takeReleased(services, payload.agencyId as string, payload.uploadId as string),
    },
    {
      name: 'intake.clear-spool',
      run: async (services, payload) => {
        for (const id of payload.uploadIds as string[]) await services.spool.destroy(id)
      },
    },
  ],
}
