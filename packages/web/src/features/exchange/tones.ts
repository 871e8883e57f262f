import type { Tone } from '../../ui/index.ts'

export const TONES: Record<string, Tone> = {
  delivered: 'accent',
  sent: 'blue',
  dead: 'seal',
  expired: 'seal',
}
