import { idSequence } from '../random.ts'
import type { ExternalIssuer } from './types.ts'

const nextId = idSequence('external')
const external = (
  code: string,
  name: string,
  parentName: string | null,
  place: string,
  kind: ExternalIssuer['kind'],
): [string, ExternalIssuer] => [code, { id: nextId(code), name, parentName, place, kind }]

/** Bodies outside the installation whose documents arrive here. */
export const EXTERNAL_ISSUERS: ReadonlyMap<string, ExternalIssuer> = new Map([
  external(
    'dai-kttv',
    'Đài Khí tượng Thủy văn tỉnh Bến Tre',
    'Đài Khí tượng Thủy văn khu vực Nam Bộ',
    'Bến Tre',
    'central',
  ),
  external('bo-y-te', 'Bộ Y tế', null, 'Hà Nội', 'central'),
  external('bo-tttt', 'Bộ Thông tin và Truyền thông', null, 'Hà Nội', 'central'),
  external('vpcp', 'Văn phòng Chính phủ', null, 'Hà Nội', 'central'),
  external('htx-dua', 'Hợp tác xã Nông nghiệp dừa Thạnh Trị', null, 'Thạnh Trị', 'business'),
])
