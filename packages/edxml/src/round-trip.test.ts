import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type AttachmentToWrite,
  BUSINESS_TYPES,
  type DocumentPacket,
  type Extension,
  memorySink,
  type Organ,
  type Packet,
  readAll,
  readPacket,
  STATUS_NAMES,
  type Staff,
  type StatusPacket,
  sourceOf,
  writePacket,
} from './index.ts'

const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>

const WORDS = [
  'Sở',
  'Quyết định',
  'a & b',
  '<x>',
  ']]>',
  '"',
  "'",
  'Đỗ',
  '–',
  '𝔄',
  'V/v',
  'dòng\nhai',
  '&amp;',
  '%',
  'ưỡ',
]
const phrase = fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((words) => words.join(' ').trim())
const free = fc
  .oneof(phrase, fc.string({ unit: 'binary', maxLength: 20 }))
  .map(canonical)
  .filter((text) => !isPlaceholder(text))
const filled = free.map((text) => text || 'x')
const code = fc.constantFrom('000.00.13.H07', 'H37.02.02', '000.00.00.G22', 'vxp.saas.03', 'A44')
const digits = fc.nat({ max: 99_999_999 }).map(String)
const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((it) => it.toISOString().slice(0, 10))
const moment = fc
  .tuple(day, fc.nat(23), fc.nat(59))
  .map(([on, hour, minute]) => `${on}T${pad(hour)}:${pad(minute)}:07+07:00`)

function canonical(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '')
    .replace(/\r\n?/g, '\n')
    .trim()
    .normalize('NFC')
    .trim()
}

