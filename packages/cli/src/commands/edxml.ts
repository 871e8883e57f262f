// `congvan edxml read` and `congvan edxml write`: the edXML package with a disk under it.

import type { ByteSource, PacketSink, PacketSummary, Spool } from '@congvan/edxml'
import { type CliCommand, type CliIo, UsageError } from '../cli.ts'
import { openFileSource, TempFiles } from './edxml-files.ts'

const UNREADABLE = 4
const MIB = 1024 * 1024
const DEFAULT_MAX_MB = 2048

export const edxmlRead: CliCommand = {
  name: 'edxml read',
  summary: 'Đọc gói tin edXML, in nội dung và tách tệp kèm',
  usage: `congvan edxml read FILE... [--json] [--extract DIR] [--max-mb N]

  --json         mỗi tệp một đối tượng JSON, mỗi đối tượng một dòng
  --extract DIR  ghi các tệp kèm vào thư mục DIR, tên đã làm sạch, không ghi đè
  --max-mb N     từ chối gói tin lớn hơn N MiB (mặc định ${DEFAULT_MAX_MB})

Mã thoát: 0 đọc được (kể cả có cảnh báo) · 4 có tệp không đọc được · 64 sai cách gọi`,
  async run(args, io) {
    const options = readArguments(args)
    let code = 0
    const taken = new Set<string>()
    for (const file of options.files) {
      const ok = await readOne(file, options, taken, io)
      if (!ok) code = UNREADABLE
    }
    return code
  },
}

interface ReadOptions {
  files: string[]
  json: boolean
  extract: string | undefined
  maxBytes: number
}

function readArguments(args: string[]): ReadOptions {
  const options: ReadOptions = { files: [], json: false, extract: undefined, maxBytes: DEFAULT_MAX_MB * MIB }
  for (let i = 0; i < args.length; i++) {
    const word = args[i] as string
    if (word === '--json') options.json = true
    else if (word === '--extract') options.extract = valueAfter(args, i++)
    else if (word === '--max-mb') options.maxBytes = positive(valueAfter(args, i++)) * MIB
    else if (word.startsWith('--')) throw new UsageError(`Không có tùy chọn ${word}`)
    else options.files.push(word)
  }
  if (options.files.length === 0) throw new UsageError('Cần ít nhất một tệp gói tin')
  return options
}

function valueAfter(args: string[], at: number): string {
  const value = args[at + 1]
  if (value === undefined || value.startsWith('--')) throw new UsageError(`${args[at]} cần một giá trị`)
  return value
}

function positive(word: string): number {
  const value = Number(word)
  if (!Number.isFinite(value) || value <= 0) throw new UsageError('--max-mb cần một số dương')
  return value
}

async function readOne(file: string, options: ReadOptions, taken: Set<string>, io: CliIo): Promise<boolean> {
  const { readPacket, summarise } = await import('@congvan/edxml')
  const { resolve } = await import('node:path')
  const source = await openFileSource(resolve(io.cwd, file)).catch(() => null)
  if (!source) {
    const error = { code: 'no-file', vi: 'Không mở được tệp', en: 'the file cannot be opened' }
    return refuse(file, error, options.json, io)
  }
  const temp = new TempFiles()
  try {
    const result = await readPacket(source, fileSink(temp), { packetBytes: options.maxBytes })
    if (!result.ok) return refuse(file, result.error, options.json, io)
    const summary = summarise(result.packet, result.repaired, result.warnings)
    if (options.extract) await extract(resolve(io.cwd, options.extract), summary, result.contents, taken)
    if (options.json) io.stdout(JSON.stringify({ file, ok: true, ...summary }))
    else for (const line of describe(file, summary)) io.stdout(line)
    return true
  } finally {
    await source.close()
    await temp.remove()
  }
}

function refuse(file: string, error: { vi: string; line?: number }, json: boolean, io: CliIo): false {
  if (json) io.stdout(JSON.stringify({ file, ok: false, error }))
  io.stderr(`${file}: ${error.vi}${error.line ? ` (dòng ${error.line})` : ''}`)
  return false
}

const KINDS = { new: 'Văn bản mới', recall: 'Thu hồi', update: 'Cập nhật', replace: 'Thay thế' }

function describe(file: string, summary: PacketSummary): string[] {
  const organ = (it: { code: string; name: string }): string =>
    it.name ? `${it.name} (${it.code})` : it.code
  const kind = summary.business ? KINDS[summary.business] : `Trạng thái ${summary.statusCode}`
  const lines = [
    `${file}: ${kind} – ${summary.typeName} ${summary.number}/${summary.symbol} ${summary.issuedOn ?? ''}`.trimEnd(),
    `  Mã văn bản: ${summary.documentId}`,
    `  Từ: ${organ(summary.from)}`,
  ]
  if (summary.to.length > 0) lines.push(`  Đến: ${summary.to.map(organ).join('; ')}`)
  if (summary.subject) lines.push(`  Trích yếu: ${summary.subject}`)
  if (summary.statusText) lines.push(`  Lý do, nội dung: ${summary.statusText}`)
  if (summary.affects.length > 0) lines.push(`  Tác động đến: ${summary.affects.join('; ')}`)
  for (const it of summary.attachments) {
    lines.push(
      `  Tệp: ${it.name} · ${it.mediaType} · ${it.bytes} byte · ${it.sha256}${it.damaged ? ' · HỎNG' : ''}`,
    )
  }
  for (const warning of summary.warnings) lines.push(`  Cảnh báo [${warning.code}] ${warning.vi}`)
  return lines
}

