// "Mặn về, 169 nơi nhận trong một phút" (design/story.md), played with the mouse in a real browser against a fresh demo province.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { CHROMIUM, openStage, type Person, PHONE, type Stage, sitDown } from './harness.ts'

const CLERK_COMMUNE = 'Công chức Văn phòng – Thống kê (kiêm văn thư), UBND xã Thạnh Trị'
const OFFICER = 'Công chức Địa chính – Nông nghiệp, UBND xã Thạnh Trị'
const SUBJECT = 'Chủ động ứng phó xâm nhập mặn'

const strict = process.env.CONGVAN_STRICT === '1'
const skip = CHROMIUM ? false : strict ? false : 'Chromium is not installed (apt-get install chromium)'

let stage: Stage
before(async () => {
  if (!skip) stage = await openStage()
})
after(async () => stage?.close())

/** The file of a document as any person may download it. */
async function downloadFirst(person: Person, path: string): Promise<Buffer> {
  const id = /van-ban\/([0-9a-f-]{36})/.exec(path)![1]!
  const response = await person.page.request.get(`${stage.base}/api/v1/documents/${id}/components/1`, {
    headers: {
      'x-position': await person.page.evaluate(() => sessionStorage.getItem('congvan.position') ?? ''),
    },
  })
  assert.equal(response.status(), 200)
  return response.body()
}

/** Strangers' tools: both signatures valid, the file well-formed. */
async function assertTwoValidSignatures(pdf: Buffer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'congvan-pdf-'))
  const file = join(folder, 'letter.pdf')
  await writeFile(file, pdf)
  const said = execFileSync('pdfsig', [file], { encoding: 'utf8' })
  assert.equal(said.match(/Signature is Valid/g)?.length, 2, said)
  execFileSync('qpdf', ['--check', file])
  await rm(folder, { recursive: true })
}

test('0:00 – the chairman signs twelve documents on the phone with one confirmation', { skip }, async () => {
  const chairman = await sitDown(stage, 'Chủ tịch UBND tỉnh', PHONE)
  const { page } = chairman
  await page.goto(`${stage.base}/cho-ky`)
  await page.getByText(SUBJECT).first().waitFor()
  assert.equal(await page.getByRole('row').count(), 12)
  assert.match((await page.getByRole('row').first().textContent()) ?? '', /HỎA TỐC/)
  await page.getByRole('checkbox', { name: 'Chọn tất cả' }).check()
  await page
    .getByRole('button', { name: /^Ký số/ })
    .first()
    .click()
  await page.getByRole('dialog').getByText('Ký số 12 văn bản').first().waitFor()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Ký số 12/ })
    .click()
  await page
    .getByText(/không có văn bản nào chờ|Không còn văn bản|Chưa có văn bản|Không có văn bản/i)
    .first()
    .waitFor({ timeout: 60_000 })
  assert.deepEqual(chairman.errors, [])
  await chairman.context.close()
})

test('0:35 – the clerk sees number, date and seal beforehand, and issues 8126 to 169 recipients', {
  skip,
}, async () => {
  const clerk = await sitDown(stage, 'Văn thư Văn phòng UBND tỉnh')
  const { page } = clerk
  await page.getByRole('link', { name: /Chờ phát hành/ }).click()
  await page.getByRole('row', { name: new RegExp(SUBJECT) }).click()
  await page.getByText('8126/UBND-KT').first().waitFor()
  await page.getByRole('button', { name: 'Phát hành', exact: true }).last().click()
  await page.getByRole('dialog').getByText('169 nơi nhận').first().waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Phát hành' }).click()
  await page.getByText('Đã đến 169').first().waitFor({ timeout: 30_000 })
  await page.getByRole('link', { name: '8126/UBND-KT' }).first().click()
  await page.waitForURL(/van-ban/)
  await page
    .getByText(/169 nơi nhận/)
    .first()
    .waitFor()
  await assertTwoValidSignatures(await downloadFirst(clerk, page.url()))
  assert.deepEqual(clerk.errors, [])
  await clerk.context.close()
})

