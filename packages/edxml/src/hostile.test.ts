import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type DocumentPacket, type Limits, memorySink, readPacket, sourceOf } from './index.ts'
import { wrapInZip } from './zip-write.ts'

const ORIGINAL = readFileSync(new URL('../fixtures/examples/1-new.edxml', import.meta.url), 'utf8')
const PDF_TEXT = />(JVBERi[^<]+)</.exec(ORIGINAL)?.[1] as string

async function read(xml: string | Uint8Array, limits: Partial<Limits> = {}) {
  return readPacket(typeof xml === 'string' ? Buffer.from(xml) : xml, memorySink(), limits)
}

async function refusal(xml: string | Uint8Array, limits: Partial<Limits> = {}): Promise<string> {
  const result = await read(xml, limits)
  assert.equal(result.ok, false, 'was read')
  return result.ok ? '' : result.error.code
}

const changed = (from: string | RegExp, to: string) => {
  const xml = ORIGINAL.replace(from, to)
  assert.notEqual(xml, ORIGINAL)
  return xml
}

async function zipOf(extension: string, content: Uint8Array): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  const name = `11111111-2222-3333-4444-555555555555.${extension}`
  for await (const part of wrapInZip(sourceOf(content), name)) parts.push(part)
  return Buffer.concat(parts)
}

test('a DOCTYPE is refused, with or without entities in it', async () => {
  const doctype = (text: string) => changed('<edXML xmlns', `${text}<edXML xmlns`)
  assert.equal(await refusal(doctype('<!DOCTYPE edXML>')), 'dtd')
  assert.equal(await refusal(doctype('<!DOCTYPE edXML SYSTEM "http://x.example/e.dtd">')), 'dtd')
  assert.equal(await refusal(doctype('<!DOCTYPE e [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>')), 'dtd')
  assert.equal(await refusal(doctype('<!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/passwd">]>')), 'dtd')
})

test('an entity that is not one of the five is refused, in values and in attachment text', async () => {
  assert.equal(await refusal(changed('V/v rà soát', '&lol; V/v rà soát')), 'entity')
  assert.equal(await refusal(changed(PDF_TEXT, `&lol;${PDF_TEXT}`)), 'entity')
})

test('one element with two meanings is refused and the line is named', async () => {
  const twice = changed(/(<edXML:Subject>.*<\/edXML:Subject>)/, '$1<edXML:Subject>Việc khác</edXML:Subject>')
  const result = await read(twice)
  assert.ok(!result.ok)
  assert.equal(result.error.code, 'two-meanings')
  assert.match(result.error.vi, /Subject/)
  assert.equal(result.error.line, ORIGINAL.slice(0, ORIGINAL.indexOf('<edXML:Subject>')).split('\n').length)
  assert.equal(
    await refusal(changed(/(<edXML:MessageHeader>[\s\S]*<\/edXML:MessageHeader>)/, '$1$1')),
    'two-meanings',
  )
  const other = changed(
    '</edXML:ContentTransferEncoded>',
    '</edXML:ContentTransferEncoded><ContentTransferEncoded>AAAA</ContentTransferEncoded>',
  )
  assert.equal(await refusal(other), 'two-meanings')
  assert.equal(
    await refusal(changed('<edXML:DueDate>', '<edXML:StatusCode>03</edXML:StatusCode><edXML:DueDate>')),
    'two-meanings',
  )
})

test('an element repeated with the same content is taken once', async () => {
  const result = await read(changed(/(<edXML:Subject>.*<\/edXML:Subject>)/, '$1$1'))
  assert.ok(result.ok)
  assert.deepEqual(
    result.warnings.map((it) => it.code),
    ['element-repeated'],
  )
})

test('a business type the standard does not know is never taken for a new document', async () => {
  assert.equal(
    await refusal(changed('<edXML:BussinessDocType>0<', '<edXML:BussinessDocType>7<')),
    'unknown-business',
  )
})

test('sender and document must be identifiable', async () => {
  assert.equal(await refusal(changed('<edXML:OrganId>000.00.13.H07<', '<edXML:OrganId><')), 'no-sender')
  const anonymous = changed(/<edXML:DocumentId>.*\n/, '').replace(/<edXML:PromulgationDate>.*\n/, '')
  assert.equal(await refusal(anonymous), 'no-document-id')
})

test('what is not edXML says so', async () => {
  assert.equal(await refusal(''), 'empty')
  assert.equal(await refusal('hello'), 'not-xml')
  assert.equal(await refusal('<html><body/></html>'), 'not-edxml')
  assert.equal(await refusal('<edXML/>'), 'no-header')
  assert.equal(await refusal(`${ORIGINAL}<edXML/>`), 'malformed')
  assert.equal(await refusal(changed('</edXML:Subject>', '</edXML:Content>')), 'malformed')
})

test('the packet limit, the structure limit and the counts are kept', async () => {
  assert.equal(await refusal(ORIGINAL, { packetBytes: 1000 }), 'too-big')
  assert.equal(await refusal(changed('V/v', 'V'.repeat(20_000)), { structureBytes: 20_000 }), 'too-big')
  assert.equal(
    await refusal(changed('<edXML:DueDate>', `${'<a>'.repeat(60)}${'</a>'.repeat(60)}<edXML:DueDate>`)),
    'too-complex',
  )
  assert.equal(
    await refusal(changed('<edXML:DueDate>', `${'<a/>'.repeat(3000)}<edXML:DueDate>`), { elements: 2000 }),
    'too-complex',
  )
  const attributes = Array.from({ length: 100 }, (_, i) => `a${i}="1"`).join(' ')
  assert.equal(await refusal(changed('<edXML:DueDate>', `<edXML:DueDate ${attributes}>`)), 'too-complex')
  assert.equal(await refusal(ORIGINAL, { attachments: 1 }), 'too-many-parts')
  assert.equal(await refusal(ORIGINAL, { recipients: 1 }), 'too-many-parts')
})

