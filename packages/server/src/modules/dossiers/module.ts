import './errors.ts'
import type { Module } from '../../platform/command.ts'
import { fileDocument, fileReply, takeOutDocument } from './file.ts'
import { approvePlan, closeDossier, correctDossier, openDossier, reopenDossier } from './keep.ts'
import { getDossier, listOfYear, suggestDossiers } from './queries.ts'

export const dossiers: Module = {
  name: 'dossiers',
  commands: [
    openDossier,
    correctDossier,
    closeDossier,
    reopenDossier,
    approvePlan,
    fileDocument,
    takeOutDocument,
  ],
  queries: [listOfYear, getDossier, suggestDossiers],
  reactions: [fileReply],
}
