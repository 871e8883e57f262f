// The database of a data folder, whether its server runs or not, for the command line.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadSecrets, lockFolder, openFolder, type Secrets } from '../installation.ts'
import { type DatabaseAddress, parseUrl } from '../postgres/database.ts'
import { startEmbedded } from '../postgres/embedded.ts'

export interface OpenData {
  address: DatabaseAddress
  secrets: Secrets
  /** True when a running server owns the folder; this process then only joins its database. */
  joined: boolean
  close(): Promise<void>
}

export async function openData(options: { data: string; databaseUrl: string | null }): Promise<OpenData> {
  const { data } = options
  await openFolder(data)
  const secrets = await loadSecrets(data)
  if (options.databaseUrl)
    return {
      address: parseUrl(options.databaseUrl, secrets.databaseApp),
      secrets,
      joined: true,
      close: async () => undefined,
    }
  const running = (await isServed(data)) ? await portOf(data) : null
  if (running)
    return { address: embeddedAddress(running, secrets), secrets, joined: true, close: async () => undefined }
  const unlock = await lockFolder(data)
  try {
    const server = await startEmbedded(data, secrets.databaseOwner)
    return {
      address: embeddedAddress(server.port, secrets),
      secrets,
      joined: false,
      close: async () => {
        await server.stop()
        await unlock()
      },
    }
  } catch (error) {
    await unlock()
    throw error
  }
}

const embeddedAddress = (port: number, secrets: Secrets): DatabaseAddress => ({
  host: '127.0.0.1',
  port,
  database: 'congvan',
  owner: 'congvan_owner',
  ownerPassword: secrets.databaseOwner,
  app: 'congvan_app',
  appPassword: secrets.databaseApp,
})

/** The process named in the folder's lock lives and is one of ours. */
async function isServed(data: string): Promise<boolean> {
  const pid = Number(await readFile(join(data, 'congvan.pid'), 'utf8').catch(() => '0'))
  if (!pid || pid === process.pid) return false
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return /node|congvan/.test(line)
}

/** PostgreSQL itself writes where it listens: line 4 of postmaster.pid; line 8 says `ready`. */
async function portOf(data: string): Promise<number | null> {
  const text = await readFile(join(data, 'postgres/postmaster.pid'), 'utf8').catch(() => '')
  const [pid, , , port] = text.split('\n')
  return port && existsSync(`/proc/${pid}`) ? Number(port) : null
}
