import type { Theme } from './theme.ts'

export const DIGITAL: Theme = {
  matter: 'công tác chuyển đổi số',
  context: [
    'Thực hiện Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ phê duyệt “Chương trình Chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030” và Nghị quyết của Tỉnh ủy về chuyển đổi số, các ngành, các cấp trong tỉnh đã triển khai nhiều nhiệm vụ quan trọng.',
    'Qua theo dõi, việc dùng các nền tảng số ở một số cơ quan còn mang tính hình thức, dữ liệu chưa được cập nhật thường xuyên, người đứng đầu chưa thật sự vào cuộc.',
    'Năm 2022 là năm đẩy mạnh hoàn thiện chính quyền điện tử, hướng tới chính quyền số, kinh tế số và xã hội số.',
  ],
  goals: [
    '100% văn bản trao đổi giữa các cơ quan nhà nước được thực hiện dưới dạng điện tử, được ký số bởi chữ ký số chuyên dùng, trừ văn bản mật.',
    'Tối thiểu {%60-80}% hồ sơ công việc tại cấp huyện và {%40-60}% hồ sơ công việc tại cấp xã được xử lý trên môi trường mạng.',
    'Mỗi ấp, khu phố trên địa bàn {place} có một tổ công nghệ số cộng đồng hoạt động thực chất.',
    'Hình thành thói quen dùng dịch vụ số cho người dân và doanh nghiệp, lấy người dân làm trung tâm của chuyển đổi số.',
  ],
  tasks: [
    'Người đứng đầu trực tiếp chỉ đạo và chịu trách nhiệm về kết quả chuyển đổi số của cơ quan, địa phương mình; xử lý văn bản, ký số trên hệ thống hằng ngày.',
    'Thành lập, củng cố tổ công nghệ số cộng đồng ở từng ấp, khu phố, nòng cốt là đoàn viên thanh niên; hướng dẫn người dân dùng dịch vụ công trực tuyến, thanh toán không dùng tiền mặt.',
    'Rà soát hạ tầng mạng nội bộ, máy tính, đường truyền; đề xuất trang bị bổ sung cho cán bộ, công chức cấp xã chưa có máy tính làm việc.',
    'Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính; chia sẻ dữ liệu qua nền tảng tích hợp của tỉnh.',
    'Phê duyệt cấp độ an toàn hệ thống thông tin, triển khai phương án bảo vệ; phân công cán bộ phụ trách an toàn thông tin.',
    'Tổ chức bồi dưỡng kỹ năng số cho cán bộ, công chức, viên chức; ưu tiên cấp xã.',
    'Đưa nông sản chủ lực lên sàn thương mại điện tử, hỗ trợ hộ sản xuất tạo tài khoản, gắn mã truy xuất nguồn gốc.',
    'Định kỳ hằng quý báo cáo kết quả về Sở Thông tin và Truyền thông để tổng hợp, tham mưu Ủy ban nhân dân tỉnh.',
  ],
  results: [
    'Tỷ lệ văn bản đi được ký số của lãnh đạo và của cơ quan đạt {%92-99}%; văn bản đến được xử lý trên hệ thống đạt {%90-99}%.',
    'Đã thành lập {6-14} tổ công nghệ số cộng đồng với {32-98} thành viên, hướng dẫn {180-960} lượt người dân cài đặt ứng dụng và dùng dịch vụ công trực tuyến.',
    'Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến đạt {%18-46}%, giải quyết đúng hạn đạt {%96-99}%.',
    'Đã hỗ trợ {22-180} hộ sản xuất đưa {12-64} sản phẩm lên sàn thương mại điện tử.',
    'Có {%74-96}% cán bộ, công chức có máy tính kết nối mạng nội bộ và Internet băng rộng phục vụ công việc.',
    'Tổ chức {1-6} lớp bồi dưỡng kỹ năng số cho {35-240} lượt cán bộ, công chức.',
    'Cổng thành phần đã đăng {40-260} tin, bài; công khai đầy đủ thủ tục hành chính thuộc thẩm quyền.',
  ],
  difficulties: [
    'Máy tính ở cấp xã phần lớn đã dùng trên 5 năm, cấu hình thấp; kinh phí thay thế còn hạn chế.',
    'Cán bộ phụ trách công nghệ thông tin kiêm nhiệm, thiếu kỹ năng về an toàn thông tin.',
    'Người dân ở vùng sâu ít dùng điện thoại thông minh, thói quen nộp hồ sơ giấy còn phổ biến.',
    'Dữ liệu giữa các hệ thống chưa liên thông hoàn toàn, còn phải nhập nhiều lần.',
  ],
  next: [
    'Duy trì 100% văn bản điện tử ký số, chấm dứt gửi song song văn bản giấy, trừ trường hợp theo quy định.',
    'Tập trung nâng tỷ lệ hồ sơ trực tuyến, giao chỉ tiêu cụ thể cho từng cán bộ tiếp nhận.',
    'Bố trí kinh phí năm 2022 để thay thế máy tính cũ, hoàn thiện mạng nội bộ.',
    'Đánh giá chỉ số chuyển đổi số của từng đơn vị, gắn với xếp loại thi đua cuối năm.',
  ],
  grounds: [
    'Căn cứ Luật Công nghệ thông tin ngày 29 tháng 6 năm 2006',
    'Căn cứ Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ phê duyệt “Chương trình Chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030”',
    'Căn cứ Quyết định số 942/QĐ-TTg ngày 15 tháng 6 năm 2021 của Thủ tướng Chính phủ phê duyệt Chiến lược phát triển Chính phủ điện tử hướng tới Chính phủ số giai đoạn 2021 - 2025, định hướng đến năm 2030',
  ],
}

