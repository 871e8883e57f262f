import './errors.ts'

export { takeUploadFile } from './read-upload.ts'
export { startScanFolders } from './scan-folder.ts'
