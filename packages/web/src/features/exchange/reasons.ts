// Why a packet did not go, as the machine said it: a clerk reads it in Vietnamese, what nobody foresaw stays as it was said.
import { language } from '../../lib/language.ts'

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, 'máy bên kia không nhận kết nối'],
  [/ENOTFOUND|EAI_AGAIN/, 'không tìm thấy địa chỉ máy bên kia'],
  [/ECONNRESET|EPIPE|socket hang up|other side closed|terminated/i, 'kết nối bị ngắt giữa chừng'],
  [/timed? ?out|TimeoutError|aborted/i, 'máy bên kia không trả lời kịp'],
  [/fetch failed|EHOSTUNREACH|ENETUNREACH/, 'không nối được tới máy bên kia'],
  [/certificate|CERT_|self.signed/i, 'chứng thư kết nối của máy bên kia không đúng'],
  [/ENOSPC/, 'ổ đĩa đã đầy'],
]

/** "fetch failed" → "Không nối được tới máy bên kia"; sentences of our own stay. */
export function reasonWords(said: string): string {
  if (language() === 'en') return said
  const known = REASONS.find(([pattern]) => pattern.test(said))?.[1]
  if (known) return known.charAt(0).toUpperCase() + known.slice(1)
  const status = /^HTTP (\d{3})$/.exec(said)?.[1]
  return status ? `Máy bên kia trả lời mã ${status}` : said
}
