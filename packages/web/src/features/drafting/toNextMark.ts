/** Brings the next mark of the red pencil into sight and under the keyboard. */
export function toNextMark(): void {
  const marks = [...document.querySelectorAll<HTMLElement>('[data-mark]')]
  const next = marks[(marks.indexOf(document.activeElement as HTMLElement) + 1) % marks.length]
  next?.scrollIntoView({ block: 'center' })
  next?.focus()
}
