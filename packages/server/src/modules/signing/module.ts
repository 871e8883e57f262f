import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { openNow } from './authorise.ts'
import { judge } from './judge.ts'
import {
  myKeys,
  putSigningService,
  registerSigningKey,
  retireSigningKey,
  retireSigningService,
  signingServices,
} from './register-key.ts'
import { obeyRegister } from './stopped.ts'

export const signing: Module = {
  name: 'signing',
  commands: [putSigningService, retireSigningService, registerSigningKey, retireSigningKey],
  queries: [myKeys, signingServices, openNow],
  reactions: [obeyRegister],
  jobs: [judge],
}
