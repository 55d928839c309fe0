/** Accounts of others, their roles, and who asked for one. */
import { AreaCode, Id, Nullable, On, Page, PageQuery, Personal, Type } from '@liren/contract'
import { Asking, closed, LoginName, Params, Phone } from './fields.ts'
import { Source } from './routes-drives.ts'
import { AccountKind, AccountLine, DisplayName, GrantLine, GrantRequest, IntakeCode, Role } from './shapes.ts'

export const accountRoutes = {
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
        /** Needed for third parties: they are let in under a contract, and as long as it runs. */
        contractId: Type.Optional(Nullable(Id)),
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
  setUnit: {
    method: 'PUT',
    path: '/accounts/:id/unit',
    may: 'account.administer',
    summary:
      'The unit somebody works for now; roles for the unit before end, roles for the new one are asked for as ever',
    params: Params,
    body: Type.Object({ unitId: Nullable(Id), reason: Type.String({ minLength: 2, maxLength: 200 }) }, closed),
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
    query: Type.Object({ from: Type.Optional(Source) }, closed),
  },
} as const
