/** Identity (身份): who is behind a request, which roles they hold and where; what others may ask, hear and be refused. */
import { AreaCode, At, defineContract, Id, Nullable, On, Page, PageQuery, Personal, port, Type } from '@liren/contract'
import type { IdentityPort } from './port.ts'
import {
  AccountKind,
  AccountLine,
  Authority,
  Delegation,
  DisplayName,
  GrantLine,
  GrantRequest,
  IntakeCode,
  MyAccount,
  NextStep,
  Role,
  SessionView,
} from './shapes.ts'

export type { AccountView, GivenToIdentity, IdentityPort, NewAccount } from './port.ts'
export * from './shapes.ts'

const closed = { additionalProperties: false } as const

const LoginName = Type.String({ minLength: 3, maxLength: 40, pattern: '^[A-Za-z0-9._-]+$' })
const Phone = Personal(Type.String({ pattern: '^1[3-9]\\d{9}$' }))
const Password = Personal(Type.String({ minLength: 1, maxLength: 200 }))
const Code = Personal(Type.String({ pattern: '^\\d{6}$' }))
const Params = Type.Object({ id: Id }, closed)
const ProviderParams = Type.Object({ provider: Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$' }) }, closed)

/** The way in succeeded, or names the step that is still missing. */
const Entered = Type.Object({ accountId: Id, next: Nullable(NextStep) })
/** JSON of the WebAuthn protocol, made and read by the library on both sides. */
const Ceremony = Type.Record(Type.String(), Type.Unknown())
const Challenge = Type.Object({ challengeId: Id, options: Type.Unknown() })

const Asking = Type.Object(
  {
    accountId: Id,
    role: Role,
    area: AreaCode,
    unitId: Type.Optional(Nullable(Id)),
    reason: Type.String({ minLength: 2, maxLength: 200 }),
    untilAt: Type.Optional(At),
  },
  closed,
)

const administrators = ['systemAdmin', 'securityAdmin', 'communityAdmin'] as const

export const identity = defineContract({
  name: 'identity',
  permissions: {
    'account.list': administrators,
    'account.open': ['systemAdmin', 'communityAdmin'],
    'account.administer': ['systemAdmin', 'communityAdmin'],
    'grant.read': [...administrators, 'auditAdmin'],
    'grant.ask': administrators,
    'grant.approve': administrators,
    'grant.revoke': administrators,
    'authority.record': ['communityWorker', 'communityAdmin', 'gridWorker', 'acceptor', 'resident'],
    'registration.read': ['communityAdmin', 'communityWorker', 'dutyLeader', 'dataSteward', 'systemAdmin'],
  },
  refusals: {
    'wrong-credentials': 401,
    'account-locked': 423,
    'code-wrong': 401,
    'code-too-soon': 429,
    'code-quota': 429,
    'code-quota-address': 429,
    'second-factor-wrong': 401,
    'no-pending-login': 401,
    'passkey-refused': 401,
    'provider-unknown': 404,
    'provider-refused': 401,
    'provider-unreachable': 424,
    'state-unknown': 401,
    'already-linked': 409,
    'password-too-weak': 422,
    'password-reused': 422,
    'already-registered': 409,
    'id-number-invalid': 422,
    'real-name-differs': 422,
    'credit-code-invalid': 422,
    'login-name-taken': 409,
    'phone-taken': 409,
    'roles-exclude': 409,
    'same-administrator': 403,
    'role-out-of-reach': 403,
    'already-decided': 409,
    'already-held': 409,
    'account-not-active': 409,
    'delegate-unsuitable': 422,
    'window-invalid': 422,
    'authority-ended': 409,
    'nobody-assisted': 409,
    'last-way-in': 409,
    'last-administrator': 409,
  },
  events: {
    /** A code for the phone. `phone` and `code` are sealed: only `work.secrets`-holding channels can open them. */
    'code-asked': Type.Object({
      codeId: Id,
      purpose: Type.String(),
      phoneSealed: Type.String(),
      codeSealed: Type.String(),
      expiresAt: At,
    }),
    /** A resident or enterprise registered. Sealed fields let `people` write the person down once. */
    registered: Type.Object({
      accountId: Id,
      kind: AccountKind,
      areaCode: Nullable(AreaCode),
      nameSealed: Type.String(),
      phoneSealed: Nullable(Type.String()),
      idNumberSealed: Nullable(Type.String()),
      creditCode: Nullable(Type.String()),
      /** What the real-name check said; null where none was asked. */
      realName: Nullable(Type.Enum(['same', 'unknown'])),
    }),
    opened: Type.Object({ accountId: Id, kind: AccountKind }),
    disabled: Type.Object({ accountId: Id }),
    enabled: Type.Object({ accountId: Id }),
    locked: Type.Object({ accountId: Id, until: At }),
    closed: Type.Object({ accountId: Id, personId: Nullable(Id) }),
    'password-changed': Type.Object({ accountId: Id, byOther: Type.Boolean() }),
    /** One session was ended by its owner, or all of them (null): whatever was opened by it ends too. */
    'signed-out': Type.Object({ accountId: Id, sessionId: Nullable(Id) }),
    'grant-asked': Type.Object({ requestId: Id, accountId: Id, role: Role, area: Type.String(), askedBy: Id }),
    granted: Type.Object({ grantId: Id, accountId: Id, role: Role, area: Type.String(), unitId: Nullable(Id) }),
    revoked: Type.Object({ grantId: Id, accountId: Id, role: Role, area: Type.String(), unitId: Nullable(Id) }),
    delegated: Type.Object({ delegationId: Id, fromAccountId: Id, toAccountId: Id, untilAt: At }),
    returned: Type.Object({ delegationId: Id, fromAccountId: Id, toAccountId: Id }),
    /** Somebody began to act for a person: the person is told. */
    assisted: Type.Object({ authorityId: Id, personId: Id, helperAccountId: Id, purpose: Type.String(), untilAt: At }),
  },
  // A whole office or street stands behind one address; accounts and phones have limits of their own.
  routes: {
    session: { method: 'GET', path: '/session', may: 'anyone', reply: SessionView },
    logIn: {
      method: 'POST',
      path: '/log-in',
      may: 'anyone',
      perMinute: 300,
      body: Type.Object({ loginName: Type.String({ minLength: 1, maxLength: 40 }), password: Password }, closed),
      reply: Entered,
    },
    askCode: {
      method: 'POST',
      path: '/codes',
      may: 'anyone',
      perMinute: 120,
      body: Type.Object(
        { phone: Phone, purpose: Type.Enum(['log-in', 'register', 'prove']), areaCode: Type.Optional(AreaCode) },
        closed,
      ),
      reply: Type.Object({ againAfterSeconds: Type.Integer(), expiresAt: At, demoCode: Type.Optional(Type.String()) }),
    },
    logInByCode: {
      method: 'POST',
      path: '/log-in/code',
      may: 'anyone',
      perMinute: 300,
      body: Type.Object({ phone: Phone, code: Code }, closed),
      reply: Entered,
    },
    giveSecondFactor: {
      method: 'POST',
      path: '/log-in/second-factor',
      may: 'anyone',
      perMinute: 20,
      body: Type.Object({ code: Code }, closed),
      reply: Entered,
    },
    challengePasskey: {
      method: 'POST',
      path: '/log-in/passkey/challenge',
      may: 'anyone',
      perMinute: 60,
      reply: Challenge,
    },
    logInByPasskey: {
      method: 'POST',
      path: '/log-in/passkey',
      may: 'anyone',
      perMinute: 60,
      body: Type.Object({ challengeId: Id, response: Ceremony }, closed),
      reply: Entered,
    },
    providers: {
      method: 'GET',
      path: '/providers',
      may: 'anyone',
      reply: Type.Array(Type.Object({ id: Type.String(), kind: Type.String(), title: Type.String() })),
    },
    startProvider: {
      method: 'POST',
      path: '/providers/:provider/start',
      may: 'anyone',
      perMinute: 60,
      params: ProviderParams,
      body: Type.Object({ returnTo: Type.Optional(Type.String({ pattern: '^/(?![/\\\\])', maxLength: 300 })) }, closed),
      reply: Type.Object({ url: Type.String() }),
    },
    logInByProvider: {
      method: 'POST',
      path: '/providers/:provider/log-in',
      may: 'anyone',
      perMinute: 60,
      params: ProviderParams,
      body: Type.Object({ query: Type.String({ minLength: 1, maxLength: 4000 }) }, closed),
      reply: Type.Object({
        accountId: Nullable(Id),
        next: Nullable(NextStep),
        returnTo: Type.String(),
        linkTicket: Nullable(Type.String()),
      }),
    },
    linkProvider: {
      method: 'POST',
      path: '/me/providers',
      may: 'signed-in',
      body: Type.Object({ linkTicket: Type.String({ maxLength: 200 }) }, closed),
    },
    logOut: {
      method: 'POST',
      path: '/log-out',
      may: 'signed-in',
      body: Type.Object({ isEverywhere: Type.Boolean() }, closed),
    },
    proveAgain: {
      method: 'POST',
      path: '/proofs',
      may: 'signed-in',
      perMinute: 20,
      body: Type.Object(
        { password: Type.Optional(Password), totp: Type.Optional(Code), phoneCode: Type.Optional(Code) },
        { ...closed, minProperties: 1, maxProperties: 1 },
      ),
      reply: Type.Object({ provedAt: At }),
    },
    register: {
      method: 'POST',
      path: '/residents',
      may: 'anyone',
      perMinute: 60,
      body: Type.Object(
        {
          phone: Phone,
          code: Code,
          displayName: DisplayName,
          idNumber: Type.Optional(Personal(Type.String({ minLength: 15, maxLength: 18 }))),
          areaCode: AreaCode,
          password: Type.Optional(Password),
          linkTicket: Type.Optional(Type.String({ maxLength: 200 })),
          source: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,30}$' })),
        },
        closed,
      ),
      reply: Entered,
    },
    registerEnterprise: {
      method: 'POST',
      path: '/enterprises',
      may: 'anyone',
      perMinute: 60,
      body: Type.Object(
        {
          phone: Phone,
          code: Code,
          displayName: DisplayName,
          creditCode: Type.String({ pattern: '^[0-9A-HJ-NP-RTUW-Y]{18}$' }),
          areaCode: AreaCode,
          password: Type.Optional(Password),
        },
        closed,
      ),
      reply: Entered,
    },
    me: { method: 'GET', path: '/me', may: 'signed-in', reply: MyAccount },
    changePassword: {
      method: 'PUT',
      path: '/me/password',
      may: 'signed-in',
      perMinute: 20,
      body: Type.Object({ oldPassword: Type.Optional(Password), newPassword: Password }, closed),
    },
    challengeNewPasskey: { method: 'POST', path: '/me/passkeys/challenge', may: 'signed-in', reply: Challenge },
    addPasskey: {
      method: 'POST',
      path: '/me/passkeys',
      may: 'signed-in',
      body: Type.Object(
        { challengeId: Id, label: Type.String({ minLength: 1, maxLength: 40 }), response: Ceremony },
        closed,
      ),
    },
    removePasskey: { method: 'DELETE', path: '/me/passkeys/:id', may: 'signed-in', params: Params },
    startTotp: {
      method: 'POST',
      path: '/me/totp',
      may: 'signed-in',
      reply: Type.Object({ secret: Type.String(), uri: Type.String() }),
    },
    confirmTotp: {
      method: 'POST',
      path: '/me/totp/confirmation',
      may: 'signed-in',
      perMinute: 20,
      body: Type.Object({ code: Code }, closed),
    },
    removeTotp: { method: 'DELETE', path: '/me/totp', may: 'signed-in' },
    endSession: { method: 'DELETE', path: '/me/sessions/:id', may: 'signed-in', params: Params },
    closeAccount: {
      method: 'POST',
      path: '/me/closure',
      may: 'signed-in',
      body: Type.Object(
        { reason: Type.Optional(Type.Enum(['not-needed', 'hard-to-use', 'privacy', 'moved', 'other'])) },
        closed,
      ),
    },
    colleagues: {
      method: 'GET',
      path: '/me/colleagues',
      may: 'signed-in',
      reply: Type.Array(Type.Object({ id: Id, displayName: DisplayName, loginName: Type.String() })),
    },
    startDelegation: {
      method: 'POST',
      path: '/me/delegations',
      may: 'signed-in',
      body: Type.Object(
        {
          toAccountId: Id,
          fromAt: Type.Optional(At),
          untilAt: At,
          roles: Type.Optional(Type.Array(Role, { maxItems: 15 })),
        },
        closed,
      ),
      reply: Delegation,
    },
    stopDelegation: { method: 'DELETE', path: '/me/delegations/:id', may: 'signed-in', params: Params },
    recordAuthority: {
      method: 'POST',
      path: '/authorities',
      may: 'authority.record',
      body: Type.Object(
        {
          personId: Id,
          helperAccountId: Type.Optional(Id),
          relation: Type.Enum(['staff', 'relative', 'guardian']),
          purpose: Type.String({ minLength: 2, maxLength: 200 }),
          evidenceFileId: Type.Optional(Nullable(Id)),
          untilAt: At,
        },
        closed,
      ),
      reply: Authority,
    },
    endAuthority: { method: 'DELETE', path: '/authorities/:id', may: 'signed-in', params: Params },
    startAssistance: {
      method: 'POST',
      path: '/assistance',
      may: 'signed-in',
      body: Type.Object({ authorityId: Id }, closed),
      reply: Authority,
    },
    stopAssistance: { method: 'DELETE', path: '/assistance', may: 'signed-in' },
    accounts: {
      method: 'GET',
      path: '/accounts',
      may: 'account.list',
      query: Type.Object(
        {
          ...PageQuery,
          text: Type.Optional(Type.String({ maxLength: 40 })),
          kind: Type.Optional(AccountKind),
          role: Type.Optional(Role),
          area: Type.Optional(AreaCode),
          status: Type.Optional(Type.Enum(['active', 'disabled', 'closed'])),
        },
        closed,
      ),
      reply: Page(AccountLine),
    },
    account: { method: 'GET', path: '/accounts/:id', may: 'account.list', params: Params, reply: AccountLine },
    openAccount: {
      method: 'POST',
      path: '/accounts',
      may: 'account.open',
      body: Type.Object(
        {
          loginName: LoginName,
          displayName: DisplayName,
          kind: AccountKind,
          areaCode: AreaCode,
          unitId: Type.Optional(Nullable(Id)),
          phone: Type.Optional(Phone),
        },
        closed,
      ),
      reply: Type.Object({ accountId: Id, firstPassword: Personal(Type.String()) }),
    },
    disableAccount: {
      method: 'POST',
      path: '/accounts/:id/disablement',
      may: 'account.administer',
      params: Params,
      body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 200 }) }, closed),
    },
    enableAccount: { method: 'DELETE', path: '/accounts/:id/disablement', may: 'account.administer', params: Params },
    unlockAccount: { method: 'DELETE', path: '/accounts/:id/lock', may: 'account.administer', params: Params },
    resetPassword: {
      method: 'POST',
      path: '/accounts/:id/password-reset',
      may: 'account.administer',
      params: Params,
      reply: Type.Object({ firstPassword: Personal(Type.String()) }),
    },
    grants: {
      method: 'GET',
      path: '/accounts/:id/grants',
      may: 'grant.read',
      params: Params,
      reply: Type.Array(GrantLine),
    },
    askGrant: {
      method: 'POST',
      path: '/grant-requests',
      may: 'grant.ask',
      body: Asking,
      reply: Type.Object({ requestId: Id }),
    },
    grantRequests: {
      method: 'GET',
      path: '/grant-requests',
      may: 'grant.read',
      query: Type.Object(
        { ...PageQuery, status: Type.Optional(Type.Enum(['waiting', 'approved', 'refused', 'withdrawn'])) },
        closed,
      ),
      reply: Page(GrantRequest),
    },
    approveGrant: {
      method: 'POST',
      path: '/grant-requests/:id/approval',
      may: 'grant.approve',
      params: Params,
      reply: Type.Object({ grantId: Id }),
    },
    refuseGrant: {
      method: 'POST',
      path: '/grant-requests/:id/refusal',
      may: 'grant.approve',
      params: Params,
      body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 200 }) }, closed),
    },
    revokeGrant: {
      method: 'POST',
      path: '/grants/:id/revocation',
      may: 'grant.revoke',
      params: Params,
      body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 200 }) }, closed),
    },
    administrators: {
      method: 'GET',
      path: '/administrators',
      may: 'grant.read',
      summary: 'How many active administrators each community and street in reach has of its own',
      reply: Type.Object({ items: Type.Array(Type.Object({ area: Type.String(), count: Type.Integer() })) }),
    },
    registrations: {
      method: 'GET',
      path: '/registrations',
      may: 'registration.read',
      query: Type.Object({ area: AreaCode, fromOn: On, untilOn: On }, closed),
      reply: Type.Array(
        Type.Object({
          areaCode: AreaCode,
          on: On,
          visited: Type.Integer(),
          codeAsked: Type.Integer(),
          registered: Type.Integer(),
          linked: Type.Integer(),
          closed: Type.Integer(),
          unfollowed: Type.Integer(),
        }),
      ),
    },
    intakeCode: {
      method: 'GET',
      path: '/intake-codes/:area',
      may: 'registration.read',
      params: Type.Object({ area: AreaCode }, closed),
      reply: IntakeCode,
    },
    visit: {
      method: 'POST',
      path: '/intake-codes/:area/visits',
      may: 'anyone',
      perMinute: 30,
      params: Type.Object({ area: AreaCode }, closed),
    },
  },
  port: port<IdentityPort>(),
})
