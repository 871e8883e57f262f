import './errors.ts'

export { takeUploadFile } from './read-upload.ts'
export { startScanFolders } from './scan-folder.ts'
export { takeDropped } from './stack.ts'
