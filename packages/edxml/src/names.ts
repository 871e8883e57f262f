// Element names as the standard writes them, and how other spellings are led back to them.
// Matching is by local name only: senders lose, invent and re-declare prefixes (deviations 2 and 4).

export const EDXML_NAMESPACE = 'http://www.mic.gov.vn/TBT/QCVN_102_2016'

export const KNOWN_NAMESPACES: ReadonlySet<string> = new Set([
  EDXML_NAMESPACE,
  'http://www.e-doc.vn/Schema/',
  'http://schemas.xmlsoap.org/soap/envelope/',
  'http://www.w3.org/1999/xlink',
  'http://www.w3.org/2000/09/xmldsig#',
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.w3.org/2001/XMLSchema',
])

/** The generation before 2016: read, but remarked upon. */
export const OLD_NAMESPACES: ReadonlySet<string> = new Set([
  'http://www.e-doc.vn/Schema/',
  'http://schemas.xmlsoap.org/soap/envelope/',
])

/** Elements of the vendors' kit outside the core of 2016: kept without a remark. */
export const KIT_EXTENSIONS: ReadonlySet<string> = new Set(
  'Direction ReplyFors ReferenceCodes ResponseForTask ApplicationType StaffInfo Agency'.split(' '),
)

export const ROOT_NAMES: ReadonlySet<string> = new Set(['edXML', 'edXMLEnvelope', 'Envelope'])

const NAMES = `edXML edXMLEnvelope Envelope edXMLHeader Header edXMLBody Body MessageHeader TraceHeaderList TraceHeader
  Signature DigitalSignature ErrorList From To OrganId OrganizationInCharge OrganName OrganAdd Email Telephone Fax Website
  DocumentId Code CodeNumber CodeNotation PromulgationInfo Place PromulgationDate DocumentType Type TypeDetail TypeName
  Subject Content SignerInfo Competence Position FullName DueDate ToPlaces OtherInfo Priority SphereOfPromulgation
  TyperNotation PromulgationAmount PageAmount Appendixes Appendix ResponseFor SteeringType StaffInfo Department Staff
  Mobile StatusCode Description Timestamp Bussiness BussinessDocType BussinessDocReason Paper BussinessDocumentInfo
  DocumentInfo DocumentReceiver ReceiverList Receiver ReceiverType ReplacementInfoList ReplacementInfo OrganIdList
  edXMLManifest Reference ContentId ContentType AttachmentName AttachmentEncoded Attachment ContentTransferEncoded`

const CANONICAL: ReadonlyMap<string, string> = new Map([
  ...NAMES.split(/\s+/).flatMap((name): [string, string][] => [
    [name.toLowerCase(), name],
    [name.toLowerCase().replace('bussiness', 'business'), name],
  ]),
  ['manifest', 'edXMLManifest'],
])

/** Names that older generations of the standard used and that need no remark. */
const ACCEPTED_ALIASES: ReadonlySet<string> = new Set(['Manifest'])

export function splitName(qualified: string): { prefix: string; local: string } {
  const colon = qualified.indexOf(':')
  return colon < 0
    ? { prefix: '', local: qualified }
    : { prefix: qualified.slice(0, colon), local: qualified.slice(colon + 1) }
}

/** The standard's spelling, or the name itself when the standard does not know it. */
export function canonicalName(local: string): { name: string; respelt: boolean } {
  const name = CANONICAL.get(local.toLowerCase()) ?? local
  return { name, respelt: name !== local && !ACCEPTED_ALIASES.has(local) }
}
