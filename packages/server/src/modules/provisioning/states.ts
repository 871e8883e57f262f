// The legal life cycle as tables (Decree 68/2024; Decree 130/2018 and Circular 185/2019 in 2021): what is not here cannot happen.
import type { CertificateAct } from '@congvan/contract'

export type CertificateState =
  | 'issued'
  | 'delivered'
  | 'active'
  | 'locked'
  | 'change-pending'
  | 'renewal-pending'
  | 'suspended'
  | 'revocation-pending'
  | 'revoked'
  | 'expired'
  | 'closed'

export const STATE_NAMES: Record<CertificateState, string> = {
  issued: 'Đã cấp, chờ bàn giao',
  delivered: 'Đã bàn giao, chờ kích hoạt',
  active: 'Đang dùng',
  locked: 'Thiết bị bị khóa',
  'change-pending': 'Chờ thay đổi nội dung',
  'renewal-pending': 'Chờ gia hạn',
  suspended: 'Tạm dừng tại chỗ',
  'revocation-pending': 'Chờ thu hồi',
  revoked: 'Đã thu hồi',
  expired: 'Hết hạn',
  closed: 'Đã đóng hồ sơ',
}

/** What an act needs besides itself: the number of a paper, the reason, or words. */
export type Needs = 'paper' | 'reason' | 'note'
export interface Move {
  act: CertificateAct
  from: readonly CertificateState[]
  to: CertificateState
  needs: readonly Needs[]
}

/** Acts of the register. Renewal, change and revocation begin with a request; only the authority decides them. */
export const MOVES: readonly Move[] = [
  { act: 'hand-over', from: ['issued'], to: 'delivered', needs: ['paper'] },
  { act: 'activate', from: ['delivered'], to: 'active', needs: [] },
  // A PIN entered wrong too often; only the authority unlocks (Decree 130/2018 Art 73).
  { act: 'lock', from: ['active'], to: 'locked', needs: [] },
  { act: 'unlock', from: ['locked'], to: 'active', needs: ['paper'] },
  // The authority knows no suspension of public-service certificates: a block of ours, at once.
  { act: 'suspend', from: ['delivered', 'active', 'locked'], to: 'suspended', needs: ['note'] },
  { act: 'resume', from: ['suspended'], to: 'active', needs: ['note'] },
  // From evidence only: the authority's notice with its number.
  {
    act: 'revoked',
    from: ['issued', 'delivered', 'active', 'locked', 'suspended', 'change-pending', 'revocation-pending'],
    to: 'revoked',
    needs: ['paper', 'reason'],
  },
  {
    act: 'expire',
    from: ['issued', 'delivered', 'active', 'locked', 'suspended', 'renewal-pending', 'change-pending'],
    to: 'expired',
    needs: [],
  },
  { act: 'close', from: ['revoked', 'expired'], to: 'closed', needs: ['paper'] },
]

export const moveOf = (act: CertificateAct): Move => MOVES.find((move) => move.act === act) as Move
export const actsFrom = (state: string): CertificateAct[] =>
  MOVES.filter((move) => move.act !== 'expire' && (move.from as readonly string[]).includes(state)).map(
    (move) => move.act,
  )

export type RequestState =
  | 'draft'
  | 'submitted'
  | 'confirmed'
  | 'collated'
  | 'sent'
  | 'returned'
  | 'refused'
  | 'rejected'
  | 'cancelled'
  | 'done'

export const REQUEST_STATE_NAMES: Record<RequestState, string> = {
  draft: 'Đang lập',
  submitted: 'Chờ cơ quan quản lý xác nhận',
  confirmed: 'Đã xác nhận, chờ tổng hợp',
  collated: 'Trong danh sách, chờ gửi',
  sent: 'Đã gửi Cục Chứng thực số',
  returned: 'Yêu cầu bổ sung',
  refused: 'Cơ quan quản lý không xác nhận',
  rejected: 'Cục Chứng thực số từ chối',
  cancelled: 'Đã hủy',
  done: 'Đã có kết quả',
}
export const REQUEST_KIND_NAMES = {
  new: 'Cấp mới',
  renew: 'Gia hạn',
  change: 'Thay đổi nội dung',
  revoke: 'Thu hồi',
  unlock: 'Khôi phục thiết bị',
} as const

/** Which certificate may be asked for what, and where it waits meanwhile. */
export const REQUEST_FROM: Record<
  Exclude<keyof typeof REQUEST_KIND_NAMES, 'new'>,
  { from: readonly CertificateState[]; waits: CertificateState }
> = {
  renew: { from: ['active'], waits: 'renewal-pending' },
  change: { from: ['active'], waits: 'change-pending' },
  revoke: { from: ['issued', 'delivered', 'active', 'locked', 'suspended'], waits: 'revocation-pending' },
  unlock: { from: ['locked'], waits: 'locked' },
}

/** Decree 68/2024 Art 17 (the same list in Circular 08/2016 Art 18). */
export const REVOKE_REASONS: Record<string, { vi: string; holders: readonly string[] | null }> = {
  R1: { vi: 'Chứng thư hết hạn sử dụng', holders: null },
  R2: { vi: 'Khóa bí mật bị lộ hoặc nghi bị lộ', holders: null },
  R3: { vi: 'Thiết bị lưu khóa bị hỏng, thất lạc', holders: null },
  R4: { vi: 'Theo yêu cầu của cơ quan tiến hành tố tụng, cơ quan an ninh', holders: null },
  R5: { vi: 'Theo yêu cầu của cơ quan quản lý trực tiếp', holders: null },
  R6: { vi: 'Vi phạm quy định quản lý, sử dụng thiết bị lưu khóa', holders: null },
  R7: { vi: 'Thay đổi vị trí công tác, thông tin không còn phù hợp', holders: ['person'] },
  R8: { vi: 'Nghỉ hưu, thôi việc, từ trần', holders: ['person'] },
  R9: { vi: 'Giải thể, chia tách, sáp nhập', holders: ['organisation'] },
  R10: { vi: 'Ngừng hoạt động', holders: ['service'] },
}

/** At the request at least 60 days must remain. */
export const RENEWAL_DAYS = 60
/** The authority answers a renewal or a revocation in three working days. */
export const ANSWER_WORKING_DAYS = 3
