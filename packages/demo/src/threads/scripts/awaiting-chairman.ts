// The twelve documents that wait for the chairman of the province on the morning of the story.
import type { Step } from '../spec.ts'
import type { Block } from '../types.ts'

const p = (text: string): Block => ({ kind: 'paragraph', text })
const c = (label: string, text: string): Block => ({ kind: 'clause', label: `${label}.`, text })
const h = (text: string): Block => ({ kind: 'heading', level: 1, text })
const article = (n: number, text: string): Block => ({ kind: 'article', label: `Điều ${n}.`, text })
const grounds = (...lines: string[]): Block => ({ kind: 'legal-basis', lines })
const enact: Block = { kind: 'enacting', text: 'QUYẾT ĐỊNH:' }

const LOCAL_GOVERNMENT =
  'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019'

const wait = (minute: number, step: Omit<Step, 'by' | 'signer' | 'waiting' | 'minute'>): Step => ({
  by: 'ubnd-tinh',
  signer: 'head',
  waiting: 'awaiting-signature',
  minute,
  ...step,
})

/** On top: number 8126 when it is issued, to 9 + 157 + 3 = 169 recipients. */
const SALINITY: Step = wait(6 * 60 + 40, {
  key: 'hoa-toc-8126',
  preparedOn: '2021-12-20',
  type: '',
  unit: 'KT',
  urgency: 3,
  replies: 'de-nghi',
  cites: ['ban-tin-6', 'tong-hop'],
  due: '2021-12-22',
  to: ['so-nnptnt', 'so-ttt', '@districts', '@communes'],
  info: ['vp-tinh-uy'],
  subject: 'chủ động ứng phó xâm nhập mặn, trữ nước ngọt mùa khô 2021-2022',
  body: [
    p(
      'Theo dự báo của Đài Khí tượng Thủy văn tỉnh, trong đợt triều cường từ ngày 20 đến ngày 26 tháng 12 năm 2021, ranh mặn 4‰ trên các sông Hàm Luông, Cổ Chiên và Cửa Đại có khả năng vào sâu từ 40 đến 48 km, sớm hơn trung bình nhiều năm; nguồn nước ngọt ở vùng ven biển và cuối các hệ thống thủy lợi sẽ thiếu hụt cục bộ ngay trong tháng 12.',
    ),
    p(
      'Để chủ động ứng phó, không để người dân thiếu nước ngọt sinh hoạt và hạn chế thấp nhất thiệt hại do xâm nhập mặn, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:',
    ),
    c(
      '1',
      'Sở Nông nghiệp và Phát triển nông thôn theo dõi, đo và thông báo độ mặn hai lần mỗi ngày; chỉ đạo đóng các cống ngăn mặn ngay khi độ mặn vượt 1‰, mở lấy nước khi triều xuống; rà soát phương án cấp nước của các nhà máy nước trên địa bàn.',
    ),
    c(
      '2',
      'Ủy ban nhân dân các huyện, thành phố chỉ đạo hoàn thành việc đắp đập tạm, gia cố bờ bao trước ngày 25 tháng 12 năm 2021; bố trí điểm cấp nước tập trung tại các xã có hộ thiếu nước; sử dụng dự phòng ngân sách để xử lý công việc cấp bách.',
    ),
    c(
      '3',
      'Ủy ban nhân dân các xã, phường, thị trấn rà soát đến từng ấp, khu phố số hộ đang thiếu hoặc có nguy cơ thiếu nước ngọt sinh hoạt, báo cáo Ủy ban nhân dân huyện, thành phố trước ngày 22 tháng 12 năm 2021; vận động nhân dân trữ nước mưa, nước ngọt trong lu, bồn, mương vườn.',
    ),
    c(
      '4',
      'Sở Thông tin và Truyền thông chỉ đạo đài truyền thanh các cấp phát thông báo độ mặn và hướng dẫn trữ nước ít nhất ba lần mỗi ngày; bảo đảm thông tin liên lạc phục vụ chỉ đạo, điều hành.',
    ),
    p(
      'Yêu cầu Thủ trưởng các sở, ngành, Chủ tịch Ủy ban nhân dân các huyện, thành phố, các xã, phường, thị trấn khẩn trương thực hiện; báo cáo kết quả về Ủy ban nhân dân tỉnh qua Sở Nông nghiệp và Phát triển nông thôn',
    ),
  ],
})

