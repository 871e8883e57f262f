import { lazy, Suspense } from 'react'
import { Skeleton } from './Notices.tsx'
import type { PdfPagesProps } from './pdf/PdfPages.tsx'

const Pages = lazy(async () => ({ default: (await import('./pdf/PdfPages.tsx')).PdfPages }))

/**
 * A PDF on ground, read only: pages drawn when they come into view, fit to width, zoom, an arrival stamp as an
 * overlay and rectangles of light (fractions of the page). pdf.js loads when the first page is wanted.
 */
export function PdfView(props: PdfPagesProps) {
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <Pages {...props} />
    </Suspense>
  )
}
export type { PdfPagesProps, StampFacts } from './pdf/PdfPages.tsx'
