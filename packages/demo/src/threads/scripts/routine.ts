import { addDays, addWorkingDays, isWorkingDay } from '../../calendar.ts'
import { randomFor } from '../../random.ts'
import type { Day } from '../../types.ts'
import type { Step, ThemeKey, ThreadSpec, Who } from '../spec.ts'

interface Matter {
  readonly unit: string
  readonly to: Who
  readonly theme: ThemeKey
  readonly subject: string
}

const matter = (unit: string, to: Who, theme: ThemeKey, subject: string): Matter => ({
  unit,
  to,
  theme,
  subject,
})

/** What the provincial Office writes every day: requests of citizens and bodies sent on to who must act. */
const DAILY: readonly Matter[] = [
  matter('NC', 'so-tnmt', 'vanphong', 'giải quyết đơn kiến nghị về đất đai của công dân xã {commune}'),
  matter('NC', 'thanh-tra-tinh', 'vanphong', 'xác minh nội dung khiếu nại của công dân xã {commune}'),
  matter('KT', 'so-nnptnt', 'man', 'xử lý sạt lở bờ sông tại xã {commune}'),
  matter('KT', 'so-nnptnt', 'man', 'nâng cấp cống ngăn mặn tại xã {commune}'),
  matter('KT', 'so-ct', 'dua', 'đề nghị đầu tư cơ sở chế biến dừa tại xã {commune}'),
  matter('KT', 'lien-minh-htx', 'dua', 'hỗ trợ thành lập hợp tác xã dừa hữu cơ tại xã {commune}'),
  matter('TCĐT', 'so-khdt', 'ktxh', 'điều chỉnh chủ trương đầu tư đường liên xã {commune}'),
  matter('TCĐT', 'so-tc', 'ktxh', 'bổ sung kinh phí sửa chữa trụ sở Ủy ban nhân dân xã {commune}'),
  matter('TCĐT', 'so-gtvt', 'ktxh', 'sửa chữa cầu giao thông nông thôn tại xã {commune}'),
  matter('TCĐT', 'so-xd', 'ktxh', 'thẩm định quy hoạch chi tiết trung tâm xã {commune}'),
  matter('KGVX', 'so-yt', 'covid', 'bổ sung vật tư y tế cho trạm y tế xã {commune}'),
  matter('KGVX', 'so-yt', 'covid', 'kéo dài thời gian hoạt động của trạm y tế lưu động xã {commune}'),
  matter('KGVX', 'so-gddt', 'vanphong', 'sửa chữa phòng học Trường Tiểu học {commune}'),
  matter('KGVX', 'so-ldtbxh', 'tet', 'hỗ trợ nhà ở cho người có công xã {commune}'),
  matter('KGVX', 'so-vhttdl', 'ntm', 'xây dựng nhà văn hóa xã {commune}'),
  matter('KGVX', 'so-ttt', 'cds', 'phủ sóng di động, Internet tại ấp vùng sâu xã {commune}'),
  matter('KGVX', 'so-ttt', 'cks', 'cấp chứng thư số cho Ủy ban nhân dân xã {commune}'),
  matter('KGVX', 'so-ttt', 'cds', 'xây dựng đài truyền thanh không dây tại xã {commune}'),
  matter('KGVX', 'so-ttt', 'cds', 'lắp đặt điểm truy cập Internet công cộng tại xã {commune}'),
  matter('KGVX', 'so-ttt', 'cks', 'thu hồi thiết bị lưu khóa của cán bộ nghỉ hưu tại xã {commune}'),
  matter('KGVX', 'so-ttt', 'cds', 'hỗ trợ đưa nông sản xã {commune} lên sàn thương mại điện tử'),
  matter('TH', 'so-ttt', 'cds', 'cấp phép bản tin nội bộ của Đảng ủy, Ủy ban nhân dân xã {commune}'),
  matter('KGVX', 'so-ttt', 'cds', 'xử lý trạm thu phát sóng gần khu dân cư xã {commune}'),
  matter('KGVX', 'so-khcn', 'dua', 'đăng ký chỉ dẫn địa lý cho sản phẩm dừa xã {commune}'),
  matter('KSTT', 'so-tp', 'dvc', 'trả lời phản ánh về thủ tục hộ tịch tại xã {commune}'),
  matter('KSTT', 'so-tnmt', 'dvc', 'giải quyết hồ sơ đất đai trễ hạn tại xã {commune}'),
  matter('NC', 'so-nv', 'cchc', 'bố trí cán bộ không chuyên trách tại xã {commune}'),
  matter('TH', '@districts', 'ktxh', 'báo cáo tiến độ thực hiện kết luận của Chủ tịch Ủy ban nhân dân tỉnh'),
  matter('KT', 'bql-da-nn', 'man', 'đẩy nhanh tiến độ hồ chứa nước ngọt tại xã {commune}'),
  matter('KT', 'so-nnptnt', 'ntm', 'bổ sung vốn Chương trình nông thôn mới cho xã {commune}'),
]

const workingDays = (from: Day, to: Day): Day[] => {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) days.push(day)
  return days
}

