import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { name, PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream, type PdfUpdate } from '../pdf/index.ts'
import type { Evidence } from './gather.ts'

/** Adds evidence to the document security store (EN 319 142-1 §5.4.2.2, Table 3), keeping what is there and
 * leaving out what it holds already. /VRI is optional (§5.4.2.3) and validators disagree on its keys: omitted. */
export async function stageStore(update: PdfUpdate, evidence: Evidence): Promise<boolean> {
  const catalog = (await update.dict(update.root))!
  const held = catalog.get('DSS')
  let store = (await update.dict(held)) ?? PdfDict.of({ Type: name('DSS') })
  let changed = false
  const lists: [string, readonly Uint8Array[]][] = [
    ['Certs', evidence.certificates],
    ['OCSPs', evidence.ocsps],
    ['CRLs', evidence.crls],
  ]
  for (const [key, items] of lists) {
    const old = await update.resolve(store.get(key))
    const refs: PdfObject[] = old instanceof PdfArray ? [...old.items] : []
    const known = await hashes(update, refs)
    const fresh = items.filter((bytes) => !known.has(hash(bytes)) && known.add(hash(bytes)))
    if (fresh.length === 0) continue
    changed = true
    for (const bytes of fresh)
      refs.push(update.add(PdfStream.of({ Filter: name('FlateDecode') }, deflateSync(bytes))))
    store = store.with({ [key]: new PdfArray(refs) })
  }
  if (!changed) return false
  if (held instanceof PdfRef) update.set(held, store)
  else update.set(update.root, catalog.with({ DSS: update.add(store) }))
  return true
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function hashes(update: PdfUpdate, refs: readonly PdfObject[]): Promise<Set<string>> {
  const out = new Set<string>()
  for (const ref of refs) {
    const stream = await update.resolve(ref)
    if (stream instanceof PdfStream)
      out.add(hash(await update.reader.decode(stream).catch(() => new Uint8Array())))
  }
  return out
}
