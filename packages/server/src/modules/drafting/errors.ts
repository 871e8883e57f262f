import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'drafting.stale-version': [
    'Bản thảo đã có bản {newer} do người khác lưu. Nội dung bạn gõ vẫn còn; so hai bản rồi lưu lại.',
    'Somebody saved version {newer}. What you typed is kept; compare and save again.',
  ],
  'drafting.unknown-type': [
    'Loại văn bản này không có trong danh mục của cơ quan.',
    'This type is not in the agency’s list.',
  ],
  'drafting.no-signer': [
    'Chưa chọn người ký. Chọn người ký và quyền hạn ký.',
    'Choose who signs and in which form.',
  ],
  'drafting.no-mandate': [
    '{name} không có thẩm quyền ký loại văn bản này theo hình thức đã chọn. Có thể ký: {offer}.',
    '{name} has no mandate for this type. Possible: {offer}.',
  ],
  'drafting.must-repair': ['Thể thức còn lỗi phải sửa: {what}', 'The form must be repaired: {what}'],
  'drafting.review-not-yours': ['Ký nháy này thuộc về {holder}.', 'This initial belongs to {holder}.'],
  'drafting.no-open-review': ['Không còn chờ ký nháy này.', 'This check is not open.'],
  'drafting.checks-missing': [
    'Chưa đủ hai ký nháy nội dung và thể thức (Điều 12).',
    'Both checks are needed before signing (Art 12).',
  ],
  'drafting.not-signer': ['Văn bản này trình {name} ký.', 'This document waits for {name} to sign.'],
  'drafting.not-drafter': ['Chỉ người soạn thảo sửa được dự thảo.', 'Only the drafter may change the draft.'],
  'drafting.not-rendered': [
    'Bản trình ký đang được dựng. Thử lại sau vài giây.',
    'The page is being made. Try again in a few seconds.',
  ],
  'drafting.docx-needs-office': [
    'Tệp DOCX xem và góp ý được nhưng máy chủ chưa có LibreOffice để chuyển thành PDF. Tải lên bản PDF để trình ký.',
    'A DOCX cannot be finalised without LibreOffice. Upload a PDF.',
  ],
  'drafting.recall-only-issued': [
    'Chỉ thu hồi được văn bản đã phát hành.',
    'Only an issued document can be recalled.',
  ],
  'drafting.bad-seal': [
    'Tệp sau khi đóng dấu không nối tiếp đúng bản đã ký nên bị từ chối. Số vẫn giữ cho văn bản này; phát hành lại.',
    'The sealed file does not continue the signed one. The number stays; issue again.',
  ],
  'drafting.scan-not-pdf': [
    'Bản quét của văn bản ký giấy phải là PDF. Quét lại thành PDF, ảnh màu từ 200 dpi.',
    'The scan of the signed paper must be a PDF, in colour, 200 dpi or more.',
  ],
  'drafting.not-pdf': ['Phụ lục kèm theo phải là PDF để ký số.', 'An annex must be a PDF to be signed.'],
  'drafting.upload-gone': ['Tệp tải lên không còn. Tải lại tệp.', 'The upload is gone. Upload it again.'],
  'drafting.no-such-version': [
    'Dự thảo không có bản này. Chọn bản khác trong danh sách phiên bản.',
    'The draft has no such version. Choose another from the list.',
  ],
  'drafting.empty-body': ['Nội dung văn bản còn trống.', 'The body is empty.'],
})
