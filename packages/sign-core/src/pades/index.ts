export { assemble, type CompletedSignature, type CompleteOptions, completeSignature } from './complete.ts'
export { type FieldSpec, reserveFields } from './form.ts'
export { contentsSize, type Lock, prepareSignature, type SignOptions } from './prepare.ts'
export type { PreparedSignature } from './state.ts'
