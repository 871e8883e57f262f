/** Sentences of refusals: code → [Vietnamese, English]; `{name}` is filled from params. */
export type Messages = Record<string, readonly [vi: string, en: string]>

const table = new Map<string, readonly [string, string]>()

/** Called by each module's errors.ts at load; a code said twice is a bug. */
export function defineMessages<M extends Messages>(messages: M): M {
  for (const [code, texts] of Object.entries(messages)) {
    if (table.has(code)) throw new Error(`message ${code} is defined twice`)
    table.set(code, texts)
  }
  return messages
}

export function messageOf(
  code: string,
  params: Record<string, string | number> = {},
): { vi: string; en: string } {
  const [vi, en] = table.get(code) ?? [`Không thực hiện được (${code}).`, `Not possible (${code}).`]
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name) => String(params[name] ?? whole))
  return { vi: fill(vi), en: fill(en) }
}

export const refusal = (code: string, params: Record<string, string | number> = {}) => ({
  code,
  ...messageOf(code, params),
})
export const allMessages = () => new Map(table)
