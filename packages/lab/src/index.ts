export type {
  Authority,
  CertificateKind,
  IssuedCertificate,
  IssueRequest,
  KeyKind,
  Purpose,
} from './authority.ts'
export { makeKeys } from './authority.ts'
export { type ExtensionSpec, extensions, type SubjectFields } from './certificate.ts'
export { CLIENT, type Devices, type DevicesOptions, openDevices } from './devices/devices.ts'
export { callToken, localTls } from './devices/local-tls.ts'
export type { Account } from './devices/phone.ts'
export { clearFaults, FAULTS, type Fault, type FaultSwitches, type ServiceKind } from './faults.ts'
export { createLab, type Lab, type LabOptions, toPem } from './lab.ts'
export { createHandler } from './server.ts'
export { encodeTimestampResponse, encodeTimestampToken } from './status.ts'
