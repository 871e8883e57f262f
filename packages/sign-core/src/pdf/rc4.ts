/** RC4, by hand: OpenSSL 3 keeps it in the legacy provider, and old PDF files still use it. */
export function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const s = new Uint8Array(256)
  for (let i = 0; i < 256; i++) s[i] = i
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + s[i]! + key[i % key.length]!) & 255
    swap(s, i, j)
  }
  const out = new Uint8Array(data.length)
  for (let n = 0, i = 0, j = 0; n < data.length; n++) {
    i = (i + 1) & 255
    j = (j + s[i]!) & 255
    swap(s, i, j)
    out[n] = data[n]! ^ s[(s[i]! + s[j]!) & 255]!
  }
  return out
}

function swap(s: Uint8Array, i: number, j: number): void {
  const held = s[i]!
  s[i] = s[j]!
  s[j] = held
}
