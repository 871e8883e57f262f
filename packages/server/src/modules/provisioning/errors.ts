import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'provisioning.not-keeper': [
    'Chỉ văn thư, quản trị hoặc người phụ trách của cơ quan làm được việc này. Chọn chức vụ khác ở góc trên.',
    'Only the agency’s clerk, administrator or head may do this. Switch posts.',
  ],
})
