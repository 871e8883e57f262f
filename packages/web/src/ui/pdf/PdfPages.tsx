// biome-ignore-all lint/a11y/useSemanticElements: a scrolling region inside the section that names it
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { dayWords } from '../../lib/clock.ts'
import { dictionary } from '../../lib/language.ts'
import { Button } from '../Button.tsx'
import { Banner, Skeleton } from '../Notices.tsx'
import { type PageLight, ZoneLight } from '../ZoneLight.tsx'
import { type LoadedPdf, openPdf } from './load.ts'
import { PdfPage } from './PdfPage.tsx'
import './pdf.css'

const useTexts = dictionary({
  vi: {
    failed: 'Không mở được trang văn bản',
    password: 'Tệp đòi mật khẩu. Xin bản không đặt mật khẩu của nơi gửi.',
    broken: 'Tệp hỏng hoặc không phải PDF. Tải tệp về để xem bằng phần mềm khác.',
    retry: 'Thử lại',
    zoomIn: 'Phóng to',
    zoomOut: 'Thu nhỏ',
    fit: 'Vừa bề ngang',
    page: (page: number, of: number) => `Trang ${page}/${of}`,
    pages: 'Trang văn bản',
    loading: 'Đang mở văn bản',
  },
  en: {
    failed: 'The page cannot be opened',
    password: 'The file asks for a password. Ask the sender for one without.',
    broken: 'The file is damaged or no PDF. Download it to look with another program.',
    retry: 'Try again',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Fit width',
    page: (page: number, of: number) => `Page ${page} of ${of}`,
    pages: 'Pages of the document',
    loading: 'Opening the document',
  },
})

export interface StampFacts {
  agencyName: string
  number: number
  date: string
}
export interface PdfPagesProps {
  url: string
  label: string
  stamp?: StampFacts | null
  lights?: PageLight[]
  /** Words of a search, folded, lit where they stand in the text of the pages. */
  words?: readonly string[]
  /** More buttons in the viewer's own bar (download, show stamp). */
  tools?: ReactNode
  /** Room kept free at the bottom (a phone's thumb bar). */
  className?: string
}

const STEPS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3]