async function extract(
  folder: string,
  summary: PacketSummary,
  contents: readonly (ByteSource | null)[],
  taken: Set<string>,
): Promise<void> {
  const { uniqueFileName } = await import('@congvan/edxml')
  const { mkdir, readdir } = await import('node:fs/promises')
  const { join } = await import('node:path')
  const { copyToFile } = await import('./edxml-files.ts')
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) taken.add(name.toLowerCase())
  for (const [index, attachment] of summary.attachments.entries()) {
    const content = contents[index]
    if (content) await copyToFile(content, join(folder, uniqueFileName(attachment.name, taken)))
  }
}

/** Small attachments stay in memory, large ones go to a temporary file. */
function fileSink(temp: TempFiles): PacketSink {
  return { open: (): Spool => temp.spool() }
}

export const edxmlWrite: CliCommand = {
  name: 'edxml write',
  summary: 'Lập gói tin edXML từ META.json và các tệp kèm',
  usage: `congvan edxml write --meta META.json --attach FILE... --out FILE [--raw]

  --meta META.json  các trường như kết quả của "edxml read --json" (có thể dùng lại chính kết quả ấy):
      kind "document"|"status" · business "new"|"recall"|"update"|"replace" · from {code,name} · to [{code,name}]
      documentId (bỏ trống thì ghép từ mã, ngày, số/ký hiệu) · number · symbol · issuedOn "yyyy-MM-dd" · typeName
      subject · signer · dueOn · urgency 0–4 · responseFor [{organId,code,documentId,issuedOn}]
      affects [mã văn bản bị thu hồi, cập nhật, thay thế] · receiversChanged [{code,added}] · trace [{organId,at}]
      statusCode · statusText (lý do hoặc nội dung)
    thêm, không bắt buộc: reason · place · content · signerCompetence · signerPosition · toPlaces [] · appendixes []
      copies · pages · sphere · typist · steering · paper · typeGroup · typeDetail · staff {department,name,email,mobile}
      replacements [{documentId,organIds}] · documentChanged · at (thời điểm của gói tin trạng thái)
      from và to nhận thêm: inCharge, address, email, telephone, fax, website
  --attach FILE...  tệp kèm theo thứ tự, văn bản chính đứng đầu; tên lấy theo attachments[].name của META nếu có
  --raw             không nén tệp kèm (chỉ khi nơi nhận chấp nhận)

Mã thoát: 0 đã ghi · 4 META hoặc tệp kèm không dùng được · 64 sai cách gọi`,
  async run(args, io) {
    return writeOne(writeArguments(args), io)
  },
}

interface WriteOptions {
  meta: string
  out: string
  attach: string[]
  raw: boolean
}

function writeArguments(args: string[]): WriteOptions {
  const options: WriteOptions = { meta: '', out: '', attach: [], raw: false }
  for (let i = 0; i < args.length; i++) {
    const word = args[i]
    if (word === '--raw') options.raw = true
    else if (word === '--meta') options.meta = valueAfter(args, i++)
    else if (word === '--out') options.out = valueAfter(args, i++)
    else if (word === '--attach') {
      while (args[i + 1] !== undefined && !(args[i + 1] as string).startsWith('--'))
        options.attach.push(args[++i] as string)
    } else throw new UsageError(`Không hiểu ${word}`)
  }
  if (!options.meta || !options.out) throw new UsageError('Cần --meta META.json và --out FILE')
  return options
}

async function writeOne(options: WriteOptions, io: CliIo): Promise<number> {
  const { problemsBeforeSending, packetFromMeta, writePacket, MetaError } = await import('@congvan/edxml')
  const { readFile } = await import('node:fs/promises')
  const { resolve } = await import('node:path')
  const { loadAttachments, writeThenRename } = await import('./edxml-files.ts')
  let meta: unknown
  try {
    meta = JSON.parse(await readFile(resolve(io.cwd, options.meta), 'utf8'))
    const packet = packetFromMeta(meta, new Date().toISOString())
    const problems = problemsBeforeSending(packet)
    if (packet.kind === 'status' && options.attach.length > 0)
      problems.push('Gói tin trạng thái không có tệp kèm')
    for (const problem of problems) io.stderr(problem)
    if (problems.length > 0) return UNREADABLE
    const paths = options.attach.map((path) => resolve(io.cwd, path))
    const { attachments, notes, close } = await loadAttachments(paths, meta, options.raw)
    for (const note of notes) io.stderr(note)
    try {
      const written = await writeThenRename(writePacket(packet, attachments), resolve(io.cwd, options.out))
      io.stdout(JSON.stringify({ file: options.out, ok: true, ...written }))
    } finally {
      await close()
    }
    return 0
  } catch (error) {
    const system = (error as NodeJS.ErrnoException).code
    if (!(error instanceof MetaError) && !(error instanceof SyntaxError) && system === undefined) throw error
    io.stderr(`${options.meta}: ${(error as Error).message}`)
    return UNREADABLE
  }
}
