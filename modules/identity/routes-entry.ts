/** Coming in: by password, code, passkey or another’s account, and registering. */
import { AreaCode, At, Id, Nullable, Personal, Type } from '@liren/contract'
import { Ceremony, Challenge, Code, closed, Entered, Password, Phone, ProviderParams } from './fields.ts'
import { DisplayName, NextStep, SessionView } from './shapes.ts'

/** The version of the privacy notice that stood beside the form. */
const privacyVersion = Type.Optional(Type.Integer({ minimum: 1, maximum: 9999 }))

export const entryRoutes = {
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
  provePhone: {
    method: 'POST',
    path: '/phone-proofs',
    may: 'signed-in',
    perMinute: 20,
    summary:
      'Shows by a code sent to it that a phone is in one’s hands; the proof is shown where the phone is written down',
    body: Type.Object({ phone: Phone, code: Code }, closed),
    reply: Type.Object({ phoneProof: Personal(Type.String()), untilAt: At }),
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
        privacyVersion,
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
        privacyVersion,
        areaCode: AreaCode,
        password: Type.Optional(Password),
      },
      closed,
    ),
    reply: Entered,
  },
} as const
