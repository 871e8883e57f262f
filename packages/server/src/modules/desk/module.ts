import type { Module } from '../../platform/command.ts'
import { adminAgencies, adminAgency, adminOverview } from './admin-queries.ts'
import { getDocument } from './get-document.ts'
import { documentList, workList } from './lists.ts'
import { putOff } from './put-off.ts'
import { me } from './session-me.ts'

export const desk: Module = {
  name: 'desk',
  commands: [putOff],
  queries: [me, workList, documentList, getDocument, adminOverview, adminAgencies, adminAgency],
}
