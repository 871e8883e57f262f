import type { ComponentView, DocumentView } from '@congvan/contract'
import { useState } from 'react'
import { sizeWords } from '../../lib/numbers.ts'
import { Button, Empty, type PageLight, PdfView, Select, ZoneLight } from '../../ui/index.ts'
import './reader.css'
import { useReaderTexts } from './texts.ts'

const isPdf = (file: ComponentView) => file.mediaType === 'application/pdf' || /\.pdf$/i.test(file.filename)
const isImage = (file: ComponentView) => /^image\/(png|jpe?g|gif|webp)$/.test(file.mediaType)

/** The page is the hero: the main file first, annexes by choice, the arrival stamp as a layer. */
export function FileView({
  document,
  lights,
  words,
}: {
  document: DocumentView
  lights?: PageLight[]
  words?: readonly string[]
}) {
  const t = useReaderTexts()
  const files = document.components
  const first = files.find((file) => file.role === 'main') ?? files[0]
  const [chosen, setChosen] = useState<number | null>(first?.ordinal ?? null)
  const [stamp, setStamp] = useState(true)
  const file = files.find((one) => one.ordinal === chosen) ?? first
  if (!file)
    return (
      <div className="file-none">
        <Empty title={document.card.subject}>{document.card.note}</Empty>
      </div>
    )
  const isMain = file === first
  const tools = (
    <>
      {files.length > 1 && (
        <Select
          label={t.files}
          hideLabel
          className="file-choice"
          value={String(file.ordinal)}
          options={files.map((one) => ({
            value: String(one.ordinal),
            label: one.role === 'main' ? t.main : one.filename,
          }))}
          onChange={(value) => setChosen(Number(value))}
        />
      )}
      {document.stamp && isMain && (
        <Button
          variant="plain"
          size="small"
          pressed={stamp}
          title={t.unchangedNote}
          onClick={() => setStamp(!stamp)}
        >
          {stamp ? t.stampHide : t.stampShow}
        </Button>
      )}
      <a
        className="button plain small icon-only"
        href={file.url}
        download={file.filename}
        aria-label={t.download}
      >
        <DownloadMark />
      </a>
    </>
  )
  if (isPdf(file))
    return (
      <PdfView
        key={file.url}
        url={file.url}
        label={isMain ? t.main : file.filename}
        stamp={stamp && isMain ? document.stamp : null}
        tools={tools}
        {...(lights ? { lights } : {})}
        {...(words?.length ? { words } : {})}
      />
    )
  return (
    <div className="file-other">
      <div className="pdf-bar">
        <span className="pdf-page-number">{file.filename}</span>
        <span className="pdf-tools">{tools}</span>
      </div>
      {isImage(file) ? (
        <div className="file-image">
          <div className="image-sheet">
            <img src={file.url} alt={file.filename} />
            {lights?.map((light) => (
              <ZoneLight key={light.rect.join()} light={light} />
            ))}
          </div>
        </div>
      ) : (
        <Empty
          title={`${file.filename} · ${sizeWords(file.bytes)}`}
          action={
            <a className="button quiet" href={file.url} download={file.filename}>
              {t.download}
            </a>
          }
        >
          {t.noPreview}
        </Empty>
      )}
    </div>
  )
}

function DownloadMark() {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path d="M10 3.5V12m0 0l3.5-3.5M10 12L6.5 8.5M4 16h12" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
