// One step from a revision to the next: catalog, page tree, pages and annotations (ISO 32000-1, 7.7).
import { isName, numbersOf, PdfArray, PdfDict, type PdfObject, PdfRef } from '../../pdf/index.ts'
import { FormStep } from './form.ts'
import type { Change, ChangeKind } from './kinds.ts'
import { Comparison, type Graph, isAbsent, keysOf } from './view.ts'

const CATALOG_KINDS: Record<string, ChangeKind> = {
  OCProperties: 'layers',
  OpenAction: 'actions',
  AA: 'actions',
  Names: 'actions',
  StructTreeRoot: 'structure',
  MarkInfo: 'structure',
}

const PAGE_KINDS: Record<string, ChangeKind> = {
  Contents: 'page-content',
  Resources: 'page-resources',
  MediaBox: 'page-geometry',
  CropBox: 'page-geometry',
  Rotate: 'page-geometry',
  UserUnit: 'page-geometry',
  AA: 'actions',
}

class DocumentStep {
  readonly changes: Change[] = []
  private readonly view: Comparison
  private readonly form: FormStep
  private readonly compared = new Set<number>()
  /** Area that each changed field takes, by page. */
  private readonly covered = new Map<string, Map<number, number>>()
  private pageNumber = 0

  constructor(graph: Graph, step: number) {
    this.view = new Comparison(graph, step)
    this.form = new FormStep(this.view)
  }

  private get reader() {
    return this.view.graph.reader
  }

  private add(kind: ChangeKind, extra: Partial<Change> = {}): void {
    this.changes.push({ kind, step: this.view.from, ...extra })
  }

  async run(): Promise<Change[]> {
    const { from, to, roles } = this.view
    const before = this.reader.revisions[from]!.trailer
    const after = this.reader.revisions[to]!.trailer
    const oldRoot = before.get('Root')
    const newRoot = after.get('Root')
    const sameRoot =
      oldRoot instanceof PdfRef &&
      newRoot instanceof PdfRef &&
      oldRoot.num === newRoot.num &&
      oldRoot.gen === newRoot.gen
    if (!sameRoot) {
      this.add('trailer')
      return this.changes
    }
    roles.add(oldRoot.num)
    const old = await this.reader.catalog(from)
    const now = await this.reader.catalog(to)
    // By the older view alone: a part that the newer one hands out would hide the object from the walk that used it before.
    await this.markPages(from, old.get('Pages'), new Set())
    await this.form.mark(from, old.get('AcroForm'))
    await this.form.compare(old.get('AcroForm'), now.get('AcroForm'))
    await this.catalog(old, now)
    await this.pages(old.get('Pages'), now.get('Pages'), 0)
    await this.trailer(before, after)
    this.changes.push(...this.form.changes)
    for (const widget of this.form.newWidgets.values())
      if (widget.visible) this.add('overlay', { field: widget.field })
    return this.changes
  }

  private async trailer(before: PdfDict, after: PdfDict): Promise<void> {
    // Readers disagree which of two roots counts.
    const { sections } = this.reader.revisions[this.view.to]!
    if (sections.some((section) => section.trailer.duplicates.length > 0)) this.add('trailer')
    if (!(await this.view.same(before.get('Encrypt'), after.get('Encrypt')))) this.add('trailer')
    const first = await this.reader.array(before.get('ID'), this.view.from)
    const second = await this.reader.array(after.get('ID'), this.view.to)
    if (first && !(await this.view.same(first.items[0], second?.items[0]))) this.add('trailer')
    if (!(await this.view.same(before.get('Info'), after.get('Info')))) this.add('metadata')
  }

  private async markPages(at: number, item: PdfObject | undefined, seen: Set<number>): Promise<void> {
    if (!(item instanceof PdfRef) || seen.has(item.num)) return
    seen.add(item.num)
    const dict = await this.reader.resolve(item, at)
    if (!(dict instanceof PdfDict)) return
    this.view.roles.add(item.num)
    for (const kid of (await this.reader.array(dict.get('Kids'), at))?.items ?? [])
      await this.markPages(at, kid, seen)
  }

  private async catalog(old: PdfDict, now: PdfDict): Promise<void> {
    if (now.duplicates.length > 0) this.add('catalog')
    for (const key of keysOf(old, now)) {
      if (key === 'Pages' || key === 'AcroForm') continue
      if (await this.view.same(old.get(key), now.get(key))) continue
      if (key === 'DSS' && !isAbsent(now.get(key))) this.add('validation-data')
      else if (key === 'Metadata' || key === 'Extensions' || key === 'Version') this.add('metadata')
      else this.add(CATALOG_KINDS[key] ?? 'catalog')
    }
  }

