import type { EventLine } from './store/work.ts'

const text = (line: EventLine, field: string) => line.texts?.[field] ?? ''
const value = (line: EventLine, field: string) => String(line.payload[field] ?? '')
const reason = (line: EventLine) => (text(line, 'reason') ? `: ${text(line, 'reason')}` : '')

type Say = (line: EventLine) => readonly [vi: string, en: string]

/** The codes of Decision 28/2018 as they are spoken. */
const STATUSES: Record<string, string> = {
  '01': 'đã đến',
  '02': 'từ chối tiếp nhận',
  '03': 'đã tiếp nhận',
  '04': 'đã phân công',
  '05': 'đang xử lý',
  '06': 'đã hoàn thành',
  '15': 'đồng ý cập nhật, lấy lại',
  '16': 'từ chối cập nhật, lấy lại',
}
const LATE: Record<string, string> = {
  1: 'sau một giờ, hệ thống vẫn tự gửi lại',
  2: 'sau một ngày, hệ thống vẫn tự gửi lại',
  3: 'đến hết hạn gửi; cần gửi lại hoặc gửi bản giấy',
}

/** A log reads as sentences (design/screens.md, Speaking). Events of no interest to people are absent. */
const SENTENCES: Record<string, Say> = {
  'deliveries.arrived': () => ['văn bản đến qua hệ thống', 'arrived through the system'],
  'intake.captured': (l) => [
    l.payload.paperOnly ? 'tiếp nhận bản giấy' : `tiếp nhận ${value(l, 'files')} tệp`,
    'received',
  ],
  'registers.incoming-registered': (l) => [
    `vào sổ, số đến ${value(l, 'number')}`,
    `registered, arrival number ${value(l, 'number')}`,
  ],
  'registers.register-undone': (l) => [
    `hoàn tác vào sổ, số ${value(l, 'number')} vẫn giữ cho văn bản này`,
    'undid the registration; the number stays bound',
  ],
  'registers.entry-corrected': (l) => [`sửa thông tin vào sổ${reason(l)}`, `corrected the entry${reason(l)}`],
  'registers.number-bound': (l) => [
    `lấy số ${value(l, 'number')}/${value(l, 'symbol')}`,
    `took number ${value(l, 'number')}`,
  ],
  'drafting.numbered-on-paper': () => [
    'cấp số để in, ký và đóng dấu trên giấy',
    'numbered it to be printed, signed and sealed on paper',
  ],
  'drafting.copied-from-paper': () => [
    'quét bản ký giấy, ký số cơ quan bản sao y',
    'scanned the signed paper and signed the copy with the agency’s key',
  ],
  'registers.number-cancelled': (l) => [
    `hủy số ${value(l, 'number')}${reason(l)}`,
    `cancelled number ${value(l, 'number')}`,
  ],
  'intake.merged': (l) => [
    `gộp ${(l.payload.merged as unknown[]).length} văn bản vào đây`,
    `merged ${(l.payload.merged as unknown[]).length} documents into this one`,
  ],
  'intake.unmerged': () => ['tách lại các văn bản đã gộp', 'took the merge back'],
  'intake.secret-destroyed': (l) => [
    `thấy dấu ${value(l, 'mark')}, hủy tệp và nội dung; xử lý theo pháp luật về bí mật nhà nước`,
    `found the mark ${value(l, 'mark')}; files and content destroyed`,
  ],
  'intake.returned': (l) => [`trả lại nơi gửi${reason(l)}`, `returned to the sender${reason(l)}`],
  'tasks.submitted': () => ['trình', 'submitted'],
  'tasks.routing-proposed': (l) => [
    `đề xuất phân phối${text(l, 'text') ? `: ${text(l, 'text')}` : ''}`,
    'proposed the routing',
  ],
  'tasks.instructed': (l) => [`bút phê${text(l, 'text') ? `: ${text(l, 'text')}` : ''}`, 'instructed'],
  'tasks.routed-directly': (l) => [
    `chuyển thẳng theo quy chế${text(l, 'rule') ? ` (${text(l, 'rule')})` : ''}`,
    'routed by the rules',
  ],
  'tasks.handed-over': () => ['chuyển giao', 'handed over'],
  'tasks.assigned': (l) => [`phân công${text(l, 'text') ? `: ${text(l, 'text')}` : ''}`, 'assigned'],
  'tasks.opinion-given': (l) => [`cho ý kiến: ${text(l, 'text')}`, `gave an opinion: ${text(l, 'text')}`],
  'tasks.seen': () => ['đã xem', 'has seen it'],
  'tasks.completed': (l) => [
    `hoàn thành${text(l, 'text') ? `: ${text(l, 'text')}` : ', không cần văn bản trả lời'}`,
    'completed without a reply',
  ],
  'tasks.completed-by-reply': (l) => [
    `hoàn thành bằng văn bản trả lời ${value(l, 'numberSymbol')}`,
    `completed by the reply ${value(l, 'numberSymbol')}`,
  ],
  'tasks.passed-back': (l) => [`chuyển lại, không thuộc thẩm quyền${reason(l)}`, `passed back${reason(l)}`],
  'tasks.step-withdrawn': () => ['rút lại bước vừa làm', 'withdrew the last step'],
  'dossiers.document-filed': (l) => [
    `lưu vào hồ sơ ${value(l, 'symbol')}${text(l, 'title') ? `, ${text(l, 'title')}` : ''}`,
    `filed in dossier ${value(l, 'symbol')}`,
  ],
  'dossiers.document-taken-out': (l) => [
    `lấy ra khỏi hồ sơ ${value(l, 'symbol')}${reason(l)}`,
    `taken out of dossier ${value(l, 'symbol')}${reason(l)}`,
  ],
  'drafting.created': () => ['tạo dự thảo', 'created the draft'],
  'drafting.secret-destroyed': (l) => [
    `thấy dấu ${value(l, 'mark')}, hủy dự thảo và tệp; xử lý theo pháp luật về bí mật nhà nước`,
    `found the mark ${value(l, 'mark')}; draft and files destroyed`,
  ],
  'drafting.annex-added': () => ['thêm phụ lục', 'added an annex'],
  'drafting.submitted': (l) => [
    `trình dự thảo, bản ${value(l, 'version')}`,
    `submitted version ${value(l, 'version')}`,
  ],
  'drafting.initialled': (l) => [
    l.payload.check === 'content' ? 'ký nháy nội dung' : 'ký nháy thể thức',
    `initialled (${value(l, 'check')})`,
  ],
  'drafting.returned': (l) => [
    `trả lại để chỉnh sửa: ${text(l, 'comment')}`,
    `returned for revision: ${text(l, 'comment')}`,
  ],
  'drafting.finalised': () => ['dựng bản trình ký', 'made the page to sign'],
  'drafting.signed': () => ['ký số', 'signed'],
  'drafting.sealed': (l) => [
    `cấp số ${value(l, 'numberSymbol')} và ký số cơ quan`,
    `numbered ${value(l, 'numberSymbol')} and sealed`,
  ],
  'drafting.issued': (l) => [
    `phát hành ${value(l, 'numberSymbol')}, đã đến ${value(l, 'delivered')} nơi nhận trong hệ thống`,
    `issued ${value(l, 'numberSymbol')} to ${value(l, 'delivered')} recipients`,
  ],
  'drafting.recalled': (l) => [`thu hồi văn bản${reason(l)}`, `recalled${reason(l)}`],
  'deliveries.recalled-by-sender': () => [
    'nơi gửi thu hồi văn bản; nội dung được đóng băng',
    'recalled by the sender',
  ],
  'deliveries.recipients-reminded': (l) => [
    `nhắc ${value(l, 'count')} nơi chưa tiếp nhận`,
    `reminded ${value(l, 'count')} recipients`,
  ],
  'exchange.status-received': (l) => [
    `${value(l, 'party')}: ${STATUSES[value(l, 'status')] ?? value(l, 'status')}${text(l, 'text') ? `, ${text(l, 'text')}` : ''}`,
    `${value(l, 'party')}: status ${value(l, 'status')}`,
  ],
  'exchange.not-arrived': (l) => [
    `chưa gửi được tới ${text(l, 'party') || value(l, 'party')} ${LATE[value(l, 'level')] ?? ''}`,
    `not delivered to ${text(l, 'party') || value(l, 'party')} yet`,
  ],
  'exchange.asked-back': (l) => [`đề nghị lấy lại văn bản${reason(l)}`, `asked for it back${reason(l)}`],
  'exchange.update-sent': (l) => [`gửi cập nhật cho các nơi nhận${reason(l)}`, `sent an update${reason(l)}`],
  'exchange.replacement-begun': () => ['soạn văn bản thay thế', 'began a replacement'],
  'exchange.change-asked': (l) => [
    `nơi gửi ${l.payload.kind === 'update' ? 'gửi cập nhật' : 'xin lấy lại văn bản'}${reason(l)}`,
    `the sender ${l.payload.kind === 'update' ? 'sent an update' : 'asks for it back'}${reason(l)}`,
  ],
  'exchange.answered': (l) => [
    `${value(l, 'status') === '15' ? 'đồng ý' : 'từ chối'} đề nghị của nơi gửi${reason(l)}`,
    `${value(l, 'status') === '15' ? 'agreed to' : 'refused'} the sender’s request${reason(l)}`,
  ],
  'exchange.opened': () => ['mở xem văn bản lần đầu', 'opened for the first time'],
  'deliveries.reminded': () => ['nơi gửi nhắc tiếp nhận', 'reminded by the sender'],
  'deliveries.invitation-answered': (l) => [text(l, 'answer'), text(l, 'answer')],
}

export function sentenceOf(line: EventLine): { vi: string; en: string } | null {
  const said = SENTENCES[line.name]?.(line)
  return said ? { vi: said[0], en: said[1] } : null
}
