import assert from 'node:assert/strict'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import pg from 'pg'
import { DOMAIN, MailStage, noMailServer } from '../../../testkit/src/mail-stage.ts'
import { hashMailPassword } from './password.ts'

async function subjects(imap: ImapFlow, wanted: number): Promise<string[]> {
  for (let i = 0; i < 150; i++) {
    await imap.noop()
    const all = await imap.fetchAll('1:*', { envelope: true }).catch(() => [])
    if (all.length >= wanted) return all.map((one) => one.envelope?.subject ?? '')
    await sleep(100)
  }
  return []
}

async function opened(stage: MailStage, address: string): Promise<ImapFlow> {
  const imap = await stage.imap(address, await stage.token(address))
  await imap.mailboxOpen('INBOX')
  return imap
}

describe('The mail server of `./congvan mail up`: the real Postfix and Dovecot', {
  skip: noMailServer(),
}, () => {
  let stage: MailStage
  before(async () => {
    stage = await MailStage.start()
  })
  after(() => stage?.[Symbol.asyncDispose]())

  test('a letter from another office is delivered and wakes the reader who waits in IDLE', async () => {
    const address = await stage.box('vanthu')
    const imap = await opened(stage, address)
    const told = new Promise((resolve) => imap.once('exists', resolve))
    const idling = imap.idle()
    await stage.receives({ to: address, subject: 'V/v báo cáo quý IV' })
    await told
    void idling.catch(() => undefined)
    assert.deepEqual(await subjects(imap, 1), ['V/v báo cáo quý IV'])
    await imap.logout()
    assert.ok(stage.roundTripMs > 0)
  })

  test('the person’s password opens the box, a wrong one does not, and a stranger’s token does not', async () => {
    const address = await stage.box('an')
    const other = await stage.box('binh')
    await stage.province.rows(
      `insert into mail.credential (agency_id, id, mailbox_id, kind, label, hash, made_at)
       select agency_id, gen_random_uuid(), id, 'password', 'mật khẩu', $2, now() from mail.mailbox where address = $1`,
      [address, await hashMailPassword('mật khẩu đủ dài 2021')],
    )
    await (await stage.imap(address, 'mật khẩu đủ dài 2021')).logout()
    await assert.rejects(stage.imap(address, 'mật khẩu đủ dài 2022'), /auth|command failed/i)
    await assert.rejects(stage.imap(address, await stage.token(other)), /auth|command failed/i)
  })

  test('a suspended box takes no letter and lets nobody in; with a successor its letters go on', async () => {
    const left = await stage.box('nghi-viec')
    const secret = await stage.token(left)
    const heir = await stage.box('ke-nhiem')
    await stage.province.rows(`update mail.mailbox set state = 'suspended' where address = $1`, [left])
    await assert.rejects(stage.imap(left, secret))
    await assert.rejects(stage.receives({ to: left }), /550 5\.2\.1/)
    await stage.province.rows('update mail.mailbox set forward_to = $2 where address = $1', [left, heir])
    await stage.receives({ to: left, subject: 'gửi người cũ' })
    const imap = await opened(stage, heir)
    assert.deepEqual(await subjects(imap, 1), ['gửi người cũ'])
    await imap.logout()
  })

  test('a full box refuses the next letter at the door, with its reason, and keeps what it has', async () => {
    const address = await stage.box('day', { quotaMb: 1 })
    const big = (subject: string) => ({
      to: address,
      subject,
      attachments: [{ filename: 'a.bin', content: Buffer.alloc(600_000) }],
    })
    await stage.receives(big('một'))
    const imap = await opened(stage, address)
    assert.deepEqual(await subjects(imap, 1), ['một'])
    await assert.rejects(stage.receives(big('hai')), /552 5\.2\.2/)
    assert.deepEqual(await subjects(imap, 1), ['một'])
    await imap.logout()
  })

  test('it relays for nobody, and nobody writes under another address', async () => {
    await assert.rejects(stage.receives({ to: 'ai-do@noi-khac.vn' }), /Relay access denied/)
    await assert.rejects(stage.receives({ to: `khong-co@${DOMAIN}` }), /User unknown/)
  })

  test('its role reads the accounts’ views and nothing else of the product', async () => {
    const { database } = JSON.parse(await readFile(join(stage.province.folder, 'mail/mail.json'), 'utf8'))
    const client = new pg.Client({ ...database, user: database.role, database: database.name })
    await client.connect()
    await client.query('select * from mail_server.account')
    for (const table of ['mail.mailbox', 'documents.document', 'identity.account'])
      await assert.rejects(client.query(`select 1 from ${table}`), /permission denied/)
    await assert.rejects(client.query(`set transaction read write; insert into mail.probe values ('a', 'b')`))
    await client.end()
    for (const name of ['mail.json', 'dovecot/password.conf.ext', 'dovecot/token.conf.ext'])
      assert.equal((await stat(join(stage.province.folder, 'mail', name))).mode & 0o077, 0, name)
    assert.equal((await stat(join(stage.province.folder, 'mail/postfix/boxes.cf'))).mode & 0o007, 0)
  })

  test('stopped and started again it has every letter', async () => {
    const address = await stage.box('ben')
    await stage.receives({ to: address, subject: 'trước khi dừng' })
    const before = await opened(stage, address)
    await subjects(before, 1)
    assert.equal(await stage.down(), true)
    await assert.rejects(stage.receives({ to: address }), /ECONNREFUSED/)
    await stage.up()
    const again = await opened(stage, address)
    assert.deepEqual(await subjects(again, 1), ['trước khi dừng'])
    await again.logout()
  })
})
