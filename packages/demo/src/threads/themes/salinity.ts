import type { Theme } from './theme.ts'

export const SALINITY: Theme = {
  matter: 'công tác phòng, chống hạn, xâm nhập mặn mùa khô năm 2021-2022',
  context: [
    'Theo nhận định của Đài Khí tượng Thủy văn tỉnh, dòng chảy từ thượng nguồn sông Mê Công về vùng đồng bằng trong các tháng mùa khô năm 2021-2022 ở mức thấp hơn trung bình nhiều năm; xâm nhập mặn có khả năng đến sớm và vào sâu theo các đợt triều cường.',
    'Những ngày gần đây, độ mặn 4‰ trên các sông Hàm Luông, Cổ Chiên và Cửa Đại ở mức cách cửa sông từ {28-36} đến {37-46} km, cao hơn cùng kỳ năm trước từ {3-8} km.',
    'Rút kinh nghiệm từ mùa khô năm 2019-2020, việc chủ động trữ nước ngọt và vận hành công trình ngay từ đầu mùa là giải pháp quyết định để bảo đảm nước sinh hoạt cho nhân dân và bảo vệ vườn cây ăn trái.',
  ],
  goals: [
    'Chủ động ứng phó với hạn, xâm nhập mặn, hạn chế đến mức thấp nhất thiệt hại cho sản xuất nông nghiệp và đời sống nhân dân trên địa bàn {place}.',
    'Bảo đảm 100% hộ dân có nước ngọt sinh hoạt trong suốt mùa khô; không để hộ nghèo, hộ chính sách thiếu nước uống.',
    'Phân công rõ trách nhiệm của từng ngành, từng địa phương; thực hiện phương châm bốn tại chỗ, lấy phòng ngừa là chính.',
  ],
  tasks: [
    'Theo dõi chặt chẽ diễn biến độ mặn tại các trạm đo, thông báo hằng ngày trên đài truyền thanh và các nhóm thông tin của ấp, khu phố để nhân dân biết, chủ động lấy nước khi độ mặn dưới 1‰.',
    'Rà soát, thống kê số hộ có nguy cơ thiếu nước ngọt sinh hoạt, ưu tiên hộ nghèo, hộ cận nghèo, gia đình chính sách, hộ sống ở vùng cuối nguồn; có phương án cấp nước cụ thể cho từng cụm dân cư.',
    'Vận động nhân dân trữ nước mưa, nước ngọt bằng lu, bồn, túi chứa nước, mương vườn; củng cố bờ bao, đắp đập tạm trước ngày 31 tháng 12 năm 2021.',
    'Kiểm tra, duy tu các cống, đập ngăn mặn; vận hành đúng quy trình, đóng cống khi độ mặn vượt ngưỡng cho phép và mở lấy nước ngay khi có nước ngọt.',
    'Hướng dẫn nông dân không xuống giống lúa ngoài lịch thời vụ; tủ gốc, tưới tiết kiệm cho vườn cây ăn trái, hoa kiểng và vườn dừa.',
    'Phối hợp với các nhà máy nước điều tiết nguồn nước thô, bố trí điểm lấy nước công cộng, chuẩn bị xe bồn, sà lan chở nước khi cần.',
    'Sử dụng nguồn dự phòng ngân sách địa phương để xử lý các công trình cấp bách, thực hiện đúng quy định, công khai, minh bạch.',
    'Tổ chức trực ban 24/24 giờ, kịp thời báo cáo tình hình thiệt hại về cơ quan thường trực phòng, chống thiên tai.',
  ],
  results: [
    'Đã đắp mới và gia cố {6-38} đập tạm, nạo vét {4-19} km kênh nội đồng; tổng kinh phí {120-680} triệu đồng từ ngân sách địa phương và nhân dân đóng góp.',
    'Toàn địa bàn có {1200-3900} hộ; qua rà soát, {%91-99}% số hộ có dụng cụ trữ nước từ 2 m³ trở lên, còn {38-320} hộ cần hỗ trợ dụng cụ chứa nước.',
    'Độ mặn đo lúc 7 giờ sáng tại vàm sông chính là {1,2-3,9}‰, trong nội đồng dưới 0,5‰; các cống đã đóng theo lịch.',
    'Đã phát {24-90} lượt tin trên đài truyền thanh, cấp {300-2100} tờ rơi hướng dẫn trữ nước và chăm sóc cây trồng.',
    'Diện tích cây ăn trái được bảo vệ bằng bờ bao khép kín là {85-640} ha, đạt {%82-98}% diện tích.',
    'Đã tiếp nhận và phân bổ {40-260} bồn chứa nước do các tổ chức, cá nhân hỗ trợ cho hộ nghèo, hộ có hoàn cảnh khó khăn.',
    'Tổ chức {3-14} cuộc họp dân với {140-760} lượt người dự; nhân dân đồng tình, tự nạo vét mương vườn trữ nước.',
  ],
  difficulties: [
    'Một số tuyến kênh bị bồi lắng, kinh phí nạo vét còn hạn chế nên khả năng trữ nước chưa đạt yêu cầu.',
    'Độ mặn thay đổi nhanh theo triều, thiết bị đo ở cơ sở còn ít nên việc thông báo có lúc chưa kịp thời.',
    'Còn một bộ phận người dân chủ quan, chưa trữ nước đủ dùng cho cả mùa khô.',
    'Hệ thống cống trên địa bàn chưa khép kín, việc điều tiết nước phụ thuộc vào địa phương lân cận.',
  ],
  next: [
    'Tiếp tục theo dõi, đo và thông báo độ mặn hằng ngày; báo cáo ngay khi độ mặn tăng đột biến.',
    'Hoàn thành các đập tạm còn lại và kiểm tra toàn bộ cửa cống trước kỳ triều cường Rằm tháng Chạp.',
    'Lập danh sách hộ cần cấp nước, bố trí điểm cấp nước tập trung khi độ mặn vượt 2‰ kéo dài.',
    'Vận động các nhà hảo tâm hỗ trợ dụng cụ chứa nước cho hộ nghèo, hộ neo đơn.',
  ],
  grounds: [
    'Căn cứ Luật Phòng, chống thiên tai ngày 19 tháng 6 năm 2013',
    'Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Phòng, chống thiên tai và Luật Đê điều ngày 17 tháng 6 năm 2020',
  ],
}
