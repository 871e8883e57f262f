// Thư mục quét: each file taken once, none lost, what cannot be read set aside with its reason.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fiveSentences, refused } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'
import { machineClock } from '../../kernel/time.ts'
import { sweepScanFolder } from './scan-folder.ts'
import { openScanDoors } from './store/scans.ts'

let province: Province
let clerk: Desk
let officer: Desk
let folder: string
before(async () => {
  province = await Province.start()
  ;({ clerk, officer } = await province.desks({ clerk: 'văn thư tỉnh', officer: 'chuyên viên' }))
  await clerk.does('intake.set-scan-folder', { open: true })
  folder = (await clerk.asks('intake.doors', {})).folder.path
  await mkdir(folder, { recursive: true })
})
after(() => province[Symbol.asyncDispose]())

const now = () => machineClock.now().epochMilliseconds
const sweep = (later = 60_000) =>
  sweepScanFolder(province.services, clerk.agencyId, folder, { nowMs: now() + later })
let counter = 0
const text = (words = `Bản quét ${++counter} ${newId()}`) =>
  Buffer.from(`\x89PNG\r\n\x1a\n${words}`, 'latin1')
const put = (name: string, bytes: Buffer = text()) => writeFile(join(folder, name), bytes)
const arrivals = async (filename: string) =>
  province.rows<{ document_id: string; sha256: string }>(
    'select document_id, sha256 from documents.component where agency_id = $1 and filename = $2',
    [clerk.agencyId, filename],
  )
const rest = async () => (await readdir(folder, { recursive: true })).filter((name) => !name.endsWith('.txt'))

describe('Mở, đóng thư mục quét', () => {
  let at: Desk
  before(async () => {
    at = await province.desk('văn thư xã')
  })
  fiveSentences({
    command: 'intake.set-scan-folder',
    province: () => province,
    ready: async () => ({ open: (await at.asks('intake.doors', {})).folder?.open !== true }),
    right: () => at,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => ({ open: (await at.asks('intake.doors', {})).folder?.open === true }),
    stateCode: 'intake.scan-unchanged',
    after: async ({ open }) => assert.equal((await at.asks('intake.doors', {})).folder.open, open),
  })
  test('the watcher learns the names of open folders and nothing else', async () => {
    const doors = await province.runner.system(openScanDoors)
    assert.ok(doors.some((door) => door.agency_id === clerk.agencyId))
    for (const door of doors) assert.deepEqual(Object.keys(door).sort(), ['agency_id', 'folder'])
  })
})

test('a file at rest becomes one arrival with its very bytes, and leaves the folder', async () => {
  const bytes = text()
  await put('to-1.png', bytes)
  assert.equal(await sweep(0), 0, 'the scanner may still be writing')
  assert.equal(await sweep(), 1)
  const [file] = await arrivals('to-1.png')
  assert.deepEqual(await province.services.blobs.get(file!.sha256), bytes)
  assert.deepEqual((await rest()).sort(), ['.dang-nhan', 'chua-nhan-duoc'])
  assert.equal(await sweep(), 0)
  const queue = (await clerk.asks('intake.queue', {})).rows.map((row: { id: string }) => row.id)
  assert.ok(queue.includes(file!.document_id))
})

test('cut after any step, the next look goes on: one arrival, no file left', async () => {
  for (const step of ['claimed', 'spooled', 'captured']) {
    const name = `cut-${step}.png`
    await put(name)
    const id = newId()
    const claimed = join(folder, '.dang-nhan', `${id}~${name}`)
    await rename(join(folder, name), claimed)
    if (step !== 'claimed') {
      const bytes = await readFile(claimed)
      await sweep()
      // the rename back stands for the removal that the cut prevented
      await writeFile(claimed, bytes)
      if (step === 'spooled') await writeFile(claimed, bytes)
    }
    await sweep()
    await sweep()
    assert.equal((await arrivals(name)).length, 1, step)
    assert.ok(!existsSync(claimed), step)
  }
})

