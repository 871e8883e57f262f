import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { IndicatorBoard, MailboxRegister, MailDesk } from '@congvan/contract'
import { strToU8, zipSync } from 'fflate'
import { DOMAIN, MailStage, noMailServer } from '../../../../testkit/src/mail-stage.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { lastLoginsOf } from '../../mail-server/layout.ts'
import { sendDigests } from '../indicators/digest.ts'
import { personAddress } from './address.ts'
import {
  connectMailbox,
  followAllStaff,
  followUse,
  queueNotice,
  removeLetter,
  sendNotices,
  startMail,
  takeLetter,
} from './index.ts'

const docx = (...lines: string[]): Buffer =>
  Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8('<Types/>'),
      'word/document.xml': strToU8(
        `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${lines.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`,
      ),
    }),
  )

test('an address is the given name and the initials, without tone marks, and never given twice', () => {
  assert.equal(personAddress('Nguyễn Văn Đức', DOMAIN, new Set()), `ducnv@${DOMAIN}`)
  assert.equal(personAddress('Nguyễn Vân Đức', DOMAIN, new Set([`ducnv@${DOMAIN}`])), `ducnv2@${DOMAIN}`)
})

describe('Without a mail server', () => {
  let stage: MailStage
  before(async () => {
    stage = await MailStage.withoutServer()
  })
  after(() => stage[Symbol.asyncDispose]())

  test('the screen says that mail is off, and boxes are not made for an unknown domain', async () => {
    const clerk = await stage.province.desk('văn thư tỉnh')
    assert.equal(((await clerk.asks('mail.letters', {})) as MailDesk).server, null)
    await assert.rejects(clerk.does('mail.provision', {}), { code: 'mail.no-domain' })
    await stage.province.arrival().registered()
  })
})

