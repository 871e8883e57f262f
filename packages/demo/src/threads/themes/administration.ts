import type { Theme } from './theme.ts'

export const REFORM: Theme = {
  matter: 'công tác cải cách hành chính, tổ chức bộ máy và công chức, viên chức',
  context: [
    'Thực hiện Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030, các cơ quan, địa phương đã xây dựng kế hoạch và tổ chức thực hiện.',
    'Kỷ luật, kỷ cương hành chính ở một số nơi chưa nghiêm; báo cáo còn chậm, số liệu thiếu thống nhất.',
  ],
  goals: [
    'Nâng thứ hạng các chỉ số PAR INDEX, SIPAS, PAPI và PCI của tỉnh.',
    'Siết chặt kỷ luật, kỷ cương hành chính; đề cao trách nhiệm người đứng đầu cơ quan, đơn vị trên địa bàn {place}.',
  ],
  tasks: [
    'Thực hiện nghiêm giờ giấc làm việc, văn hóa công sở; xử lý công việc đúng thời hạn, không đùn đẩy trách nhiệm.',
    'Rà soát, sắp xếp tổ chức bộ máy, vị trí việc làm; thực hiện chuyển đổi vị trí công tác theo quy định.',
    'Đánh giá, xếp loại chất lượng cán bộ, công chức, viên chức năm 2021 đúng thực chất, hoàn thành trước ngày 31 tháng 12 năm 2021.',
    'Tự chấm điểm chỉ số cải cách hành chính, gửi kèm tài liệu kiểm chứng.',
    'Tăng cường kiểm tra công vụ đột xuất, kịp thời chấn chỉnh sai sót.',
  ],
  results: [
    'Đã ban hành {4-19} văn bản chỉ đạo về cải cách hành chính; hoàn thành {%86-99}% nhiệm vụ theo kế hoạch năm.',
    'Tổ chức kiểm tra {2-12} đơn vị trực thuộc, nhắc nhở {1-5} trường hợp chưa chấp hành đúng giờ làm việc.',
    'Tinh giản {1-6} biên chế, cử {3-26} lượt cán bộ, công chức đi đào tạo, bồi dưỡng.',
    'Kết quả xếp loại: {%14-20}% hoàn thành xuất sắc nhiệm vụ, {%70-82}% hoàn thành tốt nhiệm vụ, không có trường hợp không hoàn thành nhiệm vụ.',
    'Tiếp nhận {2-24} phản ánh, kiến nghị; đã trả lời {%92-99}% đúng thời hạn.',
  ],
  difficulties: [
    'Biên chế giảm trong khi khối lượng công việc tăng, nhất là ở cấp xã.',
    'Một số chỉ tiêu phụ thuộc hệ thống của bộ, ngành Trung ương nên chưa chủ động được.',
  ],
  next: [
    'Xây dựng kế hoạch cải cách hành chính năm 2022 trước ngày 31 tháng 12 năm 2021.',
    'Tiếp tục thực hiện chuyển đổi vị trí công tác, đào tạo lại cán bộ.',
  ],
  grounds: [
    'Căn cứ Luật Cán bộ, công chức ngày 13 tháng 11 năm 2008; Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức ngày 25 tháng 11 năm 2019',
  ],
}

export const ECONOMY: Theme = {
  matter: 'nhiệm vụ phát triển kinh tế - xã hội và thu, chi ngân sách',
  context: [
    'Năm 2021, trong điều kiện dịch COVID-19 bùng phát mạnh, kinh tế - xã hội của tỉnh chịu ảnh hưởng nặng nề, nhất là công nghiệp chế biến, thương mại và du lịch.',
    'Tiến độ giải ngân vốn đầu tư công đến cuối tháng 11 đạt {%68-79}% kế hoạch, còn thấp so với yêu cầu.',
  ],
  goals: [
    'Phấn đấu tốc độ tăng trưởng năm 2022 cao hơn năm trước; phục hồi sản xuất, kinh doanh gắn với kiểm soát dịch bệnh.',
    'Giải ngân hết kế hoạch vốn đầu tư công trước ngày 31 tháng 01 năm 2022.',
  ],
  tasks: [
    'Tập trung tháo gỡ vướng mắc về giải phóng mặt bằng, đẩy nhanh tiến độ thi công các công trình trọng điểm.',
    'Rà soát các khoản thu, chống thất thu ngân sách; chi tiết kiệm, ưu tiên phòng, chống dịch và an sinh xã hội.',
    'Hỗ trợ doanh nghiệp, hợp tác xã, hộ kinh doanh khôi phục sản xuất theo các chính sách đã ban hành.',
    'Hoàn thành việc giao dự toán ngân sách năm 2022 cho các đơn vị sử dụng ngân sách trước ngày 31 tháng 12 năm 2021.',
    'Kết nối cung - cầu lao động, hỗ trợ người lao động trở về từ các tỉnh, thành phố.',
  ],
  results: [
    'Thu ngân sách trên địa bàn ước đạt {%91-108}% dự toán; chi ngân sách đạt {%88-99}% dự toán.',
    'Giải ngân vốn đầu tư công đạt {%70-93}% kế hoạch; {4-21} công trình hoàn thành đưa vào sử dụng.',
    'Có {16-140} hộ kinh doanh đăng ký mới, {3-42} hợp tác xã, tổ hợp tác hoạt động ổn định.',
    'Giải quyết việc làm cho {180-1400} lao động, trong đó đưa đi làm việc ở nước ngoài theo hợp đồng {6-48} người.',
    'Sản lượng thủy sản ước {1,1-18,6} nghìn tấn; đàn heo {6-42} nghìn con, đàn bò {2-21} nghìn con.',
  ],
  difficulties: [
    'Giá vật tư nông nghiệp tăng cao trong khi giá nông sản giảm, người sản xuất ít lãi.',
    'Lao động trở về địa phương đông, áp lực việc làm lớn.',
  ],
  next: [
    'Tập trung giải ngân vốn đầu tư công những tháng cuối năm.',
    'Triển khai dự toán ngân sách năm 2022 ngay từ đầu năm.',
  ],
  grounds: [
    'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019',
    'Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015',
  ],
}

