import type { Media } from '../media.ts'
import type { Page } from '../page-model.ts'
export async function scanImage(
  _b: Uint8Array,
  _m: Media,
  _e?: Record<string, string | undefined>,
): Promise<Page[]> {
  return []
}
export async function scanPdf(
  _b: Uint8Array,
  pages: readonly Page[],
  _n: readonly number[],
  _e?: Record<string, string | undefined>,
  _p?: 'head',
): Promise<Page[]> {
  return [...pages]
}
