import { addWorkingDays } from '../../calendar.ts'
import { randomFor } from '../../random.ts'
import type { Step, ThemeKey, ThreadSpec, Who } from '../spec.ts'

interface Line {
  readonly by: Who
  readonly type: string
  readonly unit: string
  readonly to: readonly Who[]
  readonly theme: ThemeKey
  readonly subject: string
  readonly signer: string
}

/** "issuer | type | unit | recipients | theme | subject | signer", one letter a line. */
const lines = (table: string): Line[] =>
  table
    .split('\n')
    .filter((row) => row.trim() !== '')
    .map((row) => {
      const [by = '', type = '', unit = '', to = '', theme = '', subject = '', signer = ''] = row
        .split('|')
        .map((cell) => cell.trim())
      return { by, type, unit, to: to.split(','), theme: theme as ThemeKey, subject, signer }
    })

/** Letters of divisions and district Committees to their communes, which fill the communes’ registers. */
const TO_COMMUNES = lines(`
  @division:noi-vu |  |  | @own-communes | cchc | cử cán bộ, công chức tham gia lớp bồi dưỡng kỹ năng hành chính
  @division:noi-vu |  |  | @own-communes | cchc | rà soát số lượng người hoạt động không chuyên trách ở ấp, khu phố
  @division:tckh |  |  | @own-communes | ktxh | đối chiếu, chốt số liệu thu, chi ngân sách năm 2021
  @division:tckh | HD |  | @own-communes | ktxh | Khóa sổ kế toán và quyết toán ngân sách năm 2021
  @division:tnmt |  |  | @own-communes | ntm | ra quân làm vệ sinh môi trường, thu gom rác thải nhựa
  @division:tnmt |  |  | @own-communes | vanphong | thống kê đất đai năm 2021
  @division:ldtbxh |  |  | @own-communes | tet | rà soát hộ nghèo, hộ cận nghèo theo chuẩn mới giai đoạn 2022 - 2025
  @division:ldtbxh |  |  | @own-communes | tet | lập danh sách tặng quà người có công dịp Tết Nhâm Dần
  @division:vhtt |  |  | @own-communes | cds | tăng thời lượng phát thanh về dịch vụ công trực tuyến trên đài truyền thanh
  @division:vhtt |  |  | @own-communes | tet | trang trí, cổ động mừng Đảng, mừng Xuân Nhâm Dần
  @division:nnptnt |  |  | @own-communes | man | lịch đóng, mở cống ngăn mặn tháng 12 năm 2021
  @division:nnptnt |  |  | @own-communes | dua | thả ong ký sinh phòng trừ sâu đầu đen đợt cuối năm
  @division:gddt |  |  | @own-communes | covid | phối hợp bảo đảm an toàn khi học sinh đi học trở lại
  @districts |  | VP | @own-communes | dvc | nâng tỷ lệ hồ sơ nộp trực tuyến tại Bộ phận Một cửa | office
  @districts |  | NC | @own-communes | vanphong | tăng cường tiếp công dân, giải quyết đơn thư tồn đọng | deputy:1
  @districts |  | KT | @own-communes | ktxh | đẩy nhanh tiến độ giải ngân các công trình giao thông nông thôn | deputy:1
  @districts | TB | TH | @own-communes | ktxh | Kết luận của Chủ tịch Ủy ban nhân dân tại hội nghị giao ban với các xã, phường, thị trấn | office
  @districts | GM | VP | @own-communes | ktxh | Dự hội nghị tổng kết tình hình kinh tế - xã hội năm 2021 | office
`)