export const PARTY: Theme = {
  matter: 'nhiệm vụ công tác xây dựng Đảng và lãnh đạo nhiệm vụ chính trị',
  context: [
    'Thực hiện Chương trình làm việc năm 2021 của Ban Chấp hành Đảng bộ tỉnh, các cấp ủy đã lãnh đạo toàn diện nhiệm vụ phát triển kinh tế - xã hội, phòng, chống dịch và xây dựng Đảng.',
    'Việc gửi, nhận văn bản điện tử giữa các cơ quan Đảng với cơ quan nhà nước và các đoàn thể trên hệ thống dùng chung đã đi vào nền nếp.',
  ],
  goals: [
    'Nâng cao năng lực lãnh đạo, sức chiến đấu của tổ chức đảng; giữ vững đoàn kết, thống nhất.',
    'Đánh giá đúng thực chất tổ chức đảng, đảng viên; không nể nang, né tránh.',
  ],
  tasks: [
    'Lãnh đạo thực hiện tốt công tác phòng, chống dịch, chăm lo đời sống nhân dân và ổn định sản xuất.',
    'Tổ chức kiểm điểm tập thể, cá nhân; đánh giá, xếp loại chất lượng tổ chức đảng, đảng viên năm 2021 đúng hướng dẫn.',
    'Chuẩn bị nội dung hội nghị tổng kết, xây dựng chương trình làm việc, chương trình kiểm tra, giám sát năm 2022.',
    'Tăng cường nắm bắt dư luận xã hội, tâm trạng nhân dân; kịp thời định hướng thông tin.',
    'Sử dụng hệ thống quản lý văn bản dùng chung, ký số văn bản không thuộc phạm vi bí mật nhà nước.',
  ],
  results: [
    'Đã tổ chức quán triệt các nghị quyết, kết luận mới cho {%95-99}% đảng viên.',
    'Kết nạp {3-46} đảng viên mới, đạt {%88-108}% chỉ tiêu; kiểm tra, giám sát {4-18} tổ chức đảng và {8-52} đảng viên.',
    'Sinh hoạt chi bộ bảo đảm định kỳ, {%92-99}% đảng viên dự sinh hoạt.',
    'Lãnh đạo Mặt trận và các đoàn thể vận động {40-620} phần quà hỗ trợ hộ khó khăn do dịch bệnh.',
  ],
  difficulties: [
    'Một số chi bộ sinh hoạt chuyên đề chất lượng chưa cao.',
    'Nguồn phát triển đảng viên ở nông thôn gặp khó khăn.',
  ],
  next: [
    'Hoàn thành kiểm điểm, đánh giá, xếp loại trước ngày 31-12-2021.',
    'Tổ chức hội nghị tổng kết, triển khai nhiệm vụ năm 2022.',
  ],
  grounds: [
    'Căn cứ Điều lệ Đảng Cộng sản Việt Nam',
    'Căn cứ Quy chế làm việc của cấp ủy nhiệm kỳ 2020 - 2025',
  ],
}

export const OFFICE: Theme = {
  matter: 'công tác văn phòng và giải quyết kiến nghị của tổ chức, công dân',
  context: [
    'Qua theo dõi, một số nhiệm vụ còn chậm so với yêu cầu, số liệu báo cáo chưa đầy đủ, chưa thống nhất giữa các đơn vị.',
    'Cuối năm là thời điểm tập trung tổng kết, đánh giá kết quả và chuẩn bị chương trình công tác năm sau.',
  ],
  goals: ['Giải quyết công việc kịp thời, đúng thẩm quyền, đúng thời hạn.'],
  tasks: [
    'Rà soát, tổng hợp số liệu tính đến ngày 15 tháng 12 năm 2021; đánh giá rõ kết quả, tồn tại, nguyên nhân và bài học kinh nghiệm.',
    'Phân công lãnh đạo trực tiếp phụ trách, cán bộ đầu mối theo dõi; gửi họ tên, số điện thoại để phối hợp.',
    'Kịp thời giải quyết đơn, thư thuộc thẩm quyền, không để kéo dài, vượt cấp; công khai kết quả theo quy định.',
    'Lưu trữ hồ sơ, tài liệu đầy đủ; số liệu gửi kèm theo biểu mẫu trên hệ thống quản lý văn bản.',
    'Đề xuất, kiến nghị những nội dung vượt thẩm quyền để cấp trên xem xét, quyết định.',
  ],
  results: [
    'Đã xử lý {120-960} văn bản đến, phát hành {60-540} văn bản đi, đúng hạn {%95-99}%.',
    'Tiếp {3-40} lượt công dân, nhận {2-21} đơn; đã giải quyết {%84-98}% đơn thuộc thẩm quyền.',
  ],
  difficulties: ['Một số vụ việc kéo dài do hồ sơ đất đai qua nhiều thời kỳ.'],
  next: [
    'Tiếp tục theo dõi, đôn đốc việc thực hiện kết luận của lãnh đạo.',
    'Rà soát hồ sơ tồn đọng, giải quyết dứt điểm trong quý I năm 2022.',
  ],
  grounds: [
    'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019',
  ],
}
