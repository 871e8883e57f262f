import type { DocumentView } from '@congvan/contract'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '../../lib/data.ts'
import { useKeys } from '../../lib/keys.ts'
import { useMedia, WIDE } from '../../lib/media.ts'
import { Banner, Button, Empty, Sheet, Skeleton } from '../../ui/index.ts'
import { ActionDock, type DockProps } from './acts/ActionDock.tsx'
import { FileView } from './FileView.tsx'
import { ReaderHead } from './ReaderHead.tsx'
import './reader.css'
import { SideTabs } from './SideTabs.tsx'
import { useReaderTexts } from './texts.ts'

export interface ReaderProps extends Omit<DockProps, 'document'> {
  documentId: string | null
  /** Back to the list, where the list is not beside. */
  onBack?: () => void
  /** The list's own words while nothing is chosen. */
  empty?: { title: string; note: string }
  /** The list beside is empty and has said so: nothing is said twice. */
  blank?: boolean
  /** Words of a search, folded, to light on the page. */
  words?: readonly string[]
}

/** State in words, trail, page, signatures; what may be done below, all the rest in the side. */
export function DocumentReader(props: ReaderProps) {
  const t = useReaderTexts()
  const { documentId } = props
  const found = useApi('documents.get', { documentId: documentId ?? '' }, { enabled: documentId !== null })
  const back = props.onBack
  useKeys(back ? [{ keys: 'Escape', label: t.back, run: back }] : [])
  if (documentId === null)
    return (
      <div className="reader empty-reader">
        {!props.blank && (
          <Empty title={props.empty?.title ?? t.pick}>{props.empty?.note ?? t.pickNote}</Empty>
        )}
      </div>
    )
  if (found.error && !found.data)
    return (
      <div className="reader">
        <div className="reader-problem">
          {back && <Button onClick={back}>{t.back}</Button>}
          <Banner
            tone="amber"
            title={t.failed}
            alert
            actions={<Button onClick={() => void found.refetch()}>{t.retry}</Button>}
          >
            {found.error.message}
          </Banner>
        </div>
      </div>
    )
  if (!found.data)
    return (
      <div className="reader">
        <Skeleton lines={7} label={t.loading} />
      </div>
    )
  return <OpenDocument {...props} document={found.data} />
}

function OpenDocument({
  document,
  onBack,
  blank: _blank,
  empty: _empty,
  words,
  ...dock
}: ReaderProps & { document: DocumentView }) {
  const t = useReaderTexts()
  const wide = useMedia(WIDE)
  const [details, setDetails] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const { id } = document.card
  useKeys([
    {
      keys: 'm',
      label: t.details,
      run: () =>
        wide
          ? window.document.querySelector<HTMLElement>('.reader-side [role=tab]')?.focus()
          : setDetails(true),
    },
  ])
  // On a phone the reader is a screen of its own: the screen reader begins with its title.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another document is opened
  useEffect(() => {
    if (!wide && onBack) heading.current?.focus({ preventScroll: true })
  }, [id])
  return (
    <article className="reader" aria-labelledby="reader-subject">
      <div className="reader-main">
        <ReaderHead
          document={document}
          heading={heading}
          {...(onBack ? { onBack } : {})}
          {...(wide ? {} : { onDetails: () => setDetails(true) })}
        />
        <FileView key={id} document={document} {...(words ? { words } : {})} />
      </div>
      {wide ? (
        <aside className="reader-side" aria-label={t.details}>
          <SideTabs key={id} document={document} />
        </aside>
      ) : (
        <Sheet title={t.details} open={details} onClose={() => setDetails(false)}>
          <SideTabs document={document} />
        </Sheet>
      )}
      <ActionDock key={`dock-${id}`} document={document} {...dock} />
    </article>
  )
}
