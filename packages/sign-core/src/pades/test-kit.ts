import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { createLab, type IssuedCertificate, type Lab } from '../../../lab/src/index.ts'
import { bytesSource, readAll } from '../bytes/byte-source.ts'
import { concatBytes, latin1Bytes } from '../bytes/latin1.ts'
import { signWithKey } from '../cms/index.ts'
import {
  assemble,
  completeSignature,
  type PreparedSignature,
  prepareSignature,
  type SignOptions,
} from './index.ts'
import { fromBase64 } from './state.ts'

/** Helpers of the tests: small PDF files of every build, a test PKI, and strangers' judgement of the output. */

export interface PdfRecipe {
  style: 'table' | 'stream' | 'hybrid'
  pages?: number
  rotate?: number
  mediaBox?: number[]
  cropBox?: number[]
  /** Text before the header; offsets count from the header. */
  junk?: string
  finalEol?: string
  /** What `startxref` says, added to the truth. */
  wrongBy?: number
}

export function makePdf(recipe: PdfRecipe): Uint8Array {
  const count = recipe.pages ?? 1
  const objects = new Map<number, string>()
  const kids = Array.from({ length: count }, (_, i) => `${4 + 2 * i} 0 R`).join(' ')
  objects.set(1, '<</Type/Catalog/Pages 2 0 R>>')
  objects.set(
    2,
    `<</Type/Pages/Kids[${kids}]/Count ${count}/MediaBox[${(recipe.mediaBox ?? [0, 0, 595, 842]).join(' ')}]>>`,
  )
  objects.set(3, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>')
  const crop = recipe.cropBox === undefined ? '' : `/CropBox[${recipe.cropBox.join(' ')}]`
  for (let i = 0; i < count; i++) {
    const content = `BT /F1 24 Tf 100 700 Td (Trang ${i + 1}) Tj ET`
    objects.set(
      4 + 2 * i,
      `<</Type/Page/Parent 2 0 R/Rotate ${recipe.rotate ?? 0}${crop}/Resources<</Font<</F1 3 0 R>>>>/Contents ${5 + 2 * i} 0 R>>`,
    )
    objects.set(5 + 2 * i, `<</Length ${content.length}>>\nstream\n${content}\nendstream`)
  }
  return write(objects, recipe)
}

function write(objects: Map<number, string>, recipe: PdfRecipe): Uint8Array {
  let body = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
  const offsets = new Map<number, number>()
  for (const [num, text] of objects) {
    offsets.set(num, body.length)
    body += `${num} 0 obj\n${text}\nendobj\n`
  }
  const size = Math.max(...objects.keys()) + 1
  const parts: Uint8Array[] = [latin1Bytes(recipe.junk ?? '')]
  let start = body.length
  const id = '/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]'
  if (recipe.style === 'stream') {
    parts.push(latin1Bytes(body), xrefStream(size, offsets, start, `/Root 1 0 R/Size ${size + 1}${id}`))
  } else {
    let hybrid = ''
    const hidden = recipe.style === 'hybrid' ? [3] : []
    if (recipe.style === 'hybrid') {
      const stream = xrefStream(size, new Map([[3, offsets.get(3)!]]), start, `/Size ${size + 1}`)
      hybrid = `/XRefStm ${start}`
      parts.push(latin1Bytes(body), stream)
      start += stream.length
    } else parts.push(latin1Bytes(body))
    let table = `xref\n0 ${size}\n0000000000 65535 f \n`
    for (let num = 1; num < size; num++) {
      table += hidden.includes(num)
        ? '0000000000 00000 f \n'
        : `${String(offsets.get(num)).padStart(10, '0')} 00000 n \n`
    }
    parts.push(
      latin1Bytes(
        `${table}trailer\n<</Size ${recipe.style === 'hybrid' ? size + 1 : size}/Root 1 0 R${hybrid}${id}>>\n`,
      ),
    )
  }
  parts.push(latin1Bytes(`startxref\n${start + (recipe.wrongBy ?? 0)}\n%%EOF${recipe.finalEol ?? '\n'}`))
  return concatBytes(parts)
}

function xrefStream(num: number, offsets: Map<number, number>, at: number, entries: string): Uint8Array {
  const all = new Map([...offsets, [num, at]])
  const rows: number[] = []
  for (const offset of all.values()) rows.push(1, offset >> 16, (offset >> 8) & 255, offset & 255, 0)
  const data = deflateSync(Uint8Array.from(rows))
  const index = [...all.keys()].map((key) => `${key} 1`).join(' ')
  return concatBytes([
    latin1Bytes(
      `${num} 0 obj\n<</Type/XRef/W[1 3 1]/Index[${index}]/Filter/FlateDecode/Length ${data.length}${entries}>>\nstream\n`,
    ),
    data,
    latin1Bytes('\nendstream\nendobj\n'),
  ])
}

/** A PNG of one colour with a transparent left half: enough to see position, colour and alpha. */
export function makePng(width: number, height: number, rgb: [number, number, number]): Uint8Array {
  const row = [0]
  for (let x = 0; x < width; x++) row.push(...rgb, x < width / 2 ? 0 : 255)
  const raw = Uint8Array.from(Array.from({ length: height }, () => row).flat())
  const chunk = (type: string, data: Uint8Array) => {
    const length = new Uint8Array(4)
    new DataView(length.buffer).setUint32(0, data.length)
    return concatBytes([length, latin1Bytes(type), data, new Uint8Array(4)])
  }
  const header = new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0])
  new DataView(header.buffer).setUint32(0, width)
  new DataView(header.buffer).setUint32(4, height)
  return concatBytes([
    latin1Bytes('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', new Uint8Array()),
  ])
}

