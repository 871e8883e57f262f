// The data folder: who holds it, its secrets and its version.
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Secrets {
  /** Password of the application's database role. */
  databaseApp: string
  databaseOwner: string
  /** 32 bytes, base64: seals private keys at rest and signs session cookies. */
  masterKey: string
}

/** A start that cannot go on, in one clear sentence; exit code 1. */
export class StartRefused extends Error {}

const FORMAT = 1

export async function openFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o711 })
    const probe = join(dir, `.probe-${process.pid}`)
    await writeFile(probe, 'x'.repeat(4096))
    await rm(probe)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOSPC')
      throw new StartRefused(`Đĩa đã đầy: không ghi được vào ${dir}. Giải phóng chỗ rồi chạy lại.`)
    if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
      throw new StartRefused(
        `Không ghi được vào thư mục dữ liệu ${dir} (chỉ đọc hoặc thiếu quyền). Chọn thư mục khác bằng --data.`,
      )
    throw new StartRefused(`Không dùng được thư mục dữ liệu ${dir}: ${(error as Error).message}`)
  }
  await checkFormat(dir)
}

function formatOf(text: string): number | null {
  try {
    const { format } = JSON.parse(text) as { format?: unknown }
    return typeof format === 'number' ? format : null
  } catch {
    return null
  }
}

async function checkFormat(dir: string): Promise<void> {
  const path = join(dir, 'format.json')
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) {
    await writeFile(path, `${JSON.stringify({ format: FORMAT })}\n`)
    return
  }
  const format = formatOf(text)
  if (format === null)
    throw new StartRefused(
      `Tệp ${path} bị hỏng nên không biết thư mục thuộc phiên bản nào. Khôi phục từ bản sao lưu, hoặc chọn --data khác.`,
    )
  if (format > FORMAT)
    throw new StartRefused(
      `Thư mục dữ liệu ${dir} thuộc phiên bản mới hơn (${format}). Hãy dùng bản Congvan mới hơn.`,
    )
}

/** One process per folder: the lock holds the pid and is adopted when that process is gone. */
export async function lockFolder(dir: string): Promise<() => Promise<void>> {
  const path = join(dir, 'congvan.pid')
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = await open(path, 'wx', 0o644)
      await file.writeFile(String(process.pid))
      await file.close()
      return () => rm(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const pid = Number(await readFile(path, 'utf8').catch(() => '0'))
      if (pid && pid !== process.pid && (await isCongvan(pid)))
        throw new StartRefused(
          `Thư mục ${dir} đang được một Congvan khác dùng (tiến trình ${pid}). Dừng nó trước, hoặc chọn --data khác.`,
        )
      await rm(path, { force: true })
    }
  }
  throw new StartRefused(`Không khóa được thư mục ${dir}.`)
}

async function isCongvan(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  // A recycled pid of another program must not lock the office out.
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'node')
  return /node|congvan/.test(line)
}

export async function loadSecrets(dir: string): Promise<Secrets> {
  const path = join(dir, 'secrets.json')
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text !== null) return JSON.parse(text) as Secrets
  const secrets: Secrets = {
    databaseApp: randomBytes(24).toString('base64url'),
    databaseOwner: randomBytes(24).toString('base64url'),
    masterKey: randomBytes(32).toString('base64'),
  }
  const temporary = `${path}.${process.pid}`
  await writeFile(temporary, JSON.stringify(secrets), { mode: 0o600 })
  await chmod(temporary, 0o600)
  await rename(temporary, path)
  return secrets
}
