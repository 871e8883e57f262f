import './zone-light.css'

/** A lit zone: page from 1, rectangle in fractions of the page (left, top, width, height). */
export interface PageLight {
  page: number
  rect: [number, number, number, number]
  label?: string
}

/** Lies over a sheet that is positioned. */
export function ZoneLight({ light }: { light: PageLight }) {
  const place = (element: HTMLElement | null) => {
    if (!element) return
    const [left, top, width, height] = light.rect
    element.style.left = `${left * 100 - 0.6}%`
    element.style.top = `${top * 100 - 0.3}%`
    element.style.width = `${width * 100 + 1.2}%`
    element.style.height = `${height * 100 + 0.6}%`
  }
  return <div ref={place} className="zone-light" aria-hidden="true" title={light.label} />
}