  private async pages(a: PdfObject | undefined, b: PdfObject | undefined, depth: number): Promise<void> {
    const same = a instanceof PdfRef && b instanceof PdfRef && a.num === b.num && a.gen === b.gen
    const old = await this.reader.dict(a, this.view.from)
    const now = await this.reader.dict(b, this.view.to)
    if (!same || !old || !now || depth > 64) return this.add('page-added-or-removed')
    // Met a second time: nothing new can be said, and a tree of such pages would never end.
    if (this.compared.has(b.num)) return
    this.compared.add(b.num)
    if (now.duplicates.length > 0) return this.add('page', { object: (a as PdfRef).num })
    const kids = await this.reader.array(old.get('Kids'), this.view.from)
    if (!kids) return this.page(old, now)
    const after = (await this.reader.array(now.get('Kids'), this.view.to))?.items ?? []
    for (const key of keysOf(old, now)) {
      if (key === 'Kids') continue
      if (!(await this.view.same(old.get(key), now.get(key))))
        this.add(key === 'Count' ? 'page-added-or-removed' : (PAGE_KINDS[key] ?? 'page'))
    }
    if (after.length !== kids.items.length) return this.add('page-added-or-removed')
    for (const [i, kid] of kids.items.entries()) await this.pages(kid, after[i], depth + 1)
  }

  private async page(old: PdfDict, now: PdfDict): Promise<void> {
    const page = ++this.pageNumber
    for (const key of keysOf(old, now)) {
      if (key === 'Annots') await this.annotations(old.get(key), now.get(key), now, page)
      else if (key === 'LastModified') continue
      // The order in which fields are walked by the keyboard: nothing that is seen.
      else if (key === 'Tabs' && isName(now.get(key))) this.add('metadata')
      else if (!(await this.view.same(old.get(key), now.get(key))))
        this.add(PAGE_KINDS[key] ?? 'page', { page })
    }
  }

  private async annotations(
    a: PdfObject | undefined,
    b: PdfObject | undefined,
    page: PdfDict,
    number: number,
  ): Promise<void> {
    const old = (await this.reader.array(a, this.view.from))?.items ?? []
    const now = (await this.reader.array(b, this.view.to))?.items ?? []
    for (const item of now) {
      const filled = item instanceof PdfRef ? this.form.filledWidgets.get(item.num) : undefined
      if (filled?.visible) this.locate(filled.field, number, await this.areaOn(page, filled.rect))
    }
    if (await this.view.same(new PdfArray(old), new PdfArray(now))) return
    const before = keysOfItems(old)
    const added = now.filter((item) => !before.has(keyOfItem(item)))
    const kept = now.filter((item) => before.has(keyOfItem(item)))
    // What was there must be there, in its order: the order decides what covers what.
    if (kept.length !== old.length || !old.every((item, i) => keyOfItem(item) === keyOfItem(kept[i]!)))
      if (!(await this.view.same(new PdfArray(old), new PdfArray(kept))))
        this.add('annotation', { page: number })
    for (const item of old)
      if (item instanceof PdfRef && !this.view.roles.has(item.num) && !(await this.view.same(item, item)))
        this.add('annotation', { page: number })
    for (const item of added) await this.addedAnnotation(item, page, number)
  }

  private async addedAnnotation(item: PdfObject, page: PdfDict, number: number): Promise<void> {
    const dict = await this.reader.dict(item, this.view.to)
    if (item instanceof PdfRef && isName(dict?.get('Subtype'), 'Widget')) {
      const widget = this.form.newWidgets.get(item.num)
      if (widget) {
        this.form.newWidgets.delete(item.num)
        if (widget.visible) this.locate(widget.field, number, await this.areaOn(page, widget.rect))
        return
      }
      return this.add('overlay', { page: number })
    }
    this.add('annotation', { page: number })
  }

  /** Adds page and area to the change that made the widget: the page of which the field's widgets together cover most. */
  private locate(field: string, page: number, area: number): void {
    const pages = this.covered.get(field) ?? new Map<number, number>()
    this.covered.set(field, pages.set(page, (pages.get(page) ?? 0) + area))
    const [most] = [...pages].sort((a, b) => b[1] - a[1])
    const at = this.form.changes.findIndex((change) => change.field === field)
    const change = this.form.changes[at]
    if (change) this.form.changes[at] = { ...change, page: most![0], area: most![1] }
  }

  /** The part of what is seen of the page: a small crop box makes a small stamp large. */
  private async areaOn(page: PdfDict, rect: readonly number[]): Promise<number> {
    const sizes: number[] = []
    for (const key of ['MediaBox', 'CropBox']) {
      const box = await this.boxOf(page, key)
      if (box) sizes.push(areaOf(box))
    }
    return sizes.length > 0 ? areaOf(rect) / Math.max(Math.min(...sizes), 1) : 1
  }

  private async boxOf(page: PdfDict, key: string): Promise<number[] | null> {
    let current: PdfDict | undefined = page
    for (let hop = 0; current && hop < 64; hop++) {
      const box = numbersOf(await this.reader.resolve(current.get(key), this.view.to))
      if (box?.length === 4) return box
      current = await this.reader.dict(current.get('Parent'), this.view.to)
    }
    return null
  }
}

const areaOf = ([x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[]): number =>
  Math.abs((x2 - x1) * (y2 - y1))

/** Direct objects have no identity: each is its own. */
const keyOfItem = (item: PdfObject): unknown => (item instanceof PdfRef ? `${item.num}.${item.gen}` : item)

const keysOfItems = (items: readonly PdfObject[]): Set<unknown> => new Set(items.map(keyOfItem))

export function compareRevisions(graph: Graph, step: number): Promise<Change[]> {
  return new DocumentStep(graph, step).run()
}
