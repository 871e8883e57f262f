// The pages as they will be printed, drawn by the server's own layout from what stands on screen.
import type { DraftContent } from '@congvan/contract'
import { useEffect, useRef, useState } from 'react'
import { postJson } from '../../lib/api.ts'
import { Banner, Skeleton } from '../../ui/index.ts'
import { sameValue, tidy } from './model/merge.ts'
import { useLater } from './PaperLine.tsx'
import { useTexts } from './texts.ts'
import { wire } from './useDraft.ts'

export function Preview({ documentId, content }: { documentId: string; content: DraftContent }) {
  const t = useTexts()
  const asked = useLater(content, 700)
  const drawn = useRef<DraftContent | null>(null)
  const [pages, setPages] = useState<string[] | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  useEffect(() => {
    const wanted = tidy(asked)
    if (drawn.current && sameValue(drawn.current, wanted)) return
    let left = false
    postJson<{ pages: string[] }>('/api/v1/preview', {
      documentId,
      content: wire(wanted),
    }).then(
      (answer) => {
        if (left) return
        drawn.current = wanted
        setPages(answer.pages)
        setFailed(null)
      },
      (error: Error) => !left && setFailed(error.message),
    )
    return () => {
      left = true
    }
  }, [asked, documentId])
  const stale = pages !== null && !failed && (!drawn.current || !sameValue(drawn.current, tidy(content)))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: pages without links must be scrolled by the keyboard too
    <section className="preview" tabIndex={0} aria-label={t.side.preview}>
      {failed && (
        <Banner tone="amber">
          {t.previewFailed} {failed}
        </Banner>
      )}
      {!pages && !failed && <Skeleton lines={8} />}
      <span className="visually-hidden" role="status">
        {stale ? t.previewStale : ''}
      </span>
      <ol className={stale ? 'is-stale' : ''}>
        {pages?.map((svg, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its place
          <li key={at}>
            <SvgPage svg={svg} label={t.previewPage(at + 1, pages.length)} />
            <span className="preview-number">{t.pageOf(at + 1, pages.length)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Drawn as elements, not as an image: the content security policy knows no blob and no data addresses. */
function SvgPage({ svg, label }: { svg: string; label: string }) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
    if (!host.current || root.localName !== 'svg') return
    for (const element of root.querySelectorAll('script, foreignObject, style, a')) element.remove()
    for (const element of [root, ...root.querySelectorAll('*')])
      for (const { name } of [...element.attributes]) if (/^on/iu.test(name)) element.removeAttribute(name)
    root.removeAttribute('width')
    root.removeAttribute('height')
    const page = document.importNode(root, true)
    // Written-out style attributes are refused by the policy; the same words set through the CSSOM are not.
    for (const element of [page, ...page.querySelectorAll('[style]')] as SVGElement[]) {
      const style = element.getAttribute('style')
      element.removeAttribute('style')
      if (style) element.style.cssText = style
    }
    host.current.replaceChildren(page)
  }, [svg])
  return <div ref={host} className="preview-page" role="img" aria-label={label} />
}
