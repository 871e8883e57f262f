export { buildProvince, OPENS_AT, type Province } from './build-province.ts'
export type * from './types.ts'
