import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { type CliCommand, type CliIo, UsageError } from '../cli.ts'
import { type Parsed, parse, refusing, urlOf } from './data-folder.ts'

const FORM = 'mã cơ quan; đến hoặc đi; loại (trống là công văn); số cuối cùng đã cấp'

export const restore: CliCommand = {
  name: 'restore',
  summary: 'Khôi phục một bản sao lưu vào thư mục dữ liệu mới, kiểm tra từng mã băm',
  usage: `congvan restore BẢN-SAO-LƯU --data DIR-MỚI [--database-url URL] [--keys DIR] [--numbers-given TỆP | --no-numbers-given] [--json]

  --keys DIR            nơi giữ khóa của từng tệp lúc sao lưu; mặc định: khoa-tep cạnh bản sao lưu
  --numbers-given TỆP   các số đã cấp sau khi sao lưu, mỗi dòng: ${FORM}
                        Các số đó được ghi vào sổ là hủy, lý do “Đã cấp sau bản sao lưu”, và không cấp lại.
  --no-numbers-given    chắc chắn không có số nào được cấp sau khi sao lưu
  Không có hai tùy chọn trên thì lệnh hỏi từng dòng.

Khóa ký chỉ mở được khi DIR-MỚI có secrets.json của hệ thống cũ (đặt vào trước), hoặc bản sao lưu có kèm.
Mã thoát: 0 xong · 1 không khôi phục được · 64 sai cách gọi`,
  async run(args, io) {
    const parsed = parse(args, {
      'numbers-given': { type: 'string' },
      keys: { type: 'string' },
      'no-numbers-given': { type: 'boolean' },
    })
    const [folder, ...more] = parsed.positionals
    if (!folder || more.length > 0) throw new UsageError('Cần đúng một bản sao lưu để khôi phục.')
    if (!parsed.values.data) throw new UsageError('Cần --data: thư mục dữ liệu mới.')
    const data = resolve(io.cwd, String(parsed.values.data))
    if (existsSync(data) && readdirSync(data).some((name) => name !== 'secrets.json'))
      throw new UsageError(`${data} không trống. Khôi phục vào một thư mục mới.`)
    return refusing(io, async () => {
      const given = await numbersGiven(parsed, io)
      return run(resolve(io.cwd, folder), data, given, parsed, io)
    })
  },
}

async function run(
  folder: string,
  data: string,
  numbers: string,
  parsed: Parsed,
  io: CliIo,
): Promise<number> {
  const { bringSecrets, cancelGiven, openData, parseGiven, readManifest, restoreBackup } = await import(
    '../../../server/src/platform/backup/index.ts'
  )
  const { createDatabase, poolAs, prepareRoles } = await import(
    '../../../server/src/platform/postgres/database.ts'
  )
  const { migrateJobs } = await import('../../../server/src/platform/jobs.ts')
  const { machineClock } = await import('../../../server/src/kernel/time.ts')
  const given = parseGiven(numbers)
  const manifest = await readManifest(folder)
  await bringSecrets(folder, data, manifest)
  const open = await openData({ data, databaseUrl: urlOf(parsed, io) })
  try {
    await createDatabase(open.address).catch((error: { code?: string }) => {
      if (error.code !== '42501') throw error
    })
    await prepareRoles(open.address)
    const owner = poolAs(open.address, 'owner', 3)
    try {
      await migrateJobs(owner)
      const at = machineClock.now().toString()
      const done = await restoreBackup({
        owner,
        appRole: open.address.app,
        folder,
        manifest,
        data,
        masterKey: open.secrets.masterKey,
        keyBox: parsed.values.keys
          ? resolve(io.cwd, String(parsed.values.keys))
          : resolve(folder, '..', 'khoa-tep'),
        at,
      })
      const cancelled = await cancelGiven(owner, given, at)
      if (parsed.values.json) io.stdout(JSON.stringify({ data, ...done, numbersCancelled: cancelled }))
      else
        io.stdout(
          `Đã khôi phục ${done.tables} bảng, ${done.rows} dòng, ${done.blobs} tệp vào ${data}; mọi mã băm khớp. Kỷ nguyên ${done.epoch}; ${cancelled} số được ghi là đã cấp sau bản sao lưu.`,
        )
      if (done.destroyed > 0)
        io.stderr(
          `${done.destroyed} tệp đã bị hủy sau bản sao lưu này (dấu mật) nên không khôi phục; nội dung của văn bản ấy cũng đã xóa.`,
        )
      if (done.keysLost > 0)
        io.stderr(
          `${done.keysLost} khóa ký không mở được vì thiếu secrets.json của hệ thống cũ; đã cho nghỉ. Nạp lại khóa trước khi ký.`,
        )
      return 0
    } finally {
      await owner.end()
    }
  } finally {
    await open.close()
  }
}

/** What was given after the backup is known only to people: asked in so many words, never guessed. */
async function numbersGiven(parsed: Parsed, io: CliIo): Promise<string> {
  const file = parsed.values['numbers-given']
  if (file) {
    const text = await readFile(resolve(io.cwd, String(file)), 'utf8').catch(() => null)
    if (text === null) throw new UsageError(`Không đọc được ${file}.`)
    return text
  }
  if (parsed.values['no-numbers-given']) return ''
  if (!process.stdin.isTTY)
    throw new UsageError(
      'Cần --numbers-given TỆP hoặc --no-numbers-given khi không có người trả lời ở bàn phím.',
    )
  // Read line by line, not question by question: several lines pasted at once are several answers; Ctrl-D ends the list.
  const ask = createInterface({ input: process.stdin, output: process.stderr, prompt: '> ' })
  const lines: string[] = []
  io.stderr(`Sau khi sao lưu, sổ nào đã cấp thêm số? Mỗi dòng: ${FORM}. Dòng trống là hết.`)
  ask.prompt()
  for await (const line of ask) {
    if (line.trim() === '') break
    lines.push(line.trim())
    ask.prompt()
  }
  ask.close()
  return lines.join('\n')
}
