import { createHash } from 'node:crypto'

/** The same words always make the same id: what repeats on the wire repeats as the same command. */
export function idFrom(...words: string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(words)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')
