import type { FastifyReply, FastifyRequest } from 'fastify'

export const COOKIE = 'congvan_session'

export const tokenOf = (request: FastifyRequest): string | undefined => request.cookies[COOKIE]
export const positionOf = (request: FastifyRequest): string | undefined => {
  const header = request.headers['x-position']
  return typeof header === 'string' && header ? header : undefined
}
export const setToken = (reply: FastifyReply, token: string, secure: boolean): FastifyReply =>
  reply.setCookie(COOKIE, token, { path: '/', httpOnly: true, sameSite: 'strict', secure, maxAge: 12 * 3600 })
export const clearToken = (reply: FastifyReply): FastifyReply => reply.clearCookie(COOKIE, { path: '/' })
