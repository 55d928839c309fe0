/** The session's token: 256 random bits in a cookie scripts cannot read; only its digest is ever stored. */
import { hash, randomBytes } from 'node:crypto'
import { configOf, type Work } from '@liren/kernel'
import type { FastifyRequest } from 'fastify'

/** A practice space stands at another port of the same host, and hosts share cookies: it has names of its own. */
const prefix = process.env.LIREN_PRACTICE_OF ? 'liren_practice' : 'liren'
export const sessionCookie = `${prefix}_session`
/** Ties the way back from an outside provider to the browser that set out. */
export const journeyCookie = `${prefix}_journey`
/** Ties a waiting screen to the browser that asked; its square alone opens nothing. */
export const waitingCookie = `${prefix}_waiting`

export const newToken = () => randomBytes(32).toString('base64url')
export const digest = (token: string) => hash('sha256', token, 'base64url')

export const readCookie = (request: Pick<FastifyRequest, 'headers'>, name: string): string | null => {
  const header = request.headers.cookie
  if (!header) return null
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim() || null
  }
  return null
}

/** The origin people type: the operator's, or in demo mode whatever this request came by. */
export const originOf = (work: Pick<Work, 'http'>) => {
  const { origin } = configOf(work)
  if (origin) return origin
  const request = work.http?.request
  return request ? `${request.protocol}://${request.host}` : 'http://localhost'
}

/** Sets or, with null, removes a cookie on the reply under way. `Secure` wherever the address is https. */
export const setCookie = (work: Pick<Work, 'http'>, name: string, value: string | null, maxAgeSeconds?: number) => {
  const parts = [`${name}=${value ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Lax']
  if (originOf(work).startsWith('https:')) parts.push('Secure')
  if (value === null) parts.push('Max-Age=0')
  else if (maxAgeSeconds !== undefined) parts.push(`Max-Age=${Math.floor(maxAgeSeconds)}`)
  // Fastify keeps several set-cookie headers side by side.
  work.http?.reply.header('set-cookie', parts.join('; '))
}
