import type { Decryptor } from './crypt.ts'
import { isName, PdfArray, PdfDict, type PdfObject, type PdfRef, PdfStream, PdfString } from './objects.ts'

/** Decrypts all strings of an object. /Contents of a signature is never encrypted (ISO 32000-1 §7.6.1). */
export function decryptObject(value: PdfObject, id: PdfRef, crypt: Decryptor): PdfObject {
  return mapStrings(value, (text) => {
    const bytes = crypt.decrypt(crypt.strings, id, text.bytes)
    return new PdfString(bytes, text.hex, text.start, text.end)
  })
}

export function mapStrings(value: PdfObject, change: (text: PdfString) => PdfString): PdfObject {
  if (value instanceof PdfString) return change(value)
  if (value instanceof PdfArray) {
    return new PdfArray(
      value.items.map((item) => mapStrings(item, change)),
      value.start,
      value.end,
    )
  }
  if (value instanceof PdfStream) {
    if (isName(value.dict.get('Type'), 'XRef')) return value
    const dict = mapStrings(value.dict, change) as PdfDict
    return new PdfStream(dict, value.dataStart, value.length, value.id, value.data)
  }
  if (!(value instanceof PdfDict)) return value
  const signature = isSignature(value)
  const map = new Map<string, PdfObject>()
  for (const [key, item] of value.map) {
    map.set(key, signature && key === 'Contents' ? item : mapStrings(item, change))
  }
  return new PdfDict(map, value.start, value.end, value.duplicates)
}

/** /Type is optional in signature dictionaries: /ByteRange tells as well. */
export function isSignature(dict: PdfDict): boolean {
  const type = dict.get('Type')
  return (
    dict.get('Contents') instanceof PdfString &&
    (isName(type, 'Sig') || isName(type, 'DocTimeStamp') || dict.get('ByteRange') !== undefined)
  )
}
