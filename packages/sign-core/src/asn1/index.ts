export * from './der.ts'
export * as der from './encode.ts'
export { NAME_LABELS, OID } from './oids.ts'
export * from './values.ts'
