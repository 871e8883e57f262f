import './errors.ts'

export { takeUploadFile, takeUploadStream } from './read-upload.ts'
export { startScanFolders } from './scan-folder.ts'
