export * from './appearance/index.ts'
export * from './bytes/byte-source.ts'
export * from './cms/index.ts'
export * from './pades/index.ts'
