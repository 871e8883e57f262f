// The other types, Party notice and annexes.
import type { Block, Letter } from '../letter.ts'
import { decision, officialLetter } from './samples.ts'

const STTTT = { parentName: 'ỦY BAN NHÂN DÂN TỈNH BẾN TRE', name: 'SỞ THÔNG TIN VÀ TRUYỀN THÔNG' }

/** Facts all typed letters of the department share. */
function fromDepartment(
  typeCode: string,
  subject: string,
  body: readonly Block[],
  change: Partial<Letter> = {},
): Letter {
  return {
    regime: 'nd30',
    typeCode,
    issuer: STTTT,
    number: null,
    symbol: `${typeCode}-STTTT`,
    place: 'Bến Tre',
    date: null,
    year: 2021,
    subject,
    addressees: [],
    body,
    signatureBlock: { lines: ['GIÁM ĐỐC'], name: 'Đặng Hoàng Phúc' },
    recipients: ['UBND tỉnh (để b/c)', 'Ban Giám đốc', 'Các phòng, đơn vị thuộc Sở', 'Lưu: VT, CNTT'],
    ...change,
  }
}

export function notice(change: Partial<Letter> = {}): Letter {
  return fromDepartment(
    'TB',
    'Kết luận của Giám đốc Sở tại cuộc họp về triển khai chuyển đổi số năm 2022',
    [
      {
        kind: 'paragraph',
        text: 'Ngày 17 tháng 12 năm 2021, Giám đốc Sở chủ trì cuộc họp về triển khai nhiệm vụ chuyển đổi số năm 2022. Sau khi nghe ý kiến các phòng, Giám đốc Sở kết luận như sau:',
      },
      {
        kind: 'clause',
        label: '1.',
        text: 'Phòng Công nghệ thông tin hoàn thiện kế hoạch, trình trước ngày 24 tháng 12 năm 2021.',
      },
      {
        kind: 'clause',
        label: '2.',
        text: 'Văn phòng Sở tổng hợp số liệu chứng thư số đã cấp: 381 chứng thư của tổ chức, 710 chứng thư của cá nhân.',
      },
      { kind: 'paragraph', text: 'Thông báo đến các phòng, đơn vị biết, thực hiện./.' },
    ],
    change,
  )
}

export function plan(change: Partial<Letter> = {}): Letter {
  return fromDepartment(
    'KH',
    'Chuyển đổi số của Sở Thông tin và Truyền thông năm 2022',
    [
      {
        kind: 'legal-basis',
        lines: [
          'Căn cứ Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ phê duyệt Chương trình Chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030',
        ],
      },
      { kind: 'heading', level: 1, text: 'I. Mục đích, yêu cầu' },
      { kind: 'heading', level: 2, text: '1. Mục đích' },
      {
        kind: 'paragraph',
        text: 'Cụ thể hóa các nhiệm vụ chuyển đổi số của tỉnh, nâng cao hiệu quả hoạt động của Sở.',
      },
      { kind: 'heading', level: 2, text: '2. Yêu cầu' },
      { kind: 'point', label: 'a)', text: 'Rõ người, rõ việc, rõ thời hạn hoàn thành.' },
      { kind: 'dash', text: 'Mỗi nhiệm vụ có một phòng chủ trì.' },
      { kind: 'heading', level: 1, text: 'II. Nhiệm vụ' },
      {
        kind: 'table',
        columns: [
          { title: 'STT', width: 0.6, align: 'center' },
          { title: 'Nhiệm vụ', width: 4 },
          { title: 'Chủ trì', width: 1.6 },
          { title: 'Thời hạn', width: 1.4, align: 'center' },
        ],
        rows: [
          ['1', 'Kết nối hệ thống quản lý văn bản và điều hành bốn cấp', 'Phòng CNTT', 'Quý I/2022'],
          ['2', 'Cấp chứng thư số cho cán bộ cấp xã', 'Trung tâm CNTT', 'Quý II/2022'],
          ['3', 'Đưa dịch vụ công đủ điều kiện lên mức độ 4', 'Phòng CNTT', 'Quý III/2022'],
          ['', 'Cộng: 3 nhiệm vụ', '', ''],
        ],
        boldRows: [3],
        caption: 'Bảng phân công nhiệm vụ',
      },
      { kind: 'heading', level: 1, text: 'III. Tổ chức thực hiện' },
      {
        kind: 'paragraph',
        text: 'Các phòng, đơn vị thuộc Sở căn cứ Kế hoạch này tổ chức thực hiện; khó khăn, vướng mắc phản ánh về Phòng Công nghệ thông tin để tổng hợp, báo cáo Giám đốc Sở xem xét, quyết định./.',
      },
    ],
    change,
  )
}

