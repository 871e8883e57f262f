/** Puts a floating panel under (or above) its anchor, inside the window. Styles go through the CSSOM only. */
export function placeUnder(
  panel: HTMLElement,
  anchor: HTMLElement,
  gap = 4,
  align: 'start' | 'end' = 'start',
): void {
  const box = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = panel
  const below = window.innerHeight - box.bottom - gap
  const top = below >= height || below >= box.top ? box.bottom + gap : box.top - gap - height
  const wish = align === 'end' ? box.right - width : box.left
  const left = Math.max(8, Math.min(wish, window.innerWidth - width - 8))
  panel.style.top = `${Math.max(8, Math.min(top, window.innerHeight - height - 8))}px`
  panel.style.left = `${left}px`
}
