import { SubsetFont } from '../appearance/font.ts'
import { toUserSpace } from '../appearance/geometry.ts'
import { type Appearance, addAppearance, type Rect, type TextStyle } from '../appearance/index.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import { latin1Bytes } from '../bytes/latin1.ts'
import { SignError } from '../cms/errors.ts'
import {
  isInt,
  name,
  openPdf,
  type Page,
  PdfArray,
  PdfDict,
  type PdfObject,
  PdfRef,
  PdfString,
  PdfUpdate,
  pageAt,
  textString,
} from '../pdf/index.ts'
import { numberText } from '../pdf/serialize.ts'
import {
  examine,
  findField,
  requireMayFill,
  requireMaySign,
  requirePermission,
  type Situation,
} from './rules.ts'

/** A field set aside before the first signature, so that later steps only fill in. */
export interface FieldSpec {
  name: string
  /** 0-based; negative counts from the end. */
  page: number
  rect: Rect
  kind: 'text' | 'signature'
  /** Of text fields: the font must hold the letters that will be filled in. */
  style?: TextStyle
}

const PRINT = 4
const LOCKED = 128
const READ_ONLY = 1
const SIGNATURES_EXIST_APPEND_ONLY = 3

/** Adds text fields and empty signature fields in one update of their own, before anybody signs. */
export async function reserveFields(
  input: ByteSource,
  specs: readonly FieldSpec[],
  options: { password?: string } = {},
): Promise<{ tail: Uint8Array }> {
  const reader = await openPdf(input, options)
  const situation = await examine(reader)
  requirePermission(reader)
  if (situation.signatures.length > 0) {
    throw new SignError('already-signed', 'fields are set aside before the first signature')
  }
  const update = new PdfUpdate(reader)
  await stageFields(update, situation, specs)
  return { tail: (await update.build()).tail }
}

/** Fills text fields in an update of its own; the signature then comes from a program that fills nothing (a token's). */
export async function fillFields(
  input: ByteSource,
  values: Readonly<Record<string, string>>,
  style: FillStyle,
): Promise<{ tail: Uint8Array }> {
  const reader = await openPdf(input)
  const situation = await examine(reader)
  requirePermission(reader)
  requireMaySign(situation)
  const update = new PdfUpdate(reader)
  await stageFill(update, situation, values, style)
  return { tail: (await update.build()).tail }
}

export async function stageFields(
  update: PdfUpdate,
  situation: Situation,
  specs: readonly FieldSpec[],
): Promise<void> {
  const refs: PdfRef[] = []
  let style: TextStyle | undefined
  for (const spec of specs) {
    if (situation.fields.some((field) => field.name === spec.name)) {
      throw new SignError('field-locked', `field ${spec.name} exists already`)
    }
    const page = await pageAt(update.reader, spec.page)
    if (spec.kind === 'text') style ??= spec.style
    const ref = await addWidget(update, page, spec.rect, fieldEntries(update, page, spec))
    refs.push(ref)
    const dict = (await update.dict(ref))!
    const type = spec.kind === 'text' ? 'Tx' : 'Sig'
    // Known from here on: the signature of the same update may fill it.
    situation.fields.push({
      name: spec.name,
      ref,
      dict,
      type,
      value: undefined,
      flags: 0,
      widgets: [{ ref, dict }],
    })
  }
  await addToForm(update, refs, style)
}

function fieldEntries(update: PdfUpdate, page: Page, spec: FieldSpec): Record<string, PdfObject | undefined> {
  const empty = addAppearance(
    update,
    {},
    spec.rect.width,
    spec.rect.height,
    page.rotate,
    emptyField(spec.kind),
  )
  const common = { T: textString(spec.name), AP: PdfDict.of({ N: empty }) }
  if (spec.kind === 'signature') return { ...common, FT: name('Sig') }
  if (spec.style === undefined) throw new SignError('bad-font', `field ${spec.name} needs a font`)
  const quadding = { left: 0, center: 1, right: 2 }[spec.style.align ?? 'left']
  return {
    ...common,
    FT: name('Tx'),
    DA: defaultAppearance(spec.style.size),
    Q: quadding === 0 ? undefined : quadding,
  }
}

const emptyField = (kind: FieldSpec['kind']) => (content: string) =>
  kind === 'text' ? '/Tx BMC EMC' : content

function defaultAppearance(size: number): PdfString {
  return new PdfString(latin1Bytes(`/CvTinos ${numberText(size)} Tf 0 g`))
}

/** A field merged with its only widget, listed on its page. */
export async function addWidget(
  update: PdfUpdate,
  page: Page,
  rect: Rect | undefined,
  entries: Record<string, PdfObject | undefined>,
): Promise<PdfRef> {
  const ref = update.add(
    PdfDict.of({
      Type: name('Annot'),
      Subtype: name('Widget'),
      Rect: new PdfArray(rect === undefined ? [0, 0, 0, 0] : toUserSpace(page, rect)),
      P: page.ref,
      F: PRINT | (entries.FT !== undefined && isSig(entries.FT) ? LOCKED : 0),
      MK: page.rotate === 0 || rect === undefined ? undefined : PdfDict.of({ R: page.rotate }),
      ...entries,
    }),
  )
  await update.append(page.ref, 'Annots', ref)
  return ref
}

function isSig(type: PdfObject): boolean {
  return typeof type === 'object' && type !== null && 'name' in type && type.name === 'Sig'
}

