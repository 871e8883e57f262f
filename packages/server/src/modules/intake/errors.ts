import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'intake.upload-gone': [
    'Tệp tải lên không còn trong hàng đợi. Tải lại tệp.',
    'The upload is gone. Upload it again.',
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
