/** What the QR mark of a separator sheet says; no other mark of ours begins so. */
export const SEPARATOR = 'CONGVAN:TACH:1'
