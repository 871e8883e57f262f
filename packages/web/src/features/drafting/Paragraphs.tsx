// Text typed straight on the page, paragraph by paragraph. The browser owns the editing (undo, selection,
// Vietnamese input tools); we read plain text out and write it back only when it changed elsewhere.
import { type ClipboardEvent, type FormEvent, useLayoutEffect, useRef } from 'react'

export interface ParagraphsProps {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder: string
  readOnly?: boolean
  className?: string
}

export function Paragraphs(props: ParagraphsProps) {
  const host = useRef<HTMLDivElement>(null)
  const shown = useRef<string | null>(null)
  useLayoutEffect(() => {
    if (!host.current || shown.current === props.value) return
    write(host.current, props.value)
    shown.current = props.value
  }, [props.value])
  const onInput = (event: FormEvent<HTMLDivElement>) => {
    const text = read(event.currentTarget)
    shown.current = text
    mark(event.currentTarget)
    props.onChange(text)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a textarea cannot indent and justify paragraphs as paper does
    <div
      ref={host}
      role="textbox"
      tabIndex={0}
      aria-multiline="true"
      aria-label={props.label}
      aria-readonly={props.readOnly || undefined}
      contentEditable={!props.readOnly}
      suppressContentEditableWarning
      spellCheck={false}
      className={`paragraphs ${props.className ?? ''}`}
      data-placeholder={props.value === '' && !props.readOnly ? props.placeholder : undefined}
      onFocus={() => document.execCommand('defaultParagraphSeparator', false, 'p')}
      onBeforeInput={refuseFormatting}
      onInput={onInput}
      onPaste={pastePlain}
      onDrop={(event) => event.preventDefault()}
    />
  )
}

/** Bold and italic are the layout's business: only letters and paragraphs are taken. */
function refuseFormatting(event: FormEvent<HTMLDivElement>): void {
  if ((event.nativeEvent as InputEvent).inputType?.startsWith('format')) event.preventDefault()
}

function pastePlain(event: ClipboardEvent<HTMLDivElement>): void {
  event.preventDefault()
  const lines = event.clipboardData
    .getData('text/plain')
    .replace(/\r\n?/gu, '\n')
    .normalize('NFC')
    .split('\n')
  lines.forEach((line, at) => {
    if (at > 0) document.execCommand('insertParagraph')
    if (line !== '') document.execCommand('insertText', false, line)
  })
}

function paragraph(text: string): HTMLParagraphElement {
  const element = document.createElement('p')
  if (text === '') element.append(document.createElement('br'))
  else element.textContent = text
  return element
}

function write(host: HTMLElement, text: string): void {
  host.replaceChildren(...text.split('\n').map(paragraph))
  mark(host)
}

/** A heading looks like one while it is typed. */
function mark(host: HTMLElement): void {
  for (const child of host.children)
    child.classList.toggle('is-heading', child.textContent?.startsWith('# ') ?? false)
}

/** Block children are paragraphs; loose text (first letters before the first Enter) is one too. */
function read(host: HTMLElement): string {
  const lines: string[] = []
  let loose: string | null = null
  const close = () => {
    if (loose !== null) lines.push(loose)
    loose = null
  }
  for (const node of host.childNodes) {
    if (node instanceof HTMLElement && /^(P|DIV)$/u.test(node.tagName)) {
      close()
      lines.push(inner(node))
    } else if (node instanceof HTMLBRElement) {
      lines.push(loose ?? '')
      loose = null
    } else loose = (loose ?? '') + (node.textContent ?? '')
  }
  close()
  const text = lines.join('\n').replace(/\u00a0/gu, ' ')
  return text.trim() === '' ? '' : text
}

function inner(block: HTMLElement): string {
  const parts = [...block.childNodes].map((node) =>
    node instanceof HTMLBRElement ? '\n' : (node.textContent ?? ''),
  )
  return parts.join('').replace(/\n$/u, '')
}
