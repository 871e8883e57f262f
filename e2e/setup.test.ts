// A real office from an empty machine: three steps in the browser, then its first arrival is 846 and its first letter has two signatures.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { signaturePng } from '../packages/demo/src/index.ts'
import { DeskClient } from '../packages/testkit/src/client.ts'
import { LAPTOP, openStage, type Stage } from './harness.ts'
import { filledSheet, keyFiles } from './setup-kit.ts'

const PASSWORD = 'dừa xanh bến tre'
const PASSPHRASE = 'khóa của tôi'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
let stage: Stage
let page: Page
const errors: string[] = []

before(async () => {
  stage = await openStage(['--empty'])
  const context = await stage.browser.newContext({ viewport: LAPTOP, locale: 'vi-VN' })
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => errors.push(error.message))
})
after(() => stage?.close())

const picture = (name: string) => signaturePng({ id: name, fullName: name })
const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer })

test('step 1: the printed address makes the administrator once, and the sheet is read before it is believed', async () => {
  const address = /http:\S+bat-dau\?token=\S+/.exec(stage.log())
  assert.ok(address, stage.log())
  await page.goto(address[0])
  await page.locator('input[autocomplete="username"]').fill('quantri')
  await page.locator('input[autocomplete="name"]').fill('Đỗ Quản Trị')
  await page.locator('input[autocomplete="new-password"]').first().fill(PASSWORD)
  await page.locator('input[autocomplete="new-password"]').last().fill(PASSWORD)
  await page.getByRole('button', { name: 'Đặt người quản trị' }).click()
  await page.getByText('Đã đặt người quản trị quantri').first().waitFor()
  const input = page.locator('input[accept=".xlsx"]')
  await input.setInputFiles(file('sai.xlsx', XLSX, await filledSheet(true)))
  await page.getByText('Không có cơ quan mang mã “khong-co”.').first().waitFor()
  await page.getByText('“Chuyên gia” không phải là vai trò của hệ thống', { exact: false }).first().waitFor()
  await input.setInputFiles(file('dung.xlsx', XLSX, await filledSheet(false)))
  await page.getByText('Không có dòng nào sai.', { exact: false }).first().waitFor()
  await page.getByRole('button', { name: 'Ghi 2 cơ quan, 5 người' }).click()
  await page.getByRole('heading', { name: 'Số tiếp theo của các sổ' }).waitFor()
})

test('the token works once, and the same sheet again adds nobody', async () => {
  const token = /token=(\S+)/.exec(stage.log())![1]
  const again = await fetch(`${stage.base}/api/v1/setup/administrator`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-congvan': '1' },
    body: JSON.stringify({ account: 'ketrom', name: 'Kẻ Trộm', password: PASSWORD, token }),
  })
  assert.equal(again.status, 403)
  const before = await page.evaluate(() => fetch('/api/v1/setup').then((r) => r.json()))
  const sent = await page.request.post(`${stage.base}/api/v1/setup/import`, {
    headers: { 'content-type': XLSX, 'x-congvan': '1' },
    data: await filledSheet(false),
  })
  assert.equal(sent.status(), 200)
  const after = await page.evaluate(() => fetch('/api/v1/setup').then((r) => r.json()))
  assert.deepEqual(after, before)
  assert.equal(before.holders.filter((row: { label: string }) => row.label.includes('Chủ tịch')).length, 2)
  const stranger = (await (await fetch(`${stage.base}/api/v1/setup`)).json()) as { books: unknown[] }
  assert.deepEqual(stranger.books, [])
})

test('step 2: the paper book stopped at 845', async () => {
  await page.getByLabel(/Số tiếp theo của Sổ đăng ký văn bản đến UBND xã An Bình/).fill('846')
  await page.getByLabel(/Số tiếp theo của Sổ đăng ký văn bản đi: Công văn UBND xã An Bình/).fill('112')
  await page.getByRole('button', { name: 'Lưu số của các sổ' }).click()
  await page.getByRole('heading', { name: 'Chữ ký, dấu và chứng thư' }).waitFor()
})