test('a packet over 50 MB is refused by default without being kept', async () => {
  async function* endless(): AsyncIterable<Uint8Array> {
    yield Buffer.from(ORIGINAL.slice(0, ORIGINAL.indexOf(PDF_TEXT)))
    const block = new Uint8Array(1024 * 1024).fill(0x41)
    for (;;) yield block
  }
  let written = 0
  let discarded = 0
  const result = await readPacket(endless(), {
    open: () => ({
      write: (bytes) => {
        written += bytes.length
      },
      end: () => ({ size: 0, read: () => new Uint8Array(0) }),
      discard: () => {
        discarded++
      },
    }),
  })
  assert.ok(!result.ok && result.error.code === 'too-big')
  assert.ok(written < 50 * 1024 * 1024)
  assert.equal(discarded, 1)
})

test('a wrapper that swells beyond reason stays closed and is marked damaged', async () => {
  const bomb = await zipOf('pdf', new Uint8Array(30_000_000))
  const result = await read(changed(PDF_TEXT, Buffer.from(bomb).toString('base64')))
  assert.ok(result.ok)
  const [first] = (result.packet as DocumentPacket).attachments
  assert.equal(first?.damaged, true)
  assert.equal(first?.bytes, bomb.length)
  assert.ok(result.warnings.some((it) => it.code === 'attachment-bomb'))
})

test('a wrapper with a wrong checksum or a lying directory is marked damaged, never half opened', async () => {
  const zip = await zipOf('txt', Buffer.from('nội dung '.repeat(50)))
  for (const at of [14, 20, 32, 40, 80]) {
    const bent = zip.slice()
    const directory = Buffer.from(bent).indexOf(Buffer.from('PK\x01\x02', 'latin1'))
    bent[directory + (at % 40) + 2] = (bent[directory + (at % 40) + 2] as number) ^ 0xff
    const result = await read(changed(PDF_TEXT, Buffer.from(bent).toString('base64')))
    assert.ok(result.ok)
    const [first] = (result.packet as DocumentPacket).attachments
    assert.ok(!first?.wrapped || first.bytes === Buffer.from('nội dung '.repeat(50)).length, `byte ${at}`)
  }
})

test('what would take quadratic time does not', async () => {
  const slow: Record<string, string> = {
    'a letter under a tower of marks': changed(
      'V/v',
      `a${'\u0301'.repeat(40_000)}${'\u0323'.repeat(40_000)}`,
    ),
    'a file name under a tower of marks': changed(
      '>ghi-chu.txt<',
      `>a${'\u0301'.repeat(40_000)}${'\u0323'.repeat(40_000)}.txt<`,
    ),
    'a thousand open comments after the root': `${ORIGINAL}${'<!--'.repeat(200_000)}`,
    'many references': changed(
      '<edXML:Reference>',
      `${'<edXML:Reference/>'.repeat(60_000)}<edXML:Reference>`,
    ),
    'many attachments without content': changed(
      '<AttachmentEncoded>',
      `<AttachmentEncoded>${'<Attachment/>'.repeat(60_000)}`,
    ),
    'many brackets in CDATA': changed(PDF_TEXT, `<![CDATA[${']'.repeat(1_000_000)}]]>`),
    'many answered documents': changed(
      '<edXML:DueDate>',
      `${'<edXML:ResponseFor/>'.repeat(60_000)}<edXML:DueDate>`,
    ),
    'many spaces': changed('V/v', `${' '.repeat(500_000)}V/v${' '.repeat(500_000)}x`),
    'a date without end': changed('>2025/03/14<', `>${'1'.repeat(500_000)}<`),
  }
  for (const [name, xml] of Object.entries(slow)) {
    const begun = performance.now()
    await read(xml)
    const took = performance.now() - begun
    assert.ok(took < 3000, `${name}: ${took.toFixed(0)} ms`)
  }
})

test('characters after the root are skipped, a second root is not', async () => {
  const junk = await read(`${ORIGINAL}\0\0 123`)
  assert.ok(junk.ok)
  assert.deepEqual(
    junk.warnings.map((it) => it.code),
    ['bytes-after-xml'],
  )
  const comments = await read(`${ORIGINAL}<!-- done --><?end x?>`)
  assert.ok(comments.ok && comments.warnings.length === 0)
  const open = await read(`${ORIGINAL}<!-- not done`)
  assert.ok(open.ok && open.warnings[0]?.code === 'bytes-after-xml')
  assert.equal(await refusal(`${ORIGINAL}<edXML>`), 'malformed')
})

test('an attachment without a byte is kept in the list as damaged', async () => {
  const result = await read(changed(PDF_TEXT, ''))
  assert.ok(result.ok && result.packet.kind === 'document')
  assert.deepEqual(
    result.packet.attachments.map((it) => it.damaged),
    [true, false],
  )
  assert.deepEqual(
    result.warnings.map((it) => it.code),
    ['attachment-empty'],
  )
})

test('a packet cut at any byte is refused or, after its last element, complete', async () => {
  const bytes = Buffer.from(ORIGINAL)
  const end = bytes.lastIndexOf('</edXML>') + '</edXML>'.length
  for (let length = 0; length <= bytes.length; length++) {
    const result = await read(bytes.subarray(0, length))
    assert.equal(result.ok, length >= end, `cut at ${length}`)
  }
})
