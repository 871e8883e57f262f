export { DeskClient } from './client.ts'
