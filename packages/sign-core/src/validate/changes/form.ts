// What happened to the form between two revisions (ISO 32000-1, 12.7): fields signed, filled, added, removed, altered.
import { isName, numbersOf, PdfDict, type PdfObject, PdfRef, PdfString, textOf } from '../../pdf/index.ts'
import type { Change, ChangeKind } from './kinds.ts'
import { type Comparison, isAbsent, keysOf } from './view.ts'

export interface NewWidget {
  readonly num: number
  readonly field: string
  readonly visible: boolean
  readonly rect: readonly number[]
}

export class FormStep {
  readonly changes: Change[] = []
  /** Widgets that the pages may list anew. */
  readonly newWidgets = new Map<number, NewWidget>()
  /** Widgets of fields that were signed or filled: where their new look is seen. */
  readonly filledWidgets = new Map<number, NewWidget>()
  /** A field below itself would be walked for ever. */
  private readonly compared = new Set<number>()
  private readonly view: Comparison

  constructor(view: Comparison) {
    this.view = view
  }

  private get reader() {
    return this.view.graph.reader
  }

  private add(kind: ChangeKind, field?: string): void {
    this.changes.push({ kind, step: this.view.from, ...(field === undefined ? {} : { field }) })
  }

  /** Marks every object of the form before anything is compared, so that no other walk enters it. */
  async mark(at: number, item: PdfObject | undefined, depth = 0): Promise<void> {
    if (depth > 32) return
    const value = await this.reader.resolve(item, at)
    // Only a dictionary can be a field. A stream or a list has content that no walk of fields compares.
    if (!(value instanceof PdfDict)) return
    if (item instanceof PdfRef) {
      if (this.view.roles.has(item.num) && depth > 0) return
      this.view.roles.add(item.num)
    }
    for (const key of ['Fields', 'Kids'])
      for (const kid of (await this.reader.array(value.get(key), at))?.items ?? [])
        await this.mark(at, kid, depth + 1)
  }

  async compare(a: PdfObject | undefined, b: PdfObject | undefined): Promise<void> {
    const old = await this.reader.dict(a, this.view.from)
    const now = await this.reader.dict(b, this.view.to)
    if (old && !now) return this.add('field-removed')
    if (!now) return
    if (now.duplicates.length > 0) this.add('form')
    for (const key of keysOf(old, now)) {
      if (key === 'Fields') await this.fields(old?.get(key), now.get(key), '')
      else if (key === 'SigFlags') await this.signatureFlags(old?.get(key), now.get(key))
      else if (key === 'DR') await this.resources(old?.get(key), now.get(key))
      else if (key === 'DA' && !old?.get('DA')) continue
      else if (key === 'NeedAppearances' && isAbsent(old?.get(key)) && now.get(key) === false) continue
      else if (!(await this.view.same(old?.get(key), now.get(key)))) this.add('form')
    }
  }

  private async signatureFlags(a: PdfObject | undefined, b: PdfObject | undefined): Promise<void> {
    const old = await this.reader.resolve(a, this.view.from)
    const now = await this.reader.resolve(b, this.view.to)
    const before = typeof old === 'number' ? old : 0
    if (typeof now !== 'number' || (now & before) !== before) this.add('form')
  }

  /** Default resources may gain names; what a name meant must stay. */
  private async resources(a: PdfObject | undefined, b: PdfObject | undefined): Promise<void> {
    const old = await this.reader.dict(a, this.view.from)
    const now = await this.reader.dict(b, this.view.to)
    for (const key of old?.map.keys() ?? []) {
      const before = await this.reader.dict(old?.get(key), this.view.from)
      const after = await this.reader.dict(now?.get(key), this.view.to)
      if (!before) {
        if (!(await this.view.same(old?.get(key), now?.get(key)))) this.add('form')
        continue
      }
      for (const [name, value] of before.map)
        if (!(await this.view.same(value, after?.get(name)))) this.add('form')
    }
  }

