// A long list inside one JSON reply, object by object: 110,000 agencies need the memory of one.
const MOST_OBJECT = 64 * 1024

/** Yields the objects of the first array found under `"data"`. Throws SyntaxError when the text is cut or too wild. */
export async function* objectsOf<T>(chunks: AsyncIterable<Uint8Array>): AsyncIterable<T> {
  const decoder = new TextDecoder('utf-8')
  let head = ''
  let inside = false
  let ended = false
  let depth = 0
  let text = false
  let escaped = false
  let object = ''
  for await (const chunk of chunks) {
    const words = decoder.decode(chunk, { stream: true })
    if (!inside && !ended) {
      head += words
      const found = /"data"\s*:\s*\[/.exec(head)
      if (!found) {
        if (head.length > 1_000_000) throw new SyntaxError('no list')
        continue
      }
      const rest = head.slice(found.index + found[0].length)
      inside = true
      yield* scan(rest)
    } else yield* scan(words)
  }
  if (inside && !ended) throw new SyntaxError('the list was cut')

  function* scan(words: string): Iterable<T> {
    let start = depth > 0 ? 0 : -1
    for (let i = 0; i < words.length && !ended; i++) {
      const c = words[i]
      if (text) {
        if (escaped) escaped = false
        else if (c === '\\') escaped = true
        else if (c === '"') text = false
      } else if (c === '"') text = true
      else if (c === '{') {
        if (depth++ === 0) start = i
      } else if (c === '}') {
        if (--depth === 0) {
          yield JSON.parse(object + words.slice(start, i + 1)) as T
          object = ''
          start = -1
        }
      } else if (c === ']' && depth === 0) ended = true
    }
    if (depth > 0 && start >= 0) object += words.slice(start)
    if (object.length > MOST_OBJECT) throw new SyntaxError('an object without end')
  }
}
