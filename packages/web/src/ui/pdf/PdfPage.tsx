import type { PDFDocumentProxy, PDFPageProxy, RenderTask } from 'pdfjs-dist'
import { TextLayer } from 'pdfjs-dist'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { lightWords } from './light-words.ts'

/** One page: drawn when near the window, given back when far, with its text above for reading and copying. */
export function PdfPage(props: {
  pdf: PDFDocumentProxy
  page: number
  width: number
  ratio: number
  root: RefObject<HTMLElement | null>
  onSize: (size: { width: number; height: number }) => void
  /** Words of a search to light, folded. */
  words?: readonly string[]
  children?: ReactNode
}) {
  const { pdf, page, width, ratio } = props
  const sheet = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const text = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(page <= 2)
  const height = width * ratio

  useEffect(() => {
    const element = sheet.current
    if (!element) return
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.some((entry) => entry.isIntersecting)),
      { root: props.root.current, rootMargin: '800px 0px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [props.root])

  useEffect(() => {
    const element = sheet.current
    if (!element) return
    element.style.width = `${width}px`
    element.style.height = `${height}px`
  }, [width, height])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `onSize` is told once for each drawing
  useEffect(() => {
    if (!near) return
    let gone = false
    let task: RenderTask | null = null
    let layer: TextLayer | null = null
    const draw = async (loaded: PDFPageProxy) => {
      const natural = loaded.getViewport({ scale: 1 })
      props.onSize({ width: natural.width, height: natural.height })
      const viewport = loaded.getViewport({ scale: width / natural.width })
      const target = canvas.current
      if (gone || !target) return
      // Drawn apart and shown when whole: no white flash while zooming.
      const density = Math.min(window.devicePixelRatio || 1, 3)
      const fresh = document.createElement('canvas')
      fresh.width = Math.floor(viewport.width * density)
      fresh.height = Math.floor(viewport.height * density)
      task = loaded.render({ canvas: fresh, viewport, transform: [density, 0, 0, density, 0, 0] })
      await task.promise
      if (gone) return
      target.width = fresh.width
      target.height = fresh.height
      target.getContext('2d')?.drawImage(fresh, 0, 0)
      const holder = text.current
      if (!holder) return
      holder.replaceChildren()
      holder.style.setProperty('--total-scale-factor', String(viewport.scale))
      holder.style.setProperty('--scale-factor', String(viewport.scale))
      layer = new TextLayer({ textContentSource: loaded.streamTextContent(), container: holder, viewport })
      await layer.render()
      if (!gone && props.words?.length) lightWords(holder, props.words)
    }
    pdf
      .getPage(page)
      .then(draw)
      .catch(() => {
        // Cancelled by the next drawing, or a page that cannot be drawn: the sheet stays white.
      })
    return () => {
      gone = true
      task?.cancel()
      layer?.cancel()
    }
  }, [pdf, page, width, near, props.words?.join('|')])

  return (
    <div ref={sheet} className="pdf-page" data-page={page}>
      <canvas ref={canvas} />
      <div ref={text} className="pdf-text" />
      {props.children}
    </div>
  )
}