export const SIGNATURES: Theme = {
  matter: 'việc quản lý, sử dụng chứng thư số, chữ ký số chuyên dùng',
  context: [
    'Chữ ký số chuyên dùng là điều kiện để văn bản điện tử có giá trị như bản gốc văn bản giấy theo quy định tại Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư.',
    'Qua rà soát, một số chứng thư số sắp hết hạn sử dụng, một số thuê bao đã chuyển công tác nhưng chưa đề nghị thu hồi; việc giao, nhận thiết bị lưu khóa có nơi chưa lập biên bản.',
    'Nhu cầu ký số trên thiết bị di động của lãnh đạo các cơ quan, địa phương ngày càng lớn, nhất là trong thời gian thực hiện các biện pháp phòng, chống dịch.',
  ],
  goals: [
    '100% cơ quan, đơn vị hành chính từ tỉnh đến xã có chứng thư số của cơ quan và của người có thẩm quyền ký ban hành văn bản.',
    'Không để xảy ra trường hợp chứng thư số hết hạn mà chưa được gia hạn hoặc cấp mới.',
    'Thiết bị lưu khóa được quản lý chặt chẽ, đúng người, đúng mục đích.',
  ],
  tasks: [
    'Rà soát danh sách chứng thư số của tổ chức, cá nhân thuộc phạm vi quản lý; đối chiếu chức vụ, đơn vị, địa chỉ thư điện tử công vụ với thực tế.',
    'Lập hồ sơ đề nghị gia hạn đối với chứng thư số còn thời hạn từ 60 ngày trở lên; lập hồ sơ cấp mới đối với trường hợp không đủ điều kiện gia hạn.',
    'Đề nghị thu hồi ngay chứng thư số của cá nhân đã nghỉ hưu, chuyển công tác hoặc thay đổi chức vụ; thu lại thiết bị lưu khóa, lập biên bản.',
    'Văn thư trực tiếp quản lý thiết bị lưu khóa của cơ quan, chỉ ký số vào văn bản đã có chữ ký số của người có thẩm quyền.',
    'Cá nhân tự bảo quản thiết bị và mật khẩu, không giao cho người khác; báo ngay khi bị mất hoặc nghi lộ khóa.',
    'Đăng ký danh sách lãnh đạo có nhu cầu cấp SIM ký số để ký trên thiết bị di động.',
    'Cử cán bộ tham gia lớp hướng dẫn ký số, kiểm tra chữ ký số theo lịch của Sở Thông tin và Truyền thông.',
  ],
  results: [
    'Đơn vị đang quản lý {1-4} chứng thư số của tổ chức và {2-9} chứng thư số của cá nhân, tất cả còn hiệu lực.',
    'Đã gửi hồ sơ đề nghị gia hạn {1-5} chứng thư số, cấp mới {1-4} chứng thư số do thay đổi chức vụ.',
    'Đã thu hồi {1-3} thiết bị lưu khóa của cá nhân nghỉ hưu, chuyển công tác và bàn giao theo biên bản.',
    'Tỷ lệ văn bản phát hành có đủ chữ ký số của người ký và của cơ quan đạt {%94-99}%.',
    'Có {2-14} lượt cán bộ được hướng dẫn ký số, kiểm tra chữ ký số; {1-3} lãnh đạo đăng ký ký số trên thiết bị di động.',
  ],
  difficulties: [
    'Một số máy tính chạy hệ điều hành cũ, cài đặt phần mềm ký số gặp lỗi.',
    'Thời gian chờ cấp mới chứng thư số còn dài, ảnh hưởng đến việc phát hành văn bản khi thay đổi nhân sự.',
    'Một vài lãnh đạo chưa quen ký số, còn nhờ văn thư thao tác.',
  ],
  next: [
    'Cập nhật danh sách thuê bao hằng tháng, lập hồ sơ gia hạn trước thời hạn 60 ngày.',
    'Chấn chỉnh việc quản lý thiết bị lưu khóa, mỗi cá nhân tự thực hiện ký số.',
    'Mở rộng ký số trên thiết bị di động cho lãnh đạo.',
  ],
  grounds: [
    'Căn cứ Luật Giao dịch điện tử ngày 29 tháng 11 năm 2005',
    'Căn cứ Nghị định số 130/2018/NĐ-CP ngày 27 tháng 9 năm 2018 của Chính phủ quy định chi tiết thi hành Luật Giao dịch điện tử về chữ ký số và dịch vụ chứng thực chữ ký số',
    'Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư',
  ],
}

