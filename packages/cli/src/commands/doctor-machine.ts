import { spawnSync } from 'node:child_process'
import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from './doctor-database.ts'

export function checkMachine(): Finding[] {
  const major = Number(process.versions.node.split('.')[0])
  const year = Number(new Date().toISOString().slice(0, 4))
  const tools = [
    ['soffice', 'LibreOffice', 'DOCX không chuyển được thành PDF ở đây'],
    ['tesseract', 'Tesseract', 'không đọc chữ trên bản quét'],
    ['pdftoppm', 'pdftoppm (poppler)', 'không dựng ảnh trang để đọc bản quét'],
  ] as const
  return [
    {
      code: 'node',
      state: major >= 24 ? 'good' : 'wrong',
      vi: `Node ${process.versions.node}${major >= 24 ? '' : ': cần từ 24 trở lên'}`,
    },
    {
      code: 'clock',
      state: year >= 2026 ? 'good' : 'wrong',
      vi: `Đồng hồ máy: ${new Date().toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' })} giờ Việt Nam${year >= 2026 ? '' : ', sai: chỉnh lại trước khi cấp số'}`,
    },
    ...tools.map(([command, name, without]): Finding => {
      const there = spawnSync('which', [command]).status === 0
      return {
        code: `tool-${command}`,
        state: there ? 'good' : 'warning',
        vi: there ? `Có ${name}` : `Không có ${name}: ${without}`,
      }
    }),
  ]
}

export async function checkFolder(data: string): Promise<Finding[]> {
  const mode = async (path: string) => ((await stat(path).catch(() => null))?.mode ?? 0) & 0o777
  const secrets = await mode(join(data, 'secrets.json'))
  const folder = await mode(data)
  const disk = await statfs(data)
  const free = (disk.bavail * disk.bsize) / 1e9
  const findings: Finding[] = [
    {
      code: 'folder',
      state: (folder & 0o022) === 0 ? 'good' : 'wrong',
      vi: `Thư mục dữ liệu ${data} quyền ${folder.toString(8)}${(folder & 0o022) === 0 ? '' : ': người khác ghi được; chạy chmod go-w'}`,
    },
    {
      code: 'secrets',
      state: (secrets & 0o077) === 0 ? 'good' : 'wrong',
      vi: `secrets.json quyền ${secrets.toString(8)}${(secrets & 0o077) === 0 ? '' : ': người khác đọc được; chạy chmod 600'}`,
    },
    {
      code: 'disk',
      state: free >= 5 ? 'good' : free >= 1 ? 'warning' : 'wrong',
      vi: `Đĩa còn ${free.toFixed(1)} GB${free >= 5 ? '' : ': sắp đầy, thêm đĩa hoặc dọn bớt'}`,
    },
  ]
  return findings
}
