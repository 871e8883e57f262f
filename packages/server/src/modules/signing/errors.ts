import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'signing.no-key': [
    '{holder} chưa có chứng thư số còn hiệu lực trên hệ thống. Báo quản trị cấp hoặc nạp chứng thư.',
    '{holder} has no valid certificate here.',
  ],
  'signing.passphrase': ['Mật khẩu khóa ký không đúng. Nhập lại.', 'The key’s passphrase is wrong.'],
  'signing.passphrase-needed': [
    'Khóa ký này cần mật khẩu. Nhập mật khẩu khóa ký.',
    'This key asks for its passphrase.',
  ],
  'signing.clerk-only': [
    'Chỉ văn thư dùng được khóa ký của cơ quan (NĐ 30/2020, Điều 32).',
    'Only the clerk uses the agency’s key.',
  ],
  'signing.person-first': [
    'Người có thẩm quyền chưa ký. Cơ quan chỉ đóng dấu sau chữ ký đó (Điều 32.2).',
    'The competent person must sign first.',
  ],
  'signing.changed-meanwhile': [
    'Tệp đã thay đổi trong lúc ký. Mở lại văn bản rồi ký lại.',
    'The file changed while it was being signed.',
  ],
  'signing.pdf-refused': ['Tệp PDF này không ký được: {why}', 'This PDF cannot be signed: {whyEn}'],
  'signing.use-device': [
    'Khóa của {subject} nằm trên thiết bị riêng. Chọn thiết bị đó ở mục “Ký bằng” rồi ký lại.',
    'The key of {subject} lies on a device. Choose it under “Sign with”.',
  ],
  'signing.not-a-device': [
    'Khóa của {subject} được giữ trên hệ thống, không cần thiết bị. Chọn khóa đó ở mục “Ký bằng”.',
    'The key of {subject} is kept here and needs no device.',
  ],
  'signing.admin-only': [
    'Chỉ quản trị hệ thống khai báo dịch vụ ký số.',
    'Only the administrator sets up signing services.',
  ],
  'signing.bad-address': [
    'Địa chỉ dịch vụ ký phải bắt đầu bằng https:// (với thiết bị USB: wss://127.0.0.1:…). Sửa địa chỉ rồi lưu lại.',
    'The address must begin with https:// (a token: wss://127.0.0.1:…).',
  ],
  'signing.token-is-local': [
    'Thiết bị USB chỉ dùng được trên chính máy đang cắm thiết bị (127.0.0.1). Mở trang này trên máy đó.',
    'A USB token works only on the computer it is plugged into.',
  ],
  'signing.no-service': [
    'Dịch vụ ký này không còn. Tải lại trang rồi chọn dịch vụ khác.',
    'This signing service is gone. Reload and choose another.',
  ],
  'signing.no-key-there': [
    '{service} không có chứng thư số nào cho tài khoản hoặc số máy này. Kiểm tra lại số rồi tìm lại.',
    '{service} knows no certificate for this account or number.',
  ],
  'signing.not-a-certificate': [
    'Nội dung nhận được không phải chứng thư số. Đọc lại chứng thư từ thiết bị.',
    'This is not a certificate. Read it from the device again.',
  ],
  'signing.key-gone': [
    'Chứng thư số này không còn dùng được ở dịch vụ ký. Đăng ký lại chứng thư hoặc chọn chứng thư khác.',
    'This key is no longer usable at its service. Register it again or choose another.',
  ],
  'signing.key-expired': [
    'Chứng thư số đã hết hạn ngày {until}. Đề nghị cấp chứng thư mới; tạm thời chọn chứng thư khác.',
    'The certificate ended on {until}. Choose another.',
  ],
  'signing.key-not-yet-valid': [
    'Chứng thư số chỉ có hiệu lực từ ngày {from}. Chọn chứng thư khác hoặc ký từ ngày đó.',
    'The certificate is valid only from {from}.',
  ],
  'signing.key-wrong-usage': [
    'Chứng thư số này không được cấp để ký văn bản. Chọn chứng thư ký số.',
    'This certificate was not issued for signing documents.',
  ],
  'signing.key-revoked': [
    'Chứng thư số đã bị thu hồi ngày {day}. Không ký được bằng chứng thư này; chọn chứng thư khác.',
    'The certificate was revoked on {day}. Choose another.',
  ],
  'signing.key-stopped': [
    'Chứng thư số này đã bị dừng sử dụng từ ngày {day} trong sổ chứng thư của tỉnh. Không ký được; chọn chứng thư khác hoặc hỏi đầu mối chứng thư số.',
    'The province’s register has blocked this certificate since {day}. Choose another.',
  ],
  'signing.key-revoked-at-service': [
    'Nhà cung cấp báo chứng thư số đã bị thu hồi. Chọn chứng thư khác và báo quản trị.',
    'The provider says the certificate is revoked. Choose another.',
  ],
  'signing.key-untrusted': [
    'Chứng thư số do “{issuer}” cấp, không thuộc các tổ chức chứng thực mà hệ thống tin cậy. Báo quản trị bổ sung gốc tin cậy nếu đúng.',
    'Issued by “{issuer}”, which this installation does not trust.',
  ],
  'signing.key-not-official': [
    'Đây là chứng thư chữ ký số công cộng hoặc nội bộ. Văn bản của cơ quan nhà nước phải ký bằng chứng thư chuyên dùng công vụ (NĐ 68/2024).',
    'A public or internal certificate. State documents need a public-service one (Decree 68/2024).',
  ],
  'signing.key-other-person': [
    'Chứng thư số mang tên “{cn}”, không phải {holder}. Cắm đúng thiết bị hoặc chọn đúng chứng thư.',
    'The certificate names “{cn}”, not {holder}.',
  ],
  'signing.key-other-post': [
    'Chứng thư số cấp cho chức vụ ở “{o}”, không dùng để ký cho {agency}. Đổi chức vụ đang làm việc hoặc xin cấp lại chứng thư.',
    'The certificate is for “{o}”, not for {agency}.',
  ],
  'signing.service-down': [
    'Chưa liên lạc được với {service}. Văn bản vẫn ký được; thử lại sau ít phút hoặc chọn cách ký khác.',
    '{service} cannot be reached. Try again or sign another way.',
  ],
  'signing.service-refuses': [
    '{service} từ chối yêu cầu của hệ thống. Báo quản trị kiểm tra tài khoản kết nối; văn bản vẫn ký được bằng cách khác.',
    '{service} refuses this installation. The administrator should check its account.',
  ],
  'signing.wrong-pin': [
    'Mã PIN không đúng. Nhập lại; nhập sai nhiều lần khóa sẽ bị chặn.',
    'The PIN is wrong. Enter it again.',
  ],
  'signing.pin-blocked': [
    'Mã PIN đã bị khóa do nhập sai nhiều lần. Liên hệ nơi cấp để mở khóa; văn bản vẫn chờ ký.',
    'The PIN is blocked. Ask the issuer to unblock it.',
  ],
  'signing.cancelled-on-device': [
    'Đã từ chối ký trên thiết bị. Văn bản vẫn chờ ký.',
    'Refused on the device. The documents still wait.',
  ],
  'signing.cancelled-here': ['Đã thôi ký. Văn bản vẫn chờ ký.', 'Cancelled here. The documents still wait.'],
  'signing.device-timeout': [
    'Hết thời gian chờ xác nhận trên thiết bị. Văn bản vẫn chờ ký; bấm ký lại khi sẵn sàng.',
    'The time to confirm is over. Sign again when ready.',
  ],
  'signing.phone-absent': [
    'Điện thoại tắt máy hoặc ngoài vùng phủ sóng. Văn bản vẫn chờ ký.',
    'The phone is off or out of reach.',
  ],
  'signing.bad-answer': [
    'Dịch vụ ký trả lời không đúng nên không dùng kết quả. Văn bản vẫn chờ ký; ký lại.',
    'The service answered wrongly; nothing was used. Sign again.',
  ],
  'signing.bad-value': [
    'Chữ ký nhận được không khớp với văn bản và chứng thư đã chọn nên bị từ chối. Ký lại.',
    'The signature does not fit the document and the certificate. Sign again.',
  ],
  'signing.no-authorisation': [
    'Lần ký này không còn mở. Tải lại trang rồi ký lại.',
    'This signing is no longer open. Reload and sign again.',
  ],
  'signing.ticket-over': [
    'Địa chỉ dùng một lần này đã dùng rồi hoặc hết hạn. Bấm ký lại để lấy địa chỉ mới.',
    'This one-time address was used or is over.',
  ],
  'signing.returned-other': [
    'Tệp nhận về không phải tệp đã gửi đi ký nên bị từ chối. Ký lại.',
    'The returned file is not the one sent. Sign again.',
  ],
  'signing.returned-changed': [
    'Tệp nhận về bị sửa ngoài ô chữ ký nên bị từ chối. Ký lại; nếu lặp lại, báo quản trị kiểm tra máy.',
    'The returned file was changed outside the signature. Sign again.',
  ],
  'signing.returned-unsigned': [
    'Tệp nhận về không có chữ ký ở ô đã dành. Ký lại.',
    'The returned file has no signature in its place.',
  ],
  'signing.returned-other-key': [
    'Tệp được ký bằng chứng thư khác với chứng thư đã chọn nên bị từ chối. Cắm đúng thiết bị rồi ký lại.',
    'Signed with another certificate than chosen.',
  ],
  'signing.returned-broken': [
    'Chữ ký trong tệp nhận về không nguyên vẹn nên bị từ chối. Ký lại.',
    'The signature in the returned file is not intact.',
  ],
})
