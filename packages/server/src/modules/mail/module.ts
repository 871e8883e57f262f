import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { changeBox, followStaff, provisionBoxes, putAlias, putCredential, revokeCredential } from './boxes.ts'
import { connectBox, settleLetter } from './connect.ts'
import { noteUse } from './last-use.ts'
import { tellAssigned } from './notices.ts'
import { boxes, letters } from './queries.ts'
import { wishMail } from './wish.ts'

export const mail: Module = {
  name: 'mail',
  commands: [
    provisionBoxes,
    changeBox,
    putAlias,
    putCredential,
    revokeCredential,
    followStaff,
    noteUse,
    connectBox,
    settleLetter,
    wishMail,
  ],
  queries: [letters, boxes],
  reactions: [{ on: 'tasks.instructed', run: tellAssigned }],
}
