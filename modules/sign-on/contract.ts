/** 单点登录 Sign-on: linked tools recognise a person by OpenID Connect and learn only what that person agreed to. */
import { At, defineContract, Id, Nullable, type Static, Type } from '@liren/contract'
import { claimNames } from './claims.ts'

const closed = { additionalProperties: false } as const
const object = <P extends Record<string, import('@liren/contract').TSchema>>(properties: P) =>
  Type.Object(properties, closed)

export const ToolId = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 40 })
const Words = Type.Object({ 'zh-CN': Type.String(), en: Type.String() })
const Claim = Type.Enum([...claimNames])
/** Names of the provider’s own making: letters, digits, - and _. */
const Uid = Type.String({ pattern: '^[A-Za-z0-9_-]{10,100}$' })
const Form = Type.String({ maxLength: 16_384 })

/** What is asked of a person before a tool learns anything. */
export type Asking = Static<typeof Asking>
export const Asking = Type.Object({
  toolId: ToolId,
  name: Words,
  summary: Words,
  unit: Words,
  icon: Type.String(),
  /** Where one goes from here. */
  host: Type.String(),
  /** login 先证明是本人 · consent 是否同意. */
  step: Type.Enum(['login', 'consent']),
  /** The tool wants a proof made just now, not only a session. */
  isProofDue: Type.Boolean(),
  claims: Type.Array(Type.Object({ claim: Claim, isGiven: Type.Boolean() })),
})

export type ConsentRow = Static<typeof ConsentRow>
export const ConsentRow = Type.Object({
  toolId: ToolId,
  name: Words,
  unit: Words,
  icon: Type.String(),
  claims: Type.Array(Claim),
  givenAt: At,
  lastPassedAt: Nullable(At),
})

export type ClientRow = Static<typeof ClientRow>
export const ClientRow = Type.Object({
  toolId: ToolId,
  name: Words,
  unit: Words,
  url: Type.String(),
  redirectUrls: Type.Array(Type.String()),
  claims: Type.Array(Claim),
  isOn: Type.Boolean(),
  hasSecret: Type.Boolean(),
  secretAt: Nullable(At),
  people: Type.Integer(),
  lastSignOnAt: Nullable(At),
})

/** The protocol’s own pages: their shapes are those of the standard, their refusals too. */
const spoken = { may: 'anyone', kind: 'stream' } as const

export const signOn = defineContract({
  name: 'sign-on',
  permissions: { 'sign-on.keep': ['dataSteward'] },
  refusals: {
    'not-found': 404,
    'begin-again': 404,
    'for-oneself': 403,
    'no-origin': 409,
    'not-asked': 422,
  },
  events: {
    consented: Type.Object({ toolId: ToolId, accountId: Id, claims: Type.Array(Type.String()) }),
    withdrawn: Type.Object({ toolId: ToolId, accountId: Id }),
  },
  routes: {
    discovery: { ...spoken, method: 'GET', path: '/.well-known/openid-configuration', perMinute: 600 },
    keys: { ...spoken, method: 'GET', path: '/jwks', perMinute: 600 },
    authorize: {
      ...spoken,
      method: 'GET',
      path: '/auth',
      acts: true,
      perMinute: 300,
      summary: 'A tool asks who is there',
    },
    resume: {
      ...spoken,
      method: 'GET',
      path: '/auth/:uid',
      params: object({ uid: Uid }),
      acts: true,
      perMinute: 300,
      summary: 'The way back, once asked and answered',
    },
    tokens: { ...spoken, method: 'POST', path: '/token', acts: true, body: Form, perMinute: 3000 },
    revokeToken: { ...spoken, method: 'POST', path: '/token/revocation', acts: true, body: Form, perMinute: 3000 },
    userinfo: {
      ...spoken,
      method: 'GET',
      path: '/me',
      acts: true,
      perMinute: 3000,
      summary: 'What the person agreed to tell; leaves a footprint',
    },
    userinfoByForm: { ...spoken, method: 'POST', path: '/me', acts: true, perMinute: 3000 },
    endSession: { ...spoken, method: 'GET', path: '/session/end', acts: true, perMinute: 60 },
    confirmEnd: { ...spoken, method: 'POST', path: '/session/end/confirm', acts: true, body: Form, perMinute: 60 },
    ended: { ...spoken, method: 'GET', path: '/session/end/success', perMinute: 60 },
    asking: {
      method: 'GET',
      path: '/asks/:uid',
      may: 'signed-in',
      params: object({ uid: Uid }),
      summary: 'Which tool asks, and for what',
      reply: Asking,
    },
    enter: {
      method: 'GET',
      path: '/asks/:uid/enter',
      may: 'anyone',
      kind: 'stream',
      acts: true,
      params: object({ uid: Uid }),
      summary: 'Whoever is signed in here goes on without being asked again',
    },
    prove: {
      method: 'POST',
      path: '/asks/:uid/proof',
      may: 'signed-in',
      params: object({ uid: Uid }),
      summary: 'The tool wants a fresh proof of who is there',
      reply: Type.Object({ to: Type.String() }),
    },
    consent: {
      method: 'POST',
      path: '/asks/:uid/consent',
      may: 'signed-in',
      params: object({ uid: Uid }),
      body: object({ claims: Type.Array(Claim, { maxItems: 3, uniqueItems: true }) }),
      reply: Type.Object({ to: Type.String() }),
    },
    decline: {
      method: 'POST',
      path: '/asks/:uid/refusal',
      may: 'signed-in',
      params: object({ uid: Uid }),
      reply: Type.Object({ to: Type.String() }),
    },
    consents: {
      method: 'GET',
      path: '/consents',
      may: 'signed-in',
      summary: 'Which tools know me, and what of me',
      reply: Type.Object({ items: Type.Array(ConsentRow) }),
    },
    withdraw: {
      method: 'DELETE',
      path: '/consents/:id',
      may: 'signed-in',
      params: object({ id: ToolId }),
      summary: 'From now on the tool learns nothing more; what it holds ends at once',
    },
    clients: {
      method: 'GET',
      path: '/clients',
      may: 'sign-on.keep',
      reply: Type.Object({ issuer: Type.String(), items: Type.Array(ClientRow) }),
    },
    makeSecret: {
      method: 'POST',
      path: '/clients/:id/secret',
      may: 'sign-on.keep',
      params: object({ id: ToolId }),
      summary: 'A new secret, shown once; the one before ends at once',
      reply: Type.Object({ clientId: ToolId, clientSecret: Type.String(), issuer: Type.String() }),
    },
    switchClient: {
      method: 'PUT',
      path: '/clients/:id/switch',
      may: 'sign-on.keep',
      params: object({ id: ToolId }),
      body: object({ isOn: Type.Boolean() }),
      reply: ClientRow,
    },
  },
})
