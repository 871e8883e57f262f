import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'intake.upload-gone': [
    'Tệp tải lên không còn trong hàng đợi. Tải lại tệp.',
    'The upload is gone. Upload it again.',
  ],
  'intake.held': [
    'Tệp {name} có thể mang dấu {mark}, máy chưa chắc nên đã niêm giữ: không ai xem được. Văn thư xem bản giấy rồi chọn “Có dấu, hủy tệp” hoặc “Không có dấu, tiếp nhận” ở màn hình Tiếp nhận.',
    'The file {name} may be marked {mark}; it is held sealed until a clerk has looked at the paper.',
  ],
  'intake.not-held': [
    'Tệp này không còn niêm giữ: đã có người xem và quyết định. Tải lại trang.',
    'This file is not held any more. Reload.',
  ],
  'intake.system-only': [
    'Việc này do hệ thống tự làm khi tệp vào qua thư mục quét.',
    'Done by the system when a file comes in by a door.',
  ],
  'intake.merge-itself': [
    'Không gộp một văn bản vào chính nó. Chọn thêm văn bản khác.',
    'A document cannot be merged into itself. Choose another one.',
  ],
  'intake.merge-numbered': [
    '“{subject}” đã có số đến nên không gộp vào văn bản khác được. Chọn văn bản này làm văn bản giữ lại.',
    '“{subject}” has its arrival number and cannot go into another. Keep this one instead.',
  ],
  'intake.merge-delivered': [
    '“{subject}” đến qua liên thông, nơi gửi đang chờ trả lời riêng. Chọn văn bản này làm văn bản giữ lại rồi gộp bản quét vào.',
    '“{subject}” was delivered electronically. Keep that one and merge the scan into it.',
  ],
  'intake.nothing-merged': ['Chưa có văn bản nào gộp vào đây.', 'Nothing was merged into this document.'],
  'intake.scan-unchanged': [
    'Thư mục quét đã ở trạng thái này (có người vừa mở hoặc đóng). Tải lại trang để xem.',
    'The scan folder is so already. Reload to see.',
  ],
  'intake.not-set-aside': [
    'Tệp này không còn trong danh sách chưa nhận được. Tải lại trang.',
    'This file is not set aside any more. Reload.',
  ],
  'intake.heic': [
    'Ảnh HEIC {name} chưa nhận được. Trên điện thoại chọn định dạng ảnh “Tương thích nhất” (JPEG) rồi chụp lại, hoặc lưu ảnh này thành JPEG hay PDF.',
    'The HEIC picture {name} is not accepted. Save it as JPEG or PDF.',
  ],
  'intake.paper-or-file': [
    'Chưa có tệp nào. Tải tệp lên, hoặc chọn “Chỉ có bản giấy”.',
    'There is no file. Upload one, or choose paper only.',
  ],
  'intake.duplicate': [
    'Văn bản này có vẻ đã đến: {what}. Xem lại; nếu vẫn vào sổ, chọn “Vẫn vào sổ”.',
    'This seems to have arrived already: {what}.',
  ],
  'intake.issuer-missing': ['Nơi ban hành còn trống. Ghi tên cơ quan gửi.', 'The issuer is missing.'],
  'intake.empty-file': ['Tệp {name} rỗng (0 byte). Chọn lại tệp.', 'The file {name} is empty.'],
  'intake.cut-off': [
    'Đường truyền đứt khi đang gửi tệp {name}. Không có gì được lưu; gửi lại tệp.',
    'The line broke while {name} was being sent. Nothing was kept; send it again.',
  ],
  'intake.too-large': [
    'Tệp {name} lớn quá {limit}. Chia nhỏ hoặc quét ở 200 dpi rồi gửi lại.',
    'The file {name} exceeds {limit}.',
  ],
  'intake.not-what-it-says': [
    'Tệp {name} không phải {expected} như tên của nó nói (nội dung là {found}). Xuất lại tệp rồi gửi.',
    'The file {name} is not {expected} as its name says.',
  ],
  'intake.password': [
    'Tệp {name} có mật khẩu mở nên không đọc được. Xin nơi gửi bản không đặt mật khẩu.',
    'The file {name} needs a password.',
  ],
  'intake.broken': ['Tệp {name} bị hỏng: {why}. Xin gửi lại tệp khác.', 'The file {name} is broken: {why}.'],
  'intake.zip-bomb': [
    'Tệp {name} nén bất thường (giải nén quá lớn) nên bị từ chối.',
    'The file {name} unpacks to an abnormal size.',
  ],
  'intake.unsupported': [
    'Loại tệp của {name} chưa nhận được. Dùng PDF, DOCX, PNG hoặc JPEG.',
    'This kind of file is not accepted.',
  ],
  'intake.active-content': [
    'Tệp {name} chứa mã chạy (JavaScript). Được nhận nhưng mã không bao giờ chạy.',
    'The file has JavaScript; it is accepted and never run.',
  ],
})
