import './errors.ts'

export { takeUploadFile } from './read-upload.ts'