/** Letters of departments to the districts. */
const TO_DISTRICTS = lines(`
  so-tp |  | PBGDPL | @districts | vanphong | tổng kết công tác phổ biến, giáo dục pháp luật năm 2021 | deputy:1
  so-tp |  | HCTP | @districts | dvc | số hóa sổ hộ tịch, liên thông khai sinh - bảo hiểm y tế | deputy:2
  so-tc |  | QLNS | @districts | ktxh | báo cáo nguồn kinh phí phòng, chống dịch còn lại | deputy:1
  so-ct |  | QLNL | @districts | tet | bảo đảm cung cấp điện dịp cuối năm và Tết Nguyên đán | deputy:1
  so-gtvt |  | QLVT | @districts,cong-an-tinh | tet | bảo đảm an toàn giao thông đường thủy, bến khách ngang sông | deputy:1
  so-xd |  | QHKT | @districts | ntm | lập quy hoạch chung xây dựng xã giai đoạn 2021 - 2025 | deputy:1
  so-tnmt |  | TNN | @districts | man | quản lý khai thác nước dưới đất trong mùa khô | deputy:2
  so-vhttdl |  | QLVHGĐ | @districts | tet | tổ chức các hoạt động văn hóa, thể thao mừng Xuân phù hợp với cấp độ dịch | deputy:1
  so-khcn |  | QLKH | @districts | dua | đề xuất nhiệm vụ khoa học và công nghệ năm 2022 | deputy:1
  so-ldtbxh |  | NCC | @districts | tet | chế độ thăm, tặng quà người có công dịp Tết | deputy:2
  so-nnptnt |  | QLCL | @districts | ntm | kiểm tra an toàn thực phẩm nông, lâm, thủy sản dịp Tết | deputy:3
  so-yt |  | NVD | @districts | covid | quản lý giá thuốc, bộ xét nghiệm nhanh trên địa bàn | deputy:2
  so-nv |  | XDCQ | @districts | cchc | hướng dẫn xét thi đua, khen thưởng năm 2021 | deputy:2
  so-khdt |  | ĐKKD | @districts | ktxh | hỗ trợ hộ kinh doanh chuyển đổi thành doanh nghiệp | deputy:2
  so-gddt |  | MNTH | @division:gddt | covid | kế hoạch dạy học trực tuyến học kỳ II | deputy:2
  bql-kcn |  | QLDN | so-yt,so-ldtbxh,ubnd-huyen-chau-thanh | covid | phương án sản xuất an toàn tại các khu công nghiệp | deputy:1
`)

/** Papers of the provincial Committee by type. */
const PROVINCE = lines(`
  ubnd-tinh | TB | TH | @departments,@districts | ktxh | Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại phiên họp thường kỳ tháng 11 năm 2021 | office
  ubnd-tinh | TB | KGVX | so-yt,@districts | covid | Kết luận của Ban Chỉ đạo phòng, chống dịch COVID-19 tỉnh | office
  ubnd-tinh | TB | KT | so-nnptnt,@districts | man | Kết luận tại cuộc họp về tiến độ các công trình ngăn mặn, trữ ngọt | office
  ubnd-tinh | GM | TH | @departments,@districts | ktxh | Họp Ủy ban nhân dân tỉnh tháng 12 năm 2021 | office
  ubnd-tinh | GM | KGVX | so-yt,cdc,@districts | covid | Họp trực tuyến Ban Chỉ đạo phòng, chống dịch COVID-19 | office
  ubnd-tinh | KH | NC | @departments,@districts | cchc | Bồi dưỡng cán bộ, công chức, viên chức năm 2022 | deputy:3
  ubnd-tinh | KH | KT | so-nnptnt,@districts | ntm | Thực hiện Chương trình Mỗi xã một sản phẩm năm 2022 | deputy:2
  ubnd-tinh | QĐ | TCĐT | so-tc,so-khdt,@districts | ktxh | Về việc điều chỉnh, bổ sung kế hoạch vốn đầu tư công năm 2021 | head
  ubnd-tinh | QĐ | KSTT | vp-ubnd-tinh,@departments | dvc | Về việc công bố danh mục thủ tục hành chính được sửa đổi, bổ sung | head
  ubnd-tinh | QĐ | NC | so-nv,@departments | cchc | Về việc giao biên chế công chức năm 2022 | head
  ubnd-tinh | QĐ | KGVX | so-yt,so-tc | covid | Về việc phân bổ vật tư, thuốc điều trị COVID-19 | head
  ubnd-tinh | BC | KSTT | hdnd-tinh | dvc | Kết quả kiểm soát thủ tục hành chính năm 2021 | deputy:1
`)

