/** One’s own account: keys, sessions, delegation while away, and acting for somebody. */
import { At, Id, Nullable, Page, PageQuery, Type } from '@liren/contract'
import { Ceremony, Challenge, Code, closed, Params, Password } from './fields.ts'
import { Authority, AuthorityLine, Delegation, DisplayName, MyAccount, Role } from './shapes.ts'

const HelperCode = Type.String({ pattern: '^\\d{8}$' })

export const ownRoutes = {
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
        /** What the helper's own phone shows; instead of `helperAccountId`. */
        helperCode: Type.Optional(HelperCode),
        relation: Type.Enum(['staff', 'relative', 'guardian']),
        purpose: Type.String({ minLength: 2, maxLength: 200 }),
        evidenceFileId: Type.Optional(Nullable(Id)),
        untilAt: At,
      },
      closed,
    ),
    reply: Authority,
  },
  showHelperCode: {
    method: 'POST',
    path: '/me/helper-code',
    may: 'signed-in',
    summary: 'Eight digits and a square by which somebody may name me as their helper; for a quarter of an hour, once',
    perMinute: 20,
    reply: Type.Object({ code: HelperCode, url: Type.String(), expiresAt: At }),
  },
  lookAtHelper: {
    method: 'POST',
    path: '/helper-codes/looks',
    may: 'authority.record',
    summary: 'Whose code it is, before somebody is named by it',
    perMinute: 10,
    body: Type.Object({ code: HelperCode }, closed),
    reply: Type.Object({ displayName: DisplayName }),
  },
  endAuthority: { method: 'DELETE', path: '/authorities/:id', may: 'signed-in', params: Params },
  authorities: {
    method: 'GET',
    path: '/authorities',
    may: 'authority.read',
    summary: 'Who may act for whom, on whose word and until when; newest first',
    query: Type.Object(
      {
        ...PageQuery,
        state: Type.Optional(Type.Enum(['running', 'over'])),
        relation: Type.Optional(Authority.properties.relation),
      },
      closed,
    ),
    reply: Page(AuthorityLine),
  },
  authoritiesOver: {
    method: 'GET',
    path: '/persons/:id/authorities',
    may: 'authority.record',
    summary: 'Who may act for this person now: for those who serve where they live',
    params: Params,
    reply: Type.Object({ items: Type.Array(Authority) }),
  },
  confirmAuthority: {
    method: 'POST',
    path: '/authorities/:id/confirmation',
    may: 'authority.record',
    summary: 'A second worker has looked at a guardian’s paper and found it right',
    params: Params,
  },
  lookAtPaper: {
    method: 'POST',
    path: '/authorities/:id/looks',
    may: 'signed-in',
    summary: 'The paper on which somebody asked for help: for that person, and with a reason for the audit',
    params: Params,
    body: Type.Object({ reason: Type.Optional(Type.String({ minLength: 2, maxLength: 200 })) }, closed),
    reply: Type.Object({ url: Nullable(Type.String()) }),
  },
  startAssistance: {
    method: 'POST',
    path: '/assistance',
    may: 'signed-in',
    body: Type.Object({ authorityId: Id }, closed),
    reply: Authority,
  },
  stopAssistance: { method: 'DELETE', path: '/assistance', may: 'signed-in' },
} as const
