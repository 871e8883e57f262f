export { canonicalDocument, canonicalElement, EXCLUSIVE, INCLUSIVE } from './c14n.ts'
export { completeXades, type PreparedXades, prepareXades, type XadesOptions } from './sign.ts'
export { type SignedPart, validateXades, type XadesReport } from './verify.ts'
export { parseXml, type XmlDocument, type XmlElement, XmlError } from './xml.ts'