test('what cannot be opened waits a while, then lies aside with a sentence; the clerk sees it and clears it', async () => {
  await put('hong.pdf', Buffer.from('không phải PDF'))
  await put('trong.pdf', Buffer.alloc(0))
  assert.equal(await sweepScanFolder(province.services, clerk.agencyId, folder, { nowMs: now() + 5000 }), 0)
  assert.ok(existsSync(join(folder, 'hong.pdf')), 'it may still be growing')
  await sweep(120_000)
  assert.ok(existsSync(join(folder, 'chua-nhan-duoc', 'hong.pdf')))
  assert.match(await readFile(join(folder, 'chua-nhan-duoc', 'hong.pdf.ly-do.txt'), 'utf8'), /không phải PDF/)
  const { setAside } = await clerk.asks('intake.doors', {})
  assert.deepEqual(setAside.map((row: { filename: string }) => row.filename).sort(), [
    'hong.pdf',
    'trong.pdf',
  ])
  for (const { fileId } of setAside) await clerk.does('intake.clear-set-aside', { fileId })
  assert.deepEqual((await clerk.asks('intake.doors', {})).setAside, [])
  assert.ok(existsSync(join(folder, 'chua-nhan-duoc', 'hong.pdf')), 'nothing is thrown away')
})

test('two scans of one name both come in; links and folders are left alone', async () => {
  await put('scan.png')
  await sweep()
  await put('scan.png')
  await symlink('/etc/passwd', join(folder, 'passwd.png'))
  await mkdir(join(folder, 'thu-muc'), { recursive: true })
  await sweep()
  assert.equal((await arrivals('scan.png')).length, 2)
  assert.equal((await arrivals('passwd.png')).length, 0)
})

test('a file that grew while it was read is taken again as a whole', async () => {
  const whole = text()
  await put('dai.png', whole.subarray(0, 12))
  const put2 = province.services.spool.put
  province.services.spool.put = async (id, bytes) => {
    await put2(id, bytes)
    province.services.spool.put = put2
    const [claim] = (await readdir(join(folder, '.dang-nhan'))).filter((name) => name.endsWith('dai.png'))
    await writeFile(join(folder, '.dang-nhan', claim!), whole)
    await utimes(join(folder, '.dang-nhan', claim!), 1, 1)
  }
  assert.equal(await sweep(), 0)
  assert.equal(await sweep(), 1)
  const files = await arrivals('dai.png')
  assert.equal(files.length, 1)
  assert.deepEqual(await province.services.blobs.get(files[0]!.sha256), whole)
})

describe('Đã xem tệp chưa nhận được', () => {
  const aside = async () => {
    const name = `hong-${++counter}.pdf`
    await put(name, Buffer.from('x'))
    await sweep(120_000)
    const { setAside } = await clerk.asks('intake.doors', {})
    return { fileId: setAside.find((row: { filename: string }) => row.filename === name).fileId as string }
  }
  fiveSentences({
    command: 'intake.clear-set-aside',
    province: () => province,
    ready: aside,
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => ({ fileId: newId() }),
    stateCode: 'intake.not-set-aside',
    after: async ({ fileId }) => {
      const { setAside } = await clerk.asks('intake.doors', {})
      assert.ok(!setAside.some((row: { fileId: string }) => row.fileId === fileId))
    },
  })
})

test('nobody gives the system’s own commands by hand', async () => {
  for (const name of ['intake.hold', 'intake.take-in', 'intake.set-aside'])
    await refused(
      clerk.does(
        name,
        name === 'intake.take-in'
          ? {
              documentId: newId(),
              uploadIds: [],
              fields: province.arrival().all(),
              paperOnly: true,
            }
          : { fileId: newId(), filename: 'x', reason: 'x' },
      ),
      'intake.system-only',
    )
})