  private async fields(a: PdfObject | undefined, b: PdfObject | undefined, parent: string): Promise<void> {
    const old = (await this.reader.array(a, this.view.from))?.items ?? []
    const now = (await this.reader.array(b, this.view.to))?.items ?? []
    const known = new Set<number>()
    const present = new Set(now.map((item) => (item instanceof PdfRef ? `${item.num}.${item.gen}` : '')))
    for (const item of old) {
      if (!(item instanceof PdfRef)) {
        // Fields written inside the array cannot be followed by number: the arrays must then be equal.
        if (!(await this.view.same(a, b))) this.add('form')
        return
      }
      known.add(item.num)
      const still = present.has(`${item.num}.${item.gen}`)
      if (still) await this.field(item, parent)
      else this.add('field-removed', await this.nameOf(item, this.view.from, parent))
    }
    const seen = new Set<number>()
    for (const item of now) {
      if (item instanceof PdfRef && (known.has(item.num) || seen.has(item.num))) continue
      if (item instanceof PdfRef) seen.add(item.num)
      await this.newField(item, parent)
    }
  }

  private async nameOf(item: PdfObject, at: number, parent: string): Promise<string> {
    const own = await this.reader.resolve((await this.reader.dict(item, at))?.get('T'), at)
    const part = own instanceof PdfString ? textOf(own) : ''
    return parent && part ? `${parent}.${part}` : part || parent
  }

  private async newField(item: PdfObject, parent: string): Promise<void> {
    const at = this.view.to
    const dict = await this.reader.resolve(item, at)
    const name = await this.nameOf(item, at, parent)
    const isField = item instanceof PdfRef && dict instanceof PdfDict
    if (!isField || !isName(await this.reader.resolve(dict.get('FT'), at), 'Sig'))
      return this.add('new-form-field', name)
    if (dict.duplicates.length > 0) return this.add('form', name)
    if (!isAbsent(dict.get('AA')) || !isAbsent(dict.get('A'))) this.add('actions', name)
    const kids = (await this.reader.array(dict.get('Kids'), at))?.items ?? []
    if (isAbsent(dict.get('Rect'))) for (const kid of kids) await this.newKid(kid, name)
    else await this.newWidget(item, name)
    const value = await this.reader.dict(dict.get('V'), at)
    if (!value) return this.add('new-empty-signature-field', name)
    this.add(isTimestamp(value) ? 'new-timestamp' : 'new-signature', name)
  }

  /** A place of a new field is a place and nothing more: a field of its own would show what it likes. */
  private async newKid(item: PdfObject, field: string): Promise<void> {
    const dict = await this.reader.dict(item, this.view.to)
    if (['FT', 'T', 'V', 'Kids'].some((key) => !isAbsent(dict?.get(key)))) this.add('new-form-field', field)
    await this.newWidget(item, field)
  }

  private async newWidget(item: PdfObject, field: string): Promise<void> {
    const dict = await this.reader.resolve(item, this.view.to)
    if (!(dict instanceof PdfDict) || !(item instanceof PdfRef)) return this.add('overlay', field)
    if (dict.duplicates.length > 0) this.add('form', field)
    if (!isAbsent(dict.get('AA')) || !isAbsent(dict.get('A'))) this.add('actions', field)
    this.newWidgets.set(item.num, await this.widgetOf(item.num, dict, field))
  }

  private async widgetOf(num: number, dict: PdfDict, field: string): Promise<NewWidget> {
    const numbers = numbersOf(await this.reader.resolve(dict.get('Rect'), this.view.to)) ?? []
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers
    // Without a look of its own, a background is painted by the viewer (ISO 32000-1, table 189).
    const background = (await this.reader.dict(dict.get('MK'), this.view.to))?.get('BG')
    const painted = !isAbsent(dict.get('AP')) || !isAbsent(background)
    const visible = painted && Math.abs(x2 - x1) * Math.abs(y2 - y1) > 0
    return { num, field, visible, rect: [x1, y1, x2, y2] }
  }

  private async field(ref: PdfRef, parent: string): Promise<void> {
    const old = await this.reader.dict(ref, this.view.from)
    const now = await this.reader.dict(ref, this.view.to)
    const name = await this.nameOf(ref, this.view.from, parent)
    if (!old || !now) return this.add('field-removed', name)
    if (this.compared.has(ref.num)) return
    this.compared.add(ref.num)
    if (now.duplicates.length > 0) return this.add('form', name)
    const filled = await this.value(old, now, name)
    if (!isAbsent(now.get('Rect')) && (filled ?? (await this.parentFilled(now))))
      this.filledWidgets.set(ref.num, await this.widgetOf(ref.num, now, name))
    for (const key of keysOf(old, now)) {
      if (key === 'V' || (key === 'Parent' && (await this.view.same(old.get(key), now.get(key))))) continue
      if (key === 'Kids') await this.kids(old.get(key), now.get(key), name)
      else await this.fieldKey(key, old, now, name, filled)
    }
  }

