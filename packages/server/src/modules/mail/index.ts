import './errors.ts'

export { followAllStaff, mayEnter } from './boxes.ts'
export { connectMailbox } from './connect.ts'
export { followUse } from './last-use.ts'
export { mailNotices, queueNotice, sendNotices } from './notices.ts'
export { removeLetter, takeLetter } from './take-letter.ts'
export { startMail } from './watch.ts'