const DIGITAL_PLAN: Step = wait(15 * 60, {
  key: 'ke-hoach-2022',
  type: 'KH',
  unit: 'KGVX',
  replies: 'trinh',
  to: ['@departments', '@districts', '@communes'],
  info: ['tinh-uy', 'hdnd-tinh'],
  subject: 'Chuyển đổi số tỉnh Bến Tre năm 2022',
  body: [
    p(
      'Thực hiện Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ phê duyệt “Chương trình Chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030”, Ủy ban nhân dân tỉnh ban hành Kế hoạch chuyển đổi số tỉnh Bến Tre năm 2022 như sau:',
    ),
    h('I. MỤC TIÊU'),
    c(
      '1',
      'Hoàn thiện chính quyền điện tử, hướng tới chính quyền số: 100% văn bản trao đổi giữa các cơ quan nhà nước (trừ văn bản mật) dưới dạng điện tử, có đủ chữ ký số; 80% hồ sơ công việc cấp tỉnh, 60% cấp huyện và 40% cấp xã được xử lý hoàn toàn trên môi trường mạng.',
    ),
    c(
      '2',
      'Nâng tỷ lệ cán bộ, công chức cấp xã có máy tính nối mạng nội bộ và Internet băng rộng lên từ 90%; 100% cán bộ, công chức cấp xã có thư điện tử công vụ.',
    ),
    c(
      '3',
      'Kinh tế số đóng góp khoảng 7% GRDP; 100% sản phẩm OCOP được giới thiệu trên sàn thương mại điện tử.',
    ),
    c(
      '4',
      'Mỗi ấp, khu phố có tổ công nghệ số cộng đồng hoạt động; 50% người dân trong độ tuổi lao động có tài khoản dịch vụ công trực tuyến.',
    ),
    h('II. NHIỆM VỤ TRỌNG TÂM'),
    c(
      '1',
      'Tuyên truyền, nâng cao nhận thức; người đứng đầu trực tiếp chỉ đạo và chịu trách nhiệm về chuyển đổi số tại cơ quan, địa phương.',
    ),
    c(
      '2',
      'Phát triển hạ tầng số, nền tảng tích hợp, chia sẻ dữ liệu dùng chung; nâng cấp mạng nội bộ, thay thế máy tính cũ ở cấp xã.',
    ),
    c(
      '3',
      'Vận hành thống nhất hệ thống quản lý văn bản và điều hành bốn cấp, mở rộng ký số trên thiết bị di động cho lãnh đạo.',
    ),
    c(
      '4',
      'Bảo đảm an toàn thông tin mạng theo mô hình bốn lớp; phê duyệt hồ sơ đề xuất cấp độ cho 100% hệ thống thông tin.',
    ),
    h('III. TỔ CHỨC THỰC HIỆN'),
    p(
      'Sở Thông tin và Truyền thông chủ trì, theo dõi, đôn đốc, định kỳ hằng quý báo cáo Ủy ban nhân dân tỉnh. Sở Tài chính, Sở Kế hoạch và Đầu tư cân đối, bố trí kinh phí. Các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố xây dựng kế hoạch của đơn vị trước ngày 15 tháng 01 năm 2022.',
    ),
    p(
      'Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, địa phương phản ánh về Sở Thông tin và Truyền thông để tổng hợp, trình Ủy ban nhân dân tỉnh xem xét, quyết định',
    ),
  ],
})

const VACCINE: Step = wait(15 * 60 + 10, {
  key: 'phuong-an-tiem',
  type: 'QĐ',
  unit: 'KGVX',
  replies: 'phuong-an-so',
  to: ['so-yt', 'cdc', 'so-tc', '@districts', '@communes'],
  info: ['tinh-uy'],
  subject: 'Về việc phê duyệt Phương án tiêm vắc-xin phòng COVID-19 mũi nhắc lại trên địa bàn tỉnh Bến Tre',
  body: [
    grounds(
      LOCAL_GOVERNMENT,
      'Căn cứ Luật Phòng, chống bệnh truyền nhiễm ngày 21 tháng 11 năm 2007',
      'Căn cứ Nghị quyết số 21/NQ-CP ngày 26 tháng 02 năm 2021 của Chính phủ về mua và sử dụng vắc-xin phòng COVID-19',
      'Theo đề nghị của Giám đốc Sở Y tế',
    ),
    enact,
    article(
      1,
      'Phê duyệt Phương án tiêm vắc-xin phòng COVID-19 mũi nhắc lại trên địa bàn tỉnh, với các nội dung chủ yếu: đối tượng là người từ 18 tuổi trở lên đã tiêm đủ liều cơ bản ít nhất ba tháng, ưu tiên người từ 50 tuổi, người có bệnh nền và lực lượng tuyến đầu; thời gian từ ngày 22 tháng 12 năm 2021 đến hết quý I năm 2022; tổ chức 164 điểm tiêm cố định và các đội tiêm lưu động.',
    ),
    article(
      2,
      'Sở Y tế chủ trì, phối hợp với Ủy ban nhân dân các huyện, thành phố tổ chức tiêm an toàn, đúng đối tượng; cập nhật dữ liệu trên nền tảng quản lý tiêm chủng trong ngày.',
    ),
    article(
      3,
      'Sở Tài chính tham mưu bố trí kinh phí từ nguồn ngân sách địa phương và các nguồn huy động hợp pháp khác.',
    ),
    article(
      4,
      'Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở: Y tế, Tài chính, Thủ trưởng các cơ quan có liên quan, Chủ tịch Ủy ban nhân dân các huyện, thành phố, các xã, phường, thị trấn chịu trách nhiệm thi hành Quyết định này kể từ ngày ký',
    ),
  ],
})

