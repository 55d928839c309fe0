/** The shapes of the organisation's world: units 单位, posts 岗位, duties 职责, rosters 值班, as every other room sees them. */
import { AreaCode, At, Id, Nullable, On, Personal, type Static, Type } from '@liren/contract'

const closed = { additionalProperties: false } as const
const Name = Type.String({ minLength: 1, maxLength: 120 })
const Code = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{1,63}$' })
const Clock = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })

/** What a unit is. `section` kinds (…Office) belong to a subdistrict 街道; the last nine stand in a community 社区. */
export const unitKinds = [
  'district',
  'party',
  'government',
  'mass',
  'utility',
  'emergencyLiaison',
  'commandCentre',
  'subdistrict',
  'partyAffairsOffice',
  'publicServicesOffice',
  'publicSafetyOffice',
  'lawEnforcementOffice',
  'emergencyOffice',
  'urbanCareOffice',
  'sanitationStation',
  'serviceCentre',
  'residentsCommittee',
  'villageCommittee',
  'propertyFirm',
  'ownersCommittee',
  'socialOrganisation',
  'gridTeam',
] as const
export type UnitKind = Static<typeof UnitKind>
export const UnitKind = Type.Enum([...unitKinds])

/** Who owns the place or the part: 市政 · 内街内巷 · 有物业小区 · 无物业小区 · 业主专有 · 单位大院. */
export const ownerships = ['municipal', 'lane', 'estate', 'unmanagedEstate', 'private', 'institution'] as const
export type Ownership = Static<typeof Ownership>
export const Ownership = Type.Enum([...ownerships])

/** Grades 一般 · 较急 · 紧急 · 特急; an escalation path belongs to each. */
export const grades = ['ordinary', 'pressing', 'urgent', 'critical'] as const
export type Grade = Static<typeof Grade>
export const Grade = Type.Enum([...grades])

export const levels = ['district', 'subdistrict', 'community'] as const
export type Level = Static<typeof Level>
export const Level = Type.Enum([...levels])

export type DutyPart = Static<typeof DutyPart>
export const DutyPart = Type.Enum(['lead', 'support'])

export type Unit = Static<typeof Unit>
export const Unit = Type.Object({
  id: Id,
  code: Code,
  kind: UnitKind,
  name: Name,
  shortName: Name,
  areaCode: AreaCode,
  parentId: Nullable(Id),
  phone: Nullable(Type.String({ maxLength: 40 })),
  address: Nullable(Type.String({ maxLength: 200 })),
  hours: Nullable(Type.String({ maxLength: 120 })),
  closedAt: Nullable(At),
})

export type UnitRow = Static<typeof UnitRow>
export const UnitRow = Type.Object({ ...Unit.properties, hasChildren: Type.Boolean() })

export const NewUnit = Type.Object(
  {
    code: Code,
    kind: UnitKind,
    name: Name,
    shortName: Type.Optional(Name),
    areaCode: AreaCode,
    parentId: Type.Optional(Nullable(Id)),
    phone: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
    address: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
    hours: Type.Optional(Nullable(Type.String({ maxLength: 120 }))),
  },
  closed,
)

export const UnitChange = Type.Object(
  {
    name: Type.Optional(Name),
    shortName: Type.Optional(Name),
    phone: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
    address: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
    hours: Type.Optional(Nullable(Type.String({ maxLength: 120 }))),
    parentId: Type.Optional(Nullable(Id)),
  },
  closed,
)

/** Posts 岗位. The first eleven are staff posts; the last four are responsibilities residents take (楼长, 议事员…). */
export const posts = [
  'gridWorker',
  'gridLead',
  'communitySecretary',
  'communityWorker',
  'handler',
  'acceptor',
  'dutyLeader',
  'dispatcher',
  'supervisor',
  'liaison',
  'digitalSteward',
  'buildingSteward',
  'volunteerLead',
  'councilMember',
  'mediator',
] as const
export type Post = Static<typeof Post>
export const Post = Type.Enum([...posts])

export type Member = Static<typeof Member>
export const Member = Type.Object({
  id: Id,
  positionId: Id,
  accountId: Nullable(Id),
  personId: Nullable(Id),
  name: Name,
  phone: Nullable(Personal(Type.String({ maxLength: 40 }))),
  termFrom: On,
  termTo: Nullable(On),
})

export const NewMember = Type.Object(
  {
    accountId: Type.Optional(Nullable(Id)),
    personId: Type.Optional(Nullable(Id)),
    name: Name,
    phone: Type.Optional(Nullable(Personal(Type.String({ maxLength: 40 })))),
    termFrom: On,
    termTo: Type.Optional(Nullable(On)),
  },
  closed,
)

const Tasks = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 20 })
const Skills = Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 20 })

export type Position = Static<typeof Position>
export const Position = Type.Object({
  id: Id,
  unitId: Id,
  post: Post,
  title: Name,
  areaCode: AreaCode,
  tasks: Tasks,
  skills: Skills,
  seats: Type.Integer({ minimum: 1, maximum: 500 }),
  termMonths: Nullable(Type.Integer({ minimum: 1, maximum: 120 })),
  closedAt: Nullable(At),
})

export const NewPosition = Type.Object(
  {
    post: Post,
    title: Name,
    areaCode: Type.Optional(AreaCode),
    tasks: Type.Optional(Tasks),
    skills: Type.Optional(Skills),
    seats: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    termMonths: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 120 }))),
  },
  closed,
)

/** `P0103`, a type `E05`, a tree `A`, or `*`. */
export const CategoryPattern = Type.String({ pattern: '^(\\*|[PEA](\\d{2}(\\d{2})?)?)$' })
export const CategoryCode = Type.String({ pattern: '^[PEA]\\d{4}$' })

