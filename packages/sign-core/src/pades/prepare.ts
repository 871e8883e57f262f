import { createHash } from 'node:crypto'
import { type Appearance, addAppearance, type Rect } from '../appearance/index.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import { signedAttributes } from '../cms/build.ts'
import { SignError } from '../cms/errors.ts'
import { defaultScheme, type SigningScheme } from '../cms/scheme.ts'
import {
  name,
  openPdf,
  PdfArray,
  PdfDict,
  type PdfObject,
  type PdfRef,
  PdfString,
  PdfUpdate,
  pageAt,
  pdfDate,
  textOf,
  textString,
} from '../pdf/index.ts'
import {
  addToForm,
  addWidget,
  drawWidget,
  type FieldSpec,
  type FillStyle,
  stageFields,
  stageFill,
} from './form.ts'
import { closeRange, makeHole } from './hole.ts'
import {
  examine,
  findField,
  requireMayAdd,
  requireMayFill,
  requireMaySign,
  requirePermission,
  type Situation,
  unusedName,
} from './rules.ts'
import { type PreparedSignature, toBase64 } from './state.ts'

export interface Lock {
  action: 'All' | 'Include' | 'Exclude'
  fields?: readonly string[]
}

export interface SignOptions {
  certificate: Uint8Array
  /** Issuers, without the root at will. */
  chain?: readonly Uint8Array[]
  scheme?: SigningScheme
  /** Claimed time, written to /M. */
  time: Date
  /** An empty field to fill, or the name of a new one. */
  field?: string
  /** For a new field: 0-based page, negative from the end (default 0), and where; no `rect` = invisible. */
  page?: number
  rect?: Rect
  appearance?: Appearance
  signerName?: string
  reason?: string
  location?: string
  /** Certifying signature (DocMDP): 1 no change, 2 filling and signing, 3 also annotations. First signature only. */
  certify?: 1 | 2 | 3
  /** Fields locked by this signature (FieldMDP). */
  lock?: Lock
  /** Fields set aside in the same update, before this first signature. */
  reserve?: readonly FieldSpec[]
  /** Text fields filled in the same update. */
  fill?: Readonly<Record<string, string>>
  fillStyle?: FillStyle
  /** Bytes set aside for the CMS. */
  contentsSize?: number
  password?: string
}

/** Room for the signer's chain, a time-stamp token with its own chain, and attributes (B-T). Generous, because
 * a value made by a phone is spent when it does not fit. */
export function contentsSize(certificates: readonly Uint8Array[]): number {
  const chain = certificates.reduce((sum, bytes) => sum + bytes.length, 0)
  return Math.ceil((chain + 4096 + 12_288) / 1024) * 1024
}

/** First step of PAdES B-B (EN 319 142-1 §6): everything is written but the signature value. */
export async function prepareSignature(input: ByteSource, options: SignOptions): Promise<PreparedSignature> {
  const reader = await openPdf(input, options.password === undefined ? {} : { password: options.password })
  const situation = await examine(reader)
  requirePermission(reader)
  requireMaySign(situation)
  const update = new PdfUpdate(reader)
  if (options.reserve !== undefined) await stageFields(update, situation, options.reserve)
  if (options.fill !== undefined) {
    if (options.fillStyle === undefined) throw new SignError('bad-font', 'filling fields needs a font')
    await stageFill(update, situation, options.fill, options.fillStyle)
  }
  const scheme = options.scheme ?? defaultScheme(options.certificate)
  const chain = options.chain ?? []
  const hole = makeHole(options.contentsSize ?? contentsSize([options.certificate, ...chain]))
  const field = await placeSignature(update, situation, options, (ref) => signatureDict(options, hole, ref))
  const built = await update.build([hole.contents, hole.byteRange])
  const closed = await closeRange(input, built, hole, scheme.hash)
  const attributes = signedAttributes({
    messageDigest: closed.messageDigest,
    certificate: options.certificate,
    hash: scheme.hash,
  })
  return {
    version: 1,
    kind: 'signature',
    field,
    inputSize: input.size,
    inputSha256: closed.inputSha256,
    tail: toBase64(built.tail),
    contents: closed.contents,
    hash: scheme.hash,
    messageDigest: toBase64(closed.messageDigest),
    scheme,
    certificate: toBase64(options.certificate),
    chain: chain.map(toBase64),
    toBeSigned: toBase64(attributes),
    digest: toBase64(createHash(scheme.hash).update(attributes).digest()),
  }
}

function signatureDict(
  options: SignOptions,
  hole: ReturnType<typeof makeHole>,
  lock: Lock | undefined,
): PdfDict {
  const references: PdfObject[] = []
  if (options.certify !== undefined) {
    references.push(reference('DocMDP', { P: options.certify }))
  }
  if (lock !== undefined) references.push(reference('FieldMDP', lockEntries(lock)))
  const text = (value: string | undefined) => (value === undefined ? undefined : textString(value))
  return PdfDict.of({
    Type: name('Sig'),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('ETSI.CAdES.detached'),
    ByteRange: hole.byteRange,
    Contents: hole.contents,
    M: textString(pdfDate(options.time)),
    Name: text(options.signerName),
    Reason: text(options.reason),
    Location: text(options.location),
    Reference: references.length > 0 ? new PdfArray(references) : undefined,
  })
}

