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
  fillFields,
  type PreparedSignature,
  prepareSignature,
  readAll,
  reserveFields,
  SignError,
  type SignOptions,
  signWithKey,
  type TextStyle,
  topRight,
} from '@congvan/sign-core'
import { openPdf, pageAt, pages } from '@congvan/sign-core/pdf'
import { DomainError } from '../../kernel/domain-error.ts'
import type { PublicKey, ReadyKey } from './key-ring.ts'
import { pdfRefusal } from './pdf-refusal.ts'

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
  annex: 'ChuKyPhuLuc',
} as const

let font: Promise<Uint8Array> | undefined
export const tinos = (italic: boolean): Promise<Uint8Array> => {
  if (!italic) font ??= load('400Regular/Tinos_400Regular.ttf')
  return italic ? load('400Regular_Italic/Tinos_400Regular_Italic.ttf') : font!
}
const load = (name: string) =>
  readFile(createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${name}`))

type Prepare = (pdf: Uint8Array, key: PublicKey) => Promise<PreparedSignature>

/** First step: everything but the value. Keys of every kind begin here. */
async function prepare(
  input: Uint8Array,
  key: PublicKey,
  options: Omit<SignOptions, 'certificate' | 'chain'>,
): Promise<PreparedSignature> {
  return refusing(() =>
    prepareSignature(bytesSource(input), {
      ...options,
      certificate: key.certificate,
      chain: key.chain,
    }),
  )
}

/** Last step: the value a key gave, wherever it lies; one made for other bytes is refused here. */
export async function finishSignature(
  input: Uint8Array,
  prepared: PreparedSignature,
  value: Uint8Array,
): Promise<Uint8Array> {
  return refusing(async () => {
    const done = await completeSignature(prepared, value)
    return readAll(assemble(bytesSource(input), done))
  })
}

async function refusing<A>(work: () => Promise<A>): Promise<A> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SignError && error.code === 'bad-signature-value')
      throw new DomainError('conflict', 'signing.bad-value')
    if (error instanceof SignError) throw pdfRefusal('conflict', error)
    throw error
  }
}

/** All three steps for a key that lies here. */
async function signHere(pdf: Uint8Array, key: ReadyKey, prepareIt: Prepare): Promise<Uint8Array> {
  const prepared = await prepareIt(pdf, key)
  const value = await signWithKey(key.key, prepared.scheme!, Buffer.from(prepared.toBeSigned!, 'base64'))
  return finishSignature(pdf, prepared, value)
}

export const signAsPerson = (
  pdf: Uint8Array,
  key: ReadyKey,
  places: LetterPlaces,
  at: { time: Date; name: string },
): Promise<Uint8Array> => signHere(pdf, key, (file, own) => prepareAsPerson(file, own, places, at))

async function reservedFields(places: LetterPlaces): Promise<FieldSpec[]> {
  const upright: TextStyle = { font: await tinos(false), size: 13 }
  const reserve: FieldSpec[] = [
    { name: FIELD.seal, page: places.seal.page, rect: places.seal.rect, kind: 'signature' },
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
  return reserve
}

/** The person's signature; number, date and seal fields are set aside in the same update, so that filling them later leaves it valid. */
export async function prepareAsPerson(
  pdf: Uint8Array,
  key: PublicKey,
  places: LetterPlaces,
  at: { time: Date; name: string },
): Promise<PreparedSignature> {
  const upright: TextStyle = { font: await tinos(false), size: 13 }
  const reserve = await reservedFields(places)
  return prepare(pdf, key, {
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

/** What a token's own program is handed: the letter with all places set aside, the person's among them, nothing signed. */
export async function offerForPerson(pdf: Uint8Array, places: LetterPlaces): Promise<Uint8Array> {
  const { page, rect } = places.person
  const fields: FieldSpec[] = [{ name: FIELD.person, page, rect, kind: 'signature' }]
  return appended(pdf, (source) =>
    refusing(async () => reserveFields(source, [...fields, ...(await reservedFields(places))])),
  )
}

/** The same for the seal: number and date stand already, the agency's place is empty. */
export async function offerForSeal(pdf: Uint8Array, fill: SealFill): Promise<Uint8Array> {
  const values = fillValues(fill)
  if (Object.keys(values).length === 0) return pdf
  return appended(pdf, (source) => refusing(async () => fillFields(source, values, await faces())))
}

/** An annex gets its place at the top right of page 1; the token's program writes its own text into it. */
export async function offerAnnex(
  pdf: Uint8Array,
  lines: { numberSymbol: string; time: Date },
): Promise<Uint8Array> {
  const appearance = {
    lines: annexLines(lines.numberSymbol, lines.time),
    style: decreeStyle(await tinos(false)),
  }
  const page = await pageAt(await openPdf(bytesSource(pdf)), 0)
  const rect = topRight(page, appearance)
  return appended(pdf, (source) =>
    refusing(() => reserveFields(source, [{ name: FIELD.annex, page: 0, rect, kind: 'signature' }])),
  )
}

const appended = async (
  pdf: Uint8Array,
  make: (source: ByteSource) => Promise<{ tail: Uint8Array }>,
): Promise<Uint8Array> => Buffer.concat([pdf, (await make(bytesSource(pdf))).tail])

/** Appendix I: the number upright, place and date in italics. */
async function faces(): Promise<(field: string) => TextStyle> {
  const [upright, italic] = [await tinos(false), await tinos(true)]
  return (field) => ({ font: field.startsWith(FIELD.date) ? italic : upright, size: 13 })
}

export interface SealFill {
  number: string | null
  date: string[]
}

function fillValues(fill: SealFill): Record<string, string> {
  const values: Record<string, string> = {}
  if (fill.number) values[FIELD.number] = fill.number
  for (const [i, part] of fill.date.entries()) values[`${FIELD.date}${i}`] = part
  return values
}

export const sealLetter = (
  pdf: Uint8Array,
  key: ReadyKey,
  fill: SealFill,
  at: { time: Date; agency: string },
): Promise<Uint8Array> => signHere(pdf, key, (file, own) => prepareSeal(file, own, fill, at))

/** Number, date and the agency's seal in one incremental update; the person's signature stays valid. */
export async function prepareSeal(
  pdf: Uint8Array,
  key: PublicKey,
  fill: SealFill,
  at: { time: Date; agency: string },
): Promise<PreparedSignature> {
  const values = fillValues(fill)
  return prepare(pdf, key, {
    time: at.time,
    field: FIELD.seal,
    signerName: at.agency,
    reason: 'Ký số cơ quan',
    ...(Object.keys(values).length ? { fill: values, fillStyle: await faces() } : {}),
    ...(key.picture ? { appearance: { image: key.picture.png } } : {}),
  })
}

export const signAnnex = (
  pdf: Uint8Array,
  key: ReadyKey,
  numberSymbol: string,
  at: { time: Date; agency: string },
): Promise<Uint8Array> => signHere(pdf, key, (file, own) => prepareAnnex(file, own, numberSymbol, at))

/** A separate annex file: text only, top right of page 1, number and symbol of the main document and the time (§7 of the notes). */
export async function prepareAnnex(
  pdf: Uint8Array,
  key: PublicKey,
  numberSymbol: string,
  at: { time: Date; agency: string },
): Promise<PreparedSignature> {
  const appearance = { lines: annexLines(numberSymbol, at.time), style: decreeStyle(await tinos(false)) }
  const page = await pageAt(await openPdf(bytesSource(pdf)), 0)
  return prepare(pdf, key, {
    time: at.time,
    field: FIELD.annex,
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
  const options = {
    time: at.time,
    field: 'ChuKySaoY',
    page: 0,
    rect: topRight(page, appearance),
    appearance,
    signerName: at.agency,
    reason: 'Sao y',
  }
  return signHere(pdf, key, (file, own) => prepare(file, own, options))
}

async function firstPage(pdf: Uint8Array) {
  try {
    return await pageAt(await openPdf(bytesSource(pdf)), 0)
  } catch (error) {
    throw pdfRefusal('invalid', error, 'file')
  }
}

/** Pages of a readable PDF; an unreadable one is refused in words. */
export async function countPages(pdf: Uint8Array): Promise<number> {
  try {
    let count = 0
    for await (const _page of pages(await openPdf(bytesSource(pdf)))) count++
    return count
  } catch (error) {
    throw pdfRefusal('invalid', error)
  }
}

/** A later step may only append: the output must begin with the exact bytes that went in. */
export const continues = (before: Uint8Array, after: Uint8Array) =>
  after.length > before.length &&
  Buffer.from(after.buffer, after.byteOffset, before.length).equals(Buffer.from(before))
