/** The certified provider, set up for linked tools: code flow with PKCE, pairwise subjects, rotated refresh tokens; loaded when first asked for. */
import { homeOf, secretsOf } from '@liren/kernel'
import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider'
import { claimsByScope, scopeOf, scopes } from '../claims.ts'
import { findAccount, isInUseFor, subjectFor } from './account.ts'
import { digestOf, keptAs } from './kept.ts'
import { issuerOf, mount } from './origin.ts'
import { confirmPage, endedPage, failedPage } from './pages.ts'
import { currentWork, type SignOnWork } from './sign-on-work.ts'
import { signingKeys } from './signing-keys.ts'
import { consentStore, tokenStore } from './store.ts'

/** Seconds. */
const life = {
  code: 60,
  access: 600,
  idToken: 600,
  ask: 1800,
  session: 12 * 3600,
  refresh: 12 * 3600,
  grant: 30 * 86_400,
}

export const grantPlace = (accountId: string, toolId: string) => `sign-on:grant:${accountId}:${toolId}`

/** What somebody agreed to, as the provider knows it: made anew where it ran out or was revoked with a stolen code. */
export const grantOf = async (provider: Provider, accountId: string, toolId: string) => {
  const work = currentWork()
  const consents = consentStore(work.db)
  const consent = await consents.one(accountId, toolId)
  if (!consent) return undefined
  const place = grantPlace(accountId, toolId)
  const there = consent.grantSealed
    ? await provider.Grant.find(secretsOf(work).open(consent.grantSealed, place))
    : undefined
  if (there) return there
  const grant = new provider.Grant({ accountId, clientId: toolId })
  const given = consent.claims.map((claim) => scopeOf[claim])
  grant.addOIDCScope(['openid', ...given].join(' '))
  // Asked and not agreed to: it is not asked again at every sign-on.
  const not = scopes.filter((scope) => scope !== 'openid' && !given.includes(scope))
  if (not.length > 0) grant.rejectOIDCScope(not.join(' '))
  const id = await grant.save()
  await consents.setGrant(accountId, toolId, digestOf(id), secretsOf(work).seal(id, place))
  return grant
}

/** Ends a grant and every token made under it. */
export const endGrant = async (work: SignOnWork, grantDigest: string | null): Promise<void> => {
  if (grantDigest === null) return
  const tokens = tokenStore(work.db)
  await tokens.dropGrant(grantDigest)
  await tokens.drop('Grant', grantDigest)
}

/**
 * A megabyte that most processes never need. Its parts one by one: its front door, which only puts them together, complains on the
 * console about every Node that does not yet bear the name of a long-term release.
 */
const loadLibrary = async () => {
  const [{ Provider: Made }, errors, interactionPolicy] = await Promise.all([
    import('oidc-provider/lib/provider.js'),
    import('oidc-provider/lib/helpers/errors.js'),
    import('oidc-provider/lib/helpers/interaction_policy/index.js'),
  ])
  return { Provider: Made, errors, interactionPolicy }
}
type Library = Awaited<ReturnType<typeof loadLibrary>>

const policyOf = ({ interactionPolicy, errors }: Library) => {
  const policy = interactionPolicy.base()
  const first = policy.get('login')
  first?.checks.add(
    new interactionPolicy.Check('declared', 'only what the tool declared is asked for', async (ctx) => {
      const { oidc, query } = ctx
      // As it was asked: the library passes over what it does not know.
      const unknown = String(query.scope ?? 'openid')
        .split(' ')
        .find((scope) => !scopes.includes(scope))
      if (unknown !== undefined) throw new errors.InvalidScope('this scope is not known', unknown)
      if (query.claims !== undefined) throw new errors.InvalidRequest('claims are asked for by scope')
      const { actor } = currentWork()
      if (actor.id !== null && oidc.client && !(await isInUseFor(currentWork(), oidc.client.clientId)))
        throw new errors.AccessDenied('the tool is not in use where this person belongs')
      return interactionPolicy.Check.NO_NEED_TO_PROMPT
    }),
  )
  return policy
}

