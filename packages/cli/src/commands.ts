// Every command by its words; its file is loaded only when it is asked for.
import type { CliCommand } from './cli.ts'

export const LOADERS: Record<string, () => Promise<CliCommand>> = {
  sign: async () => (await import('./commands/sign.ts')).sign,
  extend: async () => (await import('./commands/extend.ts')).extend,
  verify: async () => (await import('./commands/verify.ts')).verify,
  'trust list': async () => (await import('./commands/trust.ts')).trustList,
  'trust import': async () => (await import('./commands/trust.ts')).trustImport,
  'trust export': async () => (await import('./commands/trust.ts')).trustExport,
  'trust verify': async () => (await import('./commands/trust.ts')).trustVerify,
  read: async () => (await import('./commands/read.ts')).READ,
  'edxml read': async () => (await import('./commands/edxml.ts')).edxmlRead,
  'edxml write': async () => (await import('./commands/edxml.ts')).edxmlWrite,
  axis: async () => (await import('./commands/axis.ts')).axis,
  'evidence export': async () => (await import('./commands/evidence-server.ts')).evidenceExport,
  'evidence audit': async () => (await import('./commands/evidence-server.ts')).evidenceAudit,
  'evidence verify': async () => (await import('./commands/evidence.ts')).evidenceVerify,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restore,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  do: async () => (await import('./commands/everything.ts')).doCommand,
  ask: async () => (await import('./commands/everything.ts')).askQuery,
  upload: async () => (await import('./commands/everything.ts')).uploadFile,
  fetch: async () => (await import('./commands/addresses.ts')).fetchAddress,
  send: async () => (await import('./commands/addresses.ts')).sendAddress,
  'document list': async () => (await import('./commands/installation.ts')).documentList,
  'document get': async () => (await import('./commands/installation.ts')).documentGet,
  'register books': async () => (await import('./commands/installation.ts')).registerBooks,
  'register entries': async () => (await import('./commands/installation.ts')).registerEntries,
  'agency list': async () => (await import('./commands/installation.ts')).agencyList,
  'report year': async () => (await import('./commands/report.ts')).reportYear,
  'mail up': async () => (await import('./commands/mail.ts')).mailUp,
  'mail status': async () => (await import('./commands/mail.ts')).mailStatus,
  'mail down': async () => (await import('./commands/mail.ts')).mailDown,
  'account set-password': async () => (await import('./commands/installation.ts')).setAccountPassword,
}

export const loadAll = (): Promise<CliCommand[]> => Promise.all(Object.values(LOADERS).map((load) => load()))
