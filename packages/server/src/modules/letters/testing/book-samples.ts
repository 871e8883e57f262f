// Sample slip, registers and year-end report.
import type { HandlingSlip } from '../handling-slip.ts'
import type { IncomingRow, OutgoingRow, RegisterBook } from '../register-book.ts'
import type { Report } from '../report.ts'

export function slip(change: Partial<HandlingSlip> = {}): HandlingSlip {
  return {
    issuer: { name: 'ỦY BAN NHÂN DÂN XÃ THẠNH TRỊ' },
    arrivalNumber: '1412',
    arrivalDate: '2021-12-20',
    document: {
      issuerName: 'Ủy ban nhân dân tỉnh Bến Tre',
      numberAndSymbol: '8126/UBND-KT',
      date: '2021-12-20',
      typeName: 'Công văn',
      subject: 'V/v chủ động ứng phó xâm nhập mặn, trữ nước ngọt mùa khô 2021-2022',
      urgency: 'HỎA TỐC',
    },
    leader: [
      {
        text: 'Rà soát ngay số hộ thiếu nước ngọt, báo cáo trước ngày 22/12.',
        lead: 'Đ/c Nguyễn Hoài Nam, công chức Địa chính - Nông nghiệp',
        leadDeadline: '2021-12-22',
        collaborators: [{ name: 'Văn phòng - Thống kê' }],
        informed: ['Trưởng các ấp'],
        by: 'Võ Văn Dũng',
        position: 'Chủ tịch',
        on: '2021-12-20',
      },
    ],
    ...change,
  }
}

export function outgoingBook(count: number): RegisterBook<OutgoingRow> {
  return {
    issuer: { name: 'ỦY BAN NHÂN DÂN TỈNH BẾN TRE' },
    place: 'Bến Tre',
    period: 'Năm 2021',
    volume: 'Quyển số 2',
    from: '2021-12-01',
    to: '2021-12-20',
    printedBy: 'Phạm Ngọc Hân',
    printedAt: '20/12/2021 16:40',
    rows: Array.from(
      { length: count },
      (_, i): OutgoingRow => ({
        numberAndSymbol: `${8100 + i}/UBND-KT`,
        date: '2021-12-20',
        typeAndSubject: 'Công văn về việc chủ động ứng phó xâm nhập mặn, trữ nước ngọt mùa khô 2021-2022',
        signer: 'Lê Minh Thuận',
        recipients: '9 huyện, thành phố; 157 xã, phường, thị trấn; Sở NN&PTNT; Sở TT&TT',
        fileCopyKeeper: 'Văn thư; Phòng KT',
        copies: 1,
        handedOverOn: '2021-12-20',
        receipt: '',
        remarks: i % 5 === 0 ? 'Trục liên thông' : '',
        ...(i === 3 ? { cancelled: 'cấp trùng, đã thay bằng số 8105' } : {}),
      }),
    ),
  }
}

export function incomingBook(count: number): RegisterBook<IncomingRow> {
  return {
    issuer: { name: 'ỦY BAN NHÂN DÂN XÃ THẠNH TRỊ' },
    place: 'Thạnh Trị',
    period: 'Năm 2021',
    from: '2021-12-13',
    to: '2021-12-20',
    printedBy: 'Trần Thị Bé Năm',
    printedAt: '20/12/2021 16:40',
    rows: Array.from(
      { length: count },
      (_, i): IncomingRow => ({
        arrivedOn: '2021-12-20',
        arrivalNumber: String(1380 + i),
        issuerName: 'UBND tỉnh Bến Tre',
        numberAndSymbol: `${8090 + i}/UBND-KT`,
        date: '2021-12-20',
        typeAndSubject: 'Công văn về việc chủ động ứng phó xâm nhập mặn',
        receiver: 'Nguyễn Hoài Nam',
        handedOverOn: '2021-12-20',
        receipt: 'Đã nhận trên hệ thống',
        remarks: '',
      }),
    ),
  }
}

export function yearReport(change: Partial<Report> = {}): Report {
  return {
    regime: 'nd30',
    issuer: { parentName: 'ỦY BAN NHÂN DÂN TỈNH BẾN TRE', name: 'SỞ THÔNG TIN VÀ TRUYỀN THÔNG' },
    number: null,
    symbol: 'BC-STTTT',
    place: 'Bến Tre',
    date: null,
    year: 2022,
    subject: 'Tổng kết công tác thông tin và truyền thông năm 2021, phương hướng, nhiệm vụ năm 2022',
    addressees: [],
    opening: [
      {
        kind: 'paragraph',
        text: 'Sở Thông tin và Truyền thông báo cáo kết quả công tác năm 2021, phương hướng, nhiệm vụ năm 2022 như sau:',
      },
    ],
    sections: [
      {
        title: 'Kết quả thực hiện năm 2021',
        body: [],
        parts: [
          {
            title: 'Ứng dụng công nghệ thông tin',
            body: [
              {
                kind: 'paragraph',
                text: [
                  {
                    text: 'Cán bộ, công chức cấp xã có máy tính nối mạng nội bộ và Internet băng rộng đạt 78,5%',
                    note: '2.465 trên 3.140 cán bộ, công chức cấp xã đang giữ chức vụ.',
                  },
                  {
                    text: '; có hộp thư điện tử công vụ đạt 96,6%',
                    note: '3.033 trên 3.140 cán bộ, công chức cấp xã.',
                  },
                  { text: '. Tỷ lệ văn bản điện tử trao đổi giữa các cơ quan hành chính nhà nước đạt ' },
                  { text: '97%', bold: true },
                  { text: '.' },
                ],
              },
              {
                kind: 'chart',
                title: 'Tỷ lệ trang bị của cán bộ, công chức (%)',
                series: ['Cấp tỉnh, huyện', 'Cấp xã'],
                unit: '%',
                bars: [
                  { label: 'Máy tính nối mạng', values: [100, 78.5] },
                  { label: 'Hộp thư điện tử công vụ', values: [100, 96.6] },
                ],
              },
              {
                kind: 'table',
                caption: 'Chứng thư số chuyên dùng đã cấp',
                columns: [
                  { title: 'Loại', width: 3 },
                  { title: 'Số lượng', width: 1, align: 'right' },
                ],
                rows: [
                  ['Chứng thư số của cơ quan, tổ chức', '381'],
                  ['Chứng thư số của cá nhân', '710'],
                  ['SIM PKI', '138'],
                ],
              },
            ],
          },
        ],
      },
      {
        title: 'Phương hướng, nhiệm vụ năm 2022',
        body: [
          {
            kind: 'paragraph',
            text: 'Đẩy mạnh chuyển đổi số toàn diện; hoàn thiện chính quyền điện tử, hướng tới chính quyền số, kinh tế số, xã hội số.',
          },
        ],
      },
    ],
    closing: [
      {
        kind: 'paragraph',
        text: 'Trên đây là kết quả công tác năm 2021 và phương hướng, nhiệm vụ năm 2022 của Sở Thông tin và Truyền thông./.',
      },
    ],
    signatureBlock: { lines: ['GIÁM ĐỐC'], name: 'Đặng Hoàng Phúc' },
    recipients: ['UBND tỉnh (để b/c)', 'Bộ TT&TT (để b/c)', 'Lưu: VT, CNTT'],
    ...change,
  }
}