/** Lists fields in the form, creating it when absent; /Fields and /AcroForm are changed where they live. */
export async function addToForm(
  update: PdfUpdate,
  refs: readonly PdfRef[],
  style?: TextStyle,
): Promise<void> {
  const catalog = await update.dict(update.root)
  if (catalog === undefined) throw new TypeError('no catalog')
  const held = catalog.get('AcroForm')
  const old = (await update.dict(held)) ?? new PdfDict()
  const flags = await update.resolve(old.get('SigFlags'))
  const complete = isInt(flags) && (flags & SIGNATURES_EXIST_APPEND_ONLY) === SIGNATURES_EXIST_APPEND_ONLY
  if (complete && refs.length === 0 && style === undefined) return
  const form = await withFields(update, old, refs)
  const changed = form.with({
    SigFlags: (isInt(flags) ? flags : 0) | SIGNATURES_EXIST_APPEND_ONLY,
    ...(style === undefined ? {} : await fontDefaults(update, old, style)),
  })
  if (held instanceof PdfRef) update.set(held, changed)
  else {
    const value = held === undefined || held === null ? update.add(changed) : changed
    update.set(update.root, catalog.with({ AcroForm: value }))
  }
}

async function withFields(update: PdfUpdate, form: PdfDict, refs: readonly PdfRef[]): Promise<PdfDict> {
  const held = form.get('Fields')
  const old = await update.resolve(held)
  const array = new PdfArray([...(old instanceof PdfArray ? old.items : []), ...refs])
  if (!(held instanceof PdfRef)) return form.with({ Fields: array })
  if (refs.length > 0) update.set(held, array)
  return form
}

/** /DR and /DA name a font for a viewer that redraws a field; ours only ever shows its own appearance. */
async function fontDefaults(
  update: PdfUpdate,
  form: PdfDict,
  style: TextStyle,
): Promise<Record<string, PdfObject>> {
  const resources = (await update.dict(form.get('DR'))) ?? new PdfDict()
  const fonts = (await update.dict(resources.get('Font'))) ?? new PdfDict()
  const font = new SubsetFont(style.font)
  font.encode(' 0123456789-/.:')
  return {
    DR: resources.with({ Font: fonts.with({ CvTinos: font.embed(update) }) }),
    DA: form.get('DA') ?? defaultAppearance(style.size),
  }
}

/** One face for all fields, or one for each: a date stands in italics beside an upright number (Decree 30, App. I). */
export type FillStyle = TextStyle | ((field: string) => TextStyle)

/** Fills text fields and makes them read-only, in the same update as the signature that follows. */
export async function stageFill(
  update: PdfUpdate,
  situation: Situation,
  values: Readonly<Record<string, string>>,
  styles: FillStyle,
): Promise<void> {
  for (const [fieldName, value] of Object.entries(values)) {
    const style = typeof styles === 'function' ? styles(fieldName) : styles
    const field = findField(situation, fieldName)
    const [widget] = field.widgets
    if (field.type !== 'Tx' || field.ref === undefined || widget?.ref === undefined) {
      throw new SignError('field-not-found', `field ${fieldName} is not a text field`)
    }
    requireMayFill(situation, fieldName)
    if ((field.flags & READ_ONLY) !== 0)
      throw new SignError('field-locked', `field ${fieldName} is read-only`)
    const drawn = await drawWidget(
      update,
      widget.dict,
      { lines: [value], style: await styleOf(update, field.dict, style) },
      true,
    )
    const filled = { V: textString(value), Ff: field.flags | READ_ONLY }
    if (widget.ref.num === field.ref.num) update.set(field.ref, field.dict.with({ ...filled, AP: drawn }))
    else {
      update.set(field.ref, field.dict.with(filled))
      update.set(widget.ref, widget.dict.with({ AP: drawn }))
    }
  }
}

/** Size and alignment as the field was set aside with. */
async function styleOf(update: PdfUpdate, field: PdfDict, style: TextStyle): Promise<TextStyle> {
  const appearance = await update.resolve(field.get('DA'))
  const text =
    appearance instanceof PdfString ? String.fromCharCode(...appearance.bytes.subarray(0, 200)) : ''
  const size = Number(/([\d.]+)\s+Tf/.exec(text)?.[1] ?? 0)
  const quadding = await update.resolve(field.get('Q'))
  const align = quadding === 1 ? 'center' : quadding === 2 ? 'right' : 'left'
  return { font: style.font, size: size > 0 ? size : style.size, align, vertical: 'middle' }
}

/** /AP of an existing widget, of its own size and upright on its page. */
export async function drawWidget(
  update: PdfUpdate,
  widget: PdfDict,
  what: Appearance,
  field = false,
): Promise<PdfDict | undefined> {
  const rect = await update.resolve(widget.get('Rect'))
  if (
    !(rect instanceof PdfArray) ||
    rect.items.length !== 4 ||
    !rect.items.every((n) => typeof n === 'number')
  ) {
    return undefined
  }
  const [x0, y0, x1, y1] = rect.items as [number, number, number, number]
  const rotate = await rotationOf(update, widget)
  const [w, h] = [Math.abs(x1 - x0), Math.abs(y1 - y0)]
  if (w === 0 || h === 0) return undefined
  const [width, height] = rotate % 180 === 0 ? [w, h] : [h, w]
  const wrap = field ? (content: string) => `/Tx BMC\n${content}\nEMC` : (content: string) => content
  return PdfDict.of({ N: addAppearance(update, what, width, height, rotate, wrap) })
}

async function rotationOf(update: PdfUpdate, widget: PdfDict): Promise<number> {
  const own = (await update.dict(widget.get('MK')))?.get('R')
  if (isInt(own)) return ((own % 360) + 360) % 360
  const ref = widget.get('P')
  if (!(ref instanceof PdfRef)) return 0
  let node = await update.dict(ref)
  for (let depth = 0; node !== undefined && depth < 64; depth++) {
    const rotate = await update.resolve(node.get('Rotate'))
    if (isInt(rotate)) return ((rotate % 360) + 360) % 360
    node = await update.dict(node.get('Parent'))
  }
  return 0
}
