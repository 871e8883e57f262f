// What lies unfinished on the other desks on the morning of the story.
import type { Step } from '../spec.ts'
import { FOR_THE_CHAIRMAN } from './awaiting-chairman.ts'

const HOUR = 60

const entry = (thread: string, step: Step): { thread: string; step: Step } => ({ thread, step })

const department = (step: Omit<Step, 'by'>): Step => ({ by: 'so-ttt', drafter: 'officer:CNTT:1', ...step })
const commune = (step: Omit<Step, 'by'>): Step => ({ by: 'ubnd-xa-thanh-tri-binh-dai', ...step })
const district = (step: Omit<Step, 'by'>): Step => ({ by: 'ubnd-huyen-binh-dai', ...step })

const OTHERS: readonly { thread: string; step: Step }[] = [
  // Signed on Friday afternoon, to be issued by the Office's clerk; none in the series of công văn, whose next number is 8126.
  entry('tx-ubnd-tinh', {
    key: 'cho-phat-hanh-tb',
    by: 'ubnd-tinh',
    type: 'TB',
    unit: 'TH',
    theme: 'ktxh',
    to: ['@departments'],
    subject: 'Lịch làm việc tuần 51 của Ủy ban nhân dân tỉnh',
    signer: 'office',
    waiting: 'signed',
    minute: 16 * HOUR + 30,
  }),
  entry('tx-ubnd-tinh', {
    key: 'cho-phat-hanh-qd',
    by: 'ubnd-tinh',
    type: 'QĐ',
    unit: 'TCĐT',
    theme: 'ktxh',
    to: ['so-tc', 'so-gtvt'],
    subject: 'Về việc bổ sung kinh phí duy tu đường tỉnh năm 2021',
    signer: 'deputy:2',
    waiting: 'signed',
    minute: 16 * HOUR + 35,
  }),
  // Sở Thông tin và Truyền thông: director 4, deputy director 2, head of unit 2 to review, officer 2 in hand.
  entry(
    'cds-bao-cao-nam',
    department({
      key: 'bao-cao-tong-hop',
      type: 'BC',
      unit: 'CNTT',
      cites: ['yeu-cau'],
      to: ['ubnd-tinh'],
      subject: 'Kết quả ứng dụng công nghệ thông tin, chuyển đổi số tỉnh Bến Tre năm 2021',
      signer: 'head',
      waiting: 'awaiting-signature',
      minute: 15 * HOUR,
    }),
  ),
  entry(
    'cks-sim',
    department({
      key: 'to-trinh-sim',
      type: 'TTr',
      unit: 'CNTT',
      cites: ['ket-qua'],
      to: ['ubnd-tinh'],
      subject: 'Về việc bổ sung kinh phí cấp SIM ký số năm 2022',
      signer: 'head',
      waiting: 'awaiting-signature',
      minute: 15 * HOUR + 10,
    }),
  ),
  entry(
    'ttbc-tet',
    department({
      key: 'ke-hoach-tet',
      type: 'KH',
      unit: 'BCVT',
      drafter: 'officer:BCVT:1',
      cites: ['lien-lac'],
      theme: 'tet',
      to: ['@division:vhtt', 'dai-ptth', 'ubnd-tinh'],
      subject: 'Bảo đảm thông tin liên lạc phục vụ Tết Nguyên đán Nhâm Dần năm 2022',
      signer: 'head',
      waiting: 'awaiting-signature',
      minute: 14 * HOUR,
    }),
  ),
  entry(
    'cds-to-cong-nghe-so',
    department({
      key: 'bao-cao-to',
      type: 'BC',
      unit: 'CNTT',
      cites: ['huong-dan'],
      to: ['ubnd-tinh'],
      subject: 'Kết quả thành lập Tổ công nghệ số cộng đồng trên địa bàn tỉnh',
      signer: 'head',
      waiting: 'awaiting-signature',
      minute: 14 * HOUR + 20,
    }),
  ),
  entry(
    'cks-ra-soat',
    department({
      key: 'ban-giao',
      type: '',
      unit: 'CNTT',
      cites: ['gui-ban-co-yeu'],
      to: ['@departments', '@districts'],
      subject: 'nhận bàn giao thiết bị lưu khóa chứng thư số đợt 4 năm 2021',
      signer: 'deputy:1',
      due: '2021-12-31',
      waiting: 'awaiting-signature',
      minute: 15 * HOUR + 30,
    }),
  ),
  entry(
    'vbdt-gui-nhan',
    department({
      key: 'thong-bao-ket-qua',
      type: 'TB',
      unit: 'CNTT',
      to: ['@departments', '@districts'],
      subject: 'Kết quả gửi, nhận văn bản điện tử quý IV năm 2021',
      signer: 'deputy:1',
      waiting: 'awaiting-signature',
      minute: 15 * HOUR + 40,
    }),
  ),
  entry(
    'cds-ke-hoach-2022',
    department({
      key: 'giai-trinh',
      type: 'BC',
      unit: 'CNTT',
      cites: ['trinh'],
      to: ['ubnd-tinh'],
      subject: 'Giải trình, tiếp thu ý kiến góp ý dự thảo Kế hoạch chuyển đổi số năm 2022',
      signer: 'deputy:1',
      waiting: 'in-review',
      minute: 16 * HOUR,
    }),
  ),
  entry(
    'cds-may-tinh-xa',
    department({
      key: 'phuong-an',
      type: 'TTr',
      unit: 'CNTT',
      to: ['ubnd-tinh'],
      subject: 'Về việc trang bị máy tính cho cán bộ, công chức cấp xã năm 2022',
      signer: 'head',
      waiting: 'in-review',
      minute: 16 * HOUR + 10,
    }),
  ),
  entry(
    'dvc-muc-do-4',
    department({
      key: 'huong-dan-tich-hop',
      type: '',
      unit: 'CNTT',
      to: ['@departments'],
      subject: 'tích hợp dịch vụ công lên Cổng Dịch vụ công quốc gia',
      signer: 'deputy:1',
      due: '2022-01-10',
      waiting: 'draft',
      minute: 16 * HOUR + 15,
    }),
  ),
  entry(
    'cuoi-tuan',
    department({
      key: 'tra-loi-vptu',
      type: '',
      unit: 'CNTT',
      theme: 'cks',
      to: ['vp-tinh-uy'],
      subject: 'cấp chứng thư số cho cán bộ mới bổ nhiệm của các cơ quan đảng',
      signer: 'deputy:1',
      waiting: 'draft',
      minute: 16 * HOUR + 18,
    }),
  ),
  // Thạnh Trị: two for its chairman, one draft of the land officer; the next report number stays 215.
  entry(
    'tet-to-chuc',
    commune({
      key: 'ke-hoach-thanh-tri',
      type: 'KH',
      replies: 'ke-hoach',
      to: ['@own-district'],
      subject: 'Tổ chức Tết Nguyên đán Nhâm Dần năm 2022 trên địa bàn {place}',
      signer: 'head',
      drafter: 'officer:VH-XH:1',
      waiting: 'awaiting-signature',
      minute: 15 * HOUR,
    }),
  ),
  entry(
    'ktxh-du-toan',
    commune({
      key: 'to-trinh-thanh-tri',
      type: 'TTr',
      to: ['@own-district'],
      subject: 'Về việc bổ sung kinh phí đắp đập tạm ngăn mặn, trữ ngọt',
      theme: 'man',
      signer: 'head',
      waiting: 'awaiting-signature',
      minute: 15 * HOUR + 15,
    }),
  ),
  entry(
    'dua-sau-dau-den',
    commune({
      key: 'ke-hoach-ong',
      type: 'KH',
      theme: 'dua',
      to: ['@own-district'],
      subject: 'Thả ong ký sinh phòng trừ sâu đầu đen hại dừa quý I năm 2022',
      signer: 'deputy:1',
      waiting: 'draft',
      minute: 16 * HOUR,
    }),
  ),
  // Bình Đại.
  entry(
    'covid-cap-do',
    district({
      key: 'cong-van-binh-dai',
      type: '',
      unit: 'VX',
      theme: 'covid',
      to: ['@own-communes'],
      subject: 'kiểm tra công tác phòng, chống dịch tại chợ và cơ sở sản xuất',
      signer: 'deputy:2',
      due: '2021-12-28',
      waiting: 'awaiting-signature',
      minute: 16 * HOUR,
    }),
  ),
  entry(
    'ktxh-dau-tu-cong',
    district({
      key: 'bao-cao-binh-dai',
      type: 'BC',
      unit: 'TH',
      to: ['so-khdt'],
      subject: 'Tiến độ giải ngân vốn đầu tư công đến ngày 15/12/2021 của {place}',
      signer: 'head',
      waiting: 'signed',
      minute: 16 * HOUR + 5,
    }),
  ),
  // Văn phòng Tỉnh ủy.
  entry('dang-giao-ban', {
    key: 'cong-van-han-man',
    by: 'vp-tinh-uy',
    type: 'CV',
    theme: 'man',
    to: ['@party-districts', 'ubnd-tinh'],
    subject: 'Theo dõi công tác phòng, chống hạn mặn mùa khô 2021-2022',
    signer: 'head',
    waiting: 'awaiting-signature',
    minute: 16 * HOUR,
  }),
  entry('dang-giao-ban', {
    key: 'thong-bao-12',
    by: 'vp-tinh-uy',
    type: 'TB',
    theme: 'dang',
    to: ['ubnd-tinh', 'mttq-tinh', 'ban-tuyen-giao-tu'],
    subject: 'Kết luận của Thường trực Tỉnh ủy tại cuộc họp giao ban giữa tháng 12',
    signer: 'head',
    waiting: 'signed',
    minute: 16 * HOUR + 10,
  }),
]

export const AWAITING: readonly { thread: string; step: Step }[] = [...FOR_THE_CHAIRMAN, ...OTHERS]
