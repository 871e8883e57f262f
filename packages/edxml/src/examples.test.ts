import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  affectedBy,
  type DocumentPacket,
  memorySink,
  problemsBeforeSending,
  readAll,
  readPacket,
  summarise,
  writePacket,
} from './index.ts'

const FOLDER = new URL('../fixtures/examples/', import.meta.url)
const NAMES = ['1-new', '2-status-03', '3-status-13', '4-status-15', '5-recall', '6-update', '7-replace']
const DOCUMENT = '000.00.13.H07,2025/03/03,156/STTTT-CNTT'

async function read(bytes: Uint8Array) {
  const result = await readPacket(bytes, memorySink())
  assert.ok(result.ok, result.ok ? '' : result.error.en)
  return result
}

async function example(name: string) {
  return read(readFileSync(new URL(`${name}.edxml`, FOLDER)))
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}

test('the seven examples are read without a single remark', async () => {
  for (const name of NAMES) {
    const result = await example(name)
    assert.deepEqual(result.warnings, [], name)
    assert.equal(result.repaired, false)
    assert.deepEqual(problemsBeforeSending(result.packet), [], name)
  }
})

test('each example, written again, reads as the same packet with the same files', async () => {
  for (const name of NAMES) {
    const first = await example(name)
    const attachments =
      first.packet.kind === 'document'
        ? first.packet.attachments.map((facts, i) => ({
            facts,
            content: first.contents[i]!,
            raw: !facts.wrapped,
          }))
        : []
    const second = await read(await bytesOf(writePacket(first.packet, attachments)))
    assert.deepEqual(second.packet, first.packet, name)
    for (const [i, content] of second.contents.entries()) {
      assert.deepEqual(await readAll(content!), await readAll(first.contents[i]!))
    }
  }
})

test('the zipped and the raw attachment come out as the notes expect', async () => {
  const { packet } = await example('1-new')
  const [pdf, text] = (packet as DocumentPacket).attachments
  assert.equal(pdf?.bytes, 193)
  assert.equal(pdf?.sha256, 'e5a636ac00ea3c175d3193c5d05df60ded156dd466043c70d254507ec277e4c2')
  assert.equal(pdf?.wrapped, false)
  assert.equal(text?.bytes, 63)
  assert.equal(text?.sha256, 'b6c27273199c13ce9cbc8920d1a8e05f4bc8b90070d8f4e6929868af9f95f504')
  assert.equal(text?.wrapped, true)
})

test('a recall, an update and a replacement name what they act upon', async () => {
  const affected = async (name: string) => affectedBy((await example(name)).packet as DocumentPacket)
  assert.deepEqual(await affected('1-new'), [])
  assert.deepEqual(await affected('5-recall'), [DOCUMENT])
  assert.deepEqual(await affected('6-update'), [DOCUMENT])
  assert.deepEqual(await affected('7-replace'), ['000.00.00.H07,2025/03/05,480/QĐ-UBND'])
})

test('an update says who was added and who was removed', async () => {
  const { packet } = await example('6-update')
  assert.deepEqual((packet as DocumentPacket).receiversChanged, [
    { code: '000.00.32.H07', added: true },
    { code: '000.00.00.G22', added: false },
  ])
})

test('a status packet is summarised by the document it is about', async () => {
  const { packet, repaired, warnings } = await example('2-status-03')
  const summary = summarise(packet, repaired, warnings)
  assert.equal(summary.statusCode, '03')
  assert.equal(summary.documentId, DOCUMENT)
  assert.equal(`${summary.number}/${summary.symbol}`, '156/STTTT-CNTT')
  assert.equal(summary.business, null)
  assert.deepEqual(summary.trace, [{ organId: '000.00.31.H07', at: '2025-03-03T10:02:41+07:00' }])
})

test('what is written carries the literal prefixes receivers insist upon', async () => {
  const { packet } = await example('6-update')
  const xml = Buffer.from(await bytesOf(writePacket(packet))).toString()
  const envelope = xml.slice(xml.indexOf('<edXML:edXMLEnvelope'), xml.indexOf('</edXML:edXMLEnvelope>'))
  const unprefixed = [...envelope.matchAll(/<\/?([A-Za-z:]+)/g)].filter(
    (match) => !match[1]?.startsWith('edXML:'),
  )
  assert.deepEqual(unprefixed, [])
  assert.match(xml, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<edXML xmlns="http:\/\/www\.mic\.gov\.vn/)
  assert.match(xml, /<edXML:edXMLManifest version="1\.0"\/>/)
})

test('elements are written in the order of the standard', async () => {
  const first = await example('1-new')
  const packet = first.packet as DocumentPacket
  const attachments = packet.attachments.map((facts, i) => ({ facts, content: first.contents[i]! }))
  const xml = Buffer.from(await bytesOf(writePacket(packet, attachments))).toString()
  const order = `<edXML:From> <edXML:To> <edXML:DocumentId> <edXML:Code> <edXML:PromulgationInfo> <edXML:DocumentType>
    <edXML:Subject> <edXML:Content> <edXML:SignerInfo> <edXML:DueDate> <edXML:OtherInfo> <edXML:SteeringType>
    <edXML:ToPlaces> <edXML:TraceHeaderList> <edXML:Bussiness> <edXML:edXMLBody> <AttachmentEncoded>`
  const places = order.split(/\s+/).map((tag) => xml.indexOf(tag))
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  )
  assert.ok(places.every((at) => at > 0))
})
