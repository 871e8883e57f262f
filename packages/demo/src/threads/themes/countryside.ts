import type { Theme } from './theme.ts'

export const COCONUT: Theme = {
  matter: 'phát triển chuỗi giá trị dừa',
  context: [
    'Toàn tỉnh hiện có trên 77.000 ha dừa, sản lượng khoảng 680 triệu trái mỗi năm; chuỗi giá trị dừa đã hình thành nhưng liên kết giữa nông dân, tổ hợp tác, hợp tác xã và doanh nghiệp chưa bền vững, giá dừa khô lên xuống thất thường.',
    'Từ giữa năm 2020 đến nay, sâu đầu đen hại dừa xuất hiện và lan rộng ở nhiều xã; nếu không phòng trừ đồng bộ, năng suất vườn dừa sẽ giảm mạnh.',
    'Thị trường quốc tế ưa chuộng sản phẩm dừa hữu cơ, có chứng nhận và truy xuất nguồn gốc; đây là cơ hội để nâng giá trị cây dừa của tỉnh.',
  ],
  goals: [
    'Phát triển vùng dừa hữu cơ tập trung, đến cuối năm 2022 đạt {14-20} nghìn ha, trong đó được chứng nhận từ 60% trở lên.',
    'Mỗi xã trọng điểm dừa có ít nhất một tổ hợp tác hoặc hợp tác xã liên kết tiêu thụ với doanh nghiệp.',
    'Khống chế sâu đầu đen, không để phát sinh diện tích nhiễm mới trên địa bàn {place}.',
  ],
  tasks: [
    'Củng cố các tổ hợp tác, hợp tác xã dừa; ký hợp đồng liên kết bao tiêu với doanh nghiệp chế biến, có giá sàn bảo đảm người trồng có lãi.',
    'Điều tra, khoanh vùng vườn dừa nhiễm sâu đầu đen; hướng dẫn cắt, thu gom, tiêu hủy tàu lá bị hại, thả ong ký sinh, hạn chế phun thuốc hóa học.',
    'Rà soát, mở rộng vùng trồng dừa hữu cơ; hỗ trợ chi phí chứng nhận, cấp mã số vùng trồng.',
    'Khuyến khích doanh nghiệp đầu tư chế biến sâu các sản phẩm từ cơm dừa, nước dừa, than hoạt tính, chỉ xơ dừa.',
    'Hỗ trợ đưa sản phẩm dừa tham gia Chương trình Mỗi xã một sản phẩm, lên sàn thương mại điện tử.',
    'Khuyến cáo nông dân trồng xen, nuôi xen trong vườn dừa để tăng thu nhập trên cùng diện tích.',
  ],
  results: [
    'Diện tích dừa trên địa bàn là {240-1850} ha, trong đó diện tích đang cho trái chiếm {%84-95}%; năng suất bình quân {9,1-12,4} nghìn trái/ha/năm.',
    'Diện tích nhiễm sâu đầu đen {2-46} ha, đã xử lý đạt {%88-99}%; thả {12-180} nghìn con ong ký sinh.',
    'Có {1-5} tổ hợp tác, hợp tác xã dừa với {60-640} thành viên; đã ký hợp đồng bao tiêu {80-760} ha.',
    'Diện tích dừa đăng ký sản xuất theo hướng hữu cơ {60-880} ha, trong đó được cấp chứng nhận {%52-78}%.',
    'Giá dừa khô bình quân trong tháng {52-78} nghìn đồng/chục, giá dừa uống nước {45-70} nghìn đồng/chục.',
  ],
  difficulties: [
    'Vườn dừa nhỏ lẻ, bình quân 0,4 ha mỗi hộ nên khó liên kết vùng nguyên liệu lớn.',
    'Một số hộ bán tự do khi giá lên, chưa tuân thủ hợp đồng liên kết.',
    'Dừa lão năng suất thấp cần trồng mới, người dân ngại đốn bỏ.',
  ],
  next: [
    'Tiếp tục thả ong ký sinh theo định kỳ, kiểm tra chéo giữa các ấp về kết quả phòng trừ.',
    'Vận động thành lập mới tổ hợp tác dừa hữu cơ, gắn với doanh nghiệp thu mua.',
    'Xây dựng nhãn hiệu, chỉ dẫn địa lý cho sản phẩm dừa của địa phương.',
  ],
  grounds: [
    'Căn cứ Nghị định số 98/2018/NĐ-CP ngày 05 tháng 7 năm 2018 của Chính phủ về chính sách khuyến khích phát triển hợp tác, liên kết trong sản xuất và tiêu thụ sản phẩm nông nghiệp',
  ],
}

