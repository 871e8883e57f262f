import { DomainError } from '../../kernel/domain-error.ts'
import { cleanLine } from '../../kernel/text.ts'

/** Judged by length, not by recipes (NIST SP 800-63B 5.1.1.2). */
const MIN_PASSWORD = 12
const ACCOUNT = /^[a-z0-9._@-]{2,80}$/

export const isAccount = (text: string): boolean => ACCOUNT.test(text)
export const accountOf = (typed: string): string => cleanLine(typed).toLowerCase()

export function checkAccount(typed: string): string {
  const account = accountOf(typed)
  if (!isAccount(account)) throw new DomainError('invalid', 'setup.account-empty', {}, 'account')
  return account
}

export function checkPassword(account: string, password: string): void {
  if ([...password].length < MIN_PASSWORD)
    throw new DomainError('invalid', 'setup.password-short', {}, 'password')
  if (password.toLowerCase() === account)
    throw new DomainError('invalid', 'setup.password-same', {}, 'password')
}
