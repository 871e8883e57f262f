import type { Step } from '../spec.ts'
export const AWAITING: readonly { thread: string; step: Step }[] = []
