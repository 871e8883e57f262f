// The roots a Vietnamese installation needs, as named places. Certificates are not here: none could be obtained and compared
// with its authority's published fingerprint when this list was written, and a root of unknown origin is worse than none.
import type { TrustPurpose } from './store.ts'

export interface RootSlot {
  readonly id: string
  readonly purpose: TrustPurpose
  readonly holder: { readonly vi: string; readonly en: string }
  /** What depends on it. */
  readonly needed: { readonly vi: string; readonly en: string }
  /** Words that the subject of the right certificate holds, without marks, so that a filled place is recognised. */
  readonly subject: readonly RegExp[]
}

/** Domain notes §1 and §4 (Decree 68/2024 for public service; Decree 23/2025 and the national centre for the public ones). */
export const VIETNAM_ROOTS: readonly RootSlot[] = [
  {
    id: 'chinh-phu',
    purpose: 'cong-vu',
    holder: {
      vi: 'Gốc chứng thực chuyên dùng công vụ – Ban Cơ yếu Chính phủ (Cục Chứng thực số và Bảo mật thông tin)',
      en: 'Root for public service, Government Cipher Committee',
    },
    needed: {
      vi: 'Chữ ký số chuyên dùng công vụ của cán bộ và con dấu số của cơ quan',
      en: 'Signatures of officials and seals of agencies',
    },
    subject: [/chuyen dung chinh phu/, /chuyen dung cong vu/, /ban co yeu/],
  },
  {
    id: 'quoc-gia',
    purpose: 'cong-cong',
    holder: {
      vi: 'Gốc chứng thực điện tử quốc gia – NEAC (mỗi thế hệ một chứng thư)',
      en: 'National root for public certification authorities, NEAC, one certificate a generation',
    },
    needed: {
      vi: 'Chữ ký số công cộng của người dân, doanh nghiệp trên hồ sơ gửi đến',
      en: 'Signatures of citizens and firms on what they send',
    },
    subject: [/national root/, /chung thuc dien tu quoc gia/, /vietnam.*root/],
  },
]

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()

/** The anchors that fill a place: by purpose and by name. Whether each is the right one only its fingerprint says. */
export const fills = (slot: RootSlot, anchor: { purpose: string | null; name: string }): boolean =>
  anchor.purpose === slot.purpose && slot.subject.some((words) => words.test(plain(anchor.name)))
