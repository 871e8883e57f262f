import './errors.ts'

export { hashPassword, verifyPassword } from './password.ts'
export { actorForPerson, actorOf, closeSession, logIn, openSession } from './sessions.ts'
export { logAccess, setPasswordHash } from './store/sessions.ts'
