// Was what the signer saw all there was? Remarks on the signed revision itself; they do not change the verdict.
import { isName, PdfArray, type PdfDict, type PdfReader } from '../pdf/index.ts'
import { say } from './sentences.ts'
import type { Check } from './types.ts'

async function hasHiddenLayers(reader: PdfReader, catalog: PdfDict, at: number): Promise<boolean> {
  const layers = await reader.dict(catalog.get('OCProperties'), at)
  const standard = await reader.dict(layers?.get('D'), at)
  if (!standard) return false
  if (isName(await reader.resolve(standard.get('BaseState'), at), 'OFF')) return true
  // /AS switches layers by event: shown on screen, gone on paper.
  for (const key of ['OFF', 'AS']) {
    const list = await reader.resolve(standard.get(key), at)
    if (list instanceof PdfArray && list.items.length > 0) return true
  }
  return false
}

async function hasScripts(reader: PdfReader, catalog: PdfDict, at: number): Promise<boolean> {
  const action = await reader.dict(catalog.get('OpenAction'), at)
  if (isName(await reader.resolve(action?.get('S'), at), 'JavaScript')) return true
  const names = await reader.dict(catalog.get('Names'), at)
  return (
    (await reader.dict(names?.get('JavaScript'), at)) !== undefined ||
    (await reader.dict(catalog.get('AA'), at)) !== undefined
  )
}

export async function remarksOn(reader: PdfReader, at: number): Promise<Check[]> {
  try {
    const catalog = await reader.catalog(at)
    const checks: Check[] = []
    if (await hasHiddenLayers(reader, catalog, at))
      checks.push({ id: 'hidden-layers', ok: null, ...say('hidden-layers') })
    if (await hasScripts(reader, catalog, at))
      checks.push({ id: 'active-content', ok: null, ...say('active-content') })
    return checks
  } catch {
    return []
  }
}
