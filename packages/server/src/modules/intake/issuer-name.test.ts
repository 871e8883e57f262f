import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameCase } from './issuer-name.ts'

test('a letterhead in capitals becomes a name as the register writes it', () => {
  const names = [
    'Sở Nội vụ',
    'Sở Thông tin và Truyền thông',
    'Sở Lao động - Thương binh và Xã hội',
    'Ủy ban nhân dân tỉnh Bến Tre',
    'UBND xã Thạnh Trị',
    'Ủy ban nhân dân thành phố Hồ Chí Minh',
    'Hội đồng nhân dân thị xã Bình Minh',
    'Bảo hiểm xã hội tỉnh Bến Tre',
    'Bảo hiểm xã hội Việt Nam',
    'Phòng Tài chính - Kế hoạch',
    'Bộ Nông nghiệp và Phát triển nông thôn',
    'Chi cục Thủy lợi',
    'Trung tâm Kiểm soát bệnh tật',
  ]
  for (const name of names) assert.equal(nameCase(name.toUpperCase()), name)
  assert.equal(nameCase('Công ty TNHH Hai Ba'), 'Công ty TNHH Hai Ba', 'what is no letterhead stays')
})
