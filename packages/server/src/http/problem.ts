import type { Problem } from '@congvan/contract'
import { DomainError, type ErrorKind } from '../kernel/domain-error.ts'
import { newId } from '../kernel/id.ts'
import { messageOf } from '../kernel/messages.ts'
import { log } from '../platform/log.ts'

const STATUS: Record<ErrorKind, number> = {
  invalid: 422,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 409,
  unavailable: 503,
  'too-many': 429,
}

/** Expected refusals by their kind; anything else is a bug: an incident number, no details to the person. The only mapping there is. */
export function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) {
    const status = error.code === 'identity.not-signed-in' ? 401 : STATUS[error.kind]
    return {
      type: `https://congvan.local/problems/${error.code}`,
      title: error.code,
      status,
      code: error.code,
      ...messageOf(error.code, error.params),
      params: error.params,
      ...(error.field ? { field: error.field } : {}),
    }
  }
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (statusCode && statusCode < 500) {
    const tooLarge = code === 'FST_ERR_CTP_BODY_TOO_LARGE'
    return {
      type: 'about:blank',
      title: code ?? 'bad-request',
      status: statusCode,
      code: tooLarge ? 'http.too-large' : 'http.bad-request',
      vi: tooLarge
        ? 'Tệp hoặc yêu cầu quá lớn. Chia nhỏ rồi gửi lại.'
        : 'Yêu cầu không đúng dạng. Tải lại trang rồi làm lại.',
      en: tooLarge ? 'Too large.' : 'Malformed request.',
    }
  }
  const incident = newId().slice(-12)
  log.error('incident', {
    incident,
    message: (error as Error).message,
    stack: ((error as Error).stack ?? '').slice(0, 2000),
  })
  return {
    type: 'about:blank',
    title: 'internal',
    status: 500,
    code: 'internal',
    incident,
    vi: `Có lỗi phía máy chủ (mã sự cố ${incident}). Nội dung bạn nhập vẫn còn; thử lại hoặc báo quản trị mã này.`,
    en: `Server error (incident ${incident}).`,
  }
}
