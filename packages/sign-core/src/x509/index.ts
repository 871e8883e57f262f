export {
  type AlgorithmId,
  type HashName,
  hashNameOf,
  keyFacts,
  parseAlgorithm,
  type SignatureScheme,
  schemeOf,
  verifySignature,
  verifyStream,
} from './algorithm.ts'
export { judgeHash, judgeKey, judgeScheme } from './algorithm-policy.ts'
export {
  type Certificate,
  identityOf,
  isSelfIssued,
  isSignedBy,
  parseCertificate,
  type SignerIdentity,
  tryCertificate,
} from './certificate.ts'
export { USAGE } from './extensions.ts'
export { attributeOf, type Name, nameText, parseName, sameName } from './name.ts'
export {
  buildPaths,
  type CertificatePath,
  judgePath,
  type PathProblem,
  type PathRequirements,
  type PathVerdict,
} from './path.ts'
