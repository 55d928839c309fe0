/** What administrators decide about signing in. */
import { Type } from '@liren/contract'

const Provider = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$' }),
    kind: Type.Enum(['oidc', 'wechat', 'wechat-mini', 'wecom', 'dingtalk', 'government-dingtalk', 'oauth2', 'ticket']),
    title: Type.String({ minLength: 1, maxLength: 40 }),
    clientId: Type.String({ minLength: 1, maxLength: 200 }),
    base: Type.Optional(Type.String({ pattern: '^https?://' })),
    authorizeUrl: Type.Optional(Type.String({ pattern: '^https?://' })),
    tokenUrl: Type.Optional(Type.String({ pattern: '^https?://' })),
    userUrl: Type.Optional(Type.String({ pattern: '^https?://' })),
    scope: Type.Optional(Type.String({ maxLength: 200 })),
    agentId: Type.Optional(Type.String({ maxLength: 60 })),
    tenantId: Type.Optional(Type.String({ maxLength: 60 })),
    claims: Type.Optional(Type.Record(Type.String(), Type.String())),
    isPhoneTrusted: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

const Word = Type.String({ minLength: 1, maxLength: 60 })
const RealName = Type.Object(
  {
    base: Type.String({ pattern: '^https?://' }),
    path: Type.String({ pattern: '^/' }),
    clientId: Type.String({ minLength: 1, maxLength: 200 }),
    nameParam: Word,
    numberParam: Word,
    verdictAt: Word,
    same: Type.Array(Word, { minItems: 1, maxItems: 5 }),
    different: Type.Array(Word, { minItems: 1, maxItems: 5 }),
  },
  { additionalProperties: false },
)

/** The page asks the reader, never the server: only an address of the kiosk itself is accepted. */
const CardReader = Type.Object(
  {
    address: Type.String({ pattern: '^http://(127\\.0\\.0\\.1|localhost|\\[::1\\]):[1-9]\\d{1,4}$' }),
    readers: Type.Array(
      Type.Object(
        {
          id: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
          place: Type.String({ minLength: 1, maxLength: 60 }),
          publicKey: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 1000 },
    ),
  },
  { additionalProperties: false },
)

export const platformSettings = Type.Object({
  staffIdleMinutes: Type.Integer({ minimum: 5, maximum: 60, default: 30 }),
  oneSessionForStaff: Type.Boolean({ default: false }),
  /** `administrators` are the three; `allAdministrators` those of communities and of data as well. */
  secondFactor: Type.Enum(['allAdministrators', 'administrators', 'nobody'], {
    default: 'allAdministrators',
    isKey: true,
  }),
  demo: Type.Boolean({ default: true }),
  codesPerAddressAndDay: Type.Integer({ minimum: 20, maximum: 100_000, default: 500 }),
  providers: Type.Array(Provider, { default: [], maxItems: 20, isKey: true }),
  /** Port of the practice space; 0 means there is none. */
  practicePort: Type.Integer({ minimum: 0, maximum: 65_535, default: 0 }),
  practiceAddress: Type.String({ maxLength: 200, pattern: '^(https?://[^\\s/]+)?$', default: '' }),
  realNameCheck: Type.Union([RealName, Type.Null()], { default: null, isKey: true }),
  cardReader: Type.Union([CardReader, Type.Null()], { default: null, isKey: true }),
})