export function report(change: Partial<Letter> = {}): Letter {
  return fromDepartment(
    'BC',
    'Tình hình xâm nhập mặn và số hộ thiếu nước ngọt trên địa bàn xã',
    [
      {
        kind: 'paragraph',
        text: 'Thực hiện Công văn số 8126/UBND-KT ngày 20 tháng 12 năm 2021 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân xã báo cáo như sau:',
      },
      {
        kind: 'clause',
        label: '1.',
        text: 'Toàn xã có 312 hộ thiếu nước ngọt, tập trung ở ấp Thạnh Lễ và ấp Thạnh Bình.',
      },
      { kind: 'paragraph', text: 'Ủy ban nhân dân xã kính báo cáo./.' },
    ],
    {
      issuer: { name: 'ỦY BAN NHÂN DÂN XÃ THẠNH TRỊ' },
      symbol: 'BC-UBND',
      place: 'Thạnh Trị',
      addressees: ['Ủy ban nhân dân huyện Bình Đại'],
      signatureBlock: { lines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], name: 'Võ Văn Dũng' },
      recipients: ['Như trên', 'TT. Đảng ủy, HĐND xã', 'Lưu: VT'],
      ...change,
    },
  )
}

export function submission(change: Partial<Letter> = {}): Letter {
  return fromDepartment(
    'TTr',
    'Về việc ban hành Kế hoạch Chuyển đổi số tỉnh Bến Tre năm 2022',
    [
      {
        kind: 'paragraph',
        text: 'Sở Thông tin và Truyền thông đã lấy ý kiến 19 sở, ngành và 9 huyện, thành phố; tiếp thu, hoàn chỉnh dự thảo Kế hoạch.',
      },
      {
        kind: 'paragraph',
        text: 'Sở Thông tin và Truyền thông kính trình Ủy ban nhân dân tỉnh xem xét, ban hành./.',
      },
    ],
    {
      addressees: ['Ủy ban nhân dân tỉnh'],
      recipients: ['Như trên', 'Ban Giám đốc', 'Lưu: VT, CNTT'],
      ...change,
    },
  )
}

export function invitation(change: Partial<Letter> = {}): Letter {
  return fromDepartment(
    'GM',
    'Dự Hội nghị tổng kết công tác thông tin và truyền thông năm 2021',
    [
      {
        kind: 'paragraph',
        text: 'Sở Thông tin và Truyền thông trân trọng kính mời đại diện lãnh đạo các sở, ban, ngành tỉnh; Phòng Văn hóa và Thông tin các huyện, thành phố dự Hội nghị tổng kết công tác năm 2021, triển khai nhiệm vụ năm 2022.',
      },
      {
        kind: 'facts',
        items: [
          { label: 'Chủ trì', text: 'Đồng chí Đặng Hoàng Phúc, Giám đốc Sở Thông tin và Truyền thông.' },
          { label: 'Thời gian', text: '07 giờ 30 phút, ngày 21 tháng 01 năm 2022 (thứ Sáu).' },
          { label: 'Địa điểm', text: 'Hội trường A, Sở Thông tin và Truyền thông.' },
        ],
      },
      { kind: 'paragraph', text: 'Đề nghị đại biểu đến dự đúng giờ./.' },
    ],
    {
      recipients: ['Như thành phần mời', 'Ban Giám đốc', 'Lưu: VT, VP'],
      circulation: 'Xem xong trả lại',
      contact: [
        'Địa chỉ: số 03 Cách Mạng Tháng Tám, phường An Hội, thành phố Bến Tre; điện thoại: 0275.3811519',
        'Email: stttt@bentre.gov.vn; website: https://stttt.bentre.gov.vn',
      ],
      ...change,
    },
  )
}

