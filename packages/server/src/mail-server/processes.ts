// Writes the configuration and starts, tells and stops our own Dovecot and Postfix.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdir, open, readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartRefused } from '../platform/installation.ts'
import { dovecotConf, MAIL_USER, passwordConf, tokenConf } from './dovecot.ts'
import { foldersOf, type MailFolders, type MailState, writeSecret } from './layout.ts'
import { mainCf, masterCf, pgsqlMaps } from './postfix.ts'

const idOf = (flag: '-u' | '-g', user: string): number =>
  Number(execFileSync('id', [flag, user], { encoding: 'utf8' }))

export async function writeConfiguration(data: string, state: MailState): Promise<void> {
  const folders = foldersOf(data)
  for (const folder of [folders.root, folders.run, folders.postfix, folders.queue, folders.dovecot])
    await mkdir(folder, { recursive: true, mode: 0o755 })
  const uid = idOf('-u', MAIL_USER)
  const gid = idOf('-g', MAIL_USER)
  for (const folder of [folders.boxes, folders.lastLogins]) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await chown(folder, uid, gid)
  }
  await mkdir(folders.log, { recursive: true, mode: 0o755 })
  await mkdir(folders.postfixData, { recursive: true, mode: 0o700 })
  await chown(folders.postfixData, idOf('-u', 'postfix'), idOf('-g', 'postfix'))
  await writeSecret(join(folders.dovecot, 'dovecot.conf'), dovecotConf(folders, state), 0o644)
  await writeSecret(join(folders.dovecot, 'password.conf.ext'), passwordConf(folders, state))
  await writeSecret(join(folders.dovecot, 'token.conf.ext'), tokenConf(folders, state))
  await writeSecret(join(folders.postfix, 'main.cf'), mainCf(folders, state), 0o644)
  await writeSecret(join(folders.postfix, 'master.cf'), masterCf(state), 0o644)
  for (const [name, text] of Object.entries(pgsqlMaps(state))) {
    const path = join(folders.postfix, name)
    await writeSecret(path, text, 0o640)
    await chown(path, 0, idOf('-g', 'postfix'))
  }
}

const dovecot = (folders: MailFolders, ...args: string[]) =>
  daemon(folders, '/usr/sbin/dovecot', ['-c', join(folders.dovecot, 'dovecot.conf'), ...args])
const postfix = (folders: MailFolders, word: string) =>
  daemon(folders, '/usr/sbin/postfix', ['-c', folders.postfix, word])

/** Ends when the program does: the servers that it leaves behind keep its outputs, so those are a file and no pipe. */
async function daemon(folders: MailFolders, program: string, args: string[]): Promise<void> {
  const path = join(folders.log, 'start.log')
  const output = await open(path, 'w', 0o644)
  try {
    const child = spawn(program, args, { stdio: ['ignore', output.fd, output.fd] })
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', resolve)
    })
    if (code !== 0) throw new Error(await readFile(path, 'utf8'))
  } finally {
    await output.close()
  }
}

/** The pid that the server wrote, when that process lives. */
async function alive(path: string): Promise<boolean> {
  const pid = Number((await readFile(path, 'utf8').catch(() => '')).trim())
  return pid > 0 && existsSync(`/proc/${pid}`)
}

export interface Running {
  dovecot: boolean
  postfix: boolean
}

export async function running(data: string): Promise<Running> {
  const folders = foldersOf(data)
  return {
    dovecot: await alive(join(folders.run, 'master.pid')),
    postfix: await alive(join(folders.queue, 'pid/master.pid')),
  }
}

export async function startServers(data: string, state: MailState): Promise<void> {
  const folders = foldersOf(data)
  const now = await running(data)
  try {
    if (now.dovecot) await dovecot(folders, 'reload')
    else await dovecot(folders)
    if (now.postfix) await postfix(folders, 'reload')
    else await postfix(folders, 'start')
  } catch (error) {
    throw new StartRefused(
      `Máy chủ thư không khởi động được: ${(error as Error).message.trim().split('\n').slice(-3).join(' ')} (nhật ký: ${folders.log})`,
    )
  }
  for (const port of Object.values(state.ports)) await listening(port, folders)
}

async function listening(port: number, folders: MailFolders): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await answers(port)) return
    await sleep(100)
  }
  throw new StartRefused(`Cổng ${port} của máy chủ thư không mở sau 10 giây. Xem ${folders.log}.`)
}

export const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('data', () => socket.end(() => resolve(true)))
    socket.once('error', () => resolve(false))
    socket.setTimeout(3000, () => socket.destroy(new Error('silent')))
  })

export async function stopServers(data: string): Promise<Running> {
  const folders = foldersOf(data)
  const was = await running(data)
  if (was.postfix) await postfix(folders, 'stop').catch(() => undefined)
  if (was.dovecot) await dovecot(folders, 'stop').catch(() => undefined)
  for (let i = 0; i < 100; i++) {
    const now = await running(data)
    if (!now.dovecot && !now.postfix) break
    await sleep(100)
  }
  return was
}