/** Signature reference dictionary (§12.8.1, Table 253; §12.8.2). */
function reference(method: string, params: Record<string, PdfObject | undefined>): PdfDict {
  return PdfDict.of({
    Type: name('SigRef'),
    TransformMethod: name(method),
    TransformParams: PdfDict.of({ Type: name('TransformParams'), ...params, V: name('1.2') }),
  })
}

function lockEntries(lock: Lock): Record<string, PdfObject | undefined> {
  return {
    Action: name(lock.action),
    Fields:
      lock.action === 'All' ? undefined : new PdfArray((lock.fields ?? []).map((field) => textString(field))),
  }
}

/** Fills the named empty field, or makes a new one; returns the field's name. */
async function placeSignature(
  update: PdfUpdate,
  situation: Situation,
  options: SignOptions,
  make: (lock: Lock | undefined) => PdfDict,
): Promise<string> {
  if (options.certify !== undefined && situation.signatures.length > 0) {
    throw new SignError('already-signed', 'a certifying signature must be the first (§12.8.2.2)')
  }
  const existing = options.field !== undefined && situation.fields.some((item) => item.name === options.field)
  const placed = existing
    ? await fillField(update, situation, options, make)
    : await newField(update, situation, options, make)
  if (options.certify !== undefined) {
    await update.change(update.root, 'Perms', (old) =>
      (old instanceof PdfDict ? old : new PdfDict()).with({ DocMDP: placed.value }),
    )
  }
  return placed.name
}

async function fillField(
  update: PdfUpdate,
  situation: Situation,
  options: SignOptions,
  make: (lock: Lock | undefined) => PdfDict,
): Promise<{ name: string; value: PdfRef }> {
  const field = findField(situation, options.field!)
  if (field.type !== 'Sig' || field.ref === undefined)
    throw new SignError('field-not-found', `${field.name} is no signature field`)
  if (field.value !== undefined && field.value !== null) {
    throw new SignError('field-already-signed', `field ${field.name} is signed already`)
  }
  requireMayFill(situation, field.name)
  const lock = (await declaredLock(update, field.dict)) ?? options.lock
  const value = update.add(make(lock))
  const [widget] = field.widgets
  const drawn =
    options.appearance === undefined || widget === undefined
      ? undefined
      : await drawWidget(update, widget.dict, options.appearance)
  const look = drawn === undefined ? {} : { AP: drawn }
  if (widget?.ref === undefined || widget.ref.num === field.ref.num) {
    update.set(field.ref, field.dict.with({ V: value, ...look }))
  } else {
    update.set(field.ref, field.dict.with({ V: value }))
    if (drawn !== undefined) update.set(widget.ref, widget.dict.with(look))
  }
  await addToForm(update, [])
  return { name: field.name, value }
}

/** /Lock of the field binds the signer (§12.7.4.5, Table 233). */
async function declaredLock(update: PdfUpdate, field: PdfDict): Promise<Lock | undefined> {
  const dict = await update.dict(field.get('Lock'))
  const action = await update.resolve(dict?.get('Action'))
  if (dict === undefined || typeof action !== 'object' || action === null || !('name' in action))
    return undefined
  const fields = await update.resolve(dict.get('Fields'))
  const names: string[] = []
  for (const item of fields instanceof PdfArray ? fields.items : []) {
    if (item instanceof PdfString) names.push(textOf(item))
  }
  return { action: action.name as Lock['action'], fields: names }
}

async function newField(
  update: PdfUpdate,
  situation: Situation,
  options: SignOptions,
  make: (lock: Lock | undefined) => PdfDict,
): Promise<{ name: string; value: PdfRef }> {
  const fieldName = unusedName(situation, options.field ?? 'ChuKy')
  requireMayAdd(situation, fieldName, options.rect !== undefined)
  const page = await pageAt(update.reader, options.page ?? 0)
  const value = update.add(make(options.lock))
  const { rect, appearance } = options
  const drawn =
    rect === undefined
      ? undefined
      : addAppearance(update, appearance ?? {}, rect.width, rect.height, page.rotate)
  const widget = await addWidget(update, page, rect, {
    FT: name('Sig'),
    T: textString(fieldName),
    V: value,
    AP: drawn === undefined ? undefined : PdfDict.of({ N: drawn }),
    Lock:
      options.lock === undefined
        ? undefined
        : PdfDict.of({ Type: name('SigFieldLock'), ...lockEntries(options.lock) }),
  })
  await addToForm(update, [widget])
  return { name: fieldName, value }
}
