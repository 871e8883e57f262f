// A letterhead is in capitals; in the register a body is written as a name.
import type { Tx } from '../../platform/tx.ts'
import { nameInDirectory } from '../organisations/index.ts'
import { lastFiled } from './store/filed.ts'

const PLACE = /(?<=^|\s)(thành phố|thị xã|thị trấn|tỉnh|huyện|quận|phường|xã(?! hội))(?=\s)/u
/** After these a proper part begins: Sở Nội vụ, Phòng Tài chính, Ban Tuyên giáo. */
const HEAD =
  /(?<=^|\s)(bộ|sở|(?<!ủy |uỷ )ban|phòng|tổng cục|chi cục|cục|viện|trường|trung tâm|thanh tra|bệnh viện|công ty|đoàn|hội(?! đồng)) (\p{L})/gu
const SHORT = /(?<=^|\s)(ubnd|hđnd|ubmttq|tand|vksnd|bhxh|thpt|thcs|tnhh|mtv|lhpn|pccc|cnch|tp)(?=\s|$|\.)/gu

const upper = (text: string) => text.toUpperCase()
const capitals = (words: string) => words.replace(/(?<=^|[\s-])\p{L}/gu, upper)

function headCase(text: string): string {
  const joined = /^\s*(bộ|sở|phòng|ban|cục)\s/u.test(text)
    ? text.replace(/(?<=\s(và|-)\s)\p{L}/gu, upper)
    : text
  return joined
    .replace(HEAD, (_, head: string, letter: string) => `${head} ${upper(letter)}`)
    .replace(SHORT, upper)
    .replace(/việt nam/giu, 'Việt Nam')
}

/** `SỞ NỘI VỤ TỈNH BẾN TRE` → `Sở Nội vụ tỉnh Bến Tre`; what is not all in capitals is left as it is. */
export function nameCase(name: string): string {
  if (name !== name.toUpperCase()) return name
  // Odd parts are kinds of places, what follows each is a name of a place.
  const parts = name.toLowerCase().split(PLACE)
  const written = parts.map((part, i) => (i % 2 === 1 ? part : i === 0 ? headCase(part) : capitals(part)))
  return written.join('').replace(/^\p{L}/u, upper)
}

/** As this office wrote it last, as the directory writes it, else by the rules of capitals. */
export async function issuerName(tx: Tx, agencyId: string, read: string | null): Promise<string | null> {
  if (!read) return null
  const [filed] = await lastFiled(tx, agencyId, read)
  return filed?.issuer_name ?? (await nameInDirectory(tx, read)) ?? nameCase(read)
}
