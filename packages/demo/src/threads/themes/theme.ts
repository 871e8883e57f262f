/**
 * Sentences of one theme, in the register of official letters. "{12-48}" is filled with a number, "{%88-99}" with a
 * percentage, "{place}" with the issuer's territory, "{ref}" with the document answered.
 */
export interface Theme {
  /** Names the matter inside a sentence: "công tác phòng, chống xâm nhập mặn". */
  readonly matter: string
  readonly context: readonly string[]
  readonly goals: readonly string[]
  readonly tasks: readonly string[]
  readonly results: readonly string[]
  readonly difficulties: readonly string[]
  readonly next: readonly string[]
  readonly grounds: readonly string[]
}
