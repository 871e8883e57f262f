import type { DemoLetter } from './letter-of.ts'

/** Letters that come to the door on paper: printed, scanned crooked, and dropped on Tiếp nhận in the story. */
export const DROPPED_LETTERS: readonly {
  readonly key: string
  readonly filename: string
  readonly letter: DemoLetter
}[] = [
  {
    key: 'htx-dua',
    filename: 'HTX dừa - đề nghị hỗ trợ nước tưới.pdf',
    letter: {
      regime: 'nd30',
      typeCode: '',
      issuer: { name: 'HTX NÔNG NGHIỆP DỪA THẠNH TRỊ' },
      number: '18',
      symbol: 'HTX',
      place: 'Thạnh Trị',
      date: '2021-12-17',
      subject: 'đề nghị hỗ trợ đắp đập tạm, trữ nước ngọt tưới vườn dừa hữu cơ',
      addressees: ['Ủy ban nhân dân xã Thạnh Trị'],
      body: [
        {
          kind: 'paragraph',
          text: 'Hợp tác xã Nông nghiệp dừa Thạnh Trị hiện có 86 thành viên với 74 ha dừa hữu cơ tại các ấp trong xã. Từ đầu tháng 12 năm 2021, nước trong các mương vườn đã có độ mặn từ 1,2‰ đến 2,4‰, nhiều hộ chưa kịp trữ nước ngọt.',
        },
        {
          kind: 'paragraph',
          text: 'Để bảo vệ vườn dừa và nước sinh hoạt của thành viên, Hợp tác xã kính đề nghị Ủy ban nhân dân xã xem xét:',
        },
        {
          kind: 'clause',
          label: '1.',
          text: 'Hỗ trợ kinh phí đắp 03 đập tạm tại các rạch nhánh và nạo vét 1,8 km mương dẫn nước trước ngày 31 tháng 12 năm 2021.',
        },
        {
          kind: 'clause',
          label: '2.',
          text: 'Thông báo độ mặn hằng ngày trên đài truyền thanh để thành viên chủ động lấy nước.',
        },
        {
          kind: 'paragraph',
          text: 'Rất mong được Ủy ban nhân dân xã quan tâm, trả lời trước ngày 28 tháng 12 năm 2021./.',
        },
      ],
      signatureBlock: { lines: ['GIÁM ĐỐC'], name: 'Lâm Văn Tám' },
      recipients: ['Như trên', 'Lưu: HTX'],
      preparedAt: Date.parse('2021-12-17T08:00:00+07:00') / 1000,
    },
  },
]
