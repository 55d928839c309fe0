/** One interface for every outside provider (统一身份): where to send the browser, and who came back. */

/** How a provider is set up in settings; its secret lies in a file that operators look after, never in the database. */
export type ProviderSetting = {
  readonly id: string
  readonly kind: 'oidc' | 'wechat' | 'wechat-mini' | 'wecom' | 'dingtalk' | 'government-dingtalk' | 'oauth2' | 'ticket'
  readonly title: string
  readonly clientId: string
  /** Issuer (oidc) or base of the provider's API; official hosts by default. */
  readonly base?: string
  readonly authorizeUrl?: string
  readonly tokenUrl?: string
  readonly userUrl?: string
  readonly scope?: string
  readonly agentId?: string
  readonly tenantId?: string
  /**
   * Where in the provider's answer subject, name and phone stand: `{ subject: 'data.userId' }`. With `creditCode` (and `enterpriseName`) it is a
   * provider of enterprises: whoever comes by it acts for the one it names.
   */
  readonly claims?: Readonly<Record<string, string>>
  /** The provider vouches for the phone, so that it may find an account by it. */
  readonly isPhoneTrusted?: boolean
}

/** A person as an outside provider knows them. */
export type Outsider = {
  readonly subject: string
  /** Same person across several apps of one owner (WeChat unionid). */
  readonly unionId: string | null
  readonly name: string | null
  readonly phone: string | null
  /** Told by providers of enterprises: for which one this person acts. */
  readonly creditCode?: string | null
  readonly enterpriseName?: string | null
}

/** What was agreed when the browser set out. */
export type Journey = {
  readonly redirectUri: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

export type Adapter = {
  readonly authorizeUrl: (journey: Journey) => Promise<string>
  /** @throws ProviderRefused when the provider does not accept the code; network errors pass as they are. */
  readonly identify: (query: URLSearchParams, journey: Journey) => Promise<Outsider>
}

/** The provider said no: wrong, used or expired code, wrong secret, cancelled by the person. */
export class ProviderRefused extends Error {
  readonly code: string
  constructor(code: string | number, what = '') {
    super(`${code} ${what}`.trim())
    this.name = 'ProviderRefused'
    this.code = String(code)
  }
}

export type AdapterOptions = {
  readonly setting: ProviderSetting
  readonly secret: string
  readonly fetch: typeof fetch
  readonly now: () => Date
}
export type AdapterMaker = (options: AdapterOptions) => Adapter

/** Reads a JSON answer; providers answer errors with status 200 and a code inside. */
export const readJson = async (response: Response): Promise<Record<string, unknown>> => {
  const text = await response.text()
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null) return read as Record<string, unknown>
  } catch {
    // falls through: not JSON is no answer
  }
  throw new ProviderRefused(response.status, 'unreadable answer')
}

export const textAt = (found: unknown, path: string): string | null => {
  let at: unknown = found
  for (const key of path.split('.')) at = (at as Record<string, unknown> | null | undefined)?.[key]
  return typeof at === 'string' && at !== '' ? at : typeof at === 'number' ? String(at) : null
}

/** `{ errcode, errmsg }`: anything but 0 is a no. */
export const refuseErrcode = (answer: Record<string, unknown>) => {
  const code = answer.errcode
  if (code !== undefined && code !== 0) throw new ProviderRefused(String(code), String(answer.errmsg ?? ''))
  return answer
}

export const codeOf = (query: URLSearchParams, ...names: readonly string[]) => {
  const error = query.get('error')
  if (error) throw new ProviderRefused(error)
  for (const name of names) {
    const code = query.get(name)
    if (code) return code
  }
  throw new ProviderRefused('no-code')
}

/** WeChat and its kin answer 41xxx numbers for these, so that a fresh app token is worth one more try. */
const staleTokenCodes = new Set(['40001', '40014', '42001'])

type Token = { readonly text: string; readonly until: number }

/** An app token kept until five minutes before its end; asked for once however many wait; renewed once when refused. */
export const appToken = (fetchToken: () => Promise<{ token: string; lifeSeconds: number }>, now: () => Date) => {
  let kept: Promise<Token> | null = null
  let until = 0
  const get = async (isForced: boolean) => {
    if (isForced || !kept || now().getTime() >= until) {
      until = Number.POSITIVE_INFINITY
      kept = fetchToken().then(({ token, lifeSeconds }) => {
        until = now().getTime() + Math.max(0, lifeSeconds - 300) * 1000
        return { text: token, until }
      })
      kept.catch(() => {
        kept = null
      })
    }
    return (await kept).text
  }
  return async <T>(call: (token: string) => Promise<T>): Promise<T> => {
    try {
      return await call(await get(false))
    } catch (error) {
      if (error instanceof ProviderRefused && staleTokenCodes.has(error.code)) return call(await get(true))
      throw error
    }
  }
}
