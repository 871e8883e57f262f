import {
  isInt,
  isName,
  numbersOf,
  PdfArray,
  type PdfDict,
  PdfName,
  type PdfObject,
  PdfRef,
  PdfString,
} from './objects.ts'
import type { PdfReader } from './reader.ts'
import { textOf } from './text.ts'

export interface FormField {
  /** Fully qualified name (§12.7.3.2). */
  name: string
  ref: PdfRef | undefined
  dict: PdfDict
  type: 'Tx' | 'Btn' | 'Ch' | 'Sig' | undefined
  value: PdfObject | undefined
  /** /Ff, inherited. */
  flags: number
  widgets: { ref: PdfRef | undefined; dict: PdfDict }[]
}

export interface SignatureWidget {
  ref: PdfRef | undefined
  /** Page object, from /P or by searching the pages' /Annots. */
  page: PdfRef | undefined
  rect: number[] | undefined
}

export interface MdpReference {
  method: string
  /** DocMDP /P: 1 nothing, 2 forms and signatures, 3 also annotations. */
  level: number | undefined
  /** FieldMDP. */
  action: string | undefined
  fields: string[]
}

export interface PdfSignature {
  field: string
  fieldRef: PdfRef | undefined
  /** Object of the signature dictionary; undefined when it stands directly in the field. */
  ref: PdfRef | undefined
  dict: PdfDict
  type: 'Sig' | 'DocTimeStamp'
  subFilter: string | undefined
  /** /Contents decoded from hexadecimal, with its padding. */
  contents: Uint8Array
  /** File offsets of `<` and just after `>`; undefined when it is not in the file as a hexadecimal string. */
  contentsRange: { start: number; end: number } | undefined
  byteRange: number[] | undefined
  time: string | undefined
  reason: string | undefined
  location: string | undefined
  signerName: string | undefined
  references: MdpReference[]
  lock: PdfDict | undefined
  widgets: SignatureWidget[]
  /** The revision in which the signature dictionary seen at `at` was written. */
  revision: number | undefined
}

const MAX_FIELDS = 100_000
const TYPES = new Set(['Tx', 'Btn', 'Ch', 'Sig'])

/** All terminal fields of the form as seen at one revision. */
export async function listFields(reader: PdfReader, at = reader.last): Promise<FormField[]> {
  const form = await reader.dict((await reader.catalog(at)).get('AcroForm'), at)
  const roots = await reader.array(form?.get('Fields'), at)
  const out: FormField[] = []
  const seen = new Set<number>()
  const visit = async (item: PdfObject, parent: FormField | undefined, depth: number): Promise<void> => {
    if (depth > 32 || out.length > MAX_FIELDS) return
    const ref = item instanceof PdfRef ? item : undefined
    if (ref !== undefined && seen.has(ref.num)) return
    if (ref !== undefined) seen.add(ref.num)
    const dict = await reader.dict(item, at)
    if (dict === undefined) return
    const field = await inherit(reader, dict, ref, parent, at)
    const kids = (await reader.array(dict.get('Kids'), at))?.items ?? []
    let children = 0
    for (const kid of kids) {
      const child = await reader.dict(kid, at)
      if (child === undefined) continue
      if (child.get('T') === undefined)
        field.widgets.push({ ref: kid instanceof PdfRef ? kid : undefined, dict: child })
      else {
        children++
        await visit(kid, field, depth + 1)
      }
    }
    if (children === 0) out.push(field)
    if (dict.get('Rect') !== undefined) field.widgets.unshift({ ref, dict })
  }
  for (const item of roots?.items ?? []) await visit(item, undefined, 0)
  return out
}

