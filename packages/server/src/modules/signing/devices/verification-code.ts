/** Four digits on both screens: the first 6 and the last 7 bits of the hash (Mobile-ID; 13 bits, zero padded). */
export function verificationCode(digest: Uint8Array): string {
  const first = digest[0]! >> 2
  const last = digest[digest.length - 1]! & 0x7f
  return String((first << 7) | last).padStart(4, '0')
}
