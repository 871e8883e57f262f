// Made once for each released version: a small office as that version wrote it, kept in fixtures/data-vX and opened by every later one.
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filledSheet } from '../e2e/setup-kit.ts'
import { openInstallation } from '../packages/server/src/compose.ts'
import { newId } from '../packages/server/src/kernel/id.ts'
import { actorForPerson } from '../packages/server/src/modules/identity/index.ts'
import {
  importSheet,
  neededToken,
  requireAdministrator,
  setAdministrator,
  setNextNumbers,
  setupState,
} from '../packages/server/src/modules/setup/index.ts'
import { openData, writeBackup } from '../packages/server/src/platform/backup/index.ts'
import { poolAs } from '../packages/server/src/platform/postgres/database.ts'

const ROOT = join(import.meta.dirname, '..')
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
const target = join(ROOT, 'fixtures', `data-v${version}`)
if (existsSync(target))
  throw new Error(`${target} stands already; a released version's fixture is never made again`)

const data = await mkdtemp(join(tmpdir(), 'congvan-fixture-'))
const open = await openData({ data, databaseUrl: null })
const installation = await openInstallation({
  data,
  database: open.address,
  masterKey: open.secrets.masterKey,
  workers: false,
})
const { services } = installation
try {
  const token = (await neededToken(services))!
  const session = await setAdministrator(services, undefined, token, {
    account: 'quantri',
    name: 'Đỗ Quản Trị',
    password: 'một câu chỉ để thử',
  })
  const administrator = await requireAdministrator(services, session)
  await importSheet(services, administrator, await filledSheet(false), false)
  const { books } = await setupState(services, session)
  const arrivals = books.find(
    (book) => book.direction === 'incoming' && book.agencyName === 'UBND xã An Bình',
  )!
  await setNextNumbers(services, administrator, [{ bookId: arrivals.id, nextNumber: 846 }])
  const clerk = await services.runner.system((tx) =>
    tx.one<{ person_id: string }>(`select person_id from identity.account where login = 'mo.lt'`),
  )
  const { posts } = await actorForPerson(services, clerk!.person_id)
  const post = posts.find((row) => row.agencyName === 'UBND xã An Bình')!
  const actor = await actorForPerson(services, clerk!.person_id, post.positionId)
  const documentId = newId()
  const fields = {
    issuerName: 'Sở Nội vụ',
    number: '77',
    symbol: 'SNV-VP',
    issuedOn: '2021-12-01',
    typeName: 'Công văn',
    subject: 'về việc thử mở dữ liệu cũ',
    signerName: null,
    signerTitle: null,
    urgency: 0,
    dueOn: null,
    secrecyMark: null,
  }
  await services.runner.commandByName('intake.capture', actor, newId(), {
    documentId,
    uploadIds: [],
    fields,
    paperOnly: true,
  })
  const proposal = (await services.runner.queryByName('intake.proposal', actor, { documentId })) as {
    bookId: string
  }
  await services.runner.commandByName('intake.register', actor, newId(), {
    documentId,
    bookId: proposal.bookId,
    fields,
    acceptDuplicate: false,
  })
  await services.blobs.put(Buffer.from('một tệp của bản cũ'))
  const owner = poolAs(open.address, 'owner', 2)
  await writeBackup({
    owner,
    data,
    target,
    masterKey: open.secrets.masterKey,
    withSecrets: false,
    createdAt: services.clock.now().toString(),
    product: version,
  })
  await owner.end()
} finally {
  await installation.close()
  await open.close()
  await rm(data, { recursive: true, force: true })
}