const COCONUT: Step = wait(14 * 60 + 30, {
  key: 'ket-luan',
  type: 'TB',
  unit: 'KT',
  cites: ['bao-cao-nn', 'bao-cao-ct'],
  to: ['so-nnptnt', 'so-ct', 'so-khcn', 'so-khdt', 'lien-minh-htx', 'hoi-nong-dan', '@districts'],
  subject: 'Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp về phát triển chuỗi giá trị dừa năm 2022',
  body: [
    p(
      'Ngày 09 tháng 12 năm 2021, tại Văn phòng Ủy ban nhân dân tỉnh, Chủ tịch Ủy ban nhân dân tỉnh chủ trì cuộc họp về phát triển chuỗi giá trị dừa. Sau khi nghe các báo cáo và ý kiến của đại biểu, Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:',
    ),
    c(
      '1',
      'Thống nhất mục tiêu đến cuối năm 2022 có 18.000 ha dừa sản xuất theo hướng hữu cơ, trong đó 11.000 ha được chứng nhận; giao Sở Nông nghiệp và Phát triển nông thôn phân bổ chỉ tiêu cho từng huyện trong tháng 01 năm 2022.',
    ),
    c(
      '2',
      'Liên minh Hợp tác xã phối hợp Hội Nông dân củng cố 32 tổ hợp tác, hợp tác xã dừa; bảo đảm mỗi hợp tác xã có hợp đồng bao tiêu với ít nhất một doanh nghiệp, có giá sàn.',
    ),
    c(
      '3',
      'Sở Công Thương rà soát năng lực chế biến, tham mưu chính sách hỗ trợ doanh nghiệp chế biến sâu nước dừa, cơm dừa, than hoạt tính.',
    ),
    c(
      '4',
      'Sở Khoa học và Công nghệ hoàn chỉnh hồ sơ mở rộng chỉ dẫn địa lý; nhân nuôi đủ ong ký sinh phòng trừ sâu đầu đen.',
    ),
    p('Văn phòng Ủy ban nhân dân tỉnh thông báo đến các cơ quan, địa phương biết, thực hiện'),
  ],
})

const NEW_YEAR_EPIDEMIC: Step = wait(15 * 60 + 20, {
  key: 'dich-dip-tet',
  type: '',
  unit: 'KGVX',
  theme: 'covid',
  cites: ['chi-thi'],
  to: ['@departments', '@districts'],
  info: ['tinh-uy', 'mttq-tinh'],
  due: '2022-01-20',
  subject: 'tăng cường phòng, chống dịch COVID-19 dịp Tết Nguyên đán Nhâm Dần năm 2022',
  body: [
    p(
      'Dịp Tết Nguyên đán Nhâm Dần năm 2022, người lao động từ các tỉnh, thành phố về quê đông, nhu cầu đi lại, mua sắm tăng cao, nguy cơ lây lan dịch bệnh rất lớn. Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành, địa phương:',
    ),
    c(
      '1',
      'Tuyên truyền, vận động người dân thực hiện nghiêm 5K, khai báo y tế khi về địa phương; tổ COVID cộng đồng nắm chắc người về từng ấp, khu phố, không đặt thêm điều kiện trái quy định.',
    ),
    c(
      '2',
      'Ngành y tế bảo đảm trực cấp cứu, thuốc, ô xy, giường điều trị; tổ chức tiêm vắc-xin xuyên Tết cho người chưa tiêm đủ liều.',
    ),
    c(
      '3',
      'Không tổ chức lễ hội, liên hoan, gặp mặt đông người; chợ hoa, chợ Tết bố trí giãn cách, có lối đi một chiều.',
    ),
    c('4', 'Công an, Biên phòng tăng cường tuần tra, kiểm soát tuyến biển, bến phà, bến khách ngang sông.'),
    p('Báo cáo tình hình về Sở Y tế trước 14 giờ hằng ngày trong thời gian nghỉ Tết'),
  ],
})

