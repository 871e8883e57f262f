// A letter sent and read again, as a person would: the only proof that a mail server works.
import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import { createTransport } from 'nodemailer'
import type pg from 'pg'
import { StartRefused } from '../platform/installation.ts'
import type { MailState } from './layout.ts'

/** Milliseconds from sending to having read it. */
export async function roundTrip(client: pg.Client, state: MailState): Promise<number> {
  const address = `congvan-thu-${randomBytes(6).toString('hex')}@${state.domain}`
  const secret = randomBytes(32).toString('base64url')
  const began = performance.now()
  await client.query('insert into mail.probe (address, hash) values ($1, $2)', [
    address,
    createHash('sha256').update(secret).digest('hex'),
  ])
  try {
    const mark = randomBytes(12).toString('hex')
    await send(state, address, secret, mark)
    await receive(state, address, secret, mark)
    return Math.round(performance.now() - began)
  } catch (error) {
    const { message } = error as Error
    throw new StartRefused(`Thư thử không đi hết một vòng: ${message}`)
  } finally {
    await client.query('delete from mail.probe where address = $1', [address])
  }
}

async function send(state: MailState, address: string, secret: string, mark: string): Promise<void> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: state.ports.submission,
    ignoreTLS: true,
    auth: { user: address, pass: secret },
  })
  try {
    await transport.sendMail({ from: address, to: address, subject: mark, text: 'Thư thử của Congvan.' })
  } finally {
    transport.close()
  }
}

async function receive(state: MailState, address: string, secret: string, mark: string): Promise<void> {
  const imap = new ImapFlow({
    host: '127.0.0.1',
    port: state.ports.imap,
    secure: false,
    auth: { user: address, pass: secret },
    logger: false,
  })
  await imap.connect()
  try {
    await imap.mailboxOpen('INBOX')
    for (let i = 0; i < 100; i++) {
      const found = await imap.search({ subject: mark })
      if (found && found.length > 0) return
      await sleep(100)
    }
    throw new Error('đã gửi nhưng sau 10 giây chưa đọc được qua IMAP')
  } finally {
    await imap.messageDelete({ all: true }).catch(() => undefined)
    await imap.logout().catch(() => undefined)
  }
}