export const TINOS = new Uint8Array(
  readFileSync(
    createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
  ),
)

export interface Cast {
  lab: Lab
  person: IssuedCertificate
  seal: IssuedCertificate
}

export async function makeCast(): Promise<Cast> {
  const lab = await createLab()
  const o = 'Ủy ban nhân dân tỉnh Bến Tre'
  return {
    lab,
    person: lab.issueCertificate({ kind: 'person', key: 'rsa2048', subject: { cn: 'Nguyễn Văn Ơn', o } }),
    seal: lab.issueCertificate({ kind: 'organisation', key: 'p256', subject: { cn: o, o } }),
  }
}

export function timestamper(lab: Lab): (request: Uint8Array) => Promise<Uint8Array> {
  return async (request) => {
    const body = Buffer.from(request)
    const answer = await fetch(lab.tsaUrl, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/timestamp-query' },
    })
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  }
}

/** All three steps, with the state going through JSON between them. */
export async function signOnce(
  input: Uint8Array,
  who: IssuedCertificate,
  options: Partial<SignOptions> = {},
  lab?: Lab,
): Promise<Uint8Array> {
  const source = bytesSource(input)
  const made = await prepareSignature(source, {
    certificate: who.certificate,
    chain: who.chain,
    time: new Date(),
    ...options,
  })
  const state = JSON.parse(JSON.stringify(made)) as PreparedSignature
  const value = await signWithKey(who.privateKey!, state.scheme!, fromBase64(state.toBeSigned!))
  const done = await completeSignature(
    state,
    value,
    lab === undefined ? {} : { fetchTimestamp: timestamper(lab) },
  )
  if (done.timestampError !== undefined) throw done.timestampError
  return readAll(assemble(source, done))
}

/** Runs a stranger's program over a file. */
export function judge(
  command: string,
  args: (path: string) => string[],
  bytes: Uint8Array,
): { code: number; out: string } {
  const dir = mkdtempSync(join(tmpdir(), 'judge-'))
  try {
    const path = join(dir, 'in.pdf')
    writeFileSync(path, bytes)
    const run = spawnSync(command, args(path), { encoding: 'utf8', cwd: dir, timeout: 30_000 })
    return { code: run.status ?? -1, out: `${run.stdout}${run.stderr}` }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

export const qpdfCheck = (bytes: Uint8Array, password = '') =>
  judge('qpdf', (path) => [`--password=${password}`, '--check', path], bytes)

/** Verdicts of poppler, one a signature. */
export function pdfsig(bytes: Uint8Array, password?: string): string[] {
  const option = password === undefined ? [] : ['-upw', password]
  const { out } = judge('pdfsig', (path) => ['-nocert', ...option, path], bytes)
  return [...out.matchAll(/Signature Validation: (.*)/g)].map((match) => match[1]!)
}

/** Rewrites a file with qpdf: linearized, encrypted, with object streams. */
export function qpdfMake(bytes: Uint8Array, ...options: string[]): Uint8Array {
  const dir = mkdtempSync(join(tmpdir(), 'make-'))
  try {
    writeFileSync(join(dir, 'in.pdf'), bytes)
    const run = spawnSync('qpdf', [...options, 'in.pdf', 'out.pdf'], { cwd: dir, encoding: 'utf8' })
    if (run.status !== 0) throw new Error(run.stderr)
    return new Uint8Array(readFileSync(join(dir, 'out.pdf')))
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