test('step 3: keys and pictures of the leader and the seal go in; a wrong passphrase and a picture that is none are said', async () => {
  const keys = keyFiles(PASSPHRASE, ['Nguyễn Thị Hạnh', 'UBND xã An Bình'])
  const add = async (label: string, name: string, passphrase: string, picture?: Uint8Array) => {
    await page.locator('select').selectOption({ label })
    await page.locator('input[type="password"]').fill(passphrase)
    await page
      .locator('input[accept^=".p12"]')
      .setInputFiles(file('khoa.p12', 'application/x-pkcs12', keys.get(name)!))
    if (picture)
      await page
        .locator('input[accept^=".png"]')
        .setInputFiles(file('anh.png', 'image/png', Buffer.from(picture)))
    await page.getByRole('button', { name: 'Thêm', exact: true }).click()
  }
  await add('Dấu của UBND xã An Bình', 'UBND xã An Bình', 'sai rồi')
  await page.getByText('Mật khẩu không mở được tệp khóa', { exact: false }).first().waitFor()
  await add('Dấu của UBND xã An Bình', 'UBND xã An Bình', PASSPHRASE, Buffer.from('GIF89a'))
  await page.locator('.banner', { hasText: 'PNG' }).waitFor()
  await add('Dấu của UBND xã An Bình', 'UBND xã An Bình', PASSPHRASE, picture('con dấu'))
  await page.locator('.keys-added li', { hasText: 'Dấu của UBND xã An Bình' }).waitFor()
  const leader = 'Nguyễn Thị Hạnh, Chủ tịch, UBND xã An Bình'
  await add(leader, 'Nguyễn Thị Hạnh', PASSPHRASE, picture('Nguyễn Thị Hạnh'))
  await page.locator('.keys-added li', { hasText: leader }).waitFor()
  await page.getByRole('link', { name: 'Vào hệ thống' }).click()
})

interface Post {
  positionId: string
  agencyName: string
}

