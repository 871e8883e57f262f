// The tour of docs/journeys/network.md, played with the mouse on three installations and the axis between them.
import { after, before, test } from 'node:test'
import { CHROMIUM } from './harness.ts'
import {
  at,
  instruct,
  issue,
  type Network,
  openNetwork,
  signAll,
  startLetter,
  takeIn,
  writeLetter,
} from './network-kit.ts'

const strict = process.env.CONGVAN_STRICT === '1'
const missing = CHROMIUM || strict ? false : 'Chromium is not installed (apt-get install chromium)'
// Eight desks at three places, two minutes: with the long tests.
const skip = process.env.SOAK || process.env.CONGVAN_NETWORK_PORT ? missing : 'npm run soak network'
const DIRECTIVE = 'Rà soát chế độ báo cáo định kỳ'
const ORDER = 'Báo cáo kết quả rà soát chế độ báo cáo'

let network: Network
before(async () => {
  if (!skip) network = await openNetwork()
})
after(async () => network?.close())

test('a directive goes down, the report comes up, the Centre follows every status and recalls', {
  skip,
}, async () => {
  const { centre, province } = network
  await at(centre, 'Chánh Văn phòng – Lê Minh Chánh', async (person) => {
    await startLetter(person, centre, /Công văn/)
    await writeLetter(person, {
      subject: DIRECTIVE,
      to: 'Ủy ban nhân dân tỉnh Bến Tre',
      body: 'Đề nghị chỉ đạo rà soát chế độ báo cáo định kỳ./.',
    })
  })
  await at(centre, 'Chủ tịch – Trần Văn Thuận', (person) => signAll(person, centre, DIRECTIVE))
  await at(centre, 'Văn thư – Phạm Thị Hân', (person) => issue(person, centre, DIRECTIVE))

  await at(province, 'Văn thư – Phạm Thị Hân', (person) => takeIn(person, province, DIRECTIVE))
  await at(province, 'Chánh Văn phòng – Lê Minh Chánh', (person) =>
    instruct(person, DIRECTIVE, /^Đề xuất phân phối/, /^Phòng Kinh tế/, 'Đề xuất'),
  )
  await at(province, 'Chủ tịch – Trần Văn Thuận', (person) =>
    instruct(person, DIRECTIVE, /^Bút phê/, /^Phòng Kinh tế/, 'Chuyển xử lý'),
  )
  await at(province, 'Văn thư – Phạm Thị Hân', async ({ page }) => {
    await page
      .getByRole('row', { name: new RegExp(DIRECTIVE) })
      .first()
      .click()
    await page.getByRole('button', { name: /^Chuyển giao/ }).click()
    await page
      .getByText(/Đã chuyển giao/)
      .first()
      .waitFor()
  })
})

test('the province asks its commune, whose report comes back with two signatures', { skip }, async () => {
  const { province, commune } = network
  await at(province, 'Chánh Văn phòng – Lê Minh Chánh', async (person) => {
    await startLetter(person, province, /Công văn/)
    await writeLetter(person, {
      subject: ORDER,
      to: 'Ủy ban nhân dân xã Thạnh Phong',
      body: 'Yêu cầu báo cáo kết quả rà soát trước ngày 25 tháng 12 năm 2021./.',
    })
  })
  await at(province, 'Chủ tịch – Trần Văn Thuận', (person) => signAll(person, province, ORDER))
  await at(province, 'Văn thư – Phạm Thị Hân', (person) => issue(person, province, ORDER))

  await at(commune, 'Văn thư – Trương Thị Năm', (person) => takeIn(person, commune, ORDER))
  await at(commune, 'Chủ tịch – Lý Văn Dũng', (person) =>
    instruct(person, ORDER, /^Bút phê/, /^Đ\/c Nam/, 'Chuyển xử lý'),
  )
  await at(commune, 'Chuyên viên – Hồ Hoài Nam', async (person) => {
    await person.page
      .getByRole('row', { name: new RegExp(ORDER) })
      .first()
      .click()
    await person.page.getByRole('button', { name: /^Trả lời/ }).click()
    await person.page.getByRole('button', { name: /Báo cáo/ }).click()
    await writeLetter(person, { body: 'Xã đã rà soát 12 chế độ báo cáo, đề nghị bỏ 3 chế độ./.' })
  })
  await at(commune, 'Chủ tịch – Lý Văn Dũng', (person) => signAll(person, commune, ORDER))
  await at(commune, 'Văn thư – Trương Thị Năm', (person) => issue(person, commune, ORDER))

  await at(province, 'Văn thư – Phạm Thị Hân', async ({ page }) => {
    await page.goto(`${province.base}/tiep-nhan`)
    await page
      .getByRole('row', { name: /UBND xã Thạnh Phong|xã Thạnh Phong/ })
      .first()
      .click({ timeout: 30_000 })
    await page.getByText('Lý Văn Dũng').first().waitFor()
  })
})

test('the province has done it: the Centre sees 01 to 06, then recalls, and the copy is frozen', {
  skip,
}, async () => {
  const { centre, province } = network
  await at(province, 'Trưởng phòng – Võ Văn Trưởng', async ({ page }) => {
    await page
      .getByRole('row', { name: new RegExp(DIRECTIVE) })
      .first()
      .click()
    await page
      .getByRole('button', { name: /^Hoàn thành/ })
      .first()
      .click()
    await page
      .getByRole('button', { name: /^Hoàn thành/ })
      .last()
      .click()
    await page
      .getByText(/Đã hoàn thành/)
      .first()
      .waitFor()
  })
  await at(centre, 'Văn thư – Phạm Thị Hân', async ({ page }) => {
    await page.goto(`${centre.base}/lien-thong`)
    await page
      .getByRole('button', { name: new RegExp(DIRECTIVE) })
      .first()
      .click()
    const way = page.getByRole('region', { name: 'Hành trình của văn bản' })
    for (const step of ['01 Đã đến', '03 Đã tiếp nhận', '04 Phân công', '06 Hoàn thành'])
      await way.locator('li.is-reached', { hasText: step }).waitFor({ timeout: 60_000 })
    await page.goto(`${centre.base}/van-ban`)
    await page
      .getByRole('row', { name: new RegExp(DIRECTIVE) })
      .first()
      .click()
    await page
      .getByText(/1 đã tiếp nhận/)
      .first()
      .waitFor({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Việc khác' }).click()
    await page
      .getByRole('button', { name: /^Thu hồi văn bản/ })
      .or(page.getByRole('menuitem', { name: /^Thu hồi văn bản/ }))
      .first()
      .click()
    await page.getByRole('textbox', { name: 'Lý do' }).fill('Ban hành chưa đúng thẩm quyền')
    await page.getByRole('button', { name: 'Thu hồi văn bản' }).last().click()
    await page
      .getByText(/Đã thu hồi văn bản/)
      .first()
      .waitFor()
  })
  await at(province, 'Văn thư – Phạm Thị Hân', async ({ page }) => {
    await page.goto(`${province.base}/van-ban`)
    await page
      .getByRole('row', { name: new RegExp(DIRECTIVE) })
      .first()
      .click()
    await page
      .getByText(/nơi gửi thu hồi văn bản|Đã bị thu hồi|Đã thu hồi/)
      .first()
      .waitFor({ timeout: 30_000 })
  })
})
