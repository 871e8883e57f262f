// Which of the decree's parts a signature plays, read from the field, the reason and the kind of certificate.
import type { PdfSignature } from '../pdf/index.ts'
import { type Certificate, identityOf } from '../x509/index.ts'
import type { SignatureRole } from './types.ts'

/** Without Vietnamese marks. The range is the combining marks that NFD leaves of them. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()

const folded = (text: string): string => plain(text).replace(/[^a-z0-9]/g, '')

const BY_WORD: readonly (readonly [SignatureRole, RegExp])[] = [
  ['arrival', /soden|dauden|vanbanden|arrival/],
  ['copy', /saoy|saoluc|trichsao|copy/],
  ['annex', /phuluc|annex|appendix/],
  ['seal', /coquan|condau|dongdau|tochuc|seal/],
  ['person', /nguoiky|canhan|kynhay|kytat|person/],
]

const ORGANISATION =
  /^(uy ban|hoi dong|so |ban |van phong|phong |chi cuc|cuc |trung tam|tinh |huyen |xa |phuong |thi tran|benh vien|truong |kho bac|cong an|toa an|vien |doan |hoi |cong ty)/

/** An organisation's certificate names the organisation where a person's names the person. */
export function isOrganisation(certificate: Certificate): boolean {
  const { cn, o, serialNumber } = identityOf(certificate)
  if (/^(MST|MDD|MDV|MQHNS)/i.test(serialNumber ?? '')) return true
  if (/^(CCCD|CMND|HC)/i.test(serialNumber ?? '')) return false
  if (cn && o && cn === o) return true
  return ORGANISATION.test(plain(cn ?? ''))
}

export function roleOf(signature: PdfSignature, certificate: Certificate | null): SignatureRole {
  if (signature.subFilter === 'ETSI.RFC3161') return 'timestamp'
  for (const words of [folded(signature.field), folded(signature.reason ?? '')])
    for (const [role, pattern] of BY_WORD) if (pattern.test(words)) return role
  if (!certificate) return 'unknown'
  return isOrganisation(certificate) ? 'seal' : 'person'
}
