/** 人员 People: persons, households, owners, enterprises and memberships; who may ask what about whom, and what they may hear. */
import {
  AreaCode,
  At,
  defineContract,
  Id,
  Nullable,
  On,
  Page,
  PageQuery,
  Personal,
  port,
  type Static,
  Type,
} from '@liren/contract'

const text = (maxLength: number, minLength = 1) => Type.String({ minLength, maxLength })
const object = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const byId = object({ id: Id })

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

/** 覆盖率 Members over permanent residents of a community or a grid cell. */
export type Coverage = Static<typeof Coverage>
export const Coverage = Type.Object({
  areaCode: AreaCode,
  registered: Type.Integer(),
  permanent: Type.Integer(),
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

const area = Type.Optional(AreaCode)
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

/** Values read through the door, per person. A field is null where nothing is kept. */
export type Revealed = Partial<Record<PrivateField, string | null>>

/** Facts about a person for audience and eligibility rules; what is not known is simply not there. */
export type PersonFacts = {
  /** Years completed by the end of this calendar year: the exact birthday stays behind the read door. */
  readonly age?: number
  readonly sex?: 'F' | 'M'
  readonly areaCode?: string
  readonly residence?: Residence
  readonly tags: readonly string[]
  readonly capacities: readonly Capacity[]
  readonly livesAlone?: boolean
}

export type PeoplePort = {
  /** Masked; null when there is no such person. Does not check the reader's scope: the asking module does. */
  person: (id: string) => Promise<Person | null>
  persons: (ids: readonly string[]) => Promise<readonly Person[]>
  /** Refuses a number that cannot be one, naming `identityNumber`. */
  findByIdNumber: (identityNumber: string) => Promise<Person | null>
  findByPhone: (phone: string) => Promise<readonly Person[]>
  /** Enters a person, or returns the one already holding that identity number (`isNew` false, nothing changed). */
  register: (registration: Registration) => Promise<{ readonly personId: string; readonly isNew: boolean }>
  update: (personId: string, change: PersonChange) => Promise<void>
  /**
   * The read door. The footprint is committed by itself before any value is handed out, so it stays even when
   * the caller's own work fails. Checks no permission: the asking module does. Does not see people entered in the
   * same, still uncommitted work.
   */
  readPrivate: (asked: {
    readonly personIds: readonly string[]
    readonly fields: readonly PrivateField[]
    readonly purpose: Purpose
    readonly reason: string
  }) => Promise<ReadonlyMap<string, Revealed>>
  facts: (personId: string) => Promise<PersonFacts | null>
  memberships: (personId: string) => Promise<readonly Membership[]>
  /** The current membership of a community, or null for a guest (游客). */
  membershipIn: (personId: string, communityCode: string) => Promise<Membership | null>
  join: (personId: string, communityCode: string) => Promise<Membership>
  /** Marks the capacities of a membership as verified; joins first where needed. */
  verifyMember: (personId: string, communityCode: string, verified: readonly Capacity[]) => Promise<Membership>
  /** Current owners, residents and tenants of dwellings. */
  tiesOf: (dwellingIds: readonly string[]) => Promise<readonly DwellingTie[]>
  /** Current ties of a person to dwellings. */
  dwellingsOf: (personId: string) => Promise<readonly DwellingTie[]>
  enterprise: (id: string) => Promise<Enterprise | null>
  /** Enterprises a person may act for today, as legal person (all scopes: `*`) or authorised handler. */
  enterprisesOf: (
    personId: string,
  ) => Promise<readonly { readonly enterprise: Enterprise; readonly scopes: readonly string[] }[]>
  /** Living persons in an area with their ids only, in key order; for bulk work of declared purpose. */
  personIdsIn: (areaCode: string, after: string | null, limit: number) => Promise<readonly string[]>
}

const field = ['gridWorker', 'communityWorker', 'communityAdmin'] as const
const office = ['communityWorker', 'communityAdmin'] as const

export const people = defineContract({
  name: 'people',
  permissions: {
    'person.read': [...field, 'dataSteward'],
    'person.register': field,
    'person.update': field,
    'person.reveal': field,
    'identity-number.reveal': office,
    'sensitive-tag.read': office,
    'tag.change': office,
    'household.change': field,
    'dwelling-tie.change': field,
    'membership.verify': field,
    'enterprise.read': [...field, 'dataSteward', 'handler'],
    'enterprise.change': office,
    'coverage.read': [...field, 'dataSteward', 'supervisor', 'dutyLeader'],
    'register.import': ['communityAdmin', 'dataSteward'],
    'footprint.read': ['auditAdmin', 'communityAdmin'],
    'footprint.answer': ['communityAdmin'],
  },
  refusals: {
    'not-found': 404,
    'no-record': 404,
    'not-yours': 403,
    'wrong-length': 422,
    'wrong-character': 422,
    'wrong-check': 422,
    'wrong-pattern': 422,
    'impossible-date': 422,
    'future-date': 422,
    'too-old': 422,
    'unknown-kind': 422,
    needed: 422,
    'does-not-match': 422,
    'unknown-region': 422,
    'already-registered': 409,
    'already-member': 409,
    'already-questioned': 409,
    'wrong-state': 409,
    'reason-needed': 422,
    'share-too-large': 422,
    'unknown-area': 422,
    'unknown-dwelling': 422,
    'file-missing': 422,
    'file-unreadable': 422,
    'column-unmapped': 422,
    'map-unknown': 422,
  },
  events: {
    registered: Type.Object({ personId: Id, areaCode: Nullable(AreaCode) }),
    updated: Type.Object({ personId: Id, fields: Type.Array(Type.String()) }),
    checked: Type.Object({ personId: Id, finding: Type.String() }),
    moved: Type.Object({ personId: Id, from: Nullable(AreaCode), to: Nullable(AreaCode) }),
    died: Type.Object({ personId: Id }),
    linked: Type.Object({ personId: Id, accountId: Id }),
    'member-joined': Type.Object({ personId: Id, communityCode: AreaCode }),
    'member-verified': Type.Object({ personId: Id, communityCode: AreaCode, capacities: Type.Array(Type.String()) }),
    'member-moved': Type.Object({ personId: Id, from: AreaCode, to: AreaCode }),
    'member-left': Type.Object({ personId: Id, communityCode: AreaCode }),
    'footprint-questioned': Type.Object({ questionId: Id, footprintId: Id, lookerId: Nullable(Id) }),
    'footprint-answered': Type.Object({ questionId: Id, personId: Id }),
    'handler-authorised': Type.Object({ enterpriseId: Id, personId: Id, expiresOn: On }),
    'import-finished': Type.Object({ importId: Id, rows: Type.Integer(), refused: Type.Integer() }),
  },
  routes: {
    listPersons: {
      method: 'GET',
      path: '/persons',
      may: 'person.read',
      query: object({
        ...PageQuery,
        area,
        tag: Type.Optional(text(60)),
        residence: Type.Optional(Residence),
        state: Type.Optional(Type.Enum([...personStates])),
        dwellingId: Type.Optional(Id),
        bornFrom: Type.Optional(Type.Integer()),
        bornUntil: Type.Optional(Type.Integer()),
      }),
      reply: Page(Person),
    },
    /** Exact look-up, by POST so that no number ends in a URL or a log. */
    lookUp: {
      method: 'POST',
      path: '/look-ups',
      may: 'person.read',
      perMinute: 60,
      body: object({
        identityNumber: Type.Optional(Personal(text(30))),
        phone: Type.Optional(Personal(text(20))),
        fullName: Type.Optional(Personal(text(50))),
      }),
      reply: Type.Object({ items: Type.Array(Person) }),
    },
    readPerson: {
      method: 'GET',
      path: '/persons/:id',
      may: 'person.read',
      params: byId,
      reply: Type.Object({
        person: Person,
        memberships: Type.Array(Membership),
        households: Type.Array(Household),
        ties: Type.Array(DwellingTie),
      }),
    },
    register: {
      method: 'POST',
      path: '/persons',
      may: 'person.register',
      body: Registration,
      reply: Person,
      status: 201,
    },
    update: {
      method: 'PATCH',
      path: '/persons/:id',
      may: 'person.update',
      params: byId,
      body: PersonChange,
      reply: Person,
    },
    reveal: {
      method: 'POST',
      path: '/persons/:id/reveals',
      may: 'person.reveal',
      perMinute: 60,
      params: byId,
      body: object({
        fields: Type.Array(PrivateField, { minItems: 1, maxItems: 8 }),
        purpose: Purpose,
        reason: text(200, 0),
      }),
      reply: Type.Object({
        footprintId: Id,
        values: Type.Array(Type.Object({ field: PrivateField, clearText: Personal(Nullable(Type.String())) })),
      }),
    },
    /** Grid verification (入户核实): what the register says is confirmed or corrected. */
    check: {
      method: 'POST',
      path: '/persons/:id/checks',
      may: 'person.update',
      params: byId,
      body: object({
        finding: Type.Enum(['confirmed', 'movedAway', 'dead', 'notFound']),
        toArea: Type.Optional(AreaCode),
        note: Type.Optional(text(200)),
      }),
      reply: Person,
    },
    listExceptions: {
      method: 'GET',
      path: '/exceptions',
      may: 'person.update',
      query: object({ ...PageQuery, area }),
      reply: Page(Type.Object({ person: Person, why: Type.Array(Type.String()) })),
    },
    /** Ties a log-in to its person after looking at both: when registering could not tell them apart for sure. */
    linkAccount: {
      method: 'POST',
      path: '/persons/:id/accounts',
      may: 'membership.verify',
      params: byId,
      body: object({ accountId: Id }),
    },
    setTag: {
      method: 'PUT',
      path: '/persons/:id/tags/:tag',
      may: 'tag.change',
      params: object({ id: Id, tag: text(60) }),
      body: object({ accessClass: Type.Enum([...tagClasses]), expiresOn: Type.Optional(Nullable(On)) }),
      reply: Person,
    },
    removeTag: {
      method: 'DELETE',
      path: '/persons/:id/tags/:tag',
      may: 'tag.change',
      params: object({ id: Id, tag: text(60) }),
    },

    readMe: {
      method: 'GET',
      path: '/me',
      may: 'signed-in',
      reply: Type.Object({
        person: Person,
        memberships: Type.Array(Membership),
        households: Type.Array(Household),
        ties: Type.Array(DwellingTie),
        enterprises: Type.Array(Enterprise),
      }),
    },
    revealMine: {
      method: 'POST',
      path: '/me/reveals',
      may: 'signed-in',
      perMinute: 30,
      body: object({ fields: Type.Array(PrivateField, { minItems: 1, maxItems: 8 }) }),
      reply: Type.Object({
        values: Type.Array(Type.Object({ field: PrivateField, clearText: Personal(Nullable(Type.String())) })),
      }),
    },
    updateMine: {
      method: 'PATCH',
      path: '/me',
      may: 'signed-in',
      body: object({
        phone: Type.Optional(Personal(text(20))),
        address: Type.Optional(Personal(Nullable(text(300)))),
        emergencyContact: Type.Optional(Personal(Nullable(text(100)))),
      }),
      reply: Person,
    },
    listMyFootprints: {
      method: 'GET',
      path: '/me/footprints',
      may: 'signed-in',
      query: object(PageQuery),
      reply: Page(Footprint),
    },
    questionFootprint: {
      method: 'POST',
      path: '/me/footprints/:id/questions',
      may: 'signed-in',
      perMinute: 20,
      params: byId,
      body: object({ questionText: Personal(text(500, 2)) }),
      reply: Type.Object({ id: Id }),
      status: 201,
    },
    listFootprints: {
      method: 'GET',
      path: '/persons/:id/footprints',
      may: 'footprint.read',
      params: byId,
      query: object(PageQuery),
      reply: Page(Footprint),
    },
    listFootprintQuestions: {
      method: 'GET',
      path: '/footprint-questions',
      may: 'footprint.answer',
      query: object({ ...PageQuery, open: Type.Optional(Type.Boolean()) }),
      reply: Page(FootprintQuestion),
    },
    answerFootprintQuestion: {
      method: 'POST',
      path: '/footprint-questions/:id/answers',
      may: 'footprint.answer',
      params: byId,
      body: object({ answer: text(500, 2) }),
    },

    listMyMemberships: {
      method: 'GET',
      path: '/me/memberships',
      may: 'signed-in',
      reply: Type.Object({ items: Type.Array(Membership), rightsAndDuties: Type.String() }),
    },
    joinCommunity: {
      method: 'POST',
      path: '/me/memberships',
      may: 'signed-in',
      body: object({ communityCode: AreaCode }),
      reply: Membership,
      status: 201,
    },
    moveCommunity: {
      method: 'POST',
      path: '/me/memberships/:id/moves',
      may: 'signed-in',
      params: byId,
      body: object({ toCommunityCode: AreaCode }),
      reply: Membership,
      status: 201,
    },
    leaveCommunity: {
      method: 'POST',
      path: '/me/memberships/:id/departures',
      may: 'signed-in',
      params: byId,
      reply: Membership,
    },
    listMemberships: {
      method: 'GET',
      path: '/memberships',
      may: 'membership.verify',
      query: object({ ...PageQuery, area, state: Type.Optional(Type.Enum([...membershipStates])) }),
      reply: Page(Type.Object({ membership: Membership, displayName: Type.String() })),
    },
    verifyMembership: {
      method: 'POST',
      path: '/memberships/:id/verifications',
      may: 'membership.verify',
      params: byId,
      body: object({ capacities: Type.Array(Capacity, { minItems: 1 }) }),
      reply: Membership,
    },

    createHousehold: {
      method: 'POST',
      path: '/households',
      may: 'household.change',
      body: object({ areaCode: AreaCode, dwellingId: Type.Optional(Id), headPersonId: Id }),
      reply: Household,
      status: 201,
    },
    readHousehold: { method: 'GET', path: '/households/:id', may: 'person.read', params: byId, reply: Household },
    addHouseholdMember: {
      method: 'POST',
      path: '/households/:id/members',
      may: 'household.change',
      params: byId,
      body: object({ personId: Id, relation: text(20), isHead: Type.Optional(Type.Boolean()) }),
      reply: Household,
    },
    removeHouseholdMember: {
      method: 'DELETE',
      path: '/households/:id/members/:personId',
      may: 'household.change',
      params: object({ id: Id, personId: Id }),
      reply: Household,
    },

    readDwelling: {
      method: 'GET',
      path: '/dwellings/:dwellingId',
      may: 'person.read',
      params: object({ dwellingId: Id }),
      reply: Type.Object({ ties: Type.Array(DwellingTie), residents: Type.Array(Person) }),
    },
    addDwellingTie: {
      method: 'POST',
      path: '/dwellings/:dwellingId/ties',
      may: 'dwelling-tie.change',
      params: object({ dwellingId: Id }),
      body: object({
        personId: Type.Optional(Id),
        enterpriseId: Type.Optional(Id),
        tie: Type.Enum(['owner', 'resident', 'tenant']),
        shareNumerator: Type.Optional(Type.Integer({ minimum: 1, maximum: 100000 })),
        shareDenominator: Type.Optional(Type.Integer({ minimum: 1, maximum: 100000 })),
        sinceOn: Type.Optional(On),
      }),
      reply: DwellingTie,
      status: 201,
    },
    endDwellingTie: {
      method: 'POST',
      path: '/dwelling-ties/:id/ends',
      may: 'dwelling-tie.change',
      params: byId,
      reply: DwellingTie,
    },

    listEnterprises: {
      method: 'GET',
      path: '/enterprises',
      may: 'enterprise.read',
      query: object({ ...PageQuery, area, text: Type.Optional(text(60)) }),
      reply: Page(Enterprise),
    },
    readEnterprise: {
      method: 'GET',
      path: '/enterprises/:id',
      may: 'enterprise.read',
      params: byId,
      reply: Type.Object({ enterprise: Enterprise, handlers: Type.Array(EnterpriseHandler) }),
    },
    registerEnterprise: {
      method: 'POST',
      path: '/enterprises',
      may: 'enterprise.change',
      body: object({
        name: text(120),
        creditCode: text(30),
        areaCode: AreaCode,
        legalPersonId: Type.Optional(Id),
        address: Type.Optional(text(300)),
      }),
      reply: Enterprise,
      status: 201,
    },
    listMyEnterprises: {
      method: 'GET',
      path: '/me/enterprises',
      may: 'signed-in',
      reply: Type.Object({
        items: Type.Array(
          Type.Object({
            enterprise: Enterprise,
            scopes: Type.Array(Type.String()),
            handlers: Type.Array(EnterpriseHandler),
          }),
        ),
      }),
    },
    /** The legal person (法定代表人) or the community office lets someone act for the enterprise. */
    authoriseHandler: {
      method: 'POST',
      path: '/enterprises/:id/handlers',
      may: 'signed-in',
      params: byId,
      body: object({ personId: Id, scopes: Type.Array(text(60), { minItems: 1, maxItems: 20 }), expiresOn: On }),
      reply: EnterpriseHandler,
      status: 201,
    },
    withdrawHandler: {
      method: 'DELETE',
      path: '/enterprises/:id/handlers/:handlerId',
      may: 'signed-in',
      params: object({ id: Id, handlerId: Id }),
    },

    readCoverage: {
      method: 'GET',
      path: '/coverage',
      may: 'coverage.read',
      query: object({ area: AreaCode, level: Type.Optional(Type.Enum(['community', 'cell'])) }),
      reply: Type.Object({ items: Type.Array(Coverage) }),
    },
    setPermanentCount: {
      method: 'PUT',
      path: '/coverage/:areaCode',
      may: 'register.import',
      params: object({ areaCode: AreaCode }),
      body: object({ persons: Type.Integer({ minimum: 0 }), countedOn: On }),
    },
    listUnregistered: {
      method: 'GET',
      path: '/coverage/work-list',
      may: 'person.read',
      query: object({ ...PageQuery, area }),
      reply: Page(Person),
    },

    importPeople: {
      method: 'POST',
      path: '/imports',
      may: 'register.import',
      kind: 'upload',
      perMinute: 20,
      reply: ImportReport,
      status: 201,
    },
    listImports: {
      method: 'GET',
      path: '/imports',
      may: 'register.import',
      query: object(PageQuery),
      reply: Page(ImportReport),
    },
    readImport: {
      method: 'GET',
      path: '/imports/:id',
      may: 'register.import',
      params: byId,
      query: object({ afterRow: Type.Optional(Type.Integer()) }),
      reply: Type.Object({ report: ImportReport, errors: Type.Array(RowError) }),
    },
    listColumnMaps: {
      method: 'GET',
      path: '/column-maps',
      may: 'register.import',
      reply: Type.Object({ items: Type.Array(ColumnMap) }),
    },
    saveColumnMap: {
      method: 'PUT',
      path: '/column-maps/:name',
      may: 'register.import',
      params: object({ name: text(60) }),
      body: object({ columns: Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 200 })) }),
    },
  },
  port: port<PeoplePort>(),
})
