// The Party's bodies and the mass organisations of the province level (from memory, as in the notes).
import { type BodyData, body } from './province-bodies.ts'

const ban = (code: string, name: string, abbreviation: string, weight: number, units: string): BodyData =>
  body(code, `${name} Tỉnh ủy`, `${name} Tỉnh ủy`, abbreviation, 'partyBoard', 'tinh-uy', weight, units, name)

export const PARTY_BODIES: readonly BodyData[] = [
  body('tinh-uy', 'Tỉnh ủy Bến Tre', 'Tỉnh ủy', 'TU', 'party', null, 6, 'Thường trực Tỉnh ủy=TTTU'),
  ban(
    'vp-tinh-uy',
    'Văn phòng',
    'VPTU',
    44,
    'Phòng Tổng hợp=TH; Phòng Cơ yếu - Công nghệ thông tin=CYCNTT; Phòng Tài chính Đảng=TCĐ; Phòng Hành chính - Lưu trữ=HCLT',
  ),
  ban(
    'ban-to-chuc-tu',
    'Ban Tổ chức',
    'BTCTU',
    32,
    'Phòng Tổ chức cán bộ=TCCB; Phòng Tổ chức đảng, đảng viên=TCĐĐV; Phòng Bảo vệ chính trị nội bộ=BVCTNB',
  ),
  ban(
    'ubkt-tu',
    'Ủy ban Kiểm tra',
    'UBKTTU',
    30,
    'Phòng Nghiệp vụ I=NVI; Phòng Nghiệp vụ II=NVII; Phòng Tổng hợp=TH',
  ),
  ban(
    'ban-tuyen-giao-tu',
    'Ban Tuyên giáo',
    'BTGTU',
    30,
    'Phòng Tuyên truyền - Báo chí - Xuất bản=TTBCXB; Phòng Lý luận chính trị - Lịch sử Đảng=LLCT; Phòng Khoa giáo - Văn hóa=KGVH',
  ),
  ban(
    'ban-dan-van-tu',
    'Ban Dân vận',
    'BDVTU',
    22,
    'Phòng Đoàn thể và các hội=ĐTH; Phòng Dân vận các cơ quan nhà nước=DVCQNN',
  ),
  ban(
    'ban-noi-chinh-tu',
    'Ban Nội chính',
    'BNCTU',
    22,
    'Phòng Nghiệp vụ=NV; Phòng Theo dõi phòng, chống tham nhũng=PCTN',
  ),
  body(
    'dang-uy-khoi',
    'Đảng ủy Khối các cơ quan - doanh nghiệp tỉnh',
    'Đảng ủy Khối CCQ-DN tỉnh',
    'ĐUK',
    'party',
    'tinh-uy',
    28,
    'Văn phòng=VP; Ban Tổ chức=BTC; Ban Tuyên giáo=BTG',
    'Đảng ủy Khối các cơ quan - doanh nghiệp',
  ),
  body(
    'truong-chinh-tri',
    'Trường Chính trị tỉnh Bến Tre',
    'Trường Chính trị',
    'TCT',
    'partyBoard',
    'tinh-uy',
    34,
    'Phòng Tổ chức, Hành chính, Thông tin, Tư liệu=TCHC; Phòng Quản lý đào tạo và nghiên cứu khoa học=QLĐT; Khoa Lý luận cơ sở=LLCS',
    'Trường Chính trị tỉnh',
  ),
  body(
    'bao-dong-khoi',
    'Báo Đồng Khởi',
    'Báo Đồng Khởi',
    'BĐK',
    'partyBoard',
    'tinh-uy',
    30,
    'Phòng Thư ký - Xuất bản=TKXB; Phòng Phóng viên=PV; Phòng Hành chính - Trị sự=HCTS',
  ),
]

const hoi = (code: string, name: string, short: string, abbreviation: string, weight: number): BodyData =>
  body(
    code,
    name,
    short,
    abbreviation,
    'mass',
    null,
    weight,
    'Văn phòng=VP; Ban Phong trào=PT; Ban Tổ chức - Kiểm tra=TCKT',
  )

export const MASS_BODIES: readonly BodyData[] = [
  hoi('mttq-tinh', 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bến Tre', 'Ủy ban MTTQ Việt Nam tỉnh', 'MTTQ', 24),
  hoi('ldld-tinh', 'Liên đoàn Lao động tỉnh Bến Tre', 'Liên đoàn Lao động tỉnh', 'LĐLĐ', 28),
  hoi('hoi-nong-dan', 'Hội Nông dân tỉnh Bến Tre', 'Hội Nông dân tỉnh', 'HND', 22),
  hoi('hoi-lhpn', 'Hội Liên hiệp Phụ nữ tỉnh Bến Tre', 'Hội LHPN tỉnh', 'HPN', 22),
  hoi('tinh-doan', 'Tỉnh đoàn Bến Tre', 'Tỉnh đoàn', 'TĐTN', 24),
  hoi('hoi-ccb', 'Hội Cựu chiến binh tỉnh Bến Tre', 'Hội Cựu chiến binh tỉnh', 'CCB', 16),
  hoi('hoi-ctd', 'Hội Chữ thập đỏ tỉnh Bến Tre', 'Hội Chữ thập đỏ tỉnh', 'CTĐ', 14),
  hoi('lien-minh-htx', 'Liên minh Hợp tác xã tỉnh Bến Tre', 'Liên minh HTX tỉnh', 'LMHTX', 16),
  hoi(
    'lien-hiep-hoi',
    'Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Bến Tre',
    'Liên hiệp các Hội KH&KT tỉnh',
    'LHH',
    10,
  ),
]