export function telegram(change: Partial<Letter> = {}): Letter {
  return officialLetter({
    typeCode: 'CĐ',
    symbol: 'CĐ-UBND',
    subject: 'Về việc ứng phó đợt xâm nhập mặn cao điểm',
    addressees: [],
    authority: 'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẾN TRE điện:',
    body: [
      {
        kind: 'dash',
        text: 'Giám đốc các sở: Nông nghiệp và Phát triển nông thôn, Tài nguyên và Môi trường;',
      },
      { kind: 'dash', text: 'Chủ tịch Ủy ban nhân dân các huyện, thành phố.' },
      {
        kind: 'paragraph',
        text: 'Yêu cầu đóng toàn bộ cống lấy nước từ 18 giờ ngày 20 tháng 12 năm 2021, báo cáo kết quả trước 20 giờ cùng ngày./.',
      },
    ],
    signatureBlock: { lines: ['CHỦ TỊCH'], name: 'Lê Minh Thuận' },
    recipients: ['Như trên', 'TT. Tỉnh ủy (để b/c)', 'Lưu: VT, KT'],
    urgency: 'THƯỢNG KHẨN',
    ...change,
  })
}

export function partyNotice(change: Partial<Letter> = {}): Letter {
  return {
    regime: 'party',
    typeCode: 'TB',
    issuer: { parentName: 'ĐẢNG BỘ TỈNH BẾN TRE', name: 'TỈNH ỦY BẾN TRE' },
    number: '127',
    symbol: 'TB/TU',
    place: 'Bến Tre',
    date: '2021-02-05',
    subject: 'Kết luận của Ban Thường vụ Tỉnh ủy về công tác phòng, chống hạn mặn',
    addressees: [],
    body: [
      {
        kind: 'paragraph',
        text: 'Tại phiên họp ngày 04-02-2021, sau khi nghe Ban cán sự đảng Ủy ban nhân dân tỉnh báo cáo, Ban Thường vụ Tỉnh ủy kết luận như sau:',
      },
      {
        kind: 'clause',
        label: '1.',
        text: 'Thống nhất với báo cáo; giao Ban cán sự đảng Ủy ban nhân dân tỉnh chỉ đạo thực hiện.',
      },
      {
        kind: 'clause',
        label: '2.',
        text: 'Giao Văn phòng Tỉnh ủy theo dõi, đôn đốc, định kỳ báo cáo Thường trực Tỉnh ủy.',
      },
    ],
    signatureBlock: { lines: ['T/M BAN THƯỜNG VỤ', 'PHÓ BÍ THƯ'], name: 'Hồ Thị Hoàng Yến' },
    recipients: ['Ban cán sự đảng UBND tỉnh', 'Các huyện ủy, thành ủy', 'Lưu Văn phòng Tỉnh ủy'],
    ...change,
  }
}

export function separateAnnex(change: Partial<Letter> = {}): Letter {
  return decision({
    kind: 'annex',
    number: null,
    date: null,
    year: 2021,
    annex: {
      label: 'Phụ lục I',
      title: 'Danh mục cơ quan được cấp chứng thư số',
      belongsTo: {
        typeCode: 'QĐ',
        number: null,
        symbol: 'QĐ-UBND',
        date: null,
        year: 2021,
        issuerName: 'Ủy ban nhân dân tỉnh Bến Tre',
      },
    },
    body: [
      {
        kind: 'table',
        columns: [
          { title: 'STT', width: 0.5, align: 'center' },
          { title: 'Cơ quan, đơn vị', width: 4 },
          { title: 'Số chứng thư', width: 1, align: 'right' },
        ],
        rows: Array.from({ length: 60 }, (_, i) => [
          String(i + 1),
          `Ủy ban nhân dân xã số ${i + 1}`,
          String(2 + (i % 3)),
        ]),
      },
    ],
    signatureBlock: null,
    recipients: [],
    ...change,
  })
}
