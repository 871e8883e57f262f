// The reader: page text and pictures → fields with confidence and evidence. Pure: no disk, no network.
export * from './page-model.ts'
export { pagesOfText } from './plain-text.ts'
export { isCertain, readDocument } from './read-document.ts'
export { SEPARATOR } from './separator-mark.ts'
