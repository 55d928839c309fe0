/** Shapes of the register: what is shown of people, homes, enterprises and memberships, and what is asked to enter them. */
import { AreaCode, At, Id, Nullable, On, Personal, type Static, Type } from '@liren/contract'

export const text = (maxLength: number, minLength = 1) => Type.String({ minLength, maxLength })
/** Nothing undeclared gets in. */
export const object = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })

/** What is kept sealed and leaves only through the read door. */
export const privateFields = [
  'fullName',
  'identityNumber',
  'phone',
  'birthOn',
  'hukouAddress',
  'address',
  'disabilityCertificate',
  'emergencyContact',
] as const
export type PrivateField = (typeof privateFields)[number]
export const PrivateField = Type.Enum([...privateFields])

export const documentKinds = [
  'residentId',
  'hongKongMacaoPass',
  'taiwanPass',
  'foreignPermanentResident',
  'passport',
] as const
export type DocumentKind = (typeof documentKinds)[number]
export const DocumentKind = Type.Enum([...documentKinds])

/** 常住 permanent · 流动 floating · 人户分离 away (registered here, living elsewhere). */
export const residences = ['permanent', 'floating', 'away'] as const
export type Residence = (typeof residences)[number]
export const Residence = Type.Enum([...residences])

export const personStates = ['living', 'movedAway', 'dead'] as const
export type PersonState = (typeof personStates)[number]

/** 身份 In what capacity a membership has been verified. */
export const capacities = ['resident', 'owner', 'tenant', 'partyMember'] as const
export type Capacity = (typeof capacities)[number]
export const Capacity = Type.Enum([...capacities])

export const membershipStates = ['registered', 'verified', 'left'] as const
export type MembershipState = (typeof membershipStates)[number]

/** 标签 How far a tag may be seen: by all who may read persons, or only with a right to sensitive ones. */
export const tagClasses = ['ordinary', 'sensitive'] as const
export type TagClass = (typeof tagClasses)[number]

export const purposes = [
  'service',
  'verification',
  'emergency',
  'dispute',
  'law-enforcement',
  'statistics',
  'correction',
  'own-request',
] as const
export type Purpose = (typeof purposes)[number]
export const Purpose = Type.Enum([...purposes])

export type Tag = Static<typeof Tag>
export const Tag = Type.Object({
  tag: Type.String(),
  accessClass: Type.Enum([...tagClasses]),
  expiresOn: Nullable(On),
})

/** What staff see of a person: masked name, year of birth, where; nothing by which a stranger could be reached. */
export type Person = Static<typeof Person>
export const Person = Type.Object({
  id: Id,
  displayName: Type.String(),
  sex: Nullable(Type.Enum(['female', 'male'])),
  birthYear: Nullable(Type.Integer()),
  /** Completed years today. */
  age: Nullable(Type.Integer()),
  areaCode: Nullable(AreaCode),
  dwellingId: Nullable(Id),
  residence: Residence,
  state: Type.Enum([...personStates]),
  documentKind: Nullable(DocumentKind),
  maskedIdentityNumber: Nullable(Type.String()),
  maskedPhone: Nullable(Type.String()),
  tags: Type.Array(Tag),
  lastVerifiedAt: Nullable(At),
  registeredAt: At,
})

export type Membership = Static<typeof Membership>
export const Membership = Type.Object({
  id: Id,
  personId: Id,
  communityCode: AreaCode,
  state: Type.Enum([...membershipStates]),
  capacities: Type.Array(Capacity),
  sinceOn: On,
  untilOn: Nullable(On),
  movedTo: Nullable(AreaCode),
})

/** 产权 An owner's share is a fraction: 1/2 of a dwelling is numerator 1, denominator 2. */
export type DwellingTie = Static<typeof DwellingTie>
export const DwellingTie = Type.Object({
  id: Id,
  dwellingId: Id,
  personId: Nullable(Id),
  enterpriseId: Nullable(Id),
  displayName: Type.String(),
  tie: Type.Enum(['owner', 'resident', 'tenant']),
  shareNumerator: Nullable(Type.Integer()),
  shareDenominator: Nullable(Type.Integer()),
  sinceOn: On,
  untilOn: Nullable(On),
})

export type Household = Static<typeof Household>
export const Household = Type.Object({
  id: Id,
  areaCode: Nullable(AreaCode),
  dwellingId: Nullable(Id),
  members: Type.Array(
    Type.Object({ personId: Id, displayName: Type.String(), relation: Type.String(), isHead: Type.Boolean() }),
  ),
})

export type Enterprise = Static<typeof Enterprise>
export const Enterprise = Type.Object({
  id: Id,
  name: Type.String(),
  creditCode: Type.String(),
  kind: Type.String(),
  areaCode: Nullable(AreaCode),
  legalPersonId: Nullable(Id),
  address: Nullable(Type.String()),
})