async function enter(account: string): Promise<DeskClient> {
  const answer = await fetch(`${stage.base}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-congvan': '1' },
    body: JSON.stringify({ account, password: PASSWORD }),
  })
  assert.equal(answer.status, 200, account)
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0]!
  const me = await DeskClient.withSession(stage.base, cookie, '').query<{ posts: Post[] }>('session.me')
  // Lê Thị Mơ keeps the papers of two agencies; here she sits in the State's.
  const post = me.posts.find((row) => row.agencyName === 'UBND xã An Bình')
  assert.ok(post, account)
  return DeskClient.withSession(stage.base, cookie, post.positionId)
}

test('the administrator logs in with the password and gives the others theirs', async () => {
  // The end of the setup leads straight into Quản trị; the next morning begins at the log-in.
  await page.waitForURL(/quan-tri/)
  await page.request.delete(`${stage.base}/api/v1/session`, { headers: { 'x-congvan': '1' } })
  await page.goto(stage.base)
  await page.locator('input[autocomplete="username"]').fill('quantri')
  await page.locator('input[autocomplete="current-password"]').fill(PASSWORD)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL(
    (url) => !url.pathname.startsWith('/dang-nhap') && !url.pathname.startsWith('/bat-dau'),
  )
  for (const account of ['hanh.nt', 'mo.lt', 'duc.pm']) {
    const set = await page.request.post(`${stage.base}/api/v1/setup/password`, {
      headers: { 'x-congvan': '1' },
      data: { account, password: PASSWORD },
    })
    assert.equal(set.status(), 200, await set.text())
  }
})

test('the first arrival is registered with số 846', async () => {
  const clerk = await enter('mo.lt')
  const id = randomUUID()
  const fields = {
    issuerName: 'UBND huyện',
    number: '77',
    symbol: 'UBND-VP',
    issuedOn: null,
    typeName: 'Công văn',
    subject: 'về việc phòng chống hạn mặn',
    signerName: null,
    signerTitle: null,
    urgency: 0,
    dueOn: null,
    secrecyMark: null,
  }
  await clerk.command('intake.capture', { documentId: id, uploadIds: [], fields, paperOnly: true })
  const proposal = await clerk.query<{ nextNumber: number; bookId: string }>('intake.proposal', {
    documentId: id,
  })
  assert.equal(proposal.nextNumber, 846)
  await clerk.command('intake.register', {
    documentId: id,
    bookId: proposal.bookId,
    fields: { ...fields, issuedOn: '2021-12-01' },
    acceptDuplicate: false,
  })
  const { books } = await clerk.query<{ books: { id: string; direction: string; lastNumber: number }[] }>(
    'registers.books',
  )
  assert.equal(books.find((book) => book.direction === 'incoming')!.lastNumber, 846)
})

test('the first letter is 112 and carries two valid signatures', async () => {
  const [officer, leader, clerk] = [await enter('duc.pm'), await enter('hanh.nt'), await enter('mo.lt')]
  const id = randomUUID()
  // biome-ignore lint/suspicious/noExplicitAny: views are read field by field
  let draft: any = await officer.command('drafting.create', { documentId: id, typeCode: '' })
  assert.deepEqual(draft.content && draft.signers[0].blockLines, ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'])
  const content = {
    ...draft.content,
    subject: 'trả lời việc phòng chống hạn mặn',
    addressees: ['Sở Nông nghiệp'],
    body: 'Ủy ban nhân dân xã An Bình trả lời như sau: đã thực hiện./.',
    signerPositionId: draft.signers[0].positionId,
    mandateId: draft.signers[0].mandateId,
    recipients: [
      { text: '- Như trên;', agencyIds: [], channel: 'post' },
      { text: '- Lưu: VT, KT.', agencyIds: [], channel: 'none' },
    ],
  }
  draft = await officer.command('drafting.save', { documentId: id, version: draft.version, content })
  draft = await officer.command('drafting.submit', { documentId: id, version: draft.version })
  for (let i = 0; i < 8; i++) {
    for (const reviewer of [officer, clerk, leader]) await approveOpen(reviewer, id)
    const queue = await leader.query<{ rows: { documentId: string }[] }>('signing.queue')
    if (queue.rows.some((row) => row.documentId === id)) break
    await new Promise((resolve) => setTimeout(resolve, 700))
  }
  const refused = await leader.action<{ results: { ok: boolean; problem?: { code: string } }[] }>('sign', {
    documentIds: [id],
  })
  assert.equal(refused.results[0]!.problem?.code, 'signing.passphrase-needed')
  const signed = await leader.action<{ results: { ok: boolean; problem?: { vi: string } }[] }>('sign', {
    documentIds: [id],
    passphrase: PASSPHRASE,
  })
  assert.ok(signed.results[0]!.ok, signed.results[0]!.problem?.vi)
  const issued = await clerk.action<{ results: { ok: boolean; problem?: { vi: string } }[] }>('issue', {
    documentIds: [id],
    send: true,
  })
  assert.ok(issued.results[0]!.ok, issued.results[0]!.problem?.vi)
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const view: any = await clerk.query('documents.get', { documentId: id })
  assert.match(JSON.stringify(view), /112\/UBND-KT/)
  const path = join(tmpdir(), `congvan-setup-${process.pid}.pdf`)
  writeFileSync(path, await clerk.file(view.components[0].url))
  const report = execFileSync('pdfsig', [path]).toString()
  assert.equal(report.match(/Signature is Valid/g)?.length, 2, report)
  const pictures = execFileSync('pdfimages', ['-list', path]).toString()
  assert.ok(pictures.split('\n').length >= 4, `the signature and the seal are drawn: ${pictures}`)
})

/** Whoever holds an open check of the draft initials it; whoever does not is refused, which is right. */
async function approveOpen(who: DeskClient, documentId: string): Promise<void> {
  for (const check of ['content', 'format'])
    await who.send('POST', '/api/v1/commands/drafting.initial', {
      commandId: randomUUID(),
      input: { documentId, check },
    })
}

test('no page threw an error', () => assert.deepEqual(errors, []))
