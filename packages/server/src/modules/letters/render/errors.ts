// Why a page could not be made. Codes are stable; the sentences live with the messages of the module.

export type RenderErrorCode =
  /** The font has no picture for this character, so PDF/A forbids it: name it to the author. */
  | 'letters.character-not-printable'
  | 'letters.too-long'
  | 'letters.invalid-date'
  | 'letters.unknown-type'
  | 'letters.render-timeout'
  | 'letters.render-memory'
  | 'letters.render-crashed'
  | 'letters.layout-failed'
  | 'letters.press-closed'

export class RenderError extends Error {
  readonly code: RenderErrorCode
  readonly params: Readonly<Record<string, string>>

  constructor(code: RenderErrorCode, params: Readonly<Record<string, string>> = {}) {
    super(`${code} ${JSON.stringify(params)}`)
    this.name = 'RenderError'
    this.code = code
    this.params = params
  }
}
