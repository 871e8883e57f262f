// What parent and child say to each other over IPC.

export interface PressJob {
  id: number
  /** File name in layouts/. */
  layout: string
  /** JSON text; reaches Typst as sys.inputs.data only. */
  data: string
  output: 'pdf' | 'svg'
  /** Epoch seconds; PDF/A wants a date of creation. */
  createdAt: number
}

/** A rectangle as Typst measured it: points, origin at the upper left. */
export interface Note {
  name: string
  page: number
  x: number
  y: number
  w: number
  h: number
  size?: number
  style?: string
  align?: string
}

export type PressAnswer =
  | { id: number; ok: true; bytes: Uint8Array; pages: number; notes: Note[]; rss: number }
  | { id: number; ok: false; message: string; rss: number }

export interface ChildSettings {
  layoutDir: string
  fontDirs: string[]
}
