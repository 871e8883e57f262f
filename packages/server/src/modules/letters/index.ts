// Front door of letters: what a letter is, its page, its red pencil.
export { applyRepair, checkFormat } from './check-format.ts'
export { documentTypeName } from './document-types.ts'
export type { FormatFinding } from './format-finding.ts'
export type { Block, Letter, LetterFields, RenderedLetter } from './letter.ts'
export { RenderError } from './render/errors.ts'
export { Press } from './render/press.ts'
export { renderLetter } from './render/render-letter.ts'
export { composeSignatureBlock, type Mandate } from './signature-block.ts'
