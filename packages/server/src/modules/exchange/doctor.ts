// What is wrong between us and a peer, and which side must change what. Pure: rows in, sentences out.
import type { PeerRow } from './store/rows.ts'

export interface PeerFinding {
  peerId: string
  state: 'good' | 'warning' | 'wrong'
  /** Who has to act. */
  side: 'ours' | 'theirs' | 'both' | 'nobody'
  vi: string
}

type Rule = [
  match: RegExp,
  side: PeerFinding['side'],
  vi: (name: string, peer: Pick<PeerRow, 'address'>) => string,
]

const RULES: Rule[] = [
  [
    /exchange\.no-peer/,
    'theirs',
    (name) =>
      `${name} chưa biết hệ thống này. Bên kia vào Liên thông → Nơi kết nối, nhập mã kết nối của ta (hoặc ta nhập mã của bên kia).`,
  ],
  [
    /exchange\.peer-revoked/,
    'theirs',
    (name) => `${name} đã ngừng kết nối với hệ thống này. Bên kia phải mở lại, hoặc gửi mã kết nối mới.`,
  ],
  [
    /exchange\.peer-expired/,
    'both',
    (name) => `Khóa liên thông với ${name} đã hết hạn. Một bên lập mã kết nối mới, bên kia nhập mã đó.`,
  ],
  [
    /exchange\.not-for-us/,
    'ours',
    (name, peer) =>
      `Địa chỉ ${peer.address} không phải của ${name}. Ta xin mã kết nối mới có đúng địa chỉ rồi nhập lại.`,
  ],
  [
    /exchange\.(signature|content-digest|signature-input)/,
    'theirs',
    (name) =>
      `${name} đang giữ khóa cũ của ta (ví dụ sau khi ta khôi phục từ bản sao). Bên kia nhập mã kết nối mới của ta.`,
  ],
  [
    /Biên nhận không được ký/,
    'ours',
    (name) => `Ta đang giữ khóa cũ của ${name}. Xin bên kia mã kết nối mới rồi nhập vào đây.`,
  ],
  [
    /ECONNREFUSED|fetch failed|ENOTFOUND|EHOSTUNREACH|Không có ai sau/,
    'theirs',
    (name, peer) =>
      `Không tới được ${name} tại ${peer.address}: hệ thống bên kia đang tắt, hoặc địa chỉ hay tường lửa đã đổi. Bên kia khởi động lại; nếu địa chỉ đổi, gửi ta mã kết nối mới.`,
  ],
  [
    /timeout|aborted/i,
    'theirs',
    (name) => `${name} trả lời quá chậm (hơn 30 giây). Bên kia xem tải máy và đường truyền.`,
  ],
  [
    /^15:|Sai SystemId/,
    'ours',
    (name) =>
      `${name} không nhận mã hệ thống hoặc khóa bí mật của ta. Ta sửa lại trong Nơi kết nối theo giấy cấp của trục.`,
  ],
  [/^19:/, 'ours', (name) => `Cơ quan gửi chưa đăng ký ở ${name}. Ta bấm “Cập nhật danh bạ” để đăng ký lại.`],
  [
    /HTTP 5\d\d/,
    'theirs',
    (name) => `${name} đang lỗi nội bộ. Ta không phải làm gì: gói tin tự gửi lại; báo bên kia nếu kéo dài.`,
  ],
]

export function examinePeer(
  peer: PeerRow,
  facts: { entries: number; alarms: number; today: string },
): PeerFinding[] {
  const found: PeerFinding[] = []
  const add = (state: PeerFinding['state'], side: PeerFinding['side'], vi: string) =>
    found.push({ peerId: peer.id, state, side, vi })
  const until = peer.settings.validUntil
  if (peer.settings.revoked) add('warning', 'ours', `Ta đã ngừng kết nối với ${peer.name}.`)
  else if (until && until < facts.today)
    add('wrong', 'both', `Khóa liên thông với ${peer.name} hết hạn ngày ${until}. Trao mã kết nối mới.`)
  if (facts.alarms > 0)
    add(
      'wrong',
      'theirs',
      `Nhật ký bằng chứng của ${peer.name} không khớp với lần trước: bị sửa hoặc khôi phục từ bản cũ. Bên kia phải giải trình; hai bản nhật ký đã được giữ lại.`,
    )
  if (facts.entries === 0 && peer.kind !== 'loopback')
    add('warning', 'both', `Danh bạ chưa có cơ quan nào ở ${peer.name}. Bấm “Cập nhật danh bạ”.`)
  if (peer.last_error && peer.failures > 0) {
    const rule = RULES.find(([match]) => match.test(peer.last_error!))
    add(
      'wrong',
      rule?.[1] ?? 'both',
      rule?.[2](peer.name, peer) ?? `${peer.name}: ${peer.last_error} (${peer.failures} lần liền).`,
    )
  }
  if (found.length === 0) add('good', 'nobody', `${peer.name}: thông.`)
  return found
}