/** Mass organisations and the Party’s boards. */
const MASS = lines(`
  tinh-doan | KH |  | @fronts,so-ttt | cds | Thanh niên tình nguyện hướng dẫn dịch vụ công trực tuyến
  hoi-lhpn | KH |  | @fronts | tet | Tết ấm tình thương năm 2022
  hoi-nong-dan |  |  | @fronts,so-nnptnt | dua | vận động hội viên tham gia hợp tác xã dừa
  hoi-ctd |  |  | @fronts | man | hỗ trợ bồn chứa nước cho hộ nghèo mùa hạn mặn
  ldld-tinh | KH |  | @fronts | tet | Chăm lo Tết cho đoàn viên, người lao động
  ban-dan-van-tu | CV |  | @party-districts | dang | Vận động nhân dân trữ nước ngọt, phòng, chống hạn mặn
  @party-districts | CV |  | @own-party-communes | dang | Chuẩn bị hội nghị tổng kết công tác xây dựng Đảng năm 2021
  @party-districts | TB |  | @own-party-communes | dang | Kết luận hội nghị Ban Chấp hành Đảng bộ cuối năm 2021
`)

/** Each line on its own day between the 8th of November and the 16th of December, in the order of chance. */
const steps = (list: readonly Line[], prefix: string): Step[] => {
  const random = randomFor(`exchange:${prefix}`)
  return list.map(
    ({ by, type, to, theme, subject, unit, signer }, i): Step => ({
      key: `${prefix}-${i + 1}`,
      by,
      type,
      to,
      theme,
      subject,
      on: addWorkingDays('2021-11-08', random.int(0, 28)),
      ...(unit ? { unit } : {}),
      ...(signer ? { signer } : {}),
    }),
  )
}

/** Weekly quick reports of the communes of two districts. */
const weekly = (): Step[] =>
  ['2021-12-03', '2021-12-10'].flatMap((on, i): Step[] => [
    {
      key: `nhanh-binh-dai-${i + 1}`,
      by: '@of:binh-dai',
      type: 'BC',
      on,
      share: 0.3,
      to: ['@own-district'],
      theme: 'covid',
      subject: `Nhanh tình hình dịch COVID-19 tuần ${49 + i} năm 2021`,
    },
    {
      key: `nhanh-chau-thanh-${i + 1}`,
      by: '@of:chau-thanh',
      type: 'BC',
      on,
      share: 0.9,
      to: ['@own-district'],
      theme: 'covid',
      subject: `Nhanh tình hình dịch COVID-19 tuần ${49 + i} năm 2021`,
    },
  ])

export const exchangeThreads = (): ThreadSpec[] => [
  {
    key: 'tx-cap-xa',
    title: 'Chỉ đạo, hướng dẫn thường xuyên đối với cấp xã',
    theme: 'vanphong',
    steps: [...steps(TO_COMMUNES, 'xa'), ...weekly()],
  },
  {
    key: 'tx-cap-huyen',
    title: 'Hướng dẫn của các sở, ngành đối với cấp huyện',
    theme: 'vanphong',
    steps: steps(TO_DISTRICTS, 'huyen'),
  },
  {
    key: 'tx-ubnd-tinh',
    title: 'Điều hành của UBND tỉnh tháng 11, 12 năm 2021',
    theme: 'ktxh',
    steps: steps(PROVINCE, 'tinh'),
  },
  {
    key: 'tx-doan-the',
    title: 'Hoạt động của Mặt trận, đoàn thể và các ban Đảng',
    theme: 'tet',
    steps: steps(MASS, 'doan-the'),
  },
]