async function inherit(
  reader: PdfReader,
  dict: PdfDict,
  ref: PdfRef | undefined,
  parent: FormField | undefined,
  at: number,
): Promise<FormField> {
  const own = await reader.resolve(dict.get('T'), at)
  const partial = own instanceof PdfString ? textOf(own) : ''
  const type = await reader.resolve(dict.get('FT'), at)
  const flags = await reader.resolve(dict.get('Ff'), at)
  return {
    name: parent?.name ? (partial ? `${parent.name}.${partial}` : parent.name) : partial,
    ref,
    dict,
    type: type instanceof PdfName && TYPES.has(type.name) ? (type.name as 'Tx') : parent?.type,
    value: dict.get('V') ?? parent?.value,
    flags: isInt(flags) ? flags : (parent?.flags ?? 0),
    widgets: [],
  }
}

/** Signature fields that hold a value, in the order of the form. */
export async function listSignatures(reader: PdfReader, at = reader.last): Promise<PdfSignature[]> {
  const out: PdfSignature[] = []
  for (const field of await listFields(reader, at)) {
    if (field.type !== 'Sig' || field.value === undefined || field.value === null) continue
    const dict = await reader.dict(field.value, at)
    if (dict !== undefined) out.push(await describe(reader, field, dict, at))
  }
  return out
}

async function describe(
  reader: PdfReader,
  field: FormField,
  dict: PdfDict,
  at: number,
): Promise<PdfSignature> {
  const get = (key: string) => reader.resolve(dict.get(key), at)
  const text = async (key: string) => {
    const value = await get(key)
    return value instanceof PdfString ? textOf(value) : undefined
  }
  const contents = dict.get('Contents')
  const subFilter = await get('SubFilter')
  const ref = field.value instanceof PdfRef ? field.value : undefined
  const holder = ref ?? field.ref
  const plain = holder !== undefined && reader.entry(holder.num, at)?.kind === 'offset'
  const resolved = contents instanceof PdfString ? contents : await reader.resolve(contents, at)
  return {
    field: field.name,
    fieldRef: field.ref,
    ref,
    dict,
    type:
      isName(dict.get('Type'), 'DocTimeStamp') || isName(subFilter, 'ETSI.RFC3161') ? 'DocTimeStamp' : 'Sig',
    subFilter: subFilter instanceof PdfName ? subFilter.name : undefined,
    contents: resolved instanceof PdfString ? resolved.bytes : new Uint8Array(),
    contentsRange:
      contents instanceof PdfString && contents.hex && plain
        ? { start: contents.start, end: contents.end }
        : undefined,
    byteRange: numbersOf(await get('ByteRange')),
    time: await text('M'),
    reason: await text('Reason'),
    location: await text('Location'),
    signerName: await text('Name'),
    references: await readReferences(reader, dict, at),
    lock: await reader.dict(field.dict.get('Lock'), at),
    widgets: await describeWidgets(reader, field, at),
    revision: holder === undefined ? undefined : reader.revisionOf(holder.num, at),
  }
}

async function readReferences(reader: PdfReader, dict: PdfDict, at: number): Promise<MdpReference[]> {
  const list = await reader.array(dict.get('Reference'), at)
  const out: MdpReference[] = []
  for (const item of list?.items.slice(0, 16) ?? []) {
    const entry = await reader.dict(item, at)
    const method = await reader.resolve(entry?.get('TransformMethod'), at)
    const params = await reader.dict(entry?.get('TransformParams'), at)
    const level = await reader.resolve(params?.get('P'), at)
    const action = await reader.resolve(params?.get('Action'), at)
    const fields = await reader.array(params?.get('Fields'), at)
    out.push({
      method: method instanceof PdfName ? method.name : '',
      level: isInt(level) ? level : undefined,
      action: action instanceof PdfName ? action.name : undefined,
      fields: (fields?.items ?? []).filter((field) => field instanceof PdfString).map(textOf),
    })
  }
  return out
}

async function describeWidgets(reader: PdfReader, field: FormField, at: number): Promise<SignatureWidget[]> {
  const out: SignatureWidget[] = []
  for (const widget of field.widgets) {
    const page = widget.dict.get('P')
    const rect = await reader.resolve(widget.dict.get('Rect'), at)
    out.push({
      ref: widget.ref,
      page: page instanceof PdfRef ? page : undefined,
      rect: rect instanceof PdfArray ? numbersOf(rect) : undefined,
    })
  }
  return out
}