test('1:05 – at Thạnh Trị the HỎA TỐC lies on top; Enter takes 1412, Enter submits it', {
  skip,
}, async () => {
  const clerk = await sitDown(stage, CLERK_COMMUNE)
  const { page } = clerk
  await page.getByRole('link', { name: /Tiếp nhận/ }).click()
  await page.getByText('số đến 1412').first().waitFor()
  assert.match((await page.getByRole('row').first().textContent()) ?? '', /HỎA TỐC/)
  await page.keyboard.press('Enter')
  await page.getByText('Đã vào sổ, số đến 1412').first().waitFor()
  await page.keyboard.press('Enter')
  await page
    .getByText(/Đã trình/)
    .first()
    .waitFor()
  assert.deepEqual(clerk.errors, [])
  await clerk.context.close()
})

test('1:50 – the chairman of the commune instructs by chips, on the phone', { skip }, async () => {
  const leader = await sitDown(stage, 'Chủ tịch UBND xã Thạnh Trị', PHONE)
  const { page } = leader
  await page.getByRole('row', { name: new RegExp(SUBJECT) }).click()
  await page.getByRole('button', { name: 'Bút phê' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /Địa chính - Nông nghiệp/ }).click()
  await dialog.getByRole('button', { name: /Triển khai thực hiện, báo cáo kết quả/ }).click()
  await dialog.getByRole('button', { name: /2 ngày/ }).click()
  await dialog.getByRole('button', { name: 'Chuyển xử lý' }).click()
  await page
    .getByText(/Đã bút phê/)
    .first()
    .waitFor()
  assert.deepEqual(leader.errors, [])
  await leader.context.close()
})

test('2:15 – Nam answers: a report that already cites 8126, its missing end repaired, submitted with his initials', {
  skip,
}, async () => {
  const officer = await sitDown(stage, OFFICER)
  const { page } = officer
  await page.getByRole('row', { name: new RegExp(SUBJECT) }).click()
  await page.getByRole('button', { name: /^Trả lời/ }).click()
  await page.getByRole('button', { name: /Báo cáo/ }).click()
  const body = page.getByRole('textbox', { name: 'Nội dung' })
  await body.getByText('8126/UBND-KT').first().waitFor()
  await page.getByRole('button', { name: /^Kính gửi, dòng 1/ }).click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Ủy ban nhân dân huyện Bình Đại')
  await page.keyboard.press('Tab')
  await body.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(
    'Trên địa bàn xã có 312 hộ thiếu nước ngọt sinh hoạt, đề nghị hỗ trợ bồn chứa nước./.',
  )
  await page
    .getByText(/Đã lưu/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: /^Trình/ }).click()
  const dialog = page.getByRole('dialog')
  if (await dialog.count()) await dialog.getByRole('button', { name: /^Trình/ }).click()
  await page
    .getByText(/Đang kiểm tra|Chờ ký|Đã trình/)
    .first()
    .waitFor()
  assert.deepEqual(officer.errors, [])
  await officer.context.close()
})

