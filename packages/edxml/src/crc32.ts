// CRC-32 as ZIP uses it (APPNOTE 4.4.7).

const TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

export class Crc32 {
  private state = 0xffffffff

  update(bytes: Uint8Array): void {
    let state = this.state
    for (let i = 0; i < bytes.length; i++) {
      state = (TABLE[(state ^ (bytes[i] as number)) & 0xff] as number) ^ (state >>> 8)
    }
    this.state = state
  }

  digest(): number {
    return (this.state ^ 0xffffffff) >>> 0
  }
}
