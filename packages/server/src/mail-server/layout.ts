// Where the mail server of one installation keeps everything: DATA/mail, nothing in /etc.
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartRefused } from '../platform/installation.ts'
import type { DatabaseAddress } from '../platform/postgres/database.ts'

export interface MailPorts {
  imap: number
  /** For people and the product: only after logging in. */
  submission: number
  /** For letters from other servers: only to addresses of the province. */
  inbound: number
}

/** DATA/mail/mail.json, mode 0600. */
export interface MailState {
  domain: string
  hostname: string
  ports: MailPorts
  /** `máy:cổng` that letters to other domains go through; null: they are refused. */
  relay: string | null
  database: { host: string; port: number; name: string; role: string; password: string }
}

export interface MailFolders {
  root: string
  state: string
  dovecot: string
  postfix: string
  queue: string
  postfixData: string
  run: string
  boxes: string
  log: string
  lastLogins: string
}

/** `sun_path` ends at 107 bytes (unix(7)); the longest name below `run` has 24. */
const LONGEST_RUN = 80

export function foldersOf(data: string): MailFolders {
  const root = join(data, 'mail')
  return {
    root,
    state: join(root, 'mail.json'),
    dovecot: join(root, 'dovecot'),
    postfix: join(root, 'postfix'),
    queue: join(root, 'queue'),
    postfixData: join(root, 'postfix-data'),
    run: join(root, 'run'),
    boxes: join(root, 'boxes'),
    log: join(root, 'log'),
    lastLogins: join(root, 'last-logins'),
  }
}

/** Dovecot's marks of who logged in when. */
export const lastLoginsOf = (data: string): string => join(foldersOf(data).lastLogins, 'marks')

export async function readState(data: string): Promise<MailState | null> {
  const text = await readFile(foldersOf(data).state, 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as MailState)
}

export async function writeState(data: string, state: MailState): Promise<void> {
  const folders = foldersOf(data)
  await mkdir(folders.root, { recursive: true, mode: 0o711 })
  await writeSecret(folders.state, `${JSON.stringify(state, null, 2)}\n`)
}

/** Written beside and renamed: a cut leaves the old file or the new one. */
export async function writeSecret(path: string, text: string, mode = 0o600): Promise<void> {
  await writeFile(`${path}.new`, text, { mode })
  await rename(`${path}.new`, path)
}

export interface MailOptions {
  domain?: string | undefined
  relay?: string | undefined
  ports?: Partial<MailPorts> | undefined
}

const DEFAULT_PORTS: MailPorts = { imap: 11143, submission: 11587, inbound: 11025 }
const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/

/** What was chosen before stays; what is asked now wins. */
export function nextState(
  before: MailState | null,
  options: MailOptions,
  domain: string | null,
  address: DatabaseAddress,
): MailState {
  const chosen = (options.domain ?? before?.domain ?? domain ?? '').toLowerCase()
  if (!HOST.test(chosen))
    throw new StartRefused(
      `Tên miền thư “${chosen}” chưa đúng. Ghi tên miền của tỉnh, ví dụ --domain bentre.gov.vn.`,
    )
  const relay = options.relay === undefined ? (before?.relay ?? null) : options.relay || null
  if (relay !== null && !/^[a-z0-9.-]+:\d{1,5}$/i.test(relay))
    throw new StartRefused('--relay cần dạng máy:cổng, ví dụ --relay mail.tinh.gov.vn:25.')
  return {
    domain: chosen,
    hostname: `mail.${chosen}`,
    ports: { ...DEFAULT_PORTS, ...before?.ports, ...options.ports },
    relay,
    database: {
      host: address.host.startsWith('/') ? '127.0.0.1' : address.host,
      port: address.port,
      name: address.database,
      role: `${address.database}_mail`,
      password: before?.database.password ?? randomBytes(24).toString('base64url'),
    },
  }
}

export function checkLength(folders: MailFolders): void {
  if (Buffer.byteLength(folders.run) > LONGEST_RUN)
    throw new StartRefused(
      `Thư mục ${folders.run} sâu quá cho ổ cắm của Dovecot (tối đa ${LONGEST_RUN} byte). Đặt --data ở nơi ngắn hơn.`,
    )
}
