import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'deliveries.not-issued': [
    'Văn bản chưa phát hành nên chưa gửi được.',
    'Not issued yet, so it cannot be sent.',
  ],
  'deliveries.not-recalled': ['Văn bản chưa được thu hồi.', 'Not recalled.'],
  'deliveries.event-not-allowed': [
    'Không ghi được sự việc sang cơ quan khác.',
    'The fact may not be written to the other agency.',
  ],
  'deliveries.no-recipient': [
    'Nơi nhận còn trống: chưa có cơ quan nào nhận được văn bản này. Ghi nơi nhận rồi phát hành.',
    'No recipient yet.',
  ],
  'deliveries.nobody-late': [
    'Mọi nơi nhận đã tiếp nhận, không còn nơi nào để nhắc.',
    'Every recipient has accepted; nobody to remind.',
  ],
  'deliveries.no-invitation': ['Văn bản này không phải giấy mời.', 'This is not an invitation.'],
  'deliveries.own-document-only': [
    'Chỉ cơ quan ban hành làm được việc này.',
    'Only the issuing agency may do this.',
  ],
})
