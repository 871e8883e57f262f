// ASiC-E with CAdES (EN 319 162-1, 4.4.4): several files under one signature, each by its digest in a manifest.
import { createHash } from 'node:crypto'
import type { Check, Conclusion, ValidationOptions } from '../validate/types.ts'
import {
  type CadesOptions,
  type CadesReport,
  completeCades,
  type PreparedCades,
  prepareCades,
  validateCades,
} from './cades.ts'
import { DS, digestOf } from './names.ts'
import { attribute, child, childElements, parseXml, textIn } from './xml.ts'
import { readZip, writeZip, type ZipEntry } from './zip.ts'

export const ASICE_TYPE = 'application/vnd.etsi.asic-e+zip'
const ASIC = 'http://uri.etsi.org/02918/v1.2.1#'
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'

export interface AsicFile {
  readonly name: string
  readonly mimeType: string
  readonly bytes: Uint8Array
}

export interface PreparedAsic {
  readonly files: readonly AsicFile[]
  readonly manifest: string
  readonly cades: PreparedCades
  readonly toBeSigned: Uint8Array
}

const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

function manifestOf(files: readonly AsicFile[]): string {
  const references = files.map(({ name, mimeType, bytes }) => {
    const digest = createHash('sha256').update(bytes).digest('base64')
    return (
      `<asic:DataObjectReference URI="${escapeXml(encodeURI(name))}" MimeType="${escapeXml(mimeType)}">` +
      `<ds:DigestMethod Algorithm="${SHA256}"/><ds:DigestValue>${digest}</ds:DigestValue></asic:DataObjectReference>`
    )
  })
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<asic:ASiCManifest xmlns:asic="${ASIC}" xmlns:ds="${DS}">` +
    `<asic:SigReference URI="META-INF/signature001.p7s" MimeType="application/pkcs7-signature"/>` +
    `${references.join('')}</asic:ASiCManifest>`
  )
}

export async function prepareAsic(files: readonly AsicFile[], options: CadesOptions): Promise<PreparedAsic> {
  if (files.length === 0 || files.some(({ name }) => name.startsWith('META-INF/') || name === 'mimetype'))
    throw new Error('names of content files')
  const manifest = manifestOf(files)
  const cades = await prepareCades(new TextEncoder().encode(manifest), options)
  return { files, manifest, cades, toBeSigned: cades.toBeSigned }
}

export async function completeAsic(
  prepared: PreparedAsic,
  signature: Uint8Array,
  stamp?: (data: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const text = (value: string): Uint8Array => new TextEncoder().encode(value)
  return writeZip([
    // First and stored, so that the type can be read at a fixed place (A.1).
    { name: 'mimetype', bytes: text(ASICE_TYPE) },
    ...prepared.files.map(({ name, bytes }) => ({ name, bytes })),
    { name: 'META-INF/ASiCManifest001.xml', bytes: text(prepared.manifest) },
    { name: 'META-INF/signature001.p7s', bytes: await completeCades(prepared.cades, signature, stamp) },
  ])
}

export interface AsicSignature extends CadesReport {
  readonly manifest: string
  /** Files whose content is the signed one. */
  readonly files: readonly string[]
}

export interface AsicReport {
  readonly signatures: readonly AsicSignature[]
  /** Files in the container that no intact signature covers. */
  readonly uncovered: readonly string[]
}

const BROKEN: Check = {
  id: 'data-objects',
  ok: false,
  vi: 'Tệp trong gói không khớp với bản kê đã ký',
  en: 'A file in the container differs from the signed manifest',
}

/** What a manifest's URI names; null for one no file can bear (RFC 3986, 2.1): the reference then matches nothing. */
function nameOf(uri: string): string | null {
  try {
    return decodeURI(uri)
  } catch {
    return null
  }
}

function checkFiles(root: ReturnType<typeof parseXml>['root'], byName: ReadonlyMap<string, Uint8Array>) {
  const files: string[] = []
  let intact = true
  for (const reference of childElements(root, 'DataObjectReference')) {
    const name = nameOf(attribute(reference, 'URI') ?? '')
    const hash = digestOf(attribute(child(reference, 'DigestMethod'), 'Algorithm') ?? '')
    const bytes = name === null ? undefined : byName.get(name)
    const wanted = textIn(child(reference, 'DigestValue')).trim()
    if (hash && name !== null && bytes && createHash(hash).update(bytes).digest('base64') === wanted)
      files.push(name)
    else intact = false
  }
  return { files, intact: intact && files.length > 0 }
}

async function judgeManifest(
  entry: ZipEntry,
  byName: ReadonlyMap<string, Uint8Array>,
  options: ValidationOptions,
): Promise<AsicSignature | null> {
  const { root } = parseXml(new TextDecoder('utf-8', { fatal: true }).decode(entry.bytes))
  if (root.namespace !== ASIC || root.local !== 'ASiCManifest') return null
  const cms = byName.get(attribute(child(root, 'SigReference'), 'URI') ?? '')
  if (!cms) return null
  const report = await validateCades(cms, entry.bytes, options)
  const { files, intact } = checkFiles(root, byName)
  const failed: Conclusion = { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' }
  const whole = report.integrity === 'intact' && intact
  return {
    ...report,
    ...(intact ? {} : failed),
    integrity: report.integrity === 'intact' && !intact ? 'broken' : report.integrity,
    checks: intact ? report.checks : [...report.checks, BROKEN],
    manifest: entry.name,
    files: whole ? files : [],
  }
}

/** Judges every manifest. Throws ZipError or XmlError when the container cannot be read. */
export async function validateAsic(container: Uint8Array, options: ValidationOptions): Promise<AsicReport> {
  const entries = readZip(container)
  const byName = new Map(entries.map(({ name, bytes }) => [name, bytes]))
  const signatures: AsicSignature[] = []
  for (const entry of entries) {
    if (!/^META-INF\/[^/]*ASiCManifest[^/]*\.xml$/i.test(entry.name)) continue
    const report = await judgeManifest(entry, byName, options)
    if (report) signatures.push(report)
  }
  const covered = new Set(signatures.flatMap(({ files }) => files))
  const content = entries
    .map(({ name }) => name)
    .filter((name) => name !== 'mimetype' && !name.startsWith('META-INF/'))
  return { signatures, uncovered: content.filter((name) => !covered.has(name)) }
}