const ECONOMY_REPORT: Step = wait(14 * 60, {
  key: 'bao-cao-nam',
  type: 'BC',
  unit: 'TH',
  replies: 'du-thao',
  to: ['tinh-uy', 'hdnd-tinh', '@departments', '@districts'],
  subject: 'Tình hình kinh tế - xã hội năm 2021 và nhiệm vụ, giải pháp năm 2022',
  body: [
    p(
      'Năm 2021, dịch COVID-19 bùng phát mạnh từ quý III, tác động sâu rộng đến mọi mặt đời sống; với sự lãnh đạo của Tỉnh ủy, sự giám sát của Hội đồng nhân dân tỉnh và sự đồng lòng của nhân dân, tỉnh đã kiểm soát được dịch, từng bước phục hồi sản xuất, kinh doanh.',
    ),
    h('I. KẾT QUẢ CHỦ YẾU'),
    c(
      '1',
      'Khu vực nông nghiệp giữ vai trò trụ đỡ; diện tích dừa đạt trên 77.000 ha, dừa hữu cơ trên 15.000 ha; sản lượng thủy sản ước 530 nghìn tấn.',
    ),
    c(
      '2',
      'Thu ngân sách trên địa bàn ước đạt 102% dự toán; giải ngân vốn đầu tư công đến ngày 15 tháng 12 đạt 81,4% kế hoạch.',
    ),
    c(
      '3',
      'Đã tiêm đủ liều cơ bản vắc-xin phòng COVID-19 cho trên 95% người từ 18 tuổi trở lên; hỗ trợ kịp thời người lao động, người sử dụng lao động gặp khó khăn.',
    ),
    c(
      '4',
      'Thêm 07 xã đạt chuẩn nông thôn mới; hệ thống quản lý văn bản và điều hành thông suốt bốn cấp, toàn bộ dịch vụ công trực tuyến đủ điều kiện được cung cấp ở mức độ 4.',
    ),
    h('II. KHÓ KHĂN, HẠN CHẾ'),
    p(
      'Tăng trưởng kinh tế thấp hơn kế hoạch; doanh nghiệp, hợp tác xã và người lao động gặp nhiều khó khăn; tiến độ một số công trình ngăn mặn, trữ ngọt còn chậm.',
    ),
    h('III. NHIỆM VỤ TRỌNG TÂM NĂM 2022'),
    c('1', 'Kiểm soát hiệu quả dịch bệnh, đẩy mạnh phục hồi kinh tế; chủ động ứng phó hạn, xâm nhập mặn.'),
    c('2', 'Phát triển chuỗi giá trị dừa, kinh tế biển về hướng Đông; thu hút đầu tư năng lượng tái tạo.'),
    c(
      '3',
      'Đẩy mạnh chuyển đổi số toàn diện, cải cách hành chính, nâng cao các chỉ số PCI, PAPI, PAR INDEX.',
    ),
    p('Ủy ban nhân dân tỉnh kính báo cáo'),
  ],
})

