/** What a linked tool may learn of a person, by the tool library’s words and by OpenID’s; and for which client this makes it. Pure. */

/** displayName 称呼 · community 所在社区 · ageBand 年龄段; the pairwise id is always told, and tells nothing. */
export const claimNames = ['displayName', 'community', 'ageBand'] as const
export type ClaimName = (typeof claimNames)[number]

/** Each is asked for by a scope of its own, so that each can be agreed to by itself. */
export const scopeOf: Readonly<Record<ClaimName, string>> = Object.freeze({
  displayName: 'profile',
  community: 'community',
  ageBand: 'age_band',
})
/** Scope → claims, as the provider takes them. */
export const claimsByScope = Object.freeze({
  openid: ['sub'],
  profile: ['name'],
  community: ['community', 'community_name'],
  age_band: ['age_band'],
})
export const scopes = Object.freeze(Object.keys(claimsByScope))

export const isClaim = (name: string): name is ClaimName => claimNames.some((one) => one === name)
export const claimOf = (scope: string): ClaimName | undefined => claimNames.find((name) => scopeOf[name] === scope)

const bands = [14, 18, 35, 60, 80] as const

/** Coarse on purpose: 0-13, 14-17, 18-34, 35-59, 60-79, 80+. */
export const ageBand = (age: number): string => {
  const over = bands.findIndex((border) => age < border)
  if (over === -1) return `${bands.at(-1)}+`
  return `${over === 0 ? 0 : bands[over - 1]}-${(bands[over] ?? 0) - 1}`
}

/** A linked tool that may sign people on. */
export type LinkedTool = {
  readonly toolId: string
  readonly url: string
  readonly redirectUrls: readonly string[]
  readonly claims: readonly ClaimName[]
}

/** The client as OpenID describes it: code flow only, exact addresses, a subject of its own for every person. */
export const clientOf = (tool: LinkedTool, name: string, secret: string) => ({
  client_id: tool.toolId,
  client_secret: secret,
  client_name: name,
  application_type: 'web' as const,
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code' as const],
  redirect_uris: [...tool.redirectUrls],
  post_logout_redirect_uris: [tool.url],
  scope: ['openid', ...tool.claims.map((claim) => scopeOf[claim])].join(' '),
  subject_type: 'pairwise' as const,
  token_endpoint_auth_method: 'client_secret_basic' as const,
  id_token_signed_response_alg: 'RS256' as const,
})