export const NEW_COUNTRYSIDE: Theme = {
  matter: 'Chương trình mục tiêu quốc gia xây dựng nông thôn mới',
  context: [
    'Năm 2021 là năm đầu thực hiện Chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2021 - 2025; dù chịu ảnh hưởng của dịch COVID-19, các địa phương đã nỗ lực hoàn thành tiêu chí theo kế hoạch.',
    'Qua thẩm tra, một số xã đăng ký đạt chuẩn còn vướng tiêu chí thu nhập, môi trường và cơ sở vật chất văn hóa.',
  ],
  goals: [
    'Phấn đấu trong năm 2022 có thêm {6-10} xã đạt chuẩn nông thôn mới và {4-7} xã đạt chuẩn nông thôn mới nâng cao.',
    'Nâng chất các tiêu chí đã đạt, không chạy theo thành tích, không huy động quá sức dân.',
    'Giữ gìn cảnh quan, môi trường sáng, xanh, sạch, đẹp trên địa bàn {place}.',
  ],
  tasks: [
    'Rà soát thực trạng từng tiêu chí, lập kế hoạch hoàn thành các tiêu chí chưa đạt, phân công cán bộ phụ trách.',
    'Hoàn chỉnh hồ sơ đề nghị thẩm tra, công nhận; lấy ý kiến về sự hài lòng của người dân.',
    'Huy động các nguồn lực đầu tư giao thông nông thôn, thủy lợi, cơ sở vật chất văn hóa, trường học.',
    'Phát triển sản phẩm đặc trưng theo Chương trình Mỗi xã một sản phẩm; hỗ trợ bao bì, nhãn mác, truy xuất nguồn gốc.',
    'Vận động hộ dân phân loại rác tại nguồn, trồng hoa ven đường, xóa cầu tiêu không hợp vệ sinh.',
    'Không để nợ đọng trong xây dựng cơ bản; công khai các khoản đóng góp của nhân dân.',
  ],
  results: [
    'Đến nay đã đạt {14-19}/19 tiêu chí nông thôn mới; các tiêu chí còn lại đang được tập trung thực hiện.',
    'Đã bê tông hóa {1,2-6,8} km đường ấp, liên ấp; xây dựng {1-5} cầu giao thông nông thôn với kinh phí {0,9-4,8} tỷ đồng, nhân dân đóng góp {%18-42}%.',
    'Thu nhập bình quân đầu người ước đạt {48-57} triệu đồng/năm; tỷ lệ hộ nghèo còn {%2-5}%.',
    'Tỷ lệ hộ sử dụng nước sạch theo quy chuẩn đạt {%68-92}%; tỷ lệ hộ tham gia bảo hiểm y tế đạt {%89-97}%.',
    'Có {1-6} sản phẩm được công nhận đạt từ 3 sao trở lên.',
    'Kết quả lấy ý kiến {320-980} hộ dân có {%93-99}% hài lòng về kết quả xây dựng nông thôn mới.',
  ],
  difficulties: [
    'Nguồn vốn đầu tư phân bổ chậm, giá vật liệu tăng cao.',
    'Tiêu chí thu nhập khó đạt do giá nông sản giảm và ảnh hưởng của dịch bệnh.',
    'Bộ tiêu chí giai đoạn mới chưa ban hành đầy đủ hướng dẫn.',
  ],
  next: [
    'Tập trung hoàn thành các tiêu chí còn lại trước khi đề nghị thẩm tra.',
    'Tiếp tục nâng chất tiêu chí môi trường, an ninh trật tự.',
    'Phát huy vai trò của Ban Phát triển ấp, tổ tự quản.',
  ],
  grounds: [
    'Căn cứ Nghị quyết số 25/2021/QH15 ngày 28 tháng 7 năm 2021 của Quốc hội phê duyệt chủ trương đầu tư Chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2021 - 2025',
    'Căn cứ Quyết định số 1980/QĐ-TTg ngày 17 tháng 10 năm 2016 của Thủ tướng Chính phủ về việc ban hành Bộ tiêu chí quốc gia về xã nông thôn mới giai đoạn 2016 - 2020',
  ],
}

