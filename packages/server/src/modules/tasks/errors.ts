import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'tasks.no-assignment': [
    'Việc này không còn ở bạn: có thể đã được xử lý hoặc rút lại.',
    'This task is no longer yours.',
  ],
  'tasks.not-yours': [
    'Việc này đang ở {holder}. Chỉ người đó hoặc người thay khi vắng mặt làm được.',
    'This task is with {holder}.',
  ],
  'tasks.already-done': ['Việc này đã xong trước đó.', 'This task is already done.'],
  'tasks.no-leader': [
    'Cơ quan chưa có ai giữ chức vụ lãnh đạo để trình. Báo quản trị.',
    'No leader holds a post in the agency.',
  ],
  'tasks.one-lead': [
    'Cần đúng một đơn vị hoặc người chủ trì (Điều 23.4).',
    'Exactly one unit or person must lead.',
  ],
  'tasks.unit-without-head': [
    '{unit} chưa có trưởng đơn vị. Chọn người cụ thể.',
    '{unit} has no head. Choose a person.',
  ],
  'tasks.leader-only': ['Chỉ lãnh đạo cơ quan bút phê được.', 'Only a leader of the agency may instruct.'],
  'tasks.chief-only': [
    'Chỉ Chánh Văn phòng (hoặc người được giao) đề xuất phân phối được.',
    'Only the chief of office may propose routing.',
  ],
  'tasks.wrong-role': [
    'Bước này không dành cho phần việc của bạn ({role}).',
    'This step is not for your part ({role}).',
  ],
  'tasks.target-unclear': [
    'Mỗi nơi nhận việc phải là một đơn vị hoặc một người.',
    'Each target must be a unit or a person.',
  ],
  'tasks.due-past': ['Hạn {day} đã qua. Chọn hạn từ hôm nay trở đi.', 'The deadline {day} is in the past.'],
  'tasks.nothing-to-withdraw': [
    'Không có bước nào rút lại được: người nhận đã xử lý.',
    'Nothing can be withdrawn: the next person has acted.',
  ],
})
