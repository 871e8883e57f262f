import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'setup.not-in-demo': [
    'Tỉnh mẫu đã có sẵn cơ quan và người dùng. Muốn mở cơ quan thật: npm start -- --empty --data THƯ-MỤC-KHÁC.',
    'The demo province is already set up. Open a real office with --empty in another folder.',
  ],
  'setup.token-needed': [
    'Cần mã dùng một lần mà npm start đã in ra, hoặc phiên đăng nhập của người quản trị. Mở đúng địa chỉ đã in.',
    'The one-time code printed by npm start is needed, or the administrator’s session.',
  ],
  'setup.token-used': [
    'Mã dùng một lần này đã dùng rồi. Đăng nhập bằng tài khoản quản trị rồi mở lại trang Bắt đầu sử dụng.',
    'This one-time code was used. Log in as the administrator and open this page again.',
  ],
  'setup.account-empty': [
    'Tên đăng nhập chỉ gồm chữ không dấu, chữ số và . _ - @; từ 2 đến 80 ký tự.',
    'The account holds unaccented letters, digits and . _ - @ only, 2 to 80 of them.',
  ],
  'setup.name-empty': ['Ghi họ và tên người quản trị.', 'Give the administrator’s full name.'],
  'setup.password-short': ['Mật khẩu cần từ 12 ký tự.', 'The password needs 12 characters.'],
  'setup.password-same': [
    'Mật khẩu không được trùng tên đăng nhập.',
    'The password must differ from the account.',
  ],
  'setup.account-taken': [
    'Tên đăng nhập “{account}” đã có người dùng. Chọn tên khác.',
    'The account “{account}” is taken.',
  ],
  'setup.no-such-account': [
    'Không có tài khoản “{account}”. Kiểm tra cột Tên đăng nhập trong bảng đã nạp.',
    'There is no account “{account}”.',
  ],
  'setup.not-a-sheet': [
    'Không đọc được tệp này như một bảng XLSX. Trong Excel hoặc LibreOffice, chọn Lưu thành .xlsx rồi gửi lại.',
    'This cannot be read as an XLSX file.',
  ],
  'setup.page-missing': [
    'Tệp thiếu trang “{page}”. Tải bảng mẫu, điền vào hai trang “Cơ quan” và “Người dùng”.',
    'The file has no page “{page}”.',
  ],
  'setup.column-missing': [
    'Trang “{page}” thiếu cột “{column}”. Giữ nguyên dòng tiêu đề của bảng mẫu.',
    'The page “{page}” has no column “{column}”.',
  ],
  'setup.number-wrong': [
    'Số tiếp theo của “{book}” phải là số nguyên từ 1 đến 999999.',
    'The next number of “{book}” must be a whole number from 1 to 999999.',
  ],
  'setup.no-such-book': ['Không có sổ này. Tải lại trang.', 'There is no such book. Reload.'],
  'setup.numbers-in-use': [
    '“{book}” đã cấp số trên hệ thống (đến {last}), nên không đặt lại được số tiếp theo.',
    '“{book}” has given numbers here (up to {last}); its next number cannot be set again.',
  ],
  'setup.no-such-holder': [
    'Không có chức vụ hay cơ quan này. Chọn lại người giữ khóa.',
    'There is no such post or agency.',
  ],
  'setup.vacant': [
    'Chức vụ này chưa có người giữ, nên chưa nhận khóa hay chữ ký được.',
    'This post has no holder yet.',
  ],
  'setup.key-passphrase': [
    'Mật khẩu không mở được tệp khóa. Nhập lại mật khẩu của tệp .p12.',
    'The passphrase does not open the key file.',
  ],
  'setup.key-unreadable': [
    'Tệp khóa không đọc được: cần một tệp PKCS#12 (.p12, .pfx) có khóa riêng và chứng thư đi cùng.',
    'The key file cannot be read: a PKCS#12 file with a key and its certificate is needed.',
  ],
  'setup.key-expired': [
    'Chứng thư này chỉ có hiệu lực từ {from} đến {to}. Dùng chứng thư đang còn hiệu lực.',
    'This certificate is valid from {from} to {to} only.',
  ],
  'setup.picture-not-png': [
    'Ảnh chữ ký và dấu phải là tệp PNG nền trong (Phụ lục I Nghị định 30/2020/NĐ-CP).',
    'Signature and seal pictures must be PNG files.',
  ],
})
