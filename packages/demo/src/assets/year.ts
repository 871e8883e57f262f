import type { Staff } from '../people/posts.ts'
import { hash32, idSequence } from '../random.ts'
import type { AgencyPlan } from '../territory/agencies.ts'
import type { NetworkIncident, PressAgency, Target, TrainingClass } from './types.ts'

/** One class for the bodies of the province and one in every district: each state agency sent at least two people. */
export const buildTraining = (plans: readonly AgencyPlan[], staff: Staff): TrainingClass[] => {
  const nextId = idSequence('training')
  const organiser = plans.find(({ agency }) => agency.code === 'tt-cntt-tt')?.agency.id ?? ''
  const learners = (list: readonly AgencyPlan[]): TrainingClass['participants'] =>
    list.flatMap(({ agency }) =>
      ['clerk:1', 'office', 'deputy:1']
        .flatMap((key) => {
          const seat = staff.seats.get(`${agency.code}|${key}`)
          return seat ? [{ personId: seat.personId, agencyId: agency.id }] : []
        })
        .slice(0, 2),
    )
  const districts = plans.filter(({ family }) => family === 'districtCommittee')
  const within = (district: AgencyPlan): AgencyPlan[] =>
    plans.filter(
      (plan) =>
        plan === district || (plan.agency.parentId === district.agency.id && plan.agency.kind === 'state'),
    )
  const make = (
    title: string,
    heldOn: string,
    place: string,
    list: readonly AgencyPlan[],
  ): TrainingClass => ({
    id: nextId(title),
    title,
    heldOn,
    place,
    organiserAgencyId: organiser,
    participants: learners(list),
  })
  return [
    make(
      'Sử dụng chữ ký số chuyên dùng trên hệ thống quản lý văn bản (khối sở, ban, ngành)',
      '2021-04-08',
      'Hội trường Sở Thông tin và Truyền thông',
      plans.filter(({ agency }) => agency.levelCode === 1 && agency.kind === 'state'),
    ),
    ...districts.map((district, i) =>
      make(
        `Sử dụng chữ ký số chuyên dùng trên hệ thống quản lý văn bản (${district.agency.shortName.replace('UBND ', '')})`,
        `2021-0${5 + (i % 2)}-${String(11 + (hash32(district.agency.code) % 3)).padStart(2, '0')}`,
        district.agency.shortName,
        within(district),
      ),
    ),
    make(
      'Ký số và kiểm tra chữ ký số cho các cơ quan đảng, đoàn thể',
      '2021-10-14',
      'Văn phòng Tỉnh ủy',
      plans.filter(({ agency }) => agency.levelCode < 3 && agency.kind !== 'state'),
    ),
    make(
      'Ký số trên thiết bị di động (SIM ký số)',
      '2021-12-14',
      'Trực tuyến',
      plans.filter(({ family }) => family === 'department' || family === 'districtCommittee'),
    ),
  ]
}

const target = (
  code: string,
  name: string,
  unit: string,
  planned: number,
  reached: number,
  basis = 'Kế hoạch phát triển ngành thông tin và truyền thông năm 2021',
  higherIsBetter = true,
): Omit<Target, 'ownerAgencyId' | 'year'> => ({ code, name, unit, planned, reached, higherIsBetter, basis })

