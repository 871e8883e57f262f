import type { CliCommand, CliIo } from '../cli.ts'
import { dataOf, existing, parse, REFUSED, refusing, urlOf } from './data-folder.ts'
import { checkDatabase, type Finding } from './doctor-database.ts'
import { checkFolder, checkMachine } from './doctor-machine.ts'
import { checkPeers } from './doctor-peers.ts'

const MARKS = { good: '✓', warning: '!', wrong: '✗' } as const

export const doctor: CliCommand = {
  name: 'doctor',
  summary: 'Khám một hệ thống: máy, thư mục, cơ sở dữ liệu, tường ngăn, tệp, dãy số, các nơi liên thông',
  usage: `congvan doctor [--data DIR] [--database-url URL] [--json]

Mỗi dòng một điều: ✓ tốt, ! nên biết, ✗ sai. Chỉ đọc, không sửa gì; chạy được cả khi hệ thống đang chạy.
Mã thoát: 0 không có gì sai · 1 có điều sai · 64 sai cách gọi`,
  async run(args, io) {
    const parsed = parse(args, {})
    const data = existing(dataOf(parsed, io))
    return refusing(io, async () => {
      let wrong = 0
      const say = (finding: Finding) => {
        if (finding.state === 'wrong') wrong++
        io.stdout(parsed.values.json ? JSON.stringify(finding) : `${MARKS[finding.state]} ${finding.vi}`)
      }
      for (const finding of [...checkMachine(), ...(await checkFolder(data))]) say(finding)
      await withDatabase(data, urlOf(parsed, io), say, io)
      return wrong > 0 ? REFUSED : 0
    })
  },
}

async function withDatabase(
  data: string,
  databaseUrl: string | null,
  say: (finding: Finding) => void,
  io: CliIo,
): Promise<void> {
  const { openData } = await import('../../../server/src/platform/backup/index.ts')
  const { poolAs } = await import('../../../server/src/platform/postgres/database.ts')
  const open = await openData({ data, databaseUrl })
  if (!open.joined) io.stderr('Hệ thống đang dừng: tự mở cơ sở dữ liệu để khám rồi đóng lại.')
  const owner = poolAs(open.address, 'owner', 2)
  try {
    for (const finding of await checkDatabase(owner, open.address.app, data)) say(finding)
    // Tables of exchange are there once its migrations ran; before that the line above says what is missing.
    const { rows } = await owner.query(`select to_regclass('exchange.peer') is not null as any`)
    if (rows[0]?.any) for (const finding of await checkPeers(owner)) say(finding)
  } finally {
    await owner.end()
    await open.close()
  }
}
