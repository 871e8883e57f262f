// The two signatures of a letter over the append-only PDF layer (Decree 30 Art 5.1; Appendix I, cells 7c and 8).
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import {
  annexLines,
  assemble,
  type ByteSource,
  bytesSource,
  type CopyKind,
  completeSignature,
  copyLines,
  cornerBlock,
  decreeStyle,
  type FieldSpec,
  prepareSignature,
  readAll,
  SignError,
  type SignOptions,
  signWithKey,
  type TextStyle,
  topRight,
} from '@congvan/sign-core'
import { openPdf, pageAt, pages } from '@congvan/sign-core/pdf'
import { DomainError } from '../../kernel/domain-error.ts'
import type { ReadyKey } from './key-ring.ts'

export interface Place {
  /** 0-based. */
  page: number
  rect: { x: number; y: number; width: number; height: number }
}
/** Where the letter left room; from the renderer, or a person's choice for an uploaded file. */
export interface LetterPlaces {
  number: (Place & { size: number; align: 'left' | 'center' | 'right' }) | null
  dayMonth: (Place & { size: number; align: 'left' | 'center' | 'right' })[]
  person: Place
  seal: Place
}

export const FIELD = {
  person: 'ChuKyNguoi',
  seal: 'ChuKyCoQuan',
  number: 'SoVanBan',
  date: 'NgayVanBan',
} as const

let font: Promise<Uint8Array> | undefined
const tinos = (italic: boolean): Promise<Uint8Array> => {
  if (!italic) font ??= load('400Regular/Tinos_400Regular.ttf')
  return italic ? load('400Regular_Italic/Tinos_400Regular_Italic.ttf') : font!
}
const load = (name: string) =>
  readFile(createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${name}`))

async function sign(
  input: Uint8Array,
  key: ReadyKey,
  options: Omit<SignOptions, 'certificate' | 'chain'>,
): Promise<Uint8Array> {
  const source: ByteSource = bytesSource(input)
  try {
    const prepared = await prepareSignature(source, {
      ...options,
      certificate: key.certificate,
      chain: key.chain,
    })
    const value = await signWithKey(key.key, prepared.scheme!, Buffer.from(prepared.toBeSigned!, 'base64'))
    return await readAll(assemble(source, await completeSignature(prepared, value)))
  } catch (error) {
    if (error instanceof SignError)
      throw new DomainError('conflict', 'signing.pdf-refused', { why: error.message })
    throw error
  }
}

/** The person's signature; number, date and seal fields are set aside in the same update, so that filling them later leaves it valid. */
export async function signAsPerson(
  pdf: Uint8Array,
  key: ReadyKey,
  places: LetterPlaces,
  at: { time: Date; name: string },
): Promise<Uint8Array> {
  const upright: TextStyle = { font: await tinos(false), size: 13 }
  const reserve: FieldSpec[] = [
    { name: FIELD.seal, page: places.seal.page, rect: sealPlace(places, key), kind: 'signature' },
  ]
  if (places.number)
    reserve.push({
      name: FIELD.number,
      page: places.number.page,
      rect: places.number.rect,
      kind: 'text',
      style: { ...upright, size: places.number.size, align: places.number.align, vertical: 'middle' },
    })
  for (const [i, room] of places.dayMonth.entries()) {
    reserve.push({
      name: `${FIELD.date}${i}`,
      page: room.page,
      rect: room.rect,
      kind: 'text',
      style: { font: await tinos(true), size: room.size, align: room.align, vertical: 'middle' },
    })
  }
  return sign(pdf, key, {
    time: at.time,
    field: FIELD.person,
    page: places.person.page,
    rect: places.person.rect,
    signerName: at.name,
    reason: 'Ký phê duyệt',
    certify: 2,
    reserve,
    ...(key.picture
      ? { appearance: { image: key.picture.png } }
      : { appearance: { lines: [at.name], style: upright } }),
  })
}

const sealPlace = (places: LetterPlaces, _key: ReadyKey) => places.seal.rect

/** Appendix I: the number upright, place and date in italics. */
async function faces(): Promise<(field: string) => TextStyle> {
  const [upright, italic] = [await tinos(false), await tinos(true)]
  return (field) => ({ font: field.startsWith(FIELD.date) ? italic : upright, size: 13 })
}

/** Number, date and the agency's seal in one incremental update; the person's signature stays valid. */
export async function sealLetter(
  pdf: Uint8Array,
  key: ReadyKey,
  fill: { number: string | null; date: string[] },
  at: { time: Date; agency: string },
): Promise<Uint8Array> {
  const values: Record<string, string> = {}
  if (fill.number) values[FIELD.number] = fill.number
  for (const [i, part] of fill.date.entries()) values[`${FIELD.date}${i}`] = part
  return sign(pdf, key, {
    time: at.time,
    field: FIELD.seal,
    signerName: at.agency,
    reason: 'Ký số cơ quan',
    ...(Object.keys(values).length ? { fill: values, fillStyle: await faces() } : {}),
    ...(key.picture ? { appearance: { image: key.picture.png } } : {}),
  })
}

/** A separate annex file: text only, top right of page 1, number and symbol of the main document and the time (§7 of the notes). */
export async function signAnnex(
  pdf: Uint8Array,
  key: ReadyKey,
  numberSymbol: string,
  at: { time: Date; agency: string },
): Promise<Uint8Array> {
  const appearance = { lines: annexLines(numberSymbol, at.time), style: decreeStyle(await tinos(false)) }
  const page = await pageAt(await openPdf(bytesSource(pdf)), 0)
  return sign(pdf, key, {
    time: at.time,
    field: 'ChuKyPhuLuc',
    page: 0,
    rect: topRight(page, appearance),
    appearance,
    signerName: at.agency,
    reason: 'Ký số phụ lục',
  })
}

/** An electronic copy (Art 25.1.c; App. I, cell 14): form of the copy, copying agency and time, top right of page 1. */
export async function signCopy(
  pdf: Uint8Array,
  key: ReadyKey,
  kind: CopyKind,
  at: { time: Date; agency: string },
): Promise<Uint8Array> {
  const page = await firstPage(pdf)
  const appearance = cornerBlock(page, copyLines(kind, at.agency, at.time), decreeStyle(await tinos(false)))
  return sign(pdf, key, {
    time: at.time,
    field: 'ChuKySaoY',
    page: 0,
    rect: topRight(page, appearance),
    appearance,
    signerName: at.agency,
    reason: 'Sao y',
  })
}

async function firstPage(pdf: Uint8Array) {
  try {
    return await pageAt(await openPdf(bytesSource(pdf)), 0)
  } catch (error) {
    throw new DomainError('invalid', 'signing.pdf-refused', { why: (error as Error).message }, 'file')
  }
}

/** Pages of a readable PDF; an unreadable one is refused in words. */
export async function countPages(pdf: Uint8Array): Promise<number> {
  try {
    let count = 0
    for await (const _page of pages(await openPdf(bytesSource(pdf)))) count++
    return count
  } catch (error) {
    throw new DomainError('invalid', 'signing.pdf-refused', { why: (error as Error).message })
  }
}

/** A later step may only append: the output must begin with the exact bytes that went in. */
export const continues = (before: Uint8Array, after: Uint8Array) =>
  after.length > before.length &&
  Buffer.from(after.buffer, after.byteOffset, before.length).equals(Buffer.from(before))