/** 经办人 Someone whom an enterprise lets act for it, within a scope and until a day. */
export type EnterpriseHandler = Static<typeof EnterpriseHandler>
export const EnterpriseHandler = Type.Object({
  id: Id,
  enterpriseId: Id,
  personId: Id,
  displayName: Type.String(),
  scopes: Type.Array(Type.String()),
  sinceOn: On,
  expiresOn: On,
})

/** 足迹 One look at somebody's private fields: who, when, why, which. */
export type Footprint = Static<typeof Footprint>
export const Footprint = Type.Object({
  id: Id,
  personId: Id,
  lookedAt: At,
  lookerName: Type.String(),
  lookerId: Nullable(Id),
  fields: Type.Array(Type.String()),
  purpose: Type.String(),
  reason: Type.String(),
  questionState: Nullable(Type.Enum(['open', 'answered'])),
})

export type FootprintQuestion = Static<typeof FootprintQuestion>
export const FootprintQuestion = Type.Object({
  id: Id,
  footprint: Footprint,
  questionText: Personal(Type.String()),
  askedAt: At,
  answer: Nullable(Type.String()),
  answeredAt: Nullable(At),
})

export const erasureStates = ['open', 'withdrawn', 'declined', 'erased'] as const

/** 删除申请 Somebody asks to be erased. `dueOn`: when it must be answered; `outcome`: what each module erased and what it kept, and why. */
export type ErasureRequest = Static<typeof ErasureRequest>
export const ErasureRequest = Type.Object({
  id: Id,
  personId: Id,
  displayName: Type.String(),
  reason: Nullable(Personal(Type.String())),
  askedAt: At,
  isOwn: Type.Boolean(),
  dueOn: On,
  state: Type.Enum([...erasureStates]),
  answer: Nullable(Type.String()),
  answeredAt: Nullable(At),
  outcome: Nullable(
    Type.Array(
      Type.Object({
        title: Type.String(),
        what: Type.String(),
        erased: Type.Integer(),
        kept: Nullable(Type.String()),
      }),
    ),
  ),
})

/** 覆盖率 Members over permanent residents of a community or a grid cell. */
export type Coverage = Static<typeof Coverage>
export const Coverage = Type.Object({
  areaCode: AreaCode,
  registered: Type.Integer(),
  permanent: Type.Integer(),
  /** The day of the census office's count that `permanent` is; null where the register itself was counted. */
  countedOn: Nullable(On),
  /** 0–1; null where nobody lives permanently. */
  coverage: Nullable(Type.Number()),
  target: Type.Number(),
})

export const importStates = ['checked', 'running', 'finished'] as const
export type ImportReport = Static<typeof ImportReport>
export const ImportReport = Type.Object({
  id: Id,
  fileName: Type.String(),
  isDryRun: Type.Boolean(),
  state: Type.Enum([...importStates]),
  /** rows = created + updated + unchanged + refused, always. */
  rows: Type.Integer(),
  created: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
  refused: Type.Integer(),
  startedAt: At,
  finishedAt: Nullable(At),
})

export type RowError = Static<typeof RowError>
export const RowError = Type.Object({
  row: Type.Integer(),
  field: Type.String(),
  column: Nullable(Type.String()),
  code: Type.String(),
  reason: Type.String(),
})

export type ColumnMap = Static<typeof ColumnMap>
export const ColumnMap = Type.Object({
  name: Type.String(),
  columns: Type.Record(Type.String(), Type.String()),
})

const privateValues = {
  fullName: Type.Optional(Personal(text(50))),
  phone: Type.Optional(Personal(Nullable(text(20)))),
  hukouAddress: Type.Optional(Personal(Nullable(text(300)))),
  address: Type.Optional(Personal(Nullable(text(300)))),
  disabilityCertificate: Type.Optional(Personal(Nullable(text(30)))),
  emergencyContact: Type.Optional(Personal(Nullable(text(100)))),
}
const whereabouts = {
  areaCode: Type.Optional(Nullable(AreaCode)),
  dwellingId: Type.Optional(Nullable(Id)),
  residence: Type.Optional(Residence),
}

/** What is needed to enter somebody; birth day and sex come from an identity number where there is one. */
export type Registration = Static<typeof Registration>
export const Registration = object({
  ...privateValues,
  ...whereabouts,
  fullName: Personal(text(50)),
  documentKind: Type.Optional(DocumentKind),
  identityNumber: Type.Optional(Personal(text(30))),
  sex: Type.Optional(Type.Enum(['female', 'male'])),
  birthOn: Type.Optional(Personal(On)),
})
export type PersonChange = Static<typeof PersonChange>
export const PersonChange = object({
  ...privateValues,
  ...whereabouts,
  identityNumber: Type.Optional(Personal(text(30))),
})
/** A correction as it is sent: what changes, and for the audit why. */
export const Correction = object({ ...PersonChange.properties, reason: Type.Optional(text(200, 2)) })