  private async kids(a: PdfObject | undefined, b: PdfObject | undefined, name: string): Promise<void> {
    const old = (await this.reader.array(a, this.view.from))?.items ?? []
    const now = (await this.reader.array(b, this.view.to))?.items ?? []
    const numbers = (items: readonly PdfObject[]): string =>
      items.map((item) => (item instanceof PdfRef ? `${item.num}.${item.gen}` : '?')).join()
    if (numbers(old) !== numbers(now) || numbers(now).includes('?')) {
      if (!(await this.view.same(a, b))) return this.add('form', name)
      return
    }
    for (const item of old) await this.field(item as PdfRef, name)
  }

  /** What became of /V: nothing, filled for the first time, or something worse. */
  private async value(old: PdfDict, now: PdfDict, name: string): Promise<'signature' | 'fill' | null> {
    const before = await this.reader.resolve(old.get('V'), this.view.from)
    const after = await this.reader.resolve(now.get('V'), this.view.to)
    const isSignature = isName(await this.inherited(now, 'FT'), 'Sig')
    if (await this.view.same(old.get('V'), now.get('V'))) return null
    if (isSignature) {
      if (after === null) this.add('signature-removed', name)
      else if (before !== null) this.add('signature-replaced', name)
      else if (after instanceof PdfDict) {
        this.add(isTimestamp(after) ? 'new-timestamp' : 'signature-filled', name)
        return 'signature'
      } else this.add('form', name)
      return null
    }
    const empty =
      before === null || (before instanceof PdfString && before.bytes.length === 0) || isName(before, 'Off')
    this.add(empty ? 'field-filled' : 'field-altered', name)
    return 'fill'
  }

  private async inherited(dict: PdfDict, key: string): Promise<PdfObject> {
    let current: PdfDict | undefined = dict
    for (let hop = 0; current && hop < 32; hop++) {
      const own = await this.reader.resolve(current.get(key), this.view.to)
      if (own !== null) return own
      current = await this.reader.dict(current.get('Parent'), this.view.to)
    }
    return null
  }

  private async fieldKey(
    key: string,
    old: PdfDict,
    now: PdfDict,
    name: string,
    filled: 'signature' | 'fill' | null,
  ): Promise<void> {
    const a = old.get(key)
    const b = now.get(key)
    if (await this.view.same(a, b)) return
    if (key === 'AP' || key === 'AS' || key === 'I' || key === 'RV') {
      // A widget below a field that was just filled gets its new look here.
      const parentFilled = filled ?? (await this.parentFilled(now))
      if (parentFilled) return
      const signed = !isAbsent(now.get('V')) && isName(await this.inherited(now, 'FT'), 'Sig')
      return this.add(signed ? 'signature-appearance' : 'overlay', name)
    }
    // A filled field may become read-only (ISO 32000-1, table 221, bit 1): that only narrows what may follow.
    if (filled === 'fill' && key === 'Ff' && onlyReadOnly(a, b)) return
    if (filled === 'signature' && isAbsent(a) && isWidgetKey(key, b)) return
    if (key === 'Type' && isAbsent(a) && isName(b, 'Annot')) return
    this.add(key === 'Rect' ? 'overlay' : 'form', name)
  }

  private async parentFilled(now: PdfDict): Promise<boolean> {
    const parent = now.get('Parent')
    if (!(parent instanceof PdfRef)) return false
    const before = await this.reader.dict(parent, this.view.from)
    const after = await this.reader.dict(parent, this.view.to)
    return !(await this.view.same(before?.get('V'), after?.get('V')))
  }
}

/** What a signer may add to the place it signs: flags, the page it is on, the time. */
const isWidgetKey = (key: string, value: PdfObject | undefined): boolean =>
  (key === 'F' && typeof value === 'number') ||
  (key === 'P' && value instanceof PdfRef) ||
  (key === 'M' && value instanceof PdfString)

function onlyReadOnly(a: PdfObject | undefined, b: PdfObject | undefined): boolean {
  return typeof b === 'number' && b === ((typeof a === 'number' ? a : 0) | 1)
}

export function isTimestamp(value: PdfDict): boolean {
  return isName(value.get('SubFilter'), 'ETSI.RFC3161')
}
