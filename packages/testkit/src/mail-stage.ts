// A province with a mail server of its own: the real Postfix and Dovecot, on free ports of this machine.
import { createHash, randomBytes } from 'node:crypto'
import { chmod } from 'node:fs/promises'
import { createServer } from 'node:net'
import { ImapFlow } from 'imapflow'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { type MailPorts, mailDown, mailUp, missingPackages } from '../../server/src/mail-server/index.ts'
import { testCluster } from './province/cluster.ts'
import { addressOf } from './province/keeper.ts'
import { Province, type ProvinceOptions } from './province.ts'

export const DOMAIN = 'tinh.gov.vn'

/** Why the real servers cannot start here, or false; where nothing may be skipped the test then fails. */
export const noMailServer = (): string | false => {
  if (process.env.CONGVAN_STRICT === '1') return false
  if (process.getuid?.() !== 0) return 'Postfix cần quyền root'
  const missing = missingPackages()
  return missing.length > 0 ? `thiếu gói ${missing.join(' ')}` : false
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

export interface Letter extends SendMailOptions {
  to: string
}

export class MailStage {
  readonly province: Province
  readonly ports: MailPorts
  roundTripMs = 0

  private constructor(province: Province, ports: MailPorts) {
    this.province = province
    this.ports = ports
  }

  static async start(options: ProvinceOptions = {}): Promise<MailStage> {
    const province = await Province.start(options)
    await chmod(province.folder, 0o711)
    const [imap, submission, inbound] = [await freePort(), await freePort(), await freePort()]
    const stage = new MailStage(province, { imap, submission, inbound })
    try {
      await stage.up()
    } catch (error) {
      await stage[Symbol.asyncDispose]()
      throw error
    }
    return stage
  }

  /** The product alone, as on a machine without a mail server. */
  static async withoutServer(): Promise<MailStage> {
    return new MailStage(await Province.start(), { imap: 0, submission: 0, inbound: 0 })
  }

  async up(): Promise<void> {
    const { roundTripMs } = await mailUp(
      this.province.folder,
      addressOf(await testCluster(), this.province.database!),
      { domain: DOMAIN, ports: this.ports },
    )
    this.roundTripMs = roundTripMs
  }
  down = () => mailDown(this.province.folder)

  /** A mailbox as the register has it, with a password; for tests of the servers alone. */
  async box(
    name: string,
    row: { quotaMb?: number; state?: string; forwardTo?: string } = {},
  ): Promise<string> {
    const address = `${name}@${DOMAIN}`
    await this.province.rows(
      `insert into mail.mailbox (agency_id, id, kind, address, quota_mb, state, state_since, since, forward_to)
       values ($1, gen_random_uuid(), 'agency', $2, $3, $4, now(), '2021-01-01', $5)`,
      [
        this.province.agency('tỉnh'),
        address,
        row.quotaMb ?? 10,
        row.state ?? 'active',
        row.forwardTo ?? null,
      ],
    )
    return address
  }
  /** A log-in token, made as the product makes it. */
  async token(address: string): Promise<string> {
    const secret = randomBytes(32).toString('base64url')
    await this.province.rows(
      `insert into mail.credential (agency_id, id, mailbox_id, kind, label, hash, made_at)
       select agency_id, gen_random_uuid(), id, 'token', 'thử', $2, now() from mail.mailbox where address = $1`,
      [address, createHash('sha256').update(secret).digest('hex')],
    )
    return secret
  }

  /** From another office's server, through the door for letters from outside. */
  async receives(letter: Letter): Promise<void> {
    const transport = createTransport({ host: '127.0.0.1', port: this.ports.inbound, ignoreTLS: true })
    try {
      const from = 'vanthu@noi-khac.gov.vn'
      // Servers announce the size (RFC 1870), so that a full box is known before the letter travels.
      const files = (letter.attachments ?? []).map((one) => (one.content as Buffer | string).length)
      const size = Math.ceil(files.reduce((sum, one) => sum + one, 2000) * 1.4)
      await transport.sendMail({
        from: { name: 'Văn thư Sở', address: from },
        envelope: { from, to: letter.to, size },
        subject: 'Thư',
        text: 'Kính gửi',
        ...letter,
      })
    } finally {
      transport.close()
    }
  }

  async imap(user: string, pass: string): Promise<ImapFlow> {
    const imap = new ImapFlow({
      host: '127.0.0.1',
      port: this.ports.imap,
      secure: false,
      auth: { user, pass },
      logger: false,
    })
    imap.on('error', () => undefined)
    await imap.connect()
    return imap
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.down()
    const role = `${this.province.database}_mail`
    await this.province.rows(`drop owned by "${role}"`).catch(() => undefined)
    await this.province.rows(`drop role if exists "${role}"`).catch(() => undefined)
    await this.province[Symbol.asyncDispose]()
  }
}
