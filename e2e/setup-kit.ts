// What an office brings to its first day: a filled sheet and key files of its certificate authority.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import writeSheet from 'write-excel-file/node'

const AGENCY_HEAD = [
  'Mã cơ quan',
  'Tên cơ quan',
  'Tên ngắn',
  'Chữ viết tắt',
  'Mã cơ quan cấp trên',
  'Cấp',
  'Khối',
  'Địa danh',
  'Loại có dãy số riêng',
  'Nhiệm kỳ',
]
const PEOPLE_HEAD = [
  'Mã cơ quan',
  'Phòng, ban',
  'Viết tắt phòng, ban',
  'Chức vụ',
  'Vai trò',
  'Họ và tên',
  'Thư điện tử',
  'Tên đăng nhập',
  'Thẩm quyền ký',
]

const AGENCIES = [
  [
    'xa-an-binh',
    'Ủy ban nhân dân xã An Bình',
    'UBND xã An Bình',
    'UBND',
    '',
    'Cấp xã',
    'Nhà nước',
    'An Bình',
    'QĐ, TB',
    '',
  ],
  ['du-an-binh', 'Đảng ủy xã An Bình', '', 'ĐU', '', 'Cấp xã', 'Đảng', 'An Bình', '', '2025-2030'],
]
const PEOPLE = [
  ['xa-an-binh', '', '', 'Chủ tịch', 'Lãnh đạo', 'Nguyễn Thị Hạnh', 'hanh@vidu.gov.vn', 'hanh.nt', 'TM.'],
  ['xa-an-binh', '', '', 'Phó Chủ tịch', 'Phó lãnh đạo', 'Trần Văn Khoa', '', 'khoa.tv', 'KT.'],
  ['xa-an-binh', 'Văn phòng', 'VP', 'Văn thư', 'Văn thư', 'Lê Thị Mơ', '', 'mo.lt', ''],
  ['xa-an-binh', 'Phòng Kinh tế', 'KT', 'Chuyên viên', 'Chuyên viên', 'Phạm Minh Đức', '', 'duc.pm', ''],
  ['du-an-binh', '', '', 'Bí thư', 'Lãnh đạo', 'Võ Thành Công', '', 'cong.vt', 'TM.'],
  ['du-an-binh', '', '', 'Văn thư', 'Văn thư', 'Lê Thị Mơ', '', 'mo.lt', ''],
]

const cells = (rows: string[][]) => rows.map((row) => row.map((value) => ({ value, type: String })))

/** `wrong` spoils three rows: an unknown parent, an unknown role, a person of no agency. */
export async function filledSheet(wrong: boolean): Promise<Buffer> {
  const agencies = AGENCIES.map((row) => [...row])
  const people = PEOPLE.map((row) => [...row])
  if (wrong) {
    agencies[1]![4] = 'khong-co'
    people[3]![4] = 'Chuyên gia'
  }
  const pages = [
    { sheet: 'Cơ quan', data: cells([AGENCY_HEAD, ...agencies]) },
    { sheet: 'Người dùng', data: cells([PEOPLE_HEAD, ...people]) },
  ]
  return Buffer.from(
    (await writeSheet(pages as Parameters<typeof writeSheet>[0]).toBuffer()) as unknown as Uint8Array,
  )
}

/** Key files as an authority hands them out, made by openssl: one for the seal, one for a person. */
export function keyFiles(passphrase: string, names: string[]): Map<string, Buffer> {
  const dir = mkdtempSync(join(tmpdir(), 'congvan-p12-'))
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' })
  try {
    run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-days',
      '900',
      '-utf8',
      '-subj',
      '/CN=CA kiểm thử',
    )
    return new Map(
      names.map((name, i) => {
        run(
          'req',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-keyout',
          `${i}.key`,
          '-out',
          `${i}.csr`,
          '-utf8',
          '-subj',
          `/CN=${name}`,
        )
        run(
          'x509',
          '-req',
          '-in',
          `${i}.csr`,
          '-CA',
          'ca.pem',
          '-CAkey',
          'ca.key',
          '-out',
          `${i}.pem`,
          '-days',
          '800',
        )
        run(
          'pkcs12',
          '-export',
          '-inkey',
          `${i}.key`,
          '-in',
          `${i}.pem`,
          '-certfile',
          'ca.pem',
          '-out',
          `${i}.p12`,
          '-passout',
          `pass:${passphrase}`,
        )
        return [name, readFileSync(join(dir, `${i}.p12`))]
      }),
    )
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
