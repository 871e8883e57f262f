export {
  ASICE_TYPE,
  type AsicFile,
  type AsicReport,
  completeAsic,
  prepareAsic,
  validateAsic,
} from './asice.ts'
export { canonicalDocument, canonicalElement, EXCLUSIVE, INCLUSIVE } from './c14n.ts'
export { type CadesOptions, type CadesReport, completeCades, prepareCades, validateCades } from './cades.ts'
export { completeXades, type PreparedXades, prepareXades, type XadesOptions } from './sign.ts'
export { type SignedPart, validateXades, type XadesReport } from './verify.ts'
export { parseXml, type XmlDocument, type XmlElement, XmlError } from './xml.ts'
export { readZip, writeZip, ZipError } from './zip.ts'
