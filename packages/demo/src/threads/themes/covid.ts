import type { Theme } from './theme.ts'

export const COVID: Theme = {
  matter: 'công tác phòng, chống dịch COVID-19',
  context: [
    'Tình hình dịch bệnh COVID-19 trên địa bàn tỉnh còn diễn biến phức tạp; số ca mắc mới trong cộng đồng những ngày gần đây ở mức {280-620} ca mỗi ngày, tập trung tại các khu dân cư đông, chợ và cơ sở sản xuất.',
    'Thực hiện Nghị quyết số 128/NQ-CP ngày 11 tháng 10 năm 2021 của Chính phủ ban hành Quy định tạm thời “Thích ứng an toàn, linh hoạt, kiểm soát hiệu quả dịch COVID-19”, tỉnh vừa phòng, chống dịch vừa phục hồi sản xuất, kinh doanh.',
    'Tỷ lệ bao phủ vắc-xin mũi 1 của người từ 18 tuổi trở lên đạt {%97-99}%, mũi 2 đạt {%88-96}%; việc tiêm mũi nhắc lại cho nhóm nguy cơ cao cần được triển khai ngay.',
  ],
  goals: [
    'Bảo vệ sức khỏe, tính mạng của nhân dân là trên hết; giảm đến mức thấp nhất số ca chuyển nặng và tử vong.',
    'Tiêm mũi nhắc lại, mũi bổ sung cho người từ 50 tuổi trở lên, người có bệnh nền, lực lượng tuyến đầu trước; bảo đảm an toàn tiêm chủng.',
    'Nâng cao năng lực quản lý, chăm sóc người mắc COVID-19 tại nhà của trạm y tế và tổ y tế lưu động trên địa bàn {place}.',
  ],
  tasks: [
    'Rà soát, lập danh sách đối tượng đến hạn tiêm mũi bổ sung, mũi nhắc lại theo từng ấp, khu phố; cập nhật đầy đủ trên nền tảng quản lý tiêm chủng.',
    'Đánh giá cấp độ dịch theo hướng dẫn, công bố công khai; áp dụng biện pháp hành chính đúng với cấp độ, không ngăn sông cấm chợ.',
    'Củng cố tổ COVID cộng đồng, trạm y tế lưu động; bảo đảm mỗi người mắc bệnh cách ly tại nhà được nhân viên y tế liên hệ trong vòng 24 giờ.',
    'Chuẩn bị đủ thuốc điều trị, túi thuốc A, B, ô xy y tế và giường bệnh theo phương án đã được phê duyệt.',
    'Tăng cường kiểm tra việc thực hiện thông điệp 5K tại chợ, bến xe, bến phà, cơ sở kinh doanh ăn uống và cơ sở tôn giáo.',
    'Tổ chức dạy học phù hợp với cấp độ dịch; có phương án xử lý khi phát hiện ca mắc trong trường học.',
    'Đẩy mạnh truyền thông, vận động người dân khai báo y tế, tự xét nghiệm khi có triệu chứng và không kỳ thị người mắc bệnh.',
    'Báo cáo số liệu trước 15 giờ hằng ngày về cơ quan thường trực Ban Chỉ đạo để tổng hợp.',
  ],
  results: [
    'Trong kỳ ghi nhận {12-96} ca mắc mới; đang quản lý, chăm sóc tại nhà {20-140} ca, chuyển tầng điều trị {1-9} ca, không để người bệnh thiếu thuốc.',
    'Đã tiêm {310-2400} liều; lũy kế mũi 1 đạt {%97-99}%, mũi 2 đạt {%87-97}%, mũi nhắc lại đạt {%9-31}% số người thuộc diện.',
    'Tổ COVID cộng đồng gồm {9-46} tổ với {40-190} thành viên đã đi từng hộ, nhắc nhở và hướng dẫn cách ly đúng quy định.',
    'Kiểm tra {18-120} lượt cơ sở, nhắc nhở {3-22} trường hợp, xử phạt {1-6} trường hợp vi phạm quy định phòng, chống dịch.',
    'Đã chi hỗ trợ cho {46-420} người lao động, hộ kinh doanh gặp khó khăn với số tiền {70-690} triệu đồng, đúng đối tượng.',
    'Cấp phát {60-520} túi thuốc A, B cho người mắc bệnh điều trị tại nhà; {%93-99}% người bệnh được liên hệ trong 24 giờ đầu.',
  ],
  difficulties: [
    'Lực lượng y tế cơ sở mỏng, phải làm nhiều việc cùng lúc; một số trạm y tế thiếu người nhập liệu.',
    'Một số người dân còn tâm lý chủ quan sau khi tiêm đủ liều, chưa thực hiện nghiêm 5K.',
    'Dữ liệu tiêm chủng còn sai lệch thông tin cá nhân, mất thời gian rà soát, đối chiếu.',
    'Nguồn bộ xét nghiệm nhanh và thuốc có thời điểm cung ứng chưa kịp.',
  ],
  next: [
    'Tiếp tục rà soát, tiêm vét cho người chưa tiêm đủ liều; đi từng ngõ, gõ từng nhà, rà từng đối tượng.',
    'Duy trì hoạt động của trạm y tế lưu động, bảo đảm thuốc và vật tư cho điều trị tại nhà.',
    'Tăng cường kiểm tra các điểm tập trung đông người trong dịp Tết Dương lịch và Tết Nguyên đán.',
    'Cập nhật cấp độ dịch hằng tuần và thông báo đến từng ấp, khu phố.',
  ],
  grounds: [
    'Căn cứ Luật Phòng, chống bệnh truyền nhiễm ngày 21 tháng 11 năm 2007',
    'Căn cứ Nghị quyết số 128/NQ-CP ngày 11 tháng 10 năm 2021 của Chính phủ ban hành Quy định tạm thời “Thích ứng an toàn, linh hoạt, kiểm soát hiệu quả dịch COVID-19”',
  ],
}
