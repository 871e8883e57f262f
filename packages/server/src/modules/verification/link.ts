// The QR mark of a letter: an address with an opaque code, and what that code tells the public.
import { createHash, randomBytes } from 'node:crypto'
import type { Services } from '../../platform/services.ts'
import type { Tx } from '../../platform/tx.ts'
import { printNumberSymbol } from '../documents/index.ts'
import {
  lookUp,
  type PublicRow,
  putIssuedFile,
  putLink,
  readPublicAddress,
  writePublicAddress,
} from './store/links.ts'

/** 128 random bits in 22 letters: nobody counts from one letter to the next. */
export const newToken = (): string => randomBytes(16).toString('base64url')
const TOKEN = /^[A-Za-z0-9_-]{22}$/
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The mark of a letter about to be printed; null where the office has no public address, and then no mark is laid out. */
export async function markFor(services: Services): Promise<{ token: string; address: string } | null> {
  const base = await services.runner.system(readPublicAddress)
  if (!base) return null
  const token = newToken()
  return { token, address: `${base}/kiem-tra?ma=${token}` }
}

/** With the commit that makes the printed page the document's file. */
export const linkDocument = (tx: Tx, agencyId: string, documentId: string, token: string) =>
  putLink(tx, agencyId, documentId, hashOf(token))

export const noteIssuedFile = putIssuedFile
export const setPublicAddress = writePublicAddress
export const publicAddress = readPublicAddress

/** What anybody may know of an issued letter: it stands in its heading. */
export interface PublicLetter {
  numberSymbol: string
  issuedOn: string
  typeName: string
  issuerName: string
  state: 'issued' | 'replaced' | 'recalled'
  replacedBy: string | null
  files: readonly { sha256: string; bytes: number }[]
}

const letterOf = (row: PublicRow): PublicLetter => ({
  numberSymbol: printNumberSymbol(row.number, row.symbol, row.regime as 'nd30' | 'party')!,
  issuedOn: row.issued_on,
  typeName: row.type_name,
  issuerName: row.issuer_name,
  state: row.state === 'recalled' ? 'recalled' : row.replaced_by ? 'replaced' : 'issued',
  replacedBy: row.replaced_by,
  files: row.files,
})

export async function letterByCode(services: Services, code: string): Promise<PublicLetter | null> {
  if (!TOKEN.test(code)) return null
  const row = await services.runner.system((tx) => lookUp(tx, { token: hashOf(code) }))
  return row ? letterOf(row) : null
}

export async function letterByFile(services: Services, sha256: string): Promise<PublicLetter | null> {
  const row = await services.runner.system((tx) => lookUp(tx, { file: sha256 }))
  return row ? letterOf(row) : null
}

/** The very file, the same with something appended (an arrival stamp, more evidence), or another one. */
export function compareFile(letter: PublicLetter, file: Uint8Array): 'same' | 'longer' | 'other' {
  const sha = (length: number) => createHash('sha256').update(file.subarray(0, length)).digest('hex')
  const whole = sha(file.length)
  if (letter.files.some((row) => row.sha256 === whole)) return 'same'
  const grown = letter.files.filter((row) => row.bytes < file.length).slice(0, 12)
  return grown.some((row) => sha(row.bytes) === row.sha256) ? 'longer' : 'other'
}