test('2:55 – the chairman signs, the clerk issues 215/BC-UBND, and 1412 is completed by itself', {
  skip,
}, async () => {
  const leader = await sitDown(stage, 'Chủ tịch UBND xã Thạnh Trị', PHONE)
  await leader.page.goto(`${stage.base}/cho-ky`)
  const row = leader.page.getByRole('row', { name: new RegExp(SUBJECT) })
  await row.getByRole('checkbox').check()
  await leader.page
    .getByRole('button', { name: /^Ký số/ })
    .first()
    .click()
  await leader.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Ký số/ })
    .click()
  await row.waitFor({ state: 'detached', timeout: 30_000 })
  await leader.context.close()

  const clerk = await sitDown(stage, CLERK_COMMUNE)
  const { page } = clerk
  await page.getByRole('link', { name: /Chờ phát hành/ }).click()
  await page.getByRole('row', { name: new RegExp(SUBJECT) }).click()
  await page.getByText('215/BC-UBND').first().waitFor()
  await page.getByRole('button', { name: 'Phát hành', exact: true }).last().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Phát hành' }).click()
  await page.getByText('Đã đến 1', { exact: false }).first().waitFor({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Lưu vào hồ sơ…' }).first().click()
  const filing = page.getByRole('dialog')
  await filing.getByRole('combobox').fill('hạn mặn')
  await filing.getByRole('option', { name: /01\.ĐC-NN/ }).click()
  await filing.getByRole('button', { name: 'Lưu vào hồ sơ', exact: true }).click()
  await page.getByText('Đã lưu vào 01.ĐC-NN').first().waitFor()
  await page.getByRole('link', { name: '215/BC-UBND' }).first().click()
  await page.waitForURL(/van-ban/)
  await page
    .getByText(/1 nơi nhận/)
    .first()
    .waitFor()
  await assertTwoValidSignatures(await downloadFirst(clerk, page.url()))
  await page.getByRole('tab', { name: /Liên quan/ }).click()
  await page.getByText('8126/UBND-KT').first().waitFor()

  // 3:20 – the district registers it; the commune sees it without a reload.
  const district = await sitDown(stage, 'Văn thư UBND huyện Bình Đại')
  await district.page.getByRole('link', { name: /Tiếp nhận/ }).click()
  await district.page.getByRole('row', { name: /215\/BC-UBND/ }).click()
  await district.page
    .getByRole('button', { name: /^Vào sổ/ })
    .last()
    .click()
  await district.page
    .getByText(/Đã vào sổ/)
    .first()
    .waitFor()
  await page
    .getByText(/1 đã tiếp nhận/)
    .first()
    .waitFor({ timeout: 5_000 })
  await district.context.close()
  assert.deepEqual(clerk.errors, [])
  await clerk.context.close()
})

test('3:45 – the Party office finds 8126 but not the commune’s report', { skip }, async () => {
  const party = await sitDown(stage, 'Văn thư Văn phòng Tỉnh ủy')
  const { page } = party
  await page.getByRole('link', { name: /^Tiếp nhận/ }).click()
  await page.getByText(new RegExp(SUBJECT)).first().waitFor()
  await page.goto(`${stage.base}/van-ban`)
  await page.waitForTimeout(500)
  const found = await page.evaluate(async () => {
    const headers = { 'x-position': sessionStorage.getItem('congvan.position') ?? '' }
    const list = async (q: string) =>
      (await (await fetch(`/api/v1/queries/documents.list?q=${encodeURIComponent(q)}`, { headers })).json())
        .rows.length
    return { letter: await list('8126/UBND-KT'), report: await list('215/BC-UBND xam nhap man') }
  })
  assert.equal(found.letter, 1)
  assert.equal(found.report, 0)
  await party.context.close()
})

test('4:05 – the chairman asks where 8126 is and reminds those who have not accepted it', {
  skip,
}, async () => {
  const chairman = await sitDown(stage, 'Chủ tịch UBND tỉnh')
  const { page } = chairman
  await page.goto(`${stage.base}/van-ban`)
  await page.getByRole('row', { name: /8126\/UBND-KT/ }).click()
  await page
    .getByText(/169 nơi nhận/)
    .first()
    .waitFor()
  await page
    .getByRole('button', { name: /^Nhắc \d+ nơi chưa tiếp nhận/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  if (await dialog.count()) await dialog.getByRole('button', { name: /Nhắc/ }).click()
  await page
    .getByText(/Đã nhắc/)
    .first()
    .waitFor()
  // What he holds in his hand proves the way to anyone, without this system.
  await page.getByRole('tab', { name: 'Thông tin' }).click()
  const [proof] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tải bằng chứng' }).click(),
  ])
  assert.equal(proof.suggestedFilename(), 'bang-chung-8126-UBND-KT.zip')
  assert.deepEqual(chairman.errors, [])
  await chairman.context.close()
})

test('pdfsig and qpdf, the strangers’ judges, are here', { skip: strict ? false : skip }, () => {
  assert.ok(existsSync('/usr/bin/pdfsig') && existsSync('/usr/bin/qpdf'))
})
