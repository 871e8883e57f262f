import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { assign } from './assign.ts'
import { closeAnswered } from './close-answered.ts'
import { completeWork, giveOpinion, markSeen } from './finish-parts.ts'
import { handOver } from './hand-over.ts'
import { instruct } from './instruct.ts'
import { options } from './options.ts'
import { passBack } from './pass-back.ts'
import { proposeRouting } from './propose-routing.ts'
import { routeDirectly } from './route-directly.ts'
import { submitArrival } from './submit-arrival.ts'
import { withdrawStep } from './withdraw-step.ts'

export const tasks: Module = {
  name: 'tasks',
  commands: [
    submitArrival,
    proposeRouting,
    instruct,
    routeDirectly,
    handOver,
    assign,
    completeWork,
    giveOpinion,
    markSeen,
    passBack,
    withdrawStep,
  ],
  queries: [options],
  reactions: [closeAnswered],
}
