// ./congvan mail: a real mail server beside the product, reading its accounts from the product's database.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseAddress } from '../platform/postgres/database.ts'
import { grantRole, withOwner } from './database-role.ts'
import {
  checkLength,
  foldersOf,
  type MailOptions,
  type MailState,
  nextState,
  readState,
  writeState,
} from './layout.ts'
import { checkMachine, checkPassable } from './machine.ts'
import { running, startServers, stopServers, writeConfiguration } from './processes.ts'
import { roundTrip } from './round-trip.ts'

export { foldersOf, type MailOptions, type MailPorts, type MailState, readState } from './layout.ts'
export { missingPackages } from './machine.ts'
export { answers, type Running, running, stopServers } from './processes.ts'

/** The setting that the product reads: which mail server it talks to. */
async function tellProduct(client: import('pg').Client, state: MailState): Promise<void> {
  const plain = { secure: false, host: '127.0.0.1' }
  await client.query(
    `insert into platform.setting (key, value) values ('mail-server', $1) on conflict (key) do update set value = excluded.value`,
    [
      JSON.stringify({
        kind: 'own',
        domain: state.domain,
        imap: { ...plain, port: state.ports.imap },
        smtp: { ...plain, port: state.ports.submission },
      }),
    ],
  )
}

/** Most of the boxes of the register decide the domain, unless one is named. */
async function usualDomain(client: import('pg').Client): Promise<string | null> {
  const { rows } = await client.query<{ domain: string }>(
    `select split_part(address, '@', 2) as domain from mail.mailbox group by 1 order by count(*) desc, 1 limit 1`,
  )
  return rows[0]?.domain ?? null
}

/** Starts, or starts anew with what changed; repeats safely. Refuses with StartRefused in one sentence. */
export async function mailUp(
  data: string,
  address: DatabaseAddress,
  options: MailOptions = {},
): Promise<{ state: MailState; roundTripMs: number }> {
  checkMachine()
  const folders = foldersOf(data)
  checkLength(folders)
  await checkPassable(data)
  return withOwner(address, async (client) => {
    const state = nextState(await readState(data), options, await usualDomain(client), address)
    await grantRole(client, state)
    await writeState(data, state)
    await writeConfiguration(data, state)
    await startServers(data, state)
    const roundTripMs = await roundTrip(client, state)
    await tellProduct(client, state)
    return { state, roundTripMs }
  })
}

/** The embedded database listens at another port after a restart: the mail server is told, nothing else changes. */
export async function followDatabase(data: string, address: DatabaseAddress): Promise<boolean> {
  const before = await readState(data)
  if (!before || before.database.port === address.port) return false
  const state = { ...before, database: { ...before.database, port: address.port } }
  await writeState(data, state)
  await writeConfiguration(data, state)
  const now = await running(data)
  if (now.dovecot || now.postfix) await startServers(data, state)
  return true
}

/** Stops both; the letters, the queue and the settings stay. */
export async function mailDown(data: string): Promise<boolean> {
  const was = await stopServers(data)
  await rm(join(foldersOf(data).run, 'login'), { recursive: true, force: true })
  return was.dovecot || was.postfix
}

export interface OtherServer {
  domain: string
  imap: { host: string; port: number }
  smtp: { host: string; port: number }
}

/** A server that the province has already: 993 and 465 are TLS from the first byte, any other port must offer STARTTLS. */
export const useOther = (address: DatabaseAddress, { domain, imap, smtp }: OtherServer): Promise<unknown> =>
  withOwner(address, (client) =>
    client.query(
      `insert into platform.setting (key, value) values ('mail-server', $1) on conflict (key) do update set value = excluded.value`,
      [
        JSON.stringify({
          kind: 'other',
          domain,
          imap: { ...imap, secure: imap.port === 993 },
          smtp: { ...smtp, secure: smtp.port === 465 },
        }),
      ],
    ),
  )