export function PdfPages(props: PdfPagesProps) {
  const t = useTexts()
  const [loaded, setLoaded] = useState<LoadedPdf | null>(null)
  const [sizes, setSizes] = useState<{ width: number; height: number }[]>([])
  const [error, setError] = useState<string | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [zoom, setZoom] = useState(1)
  const [width, setWidth] = useState(0)
  const [page, setPage] = useState(1)
  const scroller = useRef<HTMLDivElement>(null)

  useEffect(() => {
    let gone = false
    let open: LoadedPdf | null = null
    setError(null)
    // Walking down a list with j opens no file on the way.
    const start = new Promise((done) => setTimeout(done, attempt === 0 ? 70 : 0))
    start
      .then(() => (gone ? Promise.reject(new DOMException('', 'AbortError')) : openPdf(props.url)))
      .then(async (result) => {
        open = result
        const first = await result.pdf.getPage(1)
        const { width, height } = first.getViewport({ scale: 1 })
        if (gone) return result.close()
        setSizes(Array.from({ length: result.pdf.numPages }, () => ({ width, height })))
        setLoaded(result)
        setPage(1)
        scroller.current?.scrollTo({ top: 0 })
      })
      .catch((reason: Error) => {
        if (!gone) setError(reason.name === 'PasswordException' ? 'password' : 'broken')
      })
    return () => {
      gone = true
      open?.close()
    }
  }, [props.url, attempt])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    setWidth(element.clientWidth)
    return () => observer.disconnect()
  }, [])

  const light = props.lights?.[0]
  // biome-ignore lint/correctness/useExhaustiveDependencies: scroll only when another zone is lit
  useEffect(() => {
    if (!light) return
    const element = scroller.current?.querySelector<HTMLElement>(`[data-page="${light.page}"]`)
    const box = scroller.current
    if (!element || !box) return
    const top = element.offsetTop + light.rect[1] * element.offsetHeight - box.clientHeight / 3
    if (Math.abs(box.scrollTop - top) > box.clientHeight / 3) box.scrollTo({ top, behavior: 'smooth' })
  }, [light?.page, light?.rect.join()])

  const step = (by: 1 | -1) =>
    setZoom((now) => {
      const at = STEPS.findIndex((value) => value >= now - 0.01)
      return STEPS[Math.max(0, Math.min(STEPS.length - 1, at + by))] ?? 1
    })
  const onScroll = () => {
    const box = scroller.current
    if (!box) return
    const middle = box.scrollTop + box.clientHeight / 3
    const pages = [...box.querySelectorAll<HTMLElement>('[data-page]')]
    const current = pages.findLast((element) => element.offsetTop <= middle)
    setPage(Number(current?.dataset.page ?? 1))
  }
  const gutter = width < 640 ? 16 : 48
  const base = Math.max(160, Math.min(900, width - gutter))
  const wide = (natural: number) =>
    sizes.length ? (base * zoom * natural) / (sizes[0]?.width ?? natural) : base

  return (
    <section className={`pdf ${props.className ?? ''}`} aria-label={props.label}>
      <div className="pdf-bar">
        <span className="pdf-page-number">{loaded ? t.page(page, loaded.pdf.numPages) : ''}</span>
        <Button variant="plain" size="small" icon="zoomOut" iconOnly onClick={() => step(-1)}>
          {t.zoomOut}
        </Button>
        <span className="pdf-zoom">{Math.round(zoom * 100)}%</span>
        <Button variant="plain" size="small" icon="zoomIn" iconOnly onClick={() => step(1)}>
          {t.zoomIn}
        </Button>
        <Button
          variant="plain"
          size="small"
          icon="fit"
          iconOnly
          pressed={zoom === 1}
          onClick={() => setZoom(1)}
        >
          {t.fit}
        </Button>
        {props.tools && <span className="pdf-tools">{props.tools}</span>}
      </div>
      <div
        ref={scroller}
        className="pdf-scroll"
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        role="region"
        aria-label={t.pages}
      >
        {error && (
          <div className="pdf-notice">
            <Banner
              tone="amber"
              title={t.failed}
              actions={
                <Button size="small" onClick={() => setAttempt((count) => count + 1)}>
                  {t.retry}
                </Button>
              }
            >
              {error === 'password' ? t.password : t.broken}
            </Banner>
          </div>
        )}
        {!loaded && !error && <Skeleton lines={6} label={t.loading} />}
        {loaded &&
          !error &&
          width > 0 &&
          sizes.map((size, index) => (
            <PdfPage
              // biome-ignore lint/suspicious/noArrayIndexKey: pages never move
              key={index}
              pdf={loaded.pdf}
              page={index + 1}
              width={wide(size.width)}
              ratio={size.height / size.width}
              onSize={(real) =>
                setSizes((all) =>
                  all[index]?.width === real.width && all[index]?.height === real.height
                    ? all
                    : all.map((one, at) => (at === index ? real : one)),
                )
              }
              root={scroller}
              {...(props.words ? { words: props.words } : {})}
            >
              {index === 0 && props.stamp && <ArrivalStamp {...props.stamp} />}
              {props.lights
                ?.filter((one) => one.page === index + 1)
                .map((one) => (
                  <ZoneLight key={one.rect.join()} light={one} />
                ))}
            </PdfPage>
          ))}
      </div>
    </section>
  )
}

/** Form No. 04 of Appendix IV: 35 × 50 mm. An overlay of the viewer; the file is not touched. */
function ArrivalStamp({ agencyName, number, date }: StampFacts) {
  return (
    <div className="arrival-stamp">
      <div className="arrival-agency">{agencyName}</div>
      <div className="arrival-body">
        <strong>ĐẾN</strong>
        <span>
          Số: <b>{number}</b>
        </span>
        <span>
          Ngày: <b>{dayWords(date)}</b>
        </span>
        <span>Chuyển:</span>
        <span>Số và ký hiệu HS:</span>
      </div>
    </div>
  )
}