/** A heavy desk: some thirty letters on each of the last working days, so that the register turns pages. */
const dailyLetters = (): Step[] => {
  const random = randomFor('routine:ubnd-tinh')
  return workingDays('2021-12-01', '2021-12-17').flatMap((day) =>
    Array.from({ length: random.int(27, 32) }, (_, i): Step => {
      const { unit, to, theme, subject } = random.pick(DAILY)
      return {
        key: `cv-${day}-${i + 1}`,
        by: 'ubnd-tinh',
        due: addWorkingDays(day, random.int(7, 15)),
        type: '',
        unit,
        on: day,
        to: [to],
        theme,
        subject,
        signer: random.pick(['office', 'office', 'deputy:1', 'deputy:2', 'deputy:3']),
      }
    }),
  )
}

interface History {
  readonly type: string
  readonly unit: string
  readonly theme: ThemeKey
  readonly to: readonly Who[]
  readonly subject: string
}

/** What Sở TT&TT issued through the year: it ran the system first, so its typed series begin at 01. */
const HISTORY: readonly History[] = [
  {
    type: 'BC',
    unit: 'KHTC',
    theme: 'cds',
    to: ['ubnd-tinh'],
    subject: 'Kết quả công tác thông tin và truyền thông tháng {month} năm 2021',
  },
  {
    type: 'BC',
    unit: 'CNTT',
    theme: 'cks',
    to: ['ubnd-tinh'],
    subject: 'Tình hình gửi, nhận văn bản điện tử tháng {month} năm 2021',
  },
  {
    type: 'TB',
    unit: 'VP',
    theme: 'cds',
    to: ['tt-cntt-tt'],
    subject: 'Kết luận của Giám đốc Sở tại cuộc họp giao ban tháng {month} năm 2021',
  },
  {
    type: 'KH',
    unit: 'CNTT',
    theme: 'cds',
    to: ['tt-cntt-tt', '@division:vhtt'],
    subject: 'Hỗ trợ chuyển đổi số cho cấp xã tháng {month} năm 2021',
  },
  {
    type: 'TTr',
    unit: 'KHTC',
    theme: 'cds',
    to: ['ubnd-tinh'],
    subject: 'Về việc phê duyệt kinh phí ứng dụng công nghệ thông tin đợt {month} năm 2021',
  },
  {
    type: 'QĐ',
    unit: 'VP',
    theme: 'cks',
    to: ['tt-cntt-tt'],
    subject: 'Về việc giao quản lý thiết bị lưu khóa chứng thư số đợt {month} năm 2021',
  },
]

const historySteps = (): Step[] => {
  const random = randomFor('routine:so-ttt')
  return Array.from({ length: 11 }, (_, i) => i + 1).flatMap((month) =>
    HISTORY.map((entry, j): Step => {
      const days = workingDays(
        `2021-${String(month).padStart(2, '0')}-05`,
        `2021-${String(month).padStart(2, '0')}-27`,
      )
      return {
        key: `${entry.type.toLowerCase()}-${month}-${j + 1}`,
        by: 'so-ttt',
        type: entry.type,
        unit: entry.unit,
        theme: entry.theme,
        on: random.pick(days),
        to: entry.to,
        subject: entry.subject.replace('{month}', String(month)),
        signer: random.pick(['head', 'deputy:1', 'deputy:2']),
      }
    }),
  )
}

const OWN: readonly Matter[] = [
  matter('CNTT', '@division:vhtt', 'cds', 'hướng dẫn kỹ thuật phần mềm quản lý văn bản và điều hành'),
  matter('CNTT', 'tt-cntt-tt', 'cks', 'cấp tài khoản, phân quyền cho cán bộ mới được bổ nhiệm'),
  matter('CNTT', 'tt-cntt-tt', 'cds', 'khắc phục cảnh báo mất an toàn thông tin'),
  matter('BCVT', 'dai-ptth', 'cds', 'phối hợp kiểm tra đài truyền thanh không dây cấp xã'),
  matter('TTBCXB', 'bao-dong-khoi', 'covid', 'cung cấp thông tin cho báo chí về tiêm vắc-xin'),
  matter('TTBCXB', 'dai-ptth', 'man', 'tuyên truyền trữ nước ngọt phòng, chống hạn mặn'),
  matter('KHTC', 'so-tc', 'cds', 'dự toán kinh phí chuyển đổi số năm 2022'),
  matter('VP', 'so-nv', 'cchc', 'đăng ký nhu cầu đào tạo, bồi dưỡng năm 2022'),
]

const departmentLetters = (): Step[] => {
  const random = randomFor('routine:so-ttt:cv')
  return workingDays('2021-12-01', '2021-12-17').flatMap((day) =>
    Array.from({ length: random.int(2, 4) }, (_, i): Step => {
      const { unit, to, theme, subject } = random.pick(OWN)
      return {
        key: `cv-${day}-${i + 1}`,
        by: 'so-ttt',
        type: '',
        unit,
        on: day,
        to: [to],
        theme,
        subject,
        signer: random.pick(['office', 'deputy:1', 'deputy:2', 'deputy:3']),
      }
    }),
  )
}

export const DAILY_THREAD = 'vp-thuong-xuyen'

export const routineThreads = (): ThreadSpec[] => [
  {
    key: DAILY_THREAD,
    title: 'Giải quyết kiến nghị thường xuyên của Văn phòng UBND tỉnh',
    theme: 'vanphong',
    steps: dailyLetters(),
  },
  {
    key: 'stttt-trong-nam',
    title: 'Hoạt động trong năm của Sở Thông tin và Truyền thông',
    theme: 'cds',
    steps: [...historySteps(), ...departmentLetters()],
  },
]