describe('The mailboxes of an agency, with the real servers', { skip: noMailServer() }, () => {
  let stage: MailStage
  let clerk: Desk
  let stop: (() => Promise<void>) | null = null
  const desk = async () => (await clerk.asks('mail.letters', {})) as MailDesk
  const register = async () => (await clerk.asks('mail.boxes', {})) as MailboxRegister
  const agencyBox = async () => (await register()).boxes.find((box) => box.kind === 'agency')!

  async function until(what: string, good: (now: MailDesk) => boolean): Promise<MailDesk> {
    for (let i = 0; i < 300; i++) {
      const now = await desk()
      if (good(now)) return now
      await sleep(100)
    }
    throw new Error(`${what}: ${JSON.stringify(await desk())}`)
  }

  before(async () => {
    stage = await MailStage.start()
    clerk = await stage.province.desk('văn thư tỉnh')
  })
  after(async () => {
    await stop?.()
    await stage?.[Symbol.asyncDispose]()
  })

  test('the staff list gives everybody in post a box, and the agency one', async () => {
    const { missing } = await register()
    assert.ok(missing.length > 2)
    await clerk.does('mail.provision', {})
    const after = await register()
    assert.equal(after.missing.length, 0)
    assert.equal(after.boxes.filter((box) => box.kind === 'person').length, missing.length)
    assert.ok(after.agencyBox)
    await assert.rejects(clerk.does('mail.provision', {}), { code: 'mail.nobody-missing' })
  })

  test('a letter to the new box becomes an arrival with one click, its attachment kept byte by byte', async () => {
    const box = await agencyBox()
    await connectMailbox(stage.province.services, clerk.actor, box.id, null)
    stop = startMail(stage.province.services, { beatMs: 200 })
    const paper = docx('SỞ NỘI VỤ', 'Số: 12/SNV-VP', 'V/v báo cáo quý IV', 'Kính gửi: Văn phòng.')
    await stage.receives({
      to: box.address,
      subject: 'V/v báo cáo quý IV',
      text: 'Kính gửi quý cơ quan.',
      attachments: [
        { filename: 'cong-van.docx', content: paper },
        { filename: 'bang.bin', content: Buffer.from('không phải văn bản') },
      ],
    })
    const [letter] = (await until('the letter', (now) => now.letters.length === 1)).letters
    assert.equal(letter!.subject, 'V/v báo cáo quý IV')
    assert.deepEqual(
      letter!.attachments.map((one) => one.name),
      ['cong-van.docx', 'bang.bin'],
    )
    const taken = await takeLetter(stage.province.services, clerk.actor, letter!.id)
    assert.deepEqual(
      taken.left.map((one) => one.name),
      ['bang.bin'],
    )
    const files = await stage.province.rows<{ filename: string; sha256: string }>(
      'select filename, sha256 from documents.component where document_id = $1 order by ordinal',
      [taken.documentId],
    )
    assert.deepEqual(
      files.map((file) => file.filename),
      ['cong-van.docx', 'Thư kèm theo.docx'],
    )
    assert.deepEqual(await stage.province.services.blobs.get(files[0]!.sha256), paper)
    await until('read', (now) => now.letters.length === 0)
    assert.equal(
      (await takeLetter(stage.province.services, clerk.actor, letter!.id)).documentId,
      taken.documentId,
    )
    const queue = (await clerk.asks('intake.queue', {})) as { rows: { id: string }[] }
    assert.ok(queue.rows.some((row) => row.id === taken.documentId))
  })

  test('nobody but the clerk sees the agency’s letters, and a person’s box is the person’s', async () => {
    const box = await agencyBox()
    const officer = await stage.province.desk('chuyên viên')
    const seen = (await officer.asks('mail.letters', {})) as MailDesk
    assert.deepEqual(
      seen.boxes.map((one) => one.kind),
      ['person'],
    )
    await assert.rejects(connectMailbox(stage.province.services, officer.actor, box.id, null), {
      code: 'mail.not-yours',
    })
    await assert.rejects(connectMailbox(stage.province.services, clerk.actor, seen.boxes[0]!.id, null), {
      code: 'mail.not-yours',
    })
  })

  test('a letter with a file marked MẬT is not taken: the clerk is told and removes it from the mailbox', async () => {
    const box = await agencyBox()
    const marked = docx('MẬT', 'Ghi chép cuộc họp kín', 'Nội dung trao đổi giữa các bên ngày hôm qua.')
    await stage.receives({
      to: box.address,
      subject: 'kèm tệp',
      attachments: [{ filename: 'kin.docx', content: marked }],
    })
    const letter = (
      await until('the marked letter', (now) => now.letters.some((one) => one.subject === 'kèm tệp'))
    ).letters[0]!
    await assert.rejects(takeLetter(stage.province.services, clerk.actor, letter.id), {
      code: 'mail.secret-letter',
    })
    const named = (await desk()).letters.find((one) => one.id === letter.id)!
    assert.ok(named.state === 'secret' || named.state === 'held')
    assert.equal(named.problem, 'kin.docx')
    await removeLetter(stage.province.services, clerk.actor, letter.id)
    assert.equal((await desk()).letters.length, 0)
  })

  test('a notice by mail is sent, and says so; to an unknown address it says that it was refused', async () => {
    const [person] = (await register()).boxes.filter((one) => one.kind === 'person')
    const scope = { actor: clerk.actor, now: stage.province.services.clock.now() }
    for (const to of [person!.address, `khong-co@${DOMAIN}`])
      await stage.province.runner.store(clerk.actor, (tx) =>
        queueNotice({ ...scope, tx }, { to, subject: 'Có việc mới', body: 'Mở hệ thống.', about: null }),
      )
    await sendNotices(stage.province.services)
    for (let i = 0; i < 100; i++) {
      const states = await stage.province.rows<{ state: string }>(
        `select state from mail.notice order by state`,
      )
      if (states.every((row) => row.state !== 'waiting')) break
      await sleep(100)
    }
    const rows = await stage.province.rows<{ to_address: string; state: string; problem: string }>(
      'select * from mail.notice order by state desc',
    )
    assert.deepEqual(
      rows.map((row) => row.state),
      ['sent', 'refused'],
    )
    assert.match(rows[1]!.problem, /550/)
  })

  test('bản tin số liệu đến đúng hộp thư của người đặt, mỗi ngày một thư, không có hộp thư thì nói rõ', async () => {
    const { services } = stage.province
    const chair = await stage.province.desk('chủ tịch')
    const commune = await stage.province.desk('văn thư xã')
    for (const one of [chair, commune]) await one.does('indicators.subscribe', { rhythm: 'day' })
    const board = async (one: Desk) => (await one.asks('indicators.board')) as IndicatorBoard
    assert.deepEqual((await board(chair)).subscription, { rhythm: 'day', mailWorks: true, problem: null })
    assert.equal((await board(commune)).subscription.mailWorks, false, 'its agency has no mailbox')
    stage.province.setClock('2021-12-21T00:30:00Z')
    assert.equal(await sendDigests(services), 1)
    assert.equal(await sendDigests(services), 0)
    const [box] = await stage.province.rows<{ address: string }>(
      `select address from mail.mailbox where person_id = $1`,
      [chair.actor.personId],
    )
    const imap = await stage.imap(box!.address, await stage.token(box!.address))
    await imap.mailboxOpen('INBOX')
    const subjects = async () =>
      (await imap.fetchAll('1:*', { envelope: true }).catch(() => [])).map((one) => one.envelope?.subject)
    for (let i = 0; i < 100 && (await subjects()).length === 0; i++) {
      // Several looks at once, as two processes have: still one letter.
      await Promise.all([sendNotices(services), sendNotices(services), sendNotices(services)])
      await sleep(100)
      await imap.noop()
    }
    const got = await subjects()
    await imap.logout()
    const marks = lastLoginsOf(stage.province.folder)
    for (let i = 0; i < 50 && (await followUse(services, marks)) === 0; i++) await sleep(100)
    const used = (await register()).boxes.filter((one) => one.lastUsedOn !== null)
    assert.deepEqual(
      used.map((one) => [one.address, one.lastUsedOn]),
      [[box!.address, '2021-12-21']],
      'the person’s log-in is a use, the product’s own reading of the agency’s box is not',
    )
    assert.equal(await followUse(services, marks), 0, 'the same marks again change nothing')
    const told = ((await chair.asks('mail.letters', {})) as MailDesk).notices
    assert.deepEqual([told.outOfReach, told.last.map((one) => one.state)], [null, ['sent']])
    assert.equal(got.length, 1)
    assert.match(got[0]!, /^Số liệu điều hành ngày 21\/12\/2021/)
  })

  test('the server goes down and comes back: the state is shown, no letter is lost', async () => {
    const box = await agencyBox()
    await stage.receives({ to: box.address, subject: 'trước khi mất' })
    await until('the letter', (now) => now.letters.some((one) => one.subject === 'trước khi mất'))
    await stage.down()
    const down = await until('down', (now) =>
      now.boxes.some((one) => one.kind === 'agency' && one.connection === 'down'),
    )
    assert.ok(down.letters.some((one) => one.subject === 'trước khi mất'))
    await assert.rejects(takeLetter(stage.province.services, clerk.actor, down.letters[0]!.id), {
      code: 'mail.server-down',
    })
    await stage.up()
    await stage.receives({ to: box.address, subject: 'sau khi về' })
    const back = await until('back', (now) => now.letters.length === 2)
    assert.equal(back.boxes.find((one) => one.kind === 'agency')!.connection, 'watching')
  })

  test('who leaves is suspended the next day, and the successor receives the letters', async () => {
    const officer = await stage.province.desk('chuyên viên')
    const [left] = await stage.province.rows<{ id: string; address: string }>(
      'select id, address from mail.mailbox where person_id = $1',
      [officer.actor.personId],
    )
    await stage.province.rows(
      `update organisations.appointment set valid_to = '2021-12-19' where person_id = $1`,
      [officer.actor.personId],
    )
    assert.equal(await followAllStaff(stage.province.services), 1)
    const row = (await register()).boxes.find((one) => one.id === left!.id)!
    assert.equal(row.state, 'suspended')
    await assert.rejects(stage.receives({ to: left!.address }), /550 5\.2\.1/)
    const heir = (await register()).boxes.find((one) => one.kind === 'person' && one.state === 'active')!
    await clerk.does('mail.change-box', {
      mailboxId: left!.id,
      forwardTo: heir.address,
      forwardUntil: '2022-03-31',
    })
    await stage.receives({ to: left!.address })
    await assert.rejects(
      clerk.does('mail.change-box', { mailboxId: left!.id, forwardTo: `ai-do@${DOMAIN}` }),
      { code: 'mail.bad-forward' },
    )
  })
})
