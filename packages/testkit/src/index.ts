export { DeskClient } from './client.ts'
export { Province, type ProvinceOptions } from './province.ts'
