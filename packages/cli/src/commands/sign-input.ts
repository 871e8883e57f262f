// What the signing commands share: words of the command line, the font, the network, and writing without half files.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, open, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { FetchTimestamp, Level } from '../../../sign-core/src/index.ts'
import { type CliIo, UsageError } from '../cli.ts'

export const LEVELS: readonly Level[] = ['B-B', 'B-T', 'B-LT', 'B-LTA']

export function readLevel(
  value: string | undefined,
  allowed: readonly Level[],
  option: string,
): Level | undefined {
  if (value === undefined) return undefined
  const level = allowed.find((item) => item === value)
  if (level === undefined) throw new UsageError(`${option} cần một trong: ${allowed.join(', ')}`)
  return level
}

/** Tinos has the metrics of Times New Roman and may be shipped. */
export async function readFont(): Promise<Uint8Array> {
  const path = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
  )
  return new Uint8Array(await readFile(path))
}

const TIMEOUT_MS = 15_000

export function timestampFrom(url: string): FetchTimestamp {
  return async (request) => {
    const answer = await fetch(url, {
      method: 'POST',
      body: Buffer.from(request),
      headers: { 'content-type': 'application/timestamp-query' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  }
}

/** The input is copied by the file system and the tail appended; OUT appears whole or not at all. */
export async function writeAppended(input: string, output: string, tail: Uint8Array): Promise<void> {
  const half = `${output}.${randomUUID()}.part`
  try {
    await copyFile(input, half)
    const handle = await open(half, 'a')
    try {
      await handle.appendFile(tail)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(half, output)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array)
  return hash.digest('hex')
}

/** A clerk's sentence for each reason a signature is not made. */
const REASONS: Readonly<Record<string, string>> = {
  'certificate-expired': 'Chứng thư số đã hết hạn sử dụng',
  'certificate-not-yet-valid': 'Chứng thư số chưa đến ngày có hiệu lực',
  'certificate-wrong-usage': 'Chứng thư số không được cấp để ký văn bản',
  'key-mismatch': 'Khóa bí mật không thuộc chứng thư số này',
  'key-unsupported': 'Loại khóa này chưa được hỗ trợ',
  'wrong-passphrase': 'Mật khẩu không mở được tệp khóa',
  'bad-key-file': 'Tệp khóa không đọc được',
  'bad-signature-value': 'Giá trị chữ ký không khớp với chứng thư số',
  'too-large': 'Tệp hoặc chữ ký quá lớn',
  'field-not-found': 'Không có ô chữ ký hoặc chữ ký cần tìm',
  'field-already-signed': 'Ô chữ ký này đã được ký',
  'field-locked': 'Ô này đã bị khóa bởi một chữ ký trước',
  'changes-forbidden': 'Chữ ký trước không cho phép thêm bất kỳ thay đổi nào',
  'already-signed': 'Văn bản đã được ký',
  'damaged-signed': 'Tệp đã ký bị hỏng cấu trúc, không được ký thêm',
  'encrypted-forbidden': 'Tệp được mã hóa và không cho phép ký',
  'bad-image': 'Ảnh chữ ký hoặc ảnh con dấu không dùng được',
  'bad-font': 'Phông chữ không dùng được',
  'timestamp-failed': 'Dịch vụ dấu thời gian không trả lời đúng',
  'evidence-missing': 'Chưa lấy được đủ trạng thái chứng thư để lưu kèm',
  'not-a-pdf': 'Không phải tệp PDF',
  encrypted: 'Tệp PDF được mã hóa, cần mật khẩu',
  'unsupported-encryption': 'Kiểu mã hóa của tệp PDF chưa được hỗ trợ',
  'not-found': 'Không có trang này',
}

/** The sentence and the exit code: 4 when the input cannot be read, 1 when signing is refused. */
export function explain(error: unknown): { sentence: string; exit: number } | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.name === 'PdfError') {
    const known = REASONS[(error as Error & { code: string }).code]
    return { sentence: `${known ?? 'Tệp PDF bị hỏng'} (${error.message})`, exit: 4 }
  }
  if (error.name !== 'SignError') return undefined
  const code = (error as Error & { code: string }).code
  return { sentence: `${REASONS[code] ?? code} (${error.message})`, exit: 1 }
}

/** Says why, for what the file or the key is at fault; anything else is ours and goes on up. */
export function refusal(error: unknown, path: string, io: CliIo): number {
  const known = explain(error)
  if (known === undefined && !(error instanceof Error && 'syscall' in error)) throw error
  io.stderr(`${path}: ${known?.sentence ?? (error as Error).message}`)
  return known?.exit ?? 4
}