function isPlaceholder(text: string): boolean {
  return (
    ['null', '(null)', 'n/a', 'undefined', 'nan', 'none'].includes(text.toLowerCase()) ||
    text.includes('\uFFFD')
  )
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

const organ = record<Organ>({
  code,
  name: filled,
  inCharge: free,
  address: free,
  email: free,
  telephone: digits,
  fax: free,
  website: free,
})
const staff = fc.option(record<Staff>({ department: filled, name: free, email: free, mobile: digits }))
const response = record({ organId: code, code: filled, documentId: filled, issuedOn: fc.option(day) })
const extension: fc.Arbitrary<Extension> = record<Extension>({
  name: fc.constantFrom<string>('Agency', 'ApplicationType', 'ResponseForTask'),
  text: free,
  children: fc.constant([]),
})

const documentPacket: fc.Arbitrary<DocumentPacket> = fc
  .record<DocumentPacket>({
    kind: fc.constant('document' as const),
    business: fc.constantFrom(...BUSINESS_TYPES),
    from: organ,
    to: fc.uniqueArray(organ, { maxLength: 3, selector: (it) => it.code.toLowerCase() }),
    documentId: filled,
    number: digits,
    symbol: free,
    place: free,
    issuedOn: fc.option(day),
    typeGroup: fc.constantFrom('1', '2', '18'),
    typeDetail: digits,
    typeName: free,
    subject: free,
    content: free,
    signer: record({ competence: free, position: free, name: free }),
    dueOn: fc.option(day),
    urgency: fc.nat({ max: 4 }),
    sphere: free,
    typist: free,
    copies: digits,
    pages: digits,
    appendixes: fc.array(filled, { maxLength: 2 }),
    otherExtensions: fc.array(extension, { maxLength: 1 }),
    responseFor: fc.array(response, { maxLength: 2 }),
    steering: digits,
    toPlaces: fc.array(filled, { maxLength: 3 }),
    extensions: fc.array(extension, { maxLength: 2 }),
    trace: fc.array(record({ organId: code, at: fc.option(moment) }), { maxLength: 3 }),
    reason: free,
    paper: fc.constantFrom('', '0', '1'),
    staff,
    target: filled,
    documentChanged: fc.boolean(),
    receiversListed: fc.boolean(),
    receiversChanged: fc.array(record({ code, added: fc.boolean() }), { maxLength: 2 }),
    replacements: fc.array(record({ documentId: filled, organIds: fc.array(code, { maxLength: 2 }) }), {
      maxLength: 2,
    }),
    attachments: fc.constant([]),
  })
  .map((packet) => ({
    ...packet,
    target: packet.business === 'recall' || packet.business === 'update' ? packet.target : '',
  }))

const statusPacket: fc.Arbitrary<StatusPacket> = record<StatusPacket>({
  kind: fc.constant('status' as const),
  from: organ,
  responseFor: fc.array(response, { minLength: 1, maxLength: 1 }),
  staff,
  statusCode: fc.constantFrom(...Object.keys(STATUS_NAMES)),
  statusText: free,
  at: fc.option(moment),
  extensions: fc.array(extension, { maxLength: 1 }),
})

const fileName = fc.constantFrom(
  'văn bản.pdf',
  'a.signed.pdf',
  'bảng.xlsx',
  'gói.zip',
  'không đuôi',
  'x.docx',
)
const content = fc.oneof(
  fc.uint8Array({ maxLength: 3000 }),
  fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.concat([Buffer.from('%PDF-1.7\n'), bytes])),
  fc.constant(Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64')),
)
const attachment = record({
  name: fileName,
  content,
  raw: fc.boolean(),
  contentId: fc.uuid(),
  description: free,
})

interface Read {
  packet: Packet
  files: Uint8Array[]
}

async function read(chunks: AsyncIterable<Uint8Array>): Promise<Read> {
  const result = await readPacket(chunks, memorySink())
  assert.ok(result.ok, result.ok ? '' : `${result.error.code}: ${result.error.en}`)
  return { packet: result.packet, files: await Promise.all(result.contents.map((it) => readAll(it!))) }
}

function write(packet: Packet, files: AttachmentToWrite[] = []) {
  let n = 0
  return writePacket(packet, files, () => `00000000-0000-4000-8000-${String(n++).padStart(12, '0')}`)
}

test('a document packet written and read is the same packet with the same bytes in its files', async () => {
  await fc.assert(
    fc.asyncProperty(documentPacket, fc.array(attachment, { maxLength: 3 }), async (packet, given) => {
      const unique = given.filter(
        (it, i) => given.findIndex((other) => other.contentId === it.contentId) === i,
      )
      const files = unique.map(({ name, content: bytes, raw, contentId, description }) => ({
        facts: { name, mediaType: 'application/octet-stream', contentId, description },
        content: sourceOf(bytes),
        raw,
      }))
      const first = await read(write(packet, files))
      assert.deepEqual(stripFiles(first.packet), packet)
      assert.deepEqual(
        first.files.map(hex),
        unique.map((it) => hex(it.content)),
      )
      const again = (first.packet as DocumentPacket).attachments.map((facts, i) => ({
        facts,
        content: sourceOf(first.files[i]!),
        raw: !facts.wrapped,
      }))
      const second = await read(write(first.packet, again))
      assert.deepEqual(second, first)
    }),
    { numRuns: process.env.SOAK ? 5000 : 300 },
  )
})

test('a status packet written and read is the same packet', async () => {
  await fc.assert(
    fc.asyncProperty(statusPacket, async (packet) => {
      assert.deepEqual((await read(write(packet))).packet, packet)
    }),
    { numRuns: process.env.SOAK ? 5000 : 200 },
  )
})

test('how the bytes are cut into chunks changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      documentPacket,
      attachment,
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }),
      async (packet, it, cuts) => {
        const files = [
          { facts: { name: it.name, mediaType: 'text/plain' }, content: sourceOf(it.content), raw: it.raw },
        ]
        const parts: Uint8Array[] = []
        for await (const part of write(packet, files)) parts.push(part)
        const bytes = Buffer.concat(parts)
        const whole = await readPacket(bytes, memorySink())
        const cut = await readPacket(pieces(bytes, cuts), memorySink())
        assert.ok(whole.ok && cut.ok)
        assert.deepEqual([cut.packet, cut.warnings], [whole.packet, whole.warnings])
      },
    ),
    { numRuns: 100 },
  )
})

async function* pieces(bytes: Uint8Array, cuts: number[]): AsyncIterable<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const length = cuts[i % cuts.length] as number
    yield bytes.subarray(at, at + length)
    at += length
  }
}

function stripFiles(packet: Packet): Packet {
  return packet.kind === 'document' ? { ...packet, attachments: [] } : packet
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
