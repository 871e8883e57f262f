const paths = {
  work: 'M4 5h12v10H4zM4 11h3l1.5 2h3L13 11h3',
  inbox: 'M10 3v8m0 0 3-3m-3 3L7 8M4 11v5h12v-5',
  document: 'M6 2.8h5.5L15 6.3v10.9H6zM11.3 3v3.6H15M8 10h5M8 13h5',
  book: 'M4.5 4c2-.8 4-.6 5.5.6 1.5-1.2 3.5-1.4 5.5-.6v11.4c-2-.8-4-.6-5.5.6-1.5-1.2-3.5-1.4-5.5-.6zM10 4.6V16',
  pen: 'M4 16l1-3.6L13.4 4l2.6 2.6L7.6 15zM11.6 5.8l2.6 2.6',
  sign: 'M3.5 16h13M4 12.5c2-4 4.5-8 6-7.5 2 .7-4 7-2.3 7.6 1.3.4 2.6-3 3.8-2.6.9.3-.2 1.9.8 2.2.8.2 1.6-.6 3.7-.9',
  stamp: 'M8 11V8.6C8 7.4 7 6.8 7 5.3a3 3 0 0 1 6 0C13 6.8 12 7.4 12 8.6V11M4.5 11h11v3h-11zM4.5 16.5h11',
  admin: 'M4 5.5h7m4 0h1M4 10h2m4 0h6M4 14.5h8m3 0h1M13 3.8v3.4M8 8.3v3.4M14 12.8v3.4',
  search: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zm3.7 8.7L16.5 16.5',
  bell: 'M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1.2 1.5H4.3zM8.5 17h3',
  jobs: 'M10 3.5a6.5 6.5 0 1 0 6.5 6.5M10 6.5V10l2.5 1.5',
  plus: 'M10 4v12M4 10h12',
  close: 'M5 5l10 10M15 5L5 15',
  check: 'M4 10.5l4 4L16 6',
  warn: 'M10 3.5l7 12.5H3zM10 8v4m0 2v.2',
  info: 'M10 3.2a6.8 6.8 0 1 0 0 13.6 6.8 6.8 0 0 0 0-13.6zM10 9v5m0-7.4v.2',
  down: 'M5.5 8l4.5 4.5L14.5 8',
  right: 'M8 5.5l4.5 4.5L8 14.5',
  left: 'M12 5.5L7.5 10l4.5 4.5',
  me: 'M10 3.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM4 16.5c.6-3.2 3-4.7 6-4.7s5.4 1.5 6 4.7',
  zoomIn: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zm3.7 8.7l3.8 3.8M9 7v4M7 9h4',
  zoomOut: 'M9 4a5 5 0 1 0 0 10A5 5 0 0 0 9 4zm3.7 8.7l3.8 3.8M7 9h4',
  fit: 'M3 10h14M6 7l-3 3 3 3M14 7l3 3-3 3',
  download: 'M10 3.5V12m0 0l3.5-3.5M10 12L6.5 8.5M4 16h12',
  print: 'M6 8V3.5h8V8M6 14H3.8V8h12.4v6H14M6 11.8h8v4.7H6z',
  clip: 'M14.5 9.5l-5 5a3 3 0 0 1-4.3-4.3l5.6-5.6a2 2 0 0 1 2.9 2.9l-5.3 5.2a1 1 0 0 1-1.4-1.4L11.5 7',
  clock: 'M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM10 6.5V10l2.5 1.8',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  seal: 'M10 3.2l1.9 1.4 2.3-.1.6 2.3 1.9 1.3-.9 2.1.9 2.2-1.9 1.3-.6 2.2-2.3-.1L10 17.2l-1.9-1.4-2.3.1-.6-2.2-1.9-1.3.9-2.2-.9-2.1 1.9-1.3.6-2.3 2.3.1zM7.5 10.2l1.8 1.8 3.2-3.6',
  people:
    'M7.5 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM3 16c.4-2.8 2.2-4 4.5-4s4.1 1.2 4.5 4M12.5 5a2.3 2.3 0 0 1 0 4.4M14 12.3c1.7.5 2.8 1.6 3 3.7',
  reply: 'M8 5L3.5 9.5 8 14M4 9.5h7c3 0 5 1.5 5.5 5',
  upload: 'M10 13V4m0 0L6.5 7.5M10 4l3.5 3.5M4 13v3h12v-3',
  folder: 'M3.5 5h4.3l1.6 2h7.1v8.5h-13z',
  paper: 'M5.5 3h9v14h-9zM8 7h4M8 10h4',
  list: 'M4 6h12M4 10h12M4 14h12',
  sun: 'M10 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM10 2.8v1.6m0 11.2v1.6M2.8 10h1.6m11.2 0h1.6M4.9 4.9L6 6m8 8l1.1 1.1m0-10.2L14 6m-8 8l-1.1 1.1',
  keyboard: 'M2.8 6h14.4v8H2.8zM5.5 8.7h.01m2.2 0h.01m2.2 0h.01m2.2 0h.01m2.2 0h.01M7 11.4h6',
  exit: 'M8 4H4v12h4M8 10h8.5m0 0l-3-3m3 3l-3 3',
  panel: 'M3.5 4.5h13v11h-13zM12 4.5v11',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.4 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}
