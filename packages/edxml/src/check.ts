// What must be true of a packet before it leaves: a receiver may be lenient, we are not.

import { isOrganCode } from './from-tree.ts'
import {
  type DocumentPacket,
  type Packet,
  STATUS_NAMES,
  STATUSES_WITH_REASON,
  type StatusPacket,
} from './model.ts'

/** Vietnamese sentences; empty when the packet may be sent. */
export function problemsBeforeSending(packet: Packet): string[] {
  const problems: string[] = []
  const must = (holds: boolean, sentence: string): void => {
    if (!holds) problems.push(sentence)
  }
  must(isOrganCode(packet.from.code), 'Thiếu hoặc sai mã định danh bên gửi (from.code)')
  must(packet.from.name !== '', 'Thiếu tên cơ quan gửi (from.name)')
  if (packet.kind === 'status') checkStatus(packet, must)
  else checkDocument(packet, must)
  return problems
}

type Must = (holds: boolean, sentence: string) => void

function checkStatus(packet: StatusPacket, must: Must): void {
  const [response] = packet.responseFor
  must(
    STATUS_NAMES[packet.statusCode] !== undefined,
    'Mã trạng thái phải là 01–06, 13, 15 hoặc 16 (statusCode)',
  )
  must(packet.responseFor.length === 1, 'Gói tin trạng thái nêu đúng một văn bản (responseFor)')
  must(!!response && isOrganCode(response.organId), 'Thiếu mã định danh bên được báo (responseFor.organId)')
  must(!!response?.documentId, 'Thiếu mã định danh văn bản (responseFor.documentId)')
  const needsReason = STATUSES_WITH_REASON.has(packet.statusCode)
  must(!needsReason || packet.statusText !== '', `Trạng thái ${packet.statusCode} phải có lý do (statusText)`)
}

function checkDocument(packet: DocumentPacket, must: Must): void {
  const codes = packet.to.map((organ) => organ.code.toLowerCase())
  must(codes.length > 0, 'Thiếu bên nhận (to)')
  must(codes.every(isOrganCode), 'Mã định danh bên nhận không đúng (to.code)')
  must(new Set(codes).size === codes.length, 'Bên nhận bị lặp (to.code)')
  must(packet.documentId !== '', 'Thiếu mã định danh văn bản (documentId)')
  must(packet.number !== '', 'Thiếu số văn bản (number)')
  must(packet.symbol !== '', 'Thiếu ký hiệu văn bản (symbol)')
  must(packet.issuedOn !== null, 'Thiếu ngày ban hành (issuedOn)')
  must(packet.typeName !== '', 'Thiếu tên loại văn bản (typeName)')
  must(packet.subject !== '', 'Thiếu trích yếu (subject)')
  must(packet.signer.name !== '', 'Thiếu người ký (signer)')
  must(packet.urgency >= 0 && packet.urgency <= 4, 'Mức độ khẩn từ 0 đến 4 (urgency)')
  must(
    packet.business === 'new' || packet.reason !== '',
    'Thu hồi, cập nhật, thay thế phải có lý do (reason)',
  )
  const acts = packet.business === 'recall' || packet.business === 'update'
  must(!acts || packet.target !== '', 'Thiếu mã văn bản bị thu hồi hoặc cập nhật (affects)')
  const replaces = packet.business === 'replace'
  must(!replaces || packet.replacements.length > 0, 'Thiếu mã văn bản bị thay thế (affects)')
}
