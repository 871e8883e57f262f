import './errors.ts'

export { issueDocuments } from './issue-documents.ts'
export { letterOf } from './letter-of.ts'
export { placesOf } from './places.ts'
export { previewDraft } from './preview.ts'
export { holdsReview } from './review-draft.ts'
export { signDocuments } from './sign-documents.ts'
export { type DraftRow, findDraft, listReviews } from './store/drafts.ts'