const COUNTRYSIDE: Step = wait(14 * 60 + 10, {
  key: 'cong-nhan',
  type: 'QĐ',
  unit: 'KT',
  cites: ['bao-cao'],
  to: ['so-nnptnt', 'so-tc', '@districts'],
  subject: 'Về việc công nhận 07 xã đạt chuẩn nông thôn mới năm 2021',
  body: [
    grounds(
      LOCAL_GOVERNMENT,
      'Căn cứ Quyết định số 1980/QĐ-TTg ngày 17 tháng 10 năm 2016 của Thủ tướng Chính phủ về việc ban hành Bộ tiêu chí quốc gia về xã nông thôn mới giai đoạn 2016 - 2020',
      'Theo đề nghị của Giám đốc Sở Nông nghiệp và Phát triển nông thôn',
    ),
    enact,
    article(
      1,
      'Công nhận 07 xã đạt chuẩn nông thôn mới năm 2021, gồm: xã Thạnh Phước, xã Đại Hòa Lộc (huyện Bình Đại); xã Tân Hưng (huyện Ba Tri); xã Bình Thành (huyện Giồng Trôm); xã An Định (huyện Mỏ Cày Nam); xã Thành An (huyện Mỏ Cày Bắc); xã Hòa Lợi (huyện Thạnh Phú).',
    ),
    article(
      2,
      'Các xã có tên tại Điều 1 được công bố và hưởng các quyền lợi theo quy định; tiếp tục duy trì, nâng chất các tiêu chí.',
    ),
    article(
      3,
      'Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nông nghiệp và Phát triển nông thôn, Chủ tịch Ủy ban nhân dân các huyện có tên và Thủ trưởng các cơ quan có liên quan chịu trách nhiệm thi hành Quyết định này kể từ ngày ký',
    ),
  ],
})

const REFORM: Step = wait(13 * 60 + 40, {
  key: 'ke-hoach-cchc-2022',
  type: 'KH',
  unit: 'NC',
  cites: ['huong-dan'],
  to: ['@departments', '@districts'],
  subject: 'Cải cách hành chính tỉnh Bến Tre năm 2022',
})

const SERVICES: Step = wait(13 * 60 + 50, {
  key: 'danh-muc-bo-sung',
  type: 'QĐ',
  unit: 'KSTT',
  cites: ['danh-muc'],
  to: ['@departments', '@districts', '@communes'],
  subject: 'Về việc giao chỉ tiêu tỷ lệ hồ sơ nộp trực tuyến năm 2022 cho các cơ quan, địa phương',
})

const SIGNATURES: Step = wait(15 * 60 + 30, {
  key: 'quan-ly-cks',
  type: '',
  unit: 'KGVX',
  cites: ['ket-qua'],
  to: ['@departments', '@districts', '@communes'],
  subject: 'tăng cường quản lý, sử dụng chứng thư số và ký số trên thiết bị di động',
  due: '2022-01-14',
})

const CAPITAL: Step = wait(13 * 60 + 30, {
  key: 'to-trinh-von',
  type: 'TTr',
  unit: 'TCĐT',
  to: ['hdnd-tinh'],
  subject: 'Về việc kéo dài thời gian thực hiện và giải ngân vốn đầu tư công năm 2021 sang năm 2022',
})

const PRAISE: Step = wait(13 * 60 + 20, {
  key: 'khen-thuong',
  type: 'QĐ',
  unit: 'NC',
  to: ['so-nv', 'so-yt', '@districts'],
  subject:
    'Về việc tặng Bằng khen cho tập thể, cá nhân có thành tích xuất sắc trong phòng, chống dịch COVID-19',
  body: [
    grounds(
      LOCAL_GOVERNMENT,
      'Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003; Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 16 tháng 11 năm 2013',
      'Theo đề nghị của Giám đốc Sở Nội vụ',
    ),
    enact,
    article(
      1,
      'Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 24 tập thể và 61 cá nhân đã có thành tích xuất sắc trong công tác phòng, chống dịch COVID-19 năm 2021 (danh sách kèm theo).',
    ),
    article(
      2,
      'Tiền thưởng kèm theo Bằng khen được trích từ Quỹ Thi đua, khen thưởng của tỉnh theo quy định.',
    ),
    article(
      3,
      'Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, Thủ trưởng các cơ quan có liên quan và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này kể từ ngày ký',
    ),
  ],
})

export const FOR_THE_CHAIRMAN: readonly { thread: string; step: Step }[] = [
  { thread: 'man-ban-tin', step: SALINITY },
  { thread: 'cds-ke-hoach-2022', step: DIGITAL_PLAN },
  { thread: 'covid-mui-nhac-lai', step: VACCINE },
  { thread: 'dua-chuoi-gia-tri', step: COCONUT },
  { thread: 'tet-to-chuc', step: NEW_YEAR_EPIDEMIC },
  { thread: 'ktxh-nam', step: ECONOMY_REPORT },
  { thread: 'ntm-cong-nhan', step: COUNTRYSIDE },
  { thread: 'cchc-cham-diem', step: REFORM },
  { thread: 'dvc-muc-do-4', step: SERVICES },
  { thread: 'cks-sim', step: SIGNATURES },
  { thread: 'hdnd-ky-hop', step: CAPITAL },
  { thread: 'covid-f0-tai-nha', step: PRAISE },
]