export const SERVICES: Theme = {
  matter: 'việc cung cấp dịch vụ công trực tuyến và giải quyết thủ tục hành chính',
  context: [
    'Tỉnh đã đưa toàn bộ dịch vụ công trực tuyến đủ điều kiện lên mức độ 4; tuy nhiên số hồ sơ người dân thực nộp trực tuyến còn thấp so với số dịch vụ đã cung cấp.',
    'Qua kiểm tra, một số nơi vẫn yêu cầu người dân nộp thêm bản giấy, việc số hóa thành phần hồ sơ chưa đầy đủ.',
  ],
  goals: [
    '100% thủ tục hành chính đủ điều kiện được cung cấp trực tuyến mức độ 4, tích hợp lên Cổng Dịch vụ công quốc gia theo lộ trình.',
    'Tỷ lệ hồ sơ giải quyết trực tuyến đạt từ 50% trở lên trong năm 2022; mức độ hài lòng của người dân đạt từ 90%.',
    'Tỷ lệ hồ sơ giải quyết đúng hạn trên địa bàn {place} đạt từ 98% trở lên.',
  ],
  tasks: [
    'Rà soát danh mục thủ tục hành chính, đề xuất cắt giảm thành phần hồ sơ đã có trong cơ sở dữ liệu; công khai đầy đủ tại Bộ phận Một cửa và trên Cổng Dịch vụ công.',
    'Bố trí máy tính, cán bộ hướng dẫn người dân nộp hồ sơ trực tuyến tại Bộ phận Một cửa; phối hợp với đoàn thanh niên hỗ trợ vào ngày cao điểm.',
    'Thực hiện thanh toán trực tuyến phí, lệ phí; trả kết quả qua dịch vụ bưu chính công ích.',
    'Không yêu cầu người dân nộp lại giấy tờ đã số hóa; xin lỗi bằng văn bản khi để hồ sơ trễ hạn.',
    'Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực, ký số và lưu vào kho dữ liệu của tổ chức, cá nhân.',
    'Niêm yết đường dây nóng, tiếp nhận và trả lời phản ánh, kiến nghị trong thời hạn quy định.',
  ],
  results: [
    'Trong kỳ tiếp nhận {210-1900} hồ sơ, trong đó nộp trực tuyến {%18-46}%; đã giải quyết {%91-97}%, đúng hạn {%96-99}%.',
    'Đã số hóa {120-980} thành phần hồ sơ và {90-760} kết quả giải quyết.',
    'Có {24-310} giao dịch thanh toán trực tuyến với số tiền {6-140} triệu đồng; {18-240} kết quả trả qua bưu điện.',
    'Khảo sát {60-320} lượt người dân, {%91-99}% đánh giá hài lòng trở lên.',
    'Không có hồ sơ trễ hạn do lỗi của công chức; đã gửi {1-6} thư xin lỗi do phải chờ ý kiến của cơ quan phối hợp.',
  ],
  difficulties: [
    'Người dân chưa quen tạo tài khoản, phần lớn nhờ công chức Một cửa nộp thay.',
    'Việc liên thông giữa phần mềm một cửa của tỉnh và phần mềm chuyên ngành của bộ còn lỗi.',
    'Máy quét, đường truyền ở một số Bộ phận Một cửa chưa đáp ứng.',
  ],
  next: [
    'Giao chỉ tiêu hồ sơ trực tuyến đến từng xã, phường, thị trấn; công khai kết quả hằng tháng.',
    'Rà soát, đơn giản hóa biểu mẫu; hướng dẫn người dân bằng hình ảnh, đoạn phim ngắn.',
    'Tăng cường kiểm tra đột xuất Bộ phận Một cửa.',
  ],
  grounds: [
    'Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính',
    'Căn cứ Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ về thực hiện thủ tục hành chính trên môi trường điện tử',
  ],
}