const dutyFields = {
  categories: Type.Array(CategoryPattern, { minItems: 1, maxItems: 400 }),
  ownership: Nullable(Ownership),
  areaCode: AreaCode,
  part: DutyPart,
  clause: Type.String({ minLength: 1, maxLength: 300 }),
  fromTime: Nullable(Clock),
  toTime: Nullable(Clock),
}

/** One line of a duty list 权责清单 in one version. Either one unit holds it, or "the unit of that kind where it happens". */
export type Duty = Static<typeof Duty>
export const Duty = Type.Object({
  id: Id,
  entryId: Id,
  version: Type.Integer({ minimum: 1 }),
  unitId: Nullable(Id),
  unitKind: Nullable(UnitKind),
  ...dutyFields,
  validFrom: At,
  validTo: Nullable(At),
})

export type NewDuty = Static<typeof NewDuty>
export const NewDuty = Type.Object(
  {
    unitId: Type.Optional(Nullable(Id)),
    unitKind: Type.Optional(Nullable(UnitKind)),
    categories: dutyFields.categories,
    ownership: Type.Optional(dutyFields.ownership),
    areaCode: dutyFields.areaCode,
    part: dutyFields.part,
    clause: dutyFields.clause,
    fromTime: Type.Optional(dutyFields.fromTime),
    toTime: Type.Optional(dutyFields.toTime),
    validFrom: Type.Optional(At),
  },
  closed,
)

/** Why a unit stands where it stands; each has words under `screen.why`. */
export const reasons = [
  'category-exact',
  'category-type',
  'category-tree',
  'category-any',
  'ownership-exact',
  'ownership-any',
  'ownership-assumed',
  'area-cell',
  'area-community',
  'area-subdistrict',
  'area-district',
  'hours',
  'unit-of-place',
  'stands-in',
  'via-community',
  'part-support',
] as const
export type Reason = Static<typeof Reason>
export const Reason = Type.Enum([...reasons])

export type DutyProposal = Static<typeof DutyProposal>
export const DutyProposal = Type.Object({
  unitId: Id,
  unitCode: Code,
  unitName: Name,
  unitKind: UnitKind,
  part: DutyPart,
  clause: Type.String(),
  score: Type.Number({ minimum: 0, maximum: 1 }),
  why: Type.Array(Reason),
  dutyId: Id,
  ownership: Nullable(Ownership),
})

export type Shift = Static<typeof Shift>
export const Shift = Type.Object({
  id: Id,
  unitId: Id,
  areaCode: AreaCode,
  level: Level,
  name: Name,
  startsAt: Clock,
  endsAt: Clock,
  days: Type.Enum(['every', 'workdays', 'restDays']),
  validFrom: On,
  validTo: Nullable(On),
})

export const NewShift = Type.Object(
  {
    unitId: Id,
    level: Level,
    name: Name,
    startsAt: Clock,
    endsAt: Clock,
    days: Type.Enum(['every', 'workdays', 'restDays']),
    validFrom: On,
    validTo: Type.Optional(Nullable(On)),
  },
  closed,
)

/** Who stands in a shift: every `everyDays` days from `startsOn`; a stand-in 顶班 replaces the rotation on his days. */
export type RosterLine = Static<typeof RosterLine>
export const RosterLine = Type.Object({
  id: Id,
  shiftId: Id,
  memberId: Id,
  memberName: Name,
  startsOn: On,
  endsOn: Nullable(On),
  everyDays: Type.Integer({ minimum: 1, maximum: 60 }),
  isStandIn: Type.Boolean(),
})

export const NewRosterLine = Type.Object(
  {
    memberId: Id,
    startsOn: On,
    endsOn: Type.Optional(Nullable(On)),
    everyDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
    isStandIn: Type.Optional(Type.Boolean()),
  },
  closed,
)

export type OnDuty = Static<typeof OnDuty>
export const OnDuty = Type.Object({
  unitId: Id,
  unitName: Name,
  unitPhone: Nullable(Type.String()),
  areaCode: AreaCode,
  level: Level,
  shiftId: Id,
  shiftName: Name,
  until: At,
  memberId: Id,
  accountId: Nullable(Id),
  name: Name,
  post: Post,
  phone: Nullable(Personal(Type.String())),
  isStandIn: Type.Boolean(),
})

/** Who answers for a kind of matter: 物业 · 业委会 · 业主 · 政府部门 · 居委会, and what the committee must not be left with. */
export type Responsibility = Static<typeof Responsibility>
export const Responsibility = Type.Object({
  id: Id,
  matter: Type.String({ pattern: '^[a-z][a-zA-Z]{1,40}$' }),
  title: Name,
  categories: Type.Array(CategoryPattern),
  property: Nullable(Type.String({ maxLength: 300 })),
  ownersCommittee: Nullable(Type.String({ maxLength: 300 })),
  owner: Nullable(Type.String({ maxLength: 300 })),
  government: Nullable(Type.String({ maxLength: 300 })),
  residentsCommittee: Nullable(Type.String({ maxLength: 300 })),
  lead: Type.Enum(['property', 'ownersCommittee', 'owner', 'government', 'residentsCommittee']),
  basis: Type.String({ maxLength: 300 }),
})

export type Training = Static<typeof Training>
export const Training = Type.Object({
  id: Id,
  memberId: Id,
  skill: Name,
  course: Name,
  heldOn: On,
  hours: Type.Number({ minimum: 0, maximum: 400 }),
  validTo: Nullable(On),
})

export type SkillGap = Static<typeof SkillGap>
export const SkillGap = Type.Object({
  areaCode: AreaCode,
  unitId: Id,
  unitName: Name,
  post: Post,
  skill: Name,
  held: Type.Integer(),
  wanted: Type.Integer(),
})
