// Builders of sample letters: the province's own documents of December 2021, for tests and bench.
import type { Letter } from '../letter.ts'

const UBND = { name: 'ỦY BAN NHÂN DÂN TỈNH BẾN TRE' }
const VIC = {
  lines: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
  name: 'Nguyễn Minh Cảnh',
}

export function officialLetter(change: Partial<Letter> = {}): Letter {
  return {
    regime: 'nd30',
    typeCode: '',
    issuer: UBND,
    number: null,
    symbol: 'UBND-KT',
    place: 'Bến Tre',
    date: null,
    year: 2021,
    subject: 'chủ động ứng phó xâm nhập mặn, trữ nước ngọt mùa khô 2021-2022',
    addressees: [
      'Sở Nông nghiệp và Phát triển nông thôn',
      'Sở Thông tin và Truyền thông',
      'Ủy ban nhân dân các huyện, thành phố',
      'Ủy ban nhân dân các xã, phường, thị trấn',
    ],
    body: [
      {
        kind: 'paragraph',
        text: 'Theo nhận định của Đài Khí tượng Thủy văn tỉnh, mùa khô năm 2021-2022 xâm nhập mặn có khả năng đến sớm, ranh mặn 4‰ vào sâu trong các sông Cửa Đại, Hàm Luông và Cổ Chiên từ 45 đến 60 km trong các đợt triều cường tháng 01 và tháng 02 năm 2022, ảnh hưởng trực tiếp đến sản xuất và nước sinh hoạt của nhân dân.',
      },
      {
        kind: 'paragraph',
        text: 'Để chủ động ứng phó, hạn chế thấp nhất thiệt hại do xâm nhập mặn gây ra, Ủy ban nhân dân tỉnh yêu cầu các sở, ngành, địa phương khẩn trương thực hiện các nội dung sau:',
      },
      {
        kind: 'clause',
        label: '1.',
        text: 'Sở Nông nghiệp và Phát triển nông thôn theo dõi chặt chẽ diễn biến độ mặn, thông báo hằng ngày; vận hành các cống lấy nước hợp lý, bảo đảm không để nước mặn xâm nhập vào nội đồng.',
      },
      {
        kind: 'clause',
        label: '2.',
        text: 'Ủy ban nhân dân các huyện, thành phố chỉ đạo rà soát số hộ có nguy cơ thiếu nước ngọt; vận động nhân dân trữ nước mưa, nước ngọt trong mương vườn, ao, hồ và dụng cụ chứa nước; báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 22 tháng 12 năm 2021.',
      },
      {
        kind: 'clause',
        label: '3.',
        text: 'Sở Thông tin và Truyền thông chỉ đạo hệ thống truyền thanh cơ sở tăng thời lượng phát sóng về tình hình xâm nhập mặn và các biện pháp phòng, chống để nhân dân biết, chủ động thực hiện.',
      },
      {
        kind: 'paragraph',
        text: 'Yêu cầu Thủ trưởng các sở, ngành, Chủ tịch Ủy ban nhân dân các huyện, thành phố và các xã, phường, thị trấn khẩn trương triển khai thực hiện./.',
      },
    ],
    signatureBlock: { lines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], name: 'Lê Minh Thuận' },
    recipients: [
      'Như trên',
      'TT. Tỉnh ủy (để b/c)',
      'CT, các PCT UBND tỉnh',
      'Văn phòng Tỉnh ủy',
      'Đài Phát thanh và Truyền hình',
      'Phòng KT, TH',
      'Lưu: VT, KT',
    ],
    urgency: 'HỎA TỐC',
    ...change,
  }
}

export function decision(change: Partial<Letter> = {}): Letter {
  return {
    regime: 'nd30',
    typeCode: 'QĐ',
    issuer: UBND,
    number: '2874',
    symbol: 'QĐ-UBND',
    place: 'Bến Tre',
    date: '2021-12-06',
    subject:
      'Ban hành Quy chế quản lý, sử dụng chữ ký số chuyên dùng trong các cơ quan nhà nước trên địa bàn tỉnh',
    addressees: [],
    authority: 'ỦY BAN NHÂN DÂN TỈNH BẾN TRE',
    body: [
      {
        kind: 'legal-basis',
        lines: [
          'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019',
          'Căn cứ Luật Giao dịch điện tử ngày 29 tháng 11 năm 2005',
          'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư',
          'Theo đề nghị của Giám đốc Sở Thông tin và Truyền thông tại Tờ trình số 98/TTr-STTTT ngày 01 tháng 12 năm 2021',
        ],
      },
      { kind: 'enacting', text: 'QUYẾT ĐỊNH:' },
      {
        kind: 'article',
        label: 'Điều 1.',
        text: 'Ban hành kèm theo Quyết định này Quy chế quản lý, sử dụng chữ ký số chuyên dùng trong các cơ quan nhà nước trên địa bàn tỉnh.',
      },
      {
        kind: 'article',
        label: 'Điều 2.',
        text: 'Sở Thông tin và Truyền thông chủ trì, phối hợp với các cơ quan, đơn vị có liên quan tổ chức triển khai, hướng dẫn, kiểm tra việc thực hiện Quyết định này.',
      },
      {
        kind: 'article',
        label: 'Điều 3.',
        text: 'Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Thông tin và Truyền thông, Thủ trưởng các sở, ban, ngành tỉnh, Chủ tịch Ủy ban nhân dân các huyện, thành phố và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này kể từ ngày ký./.',
      },
    ],
    signatureBlock: VIC,
    recipients: [
      'Như Điều 3',
      'Bộ Thông tin và Truyền thông (để b/c)',
      'TT. Tỉnh ủy, TT. HĐND tỉnh (để b/c)',
      'CT, các PCT UBND tỉnh',
      'Chánh, các PCVP UBND tỉnh',
      'Cổng thông tin điện tử tỉnh',
      'Lưu: VT, KGVX',
    ],
    ...change,
  }
}

export function partyLetter(change: Partial<Letter> = {}): Letter {
  return {
    regime: 'party',
    typeCode: 'CV',
    issuer: { parentName: 'TỈNH ỦY BẾN TRE', name: 'VĂN PHÒNG' },
    number: null,
    symbol: 'CV/VPTU',
    place: 'Bến Tre',
    date: null,
    year: 2021,
    subject: 'Phối hợp theo dõi công tác phòng, chống hạn mặn mùa khô 2021-2022',
    addressees: ['Văn phòng Ủy ban nhân dân tỉnh'],
    body: [
      {
        kind: 'paragraph',
        text: 'Thực hiện ý kiến chỉ đạo của Thường trực Tỉnh ủy tại cuộc họp giao ban ngày 20-12-2021, Văn phòng Tỉnh ủy đề nghị Văn phòng Ủy ban nhân dân tỉnh phối hợp cung cấp số liệu về tình hình xâm nhập mặn và kết quả triển khai các biện pháp ứng phó tại các địa phương.',
      },
      {
        kind: 'paragraph',
        text: 'Báo cáo gửi về Văn phòng Tỉnh ủy trước 16 giờ thứ Sáu hằng tuần để tổng hợp, báo cáo Thường trực Tỉnh ủy.',
      },
    ],
    signatureBlock: { lines: ['K/T CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'], name: 'Trần Thanh Lâm' },
    recipients: ['Như trên', 'Thường trực Tỉnh ủy (để báo cáo)', 'Lưu Văn phòng Tỉnh ủy'],
    ...change,
  }
}
