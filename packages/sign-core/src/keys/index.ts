export { chainOf, openPkcs12, readPkcs12 } from './pkcs12.ts'
export { inProcessKey, requireUsable, type SigningKey, type SignRequest } from './signing-key.ts'