/** Targets that the provincial Committee gave for 2021; most were met or exceeded, as the report says. */
const TARGETS = [
  target('CT01', 'Tỷ lệ văn bản điện tử trao đổi giữa các cơ quan hành chính nhà nước', '%', 95, 97),
  target(
    'CT02',
    'Cán bộ, công chức cấp tỉnh, cấp huyện có máy tính nối mạng nội bộ và Internet băng rộng',
    '%',
    100,
    100,
  ),
  target('CT03', 'Cán bộ, công chức cấp xã có máy tính nối mạng nội bộ và Internet băng rộng', '%', 78, 78.5),
  target('CT04', 'Cán bộ, công chức cấp xã có thư điện tử công vụ', '%', 95, 96.6),
  target('CT05', 'Dịch vụ công trực tuyến đủ điều kiện đạt mức độ 4', '%', 100, 100),
  target('CT06', 'Cơ quan, đơn vị hành chính có chứng thư số', '%', 100, 100),
  target('CT07', 'Chứng thư số cá nhân đang sử dụng', 'chứng thư', 650, 710),
  target('CT08', 'SIM ký số đã cấp', 'SIM', 120, 138),
  target('CT09', 'Ấp, khu phố có tổ công nghệ số cộng đồng', '%', 80, 92),
  target('CT10', 'Xã, phường, thị trấn có đài truyền thanh hoạt động', '%', 100, 100),
  target('CT11', 'Thuê bao điện thoại trên 100 dân', 'thuê bao', 118, 121),
  target('CT12', 'Thuê bao Internet băng rộng trên 100 dân', 'thuê bao', 72, 78),
  target('CT13', 'Hộ gia đình có Internet cáp quang', '%', 60, 63),
  target('CT14', 'Điểm phục vụ bưu chính hoạt động', 'điểm', 168, 171),
  target('CT15', 'Hệ thống thông tin được phê duyệt cấp độ', '%', 80, 74),
  target('CT16', 'Lượt cán bộ, công chức được bồi dưỡng kỹ năng số', 'lượt', 1200, 1430),
  target('CT17', 'Tỷ lệ hồ sơ nộp trực tuyến', '%', 30, 26),
  target('CT18', 'Sản phẩm OCOP lên sàn thương mại điện tử', 'sản phẩm', 80, 96),
  target('CT19', 'Doanh thu bưu chính, viễn thông tăng so với năm trước', '%', 5, 5.8),
  target('CT20', 'Báo cáo định kỳ thực hiện qua hệ thống thông tin báo cáo', '%', 70, 82),
]

export const buildTargets = (plans: readonly AgencyPlan[]): Target[] => {
  const owner = plans.find(({ agency }) => agency.code === 'so-ttt')?.agency.id ?? ''
  return TARGETS.map((entry) => ({ ...entry, ownerAgencyId: owner, year: 2021 }))
}

export const INCIDENTS: readonly NetworkIncident[] = [
  {
    code: 'SC-01',
    kind: 'viễn thông',
    from: '2021-06-18T14:20:00+07:00',
    to: '2021-06-18T17:05:00+07:00',
    place: 'huyện Thạnh Phú',
    cause: 'Đứt cáp quang do thi công đường',
    repaired: true,
  },
  {
    code: 'SC-02',
    kind: 'viễn thông',
    from: '2021-07-27T21:40:00+07:00',
    to: '2021-07-28T01:15:00+07:00',
    place: 'huyện Ba Tri',
    cause: 'Mất điện trạm thu phát sóng do giông lốc',
    repaired: true,
  },
  {
    code: 'SC-03',
    kind: 'bưu chính',
    from: '2021-07-19T00:00:00+07:00',
    to: '2021-07-21T00:00:00+07:00',
    place: 'thành phố Bến Tre',
    cause: 'Điều chỉnh tuyến thư khi giãn cách xã hội, phát chậm một ngày',
    repaired: true,
  },
  {
    code: 'SC-04',
    kind: 'viễn thông',
    from: '2021-10-23T04:10:00+07:00',
    to: '2021-10-23T06:00:00+07:00',
    place: 'huyện Bình Đại',
    cause: 'Sét đánh hỏng bộ nguồn',
    repaired: true,
  },
  {
    code: 'SC-05',
    kind: 'viễn thông',
    from: '2021-12-11T09:30:00+07:00',
    to: '2021-12-11T10:50:00+07:00',
    place: 'huyện Chợ Lách',
    cause: 'Sà lan va cáp treo qua sông',
    repaired: true,
  },
]

export const PRESS_AGENCIES: readonly PressAgency[] = [
  { code: 'BC-01', name: 'Báo Đồng Khởi', licence: 'GP-MẪU/01', kind: 'báo in', contact: '0900 000 801' },
  {
    code: 'BC-02',
    name: 'Báo Đồng Khởi điện tử',
    licence: 'GP-MẪU/02',
    kind: 'báo điện tử',
    contact: '0900 000 802',
  },
  {
    code: 'BC-03',
    name: 'Đài Phát thanh và Truyền hình tỉnh Bến Tre',
    licence: 'GP-MẪU/03',
    kind: 'phát thanh, truyền hình',
    contact: '0900 000 803',
  },
  {
    code: 'BC-04',
    name: 'Bản tin Thông tin và Truyền thông',
    licence: 'GP-MẪU/04',
    kind: 'bản tin',
    contact: '0900 000 804',
  },
]
