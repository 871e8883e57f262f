import { dictionary } from '../../lib/language.ts'

const vi = {
  title: 'Tự kiểm máy tính',
  closed: 'Đường dẫn không mở được',
  lead: (person: string, agency: string) =>
    `Máy này được kiểm cho ${person}, ${agency}. Mở trên chính máy làm việc, xem lại rồi bấm gửi.`,
  read: 'Những gì trang này đọc được',
  system: 'Hệ điều hành',
  browser: 'Trình duyệt',
  screen: 'Màn hình',
  cores: 'Nhân xử lý',
  memory: 'Bộ nhớ',
  gigabytes: (value: number) => `từ ${value.toLocaleString('vi-VN')} GB`,
  line: 'Đường truyền',
  measuring: 'đang đo…',
  lineWords: (megabits: number | null, broadband: boolean) =>
    megabits === null
      ? 'không đo được'
      : `${megabits.toLocaleString('vi-VN')} Mbit/s, ${broadband ? 'là băng rộng' : 'chưa phải băng rộng'}`,
  address: 'Địa chỉ mạng',
  addressWords: (address: string, internal: boolean) =>
    `${address}, ${internal ? 'trong mạng nội bộ' : 'ngoài mạng nội bộ'}`,
  nothingElse: 'Ngoài những dòng trên, trang này không đọc tệp, phần mềm hay dữ liệu nào của máy.',
  say: 'Ghi thêm từ nhãn của máy',
  assetCode: 'Mã tài sản',
  assetHint: 'Trên nhãn dán của máy; hỏi văn thư nếu không thấy',
  needCode: 'Ghi mã tài sản của máy.',
  kind: 'Loại máy',
  kinds: { desktop: 'Máy tính để bàn', laptop: 'Máy tính xách tay', tablet: 'Máy tính bảng' },
  model: 'Kiểu máy (nếu biết)',
  send: 'Gửi kết quả kiểm',
  expires: (day: string) => `Đường dẫn có hiệu lực đến ${day}.`,
  already: 'Máy đã khai một lần; gửi lại thì thay kết quả cũ.',
  done: 'Đã ghi máy này',
  doneText: (code: string) => `Máy ${code} đã vào sổ thiết bị của cơ quan. Có thể đóng trang.`,
}
type Texts = typeof vi
const en: Texts = {
  title: 'Check this computer in',
  closed: 'The link does not open',
  lead: (person, agency) =>
    `This machine is checked in for ${person}, ${agency}. Open it on the machine itself, look it over, then send.`,
  read: 'What this page reads',
  system: 'Operating system',
  browser: 'Browser',
  screen: 'Screen',
  cores: 'Cores',
  memory: 'Memory',
  gigabytes: (value) => `${value} GB or more`,
  line: 'Line',
  measuring: 'measuring…',
  lineWords: (megabits, broadband) =>
    megabits === null
      ? 'could not be measured'
      : `${megabits} Mbit/s, ${broadband ? 'broadband' : 'not broadband'}`,
  address: 'Network address',
  addressWords: (address, internal) =>
    `${address}, ${internal ? 'internal network' : 'outside the internal network'}`,
  nothingElse: 'Besides these lines it reads no file, program or data of the machine.',
  say: 'From the label of the machine',
  assetCode: 'Asset code',
  assetHint: 'On the label; ask the clerk when there is none',
  needCode: 'Write the asset code.',
  kind: 'Kind',
  kinds: { desktop: 'Desktop', laptop: 'Laptop', tablet: 'Tablet' },
  model: 'Model (when known)',
  send: 'Send',
  expires: (day) => `The link is good until ${day}.`,
  already: 'It was checked in before; sending again replaces that.',
  done: 'This machine is registered',
  doneText: (code) => `${code} is in the agency’s register. You may close the page.`,
}
export const useTexts = dictionary({ vi, en })