export const NEW_YEAR: Theme = {
  matter: 'việc tổ chức Tết Nguyên đán Nhâm Dần năm 2022',
  context: [
    'Tết Nguyên đán Nhâm Dần năm 2022 diễn ra trong điều kiện dịch COVID-19 còn phức tạp; cần chăm lo cho mọi người, mọi nhà đều có Tết, vui tươi, an toàn, tiết kiệm.',
    'Nhu cầu mua sắm, đi lại của nhân dân tăng cao vào dịp cuối năm; hoa kiểng, trái cây của tỉnh vào vụ tiêu thụ lớn nhất.',
  ],
  goals: [
    'Bảo đảm mọi người, mọi nhà trên địa bàn {place} đều được đón Tết; không để người dân nào thiếu ăn, thiếu mặc trong dịp Tết.',
    'Giữ vững an ninh trật tự, an toàn giao thông, phòng cháy, chữa cháy; thực hiện nghiêm quy định phòng, chống dịch.',
    'Thực hành tiết kiệm, không tổ chức chúc Tết, tặng quà lãnh đạo dưới mọi hình thức.',
  ],
  tasks: [
    'Rà soát, lập danh sách hộ nghèo, hộ cận nghèo, gia đình chính sách, trẻ mồ côi do dịch bệnh để tặng quà Tết đúng đối tượng, hoàn thành trước ngày 25 tháng Chạp.',
    'Chuẩn bị đủ hàng hóa thiết yếu, kiểm tra giá cả, chống hàng giả, hàng kém chất lượng, buôn lậu và gian lận thương mại.',
    'Bố trí chợ hoa, điểm bán trái cây bảo đảm khoảng cách; hỗ trợ nhà vườn tiêu thụ hoa kiểng qua mạng.',
    'Phân công trực lãnh đạo, trực cơ quan 24/24 giờ trong những ngày nghỉ Tết; gửi danh sách trực về Văn phòng Ủy ban nhân dân.',
    'Tăng cường tuần tra, kiểm soát giao thông đường bộ, đường thủy; xử lý nghiêm tàng trữ, sử dụng pháo trái phép.',
    'Không tổ chức bắn pháo hoa, lễ hội tập trung đông người; các hoạt động văn hóa, văn nghệ thực hiện phù hợp với cấp độ dịch.',
    'Tổng kết tình hình Tết, báo cáo trước ngày 07 tháng 02 năm 2022.',
  ],
  results: [
    'Đã lập danh sách {120-980} hộ được tặng quà Tết với tổng kinh phí {60-520} triệu đồng, trong đó vận động xã hội hóa {%35-72}%.',
    'Kiểm tra {14-88} cơ sở kinh doanh, nhắc nhở {2-12} cơ sở chưa niêm yết giá.',
    'Nhà vườn chuẩn bị {3-140} nghìn giỏ hoa, {1-12} nghìn chậu kiểng phục vụ Tết.',
    'Đã phân công lịch trực Tết, chuẩn bị lực lượng và phương tiện ứng phó sự cố.',
    'Thăm, tặng quà {18-160} gia đình chính sách, người có công tiêu biểu.',
  ],
  difficulties: [
    'Sức mua giảm do thu nhập của người lao động bị ảnh hưởng bởi dịch bệnh.',
    'Nguồn vận động giảm so với năm trước.',
  ],
  next: [
    'Hoàn thành việc trao quà trước ngày 25 tháng Chạp.',
    'Duy trì chế độ trực, báo cáo nhanh tình hình hằng ngày trước 14 giờ.',
  ],
  grounds: ['Căn cứ Bộ luật Lao động ngày 20 tháng 11 năm 2019'],
}