/** Whoever is signed in here already goes on at once; anybody else meets a page of ours. */
const pageOf = (uid: string, prompt: { readonly name: string; readonly reasons: readonly string[] }) => {
  const isPlain = prompt.reasons.every((reason) => reason === 'no_session')
  return prompt.name === 'login' && isPlain && currentWork().actor.id !== null
    ? `${mount}/asks/${uid}/enter`
    : `/sign-on/ask/${uid}`
}

const always = (seconds: number) => () => seconds

const settings = (
  library: Library,
  keys: readonly import('oidc-provider').JWK[],
  cookieKey: string,
  isSecure: boolean,
): Configuration => ({
  adapter: keptAs,
  jwks: { keys: [...keys] },
  claims: { ...claimsByScope },
  scopes: [...scopes],
  responseTypes: ['code'],
  subjectTypes: ['pairwise'],
  pairwiseIdentifier: (_ctx, accountId, client) =>
    subjectFor(currentWork(), client.clientId, String(client.sectorIdentifier ?? ''), accountId),
  clientAuthMethods: ['client_secret_basic'],
  pkce: { required: () => true },
  rotateRefreshToken: true,
  issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
  expiresWithSession: () => true,
  allowOmittingSingleRegisteredRedirectUri: false,
  findAccount: (ctx, id) => findAccount(ctx.oidc.client?.clientId, id),
  loadExistingGrant: async (ctx) => {
    const { client, session, provider } = ctx.oidc
    return client && session?.accountId ? grantOf(provider, session.accountId, client.clientId) : undefined
  },
  interactions: {
    policy: policyOf(library),
    url: (_ctx, { uid, prompt }) => pageOf(uid, prompt),
  },
  cookies: {
    keys: [cookieKey],
    long: { signed: true, httpOnly: true, sameSite: 'lax', path: mount, secure: isSecure },
    short: { signed: true, httpOnly: true, sameSite: 'lax', path: mount, secure: isSecure },
  },
  features: {
    devInteractions: { enabled: false },
    userinfo: { enabled: true },
    revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.body = confirmPage(currentWork(), form)
      },
      postLogoutSuccessSource: (ctx) => {
        ctx.body = endedPage(currentWork())
      },
    },
  },
  renderError: (ctx, out) => {
    ctx.type = 'html'
    ctx.body = failedPage(currentWork(), out.error)
  },
  clientBasedCORS: () => false,
  ttl: {
    AccessToken: always(life.access),
    AuthorizationCode: life.code,
    IdToken: always(life.idToken),
    Interaction: always(life.ask),
    Session: always(life.session),
    RefreshToken: always(life.refresh),
    Grant: always(life.grant),
  },
})

type Made = { readonly provider: Provider; readonly keys: string }
const made = new WeakMap<object, Map<string, Made>>()
/** One address is the rule; a demo may be opened by a second and a third name of the same machine. */
const addressesAtMost = 8

export const providerFor = async (work: SignOnWork): Promise<Provider> => {
  const issuer = issuerOf(work)
  const mine = made.get(homeOf(work)) ?? new Map<string, Made>()
  made.set(homeOf(work), mine)
  const { keys, name } = await signingKeys(work)
  const there = mine.get(issuer)
  if (there?.keys === name) return there.provider
  const library = await loadLibrary()
  const provider = new library.Provider(
    issuer,
    settings(library, keys, secretsOf(work).fingerprint('sign-on cookies'), issuer.startsWith('https:')),
  )
  provider.proxy = true
  provider.on('server_error', (_ctx: KoaContextWithOIDC, error: Error) =>
    currentWork().log.error('the provider failed', { error }),
  )
  // Which tool it was about, and what it was refused: the entry of the act says both.
  const note = (ctx: KoaContextWithOIDC, error?: Error) =>
    currentWork().audit({
      ...(ctx.oidc?.client ? { object: `tool:${ctx.oidc.client.clientId}` } : {}),
      ...(error ? { facts: { refusal: error.message.slice(0, 60) } } : {}),
    })
  provider.on('authorization.success', (ctx) => note(ctx))
  provider.on('grant.success', (ctx) => note(ctx))
  provider.on('end_session.success', (ctx) => note(ctx))
  provider.on('authorization.error', note)
  provider.on('grant.error', note)
  provider.on('userinfo.error', note)
  if (mine.size >= addressesAtMost) mine.clear()
  mine.set(issuer, { provider, keys: name })
  return provider
}
