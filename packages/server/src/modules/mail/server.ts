// Which mail server the product talks to: ours (`./congvan mail up`) or another, by the setting `mail-server`.
import { ImapFlow } from 'imapflow'
import { DomainError } from '../../kernel/domain-error.ts'
import type { Services } from '../../platform/services.ts'
import type { Tx } from '../../platform/tx.ts'

interface Door {
  host: string
  port: number
  secure: boolean
}
export interface MailServer {
  kind: 'own' | 'other'
  domain: string
  imap: Door
  smtp: Door
}

export const mailServer = async (tx: Tx): Promise<MailServer | null> =>
  (await tx.one<{ value: MailServer }>(`select value from platform.setting where key = 'mail-server'`))
    ?.value ?? null

export const SECRET = 'mail-secret'

export interface Entry {
  login: string
  secret_sealed: Buffer
}

/** Logged in, with the inbox not yet open. Fails as `mail.server-down` with the server's own words. */
export async function openImap(services: Services, entry: Entry): Promise<ImapFlow> {
  const server = await services.runner.system(mailServer)
  if (!server) throw new DomainError('unavailable', 'mail.no-server')
  const imap = new ImapFlow({
    ...server.imap,
    auth: { user: entry.login, pass: services.sealer.open(SECRET, entry.secret_sealed).toString() },
    logger: false,
    connectionTimeout: 10_000,
    maxIdleTime: 5 * 60_000,
    // Our own server listens on loopback without TLS; any other must offer it.
    ...(server.kind === 'own' ? {} : { doSTARTTLS: server.imap.secure ? undefined : true }),
  })
  imap.on('error', () => undefined)
  await imap.connect().catch((error: Error) => {
    throw refusedOrDown(error)
  })
  return imap
}

export const refusedOrDown = (error: Error): DomainError => {
  const refused = (error as { authenticationFailed?: boolean }).authenticationFailed === true
  return new DomainError(refused ? 'forbidden' : 'unavailable', 'mail.server-down', {
    why: refused ? 'đăng nhập bị từ chối' : error.message.slice(0, 100),
  })
}
