// ./congvan read: one JSON object a file, one a line.
import { resolve } from 'node:path'
import type { FileReading } from '@congvan/reader/node'
import { type CliCommand, type CliIo, UsageError } from '../cli.ts'

type OcrMode = 'auto' | 'never' | 'always'

interface Options {
  files: string[]
  json: boolean
  ocr: OcrMode
}

const isOcrMode = (value: string | undefined): value is OcrMode =>
  value === 'auto' || value === 'never' || value === 'always'

function parse(args: readonly string[]): Options {
  const options: Options = { files: [], json: false, ocr: 'auto' }
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (arg === '--json') options.json = true
    else if (arg === '--ocr' || arg.startsWith('--ocr=')) {
      const value = arg === '--ocr' ? args[++i] : arg.slice('--ocr='.length)
      if (!isOcrMode(value)) throw new UsageError('--ocr cần một trong: auto, never, always.')
      options.ocr = value
    } else if (arg.startsWith('-') && arg !== '-') throw new UsageError(`Không có tùy chọn ${arg}.`)
    else options.files.push(arg)
  }
  if (options.files.length === 0) throw new UsageError('Cần ít nhất một tệp.')
  return options
}

const LABELS: readonly (readonly [keyof FileReading['fields'], string])[] = [
  ['parentIssuer', 'Cơ quan chủ quản'],
  ['issuer', 'Cơ quan ban hành'],
  ['number', 'Số'],
  ['symbol', 'Ký hiệu'],
  ['place', 'Địa danh'],
  ['issuedOn', 'Ngày ban hành'],
  ['typeName', 'Tên loại'],
  ['subject', 'Trích yếu'],
  ['signingAuthority', 'Quyền hạn ký'],
  ['signerTitle', 'Chức vụ'],
  ['signer', 'Người ký'],
  ['urgency', 'Độ khẩn'],
  ['secrecyMark', 'Độ mật'],
  ['dueOn', 'Hạn trả lời'],
]

function show(reading: FileReading, io: CliIo): void {
  io.stdout(reading.file)
  for (const [name, label] of LABELS) {
    const value = reading.fields[name]
    if (typeof value !== 'string') continue
    const sure = Math.round((reading.confidence[name] ?? 0) * 100)
    io.stdout(`  ${label}: ${value} (${sure} %)`)
  }
  if (reading.fields.recipients.length > 0) io.stdout(`  Nơi nhận: ${reading.fields.recipients.join('; ')}`)
  for (const ref of reading.fields.references) {
    io.stdout(
      `  Văn bản dẫn: ${[ref.typeName, [ref.number, ref.symbol].filter(Boolean).join('/'), ref.issuedOn, ref.issuer].filter(Boolean).join(', ')}`,
    )
  }
}

async function run(args: string[], io: CliIo): Promise<number> {
  const options = parse(args)
  const { certaintyOf, closeReader, readFileFields } = await import('@congvan/reader/node')
  let worst = 0
  try {
    for (const file of options.files) {
      const read = await readFileFields(resolve(io.cwd, file), { ocr: options.ocr, env: io.env })
      const { file: _path, ...rest } = read
      const reading: FileReading = { file, ...rest }
      worst = Math.max(worst, certaintyOf(reading))
      if (options.json) io.stdout(JSON.stringify(reading))
      else show(reading, io)
      for (const warning of reading.warnings) io.stderr(`${file}: ${warning}`)
    }
  } finally {
    await closeReader()
  }
  return worst
}

export const READ: CliCommand = {
  name: 'read',
  summary: 'Đọc các trường của văn bản từ tệp PDF, DOCX, ảnh hoặc chữ',
  usage:
    'congvan read TỆP... [--json] [--ocr auto|never|always]   (0 đọc chắc, 1 đọc còn ngờ, 4 không đọc được)',
  run,
}
