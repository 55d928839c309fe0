/** 组织 The face of the organisation: which units there are, who answers for what where, and who is on duty now. */
import { AreaCode, At, defineContract, Id, Nullable, On, Page, PageQuery, port, Type } from '@liren/contract'
import { associationRoutes } from './associations.ts'
import { carriedRoutes } from './carried.ts'
import { ownUnitRoutes } from './own-units.ts'
import {
  CategoryCode,
  CategoryPattern,
  Duty,
  DutyProposal,
  Grade,
  Level,
  Member,
  NewDuty,
  NewMember,
  NewPosition,
  NewRosterLine,
  NewShift,
  NewUnit,
  OnDuty,
  Ownership,
  Position,
  Post,
  Responsibility,
  RosterLine,
  Shift,
  SkillGap,
  Training,
  Unit,
  UnitChange,
  UnitKind,
  UnitRow,
} from './shapes.ts'
import { swapRoutes } from './swaps.ts'

export * from './associations.ts'
export * from './carried.ts'
export type { GivenToOrganisation } from './own-units.ts'
export * from './shapes.ts'

const closed = { additionalProperties: false } as const
const byId = Type.Object({ id: Id }, closed)
const Reason200 = Type.String({ minLength: 2, maxLength: 200 })

/** What is asked of the duty lists. `ownership` may be unknown; `at` decides which version holds. */
export type DutyQuestion = {
  readonly categoryCode: string
  readonly areaCode: string
  readonly cellCode?: string | null
  readonly ownership?: Ownership | null
  readonly at?: Date
}

/** A step of the escalation path 升级路径: whom to call, nearest first. */
export type EscalationStep = {
  readonly level: Level | 'emergency' | 'unit'
  readonly unitId: string
  readonly unitName: string
  readonly onDuty: readonly OnDuty[]
}

/** What foundations and features may ask. Everything but `onDuty`, `escalation` and `postsOf` answers from memory. */
export type OrganisationPort = {
  /** Leads first, best first; empty only when no duty list covers the category there. */
  readonly dutyFor: (question: DutyQuestion) => Promise<readonly DutyProposal[]>
  readonly unit: (id: string) => Promise<Unit | null>
  readonly units: (ids: readonly string[]) => Promise<readonly Unit[]>
  readonly unitByCode: (code: string) => Promise<Unit | null>
  /** The open unit of a kind that stands in the area, or in the nearest area around it. */
  readonly unitOfArea: (areaCode: string, kind: UnitKind) => Promise<Unit | null>
  readonly parentOf: (id: string) => Promise<Unit | null>
  /** The unit and all units below it. */
  readonly unitsBelow: (id: string) => Promise<readonly string[]>
  readonly onDuty: (asked: {
    readonly areaCode: string
    readonly level?: Level
    readonly at?: Date
  }) => Promise<readonly OnDuty[]>
  readonly escalation: (asked: {
    readonly grade: Grade
    readonly areaCode: string
    readonly unitId?: string | null
    readonly at?: Date
  }) => Promise<readonly EscalationStep[]>
  /** Posts an account holds today, for the inbox and for permissions shown to a person. */
  readonly postsOf: (
    accountId: string,
  ) => Promise<readonly { readonly unitId: string; readonly post: Post; readonly areaCode: string }[]>
  /** Shifts an account stands in on these days (`until` included), in order. */
  readonly dutiesOf: (
    accountId: string,
    from: string,
    until: string,
  ) => Promise<
    readonly { readonly shiftName: string; readonly day: string; readonly startsAt: string; readonly endsAt: string }[]
  >
  /** Accounts that hold a post in a unit today. */
  readonly accountsAt: (unitId: string, post?: Post) => Promise<readonly string[]>
  readonly unitsOfKind: (kind: UnitKind) => Promise<readonly Unit[]>
  /** Puts an account on a post: takes over a seat nobody claimed yet, else adds one. For seeds and imports; safe to repeat. */
  readonly seat: (asked: {
    readonly unitId: string
    readonly post: Post
    readonly accountId: string
    readonly name: string
    readonly areaCode?: string
  }) => Promise<void>
  readonly responsibilityFor: (categoryCode: string) => Promise<Responsibility | null>
  /** How many people hold one of these posts today, by area (so many digits of its code); areas without any are not in the answer. */
  readonly seated: (asked: {
    readonly within?: string
    readonly digits: 9 | 12 | 15
    readonly posts: readonly Post[]
  }) => Promise<ReadonlyMap<string, number>>
  /** Open units (and associations of a sort) of every area inside an area, counted in one pass; areas without any are not in the answer. */
  readonly tallies: (asked: {
    readonly within: string
    readonly digits: 9 | 12 | 15
    readonly counts: readonly {
      readonly name: string
      readonly where?: { readonly kind?: string; readonly sort?: 'social' | 'civil' | 'newEconomy' }
    }[]
  }) => Promise<ReadonlyMap<string, Readonly<Record<string, number>>>>
}

const staff = [
  'gridWorker',
  'communityWorker',
  'handler',
  'acceptor',
  'dutyLeader',
  'dispatcher',
  'supervisor',
  'communityAdmin',
  'dataSteward',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
] as const

export const organisation = defineContract({
  name: 'organisation',
  permissions: {
    'organisation.read': staff,
    'organisation.change': ['systemAdmin', 'communityAdmin'],
    'duty.change': ['dataSteward', 'communityAdmin'],
    'roster.change': ['communityAdmin', 'dutyLeader'],
    'own-unit.read': ['handler', 'representative'],
  },
  refusals: {
    'code-taken': 409,
    'parent-not-found': 422,
    'parent-loops': 422,
    'outside-area': 422,
    'unit-closed': 409,
    'has-open-children': 409,
    'still-on-duty-lists': 409,
    'still-in-hand': 409,
    'holder-unclear': 422,
    'version-superseded': 409,
    'term-reversed': 422,
    'seats-full': 409,
    'member-left': 409,
    'shift-empty': 422,
    'not-an-association': 422,
    'need-met': 409,
    'not-your-duty': 409,
    'not-their-duty': 409,
    'asked-already': 409,
    'answered-already': 409,
    'not-yours': 403,
    'nobody-left': 409,
  },
  events: {
    'unit-changed': Type.Object({ unitId: Id, areaCode: AreaCode, what: Type.Enum(['created', 'changed', 'closed']) }),
    'duties-changed': Type.Object({ entryId: Id, areaCode: AreaCode }),
    'roster-changed': Type.Object({ shiftId: Id, areaCode: AreaCode }),
    'swap-asked': Type.Object({
      swapId: Id,
      areaCode: AreaCode,
      accountId: Id,
      fromName: Type.String(),
      shiftName: Type.String(),
      onDay: Type.String(),
    }),
    'swap-answered': Type.Object({
      swapId: Id,
      areaCode: AreaCode,
      accountId: Nullable(Id),
      byAccountId: Id,
      byName: Type.String(),
      otherName: Type.String(),
      shiftName: Type.String(),
      onDay: Type.String(),
      inReturnOn: Nullable(Type.String()),
      state: Type.Enum(['agreed', 'refused', 'withdrawn']),
    }),
    /** A post for a cell was given up after cells were redrawn. */
    'post-left': Type.Object({ areaCode: AreaCode, post: Type.String(), accountIds: Type.Array(Id) }),
    'member-changed': Type.Object({ memberId: Id, unitId: Id, accountId: Nullable(Id) }),
  },
  routes: {
    ...associationRoutes,
    ...carriedRoutes,
    ...ownUnitRoutes,
    myPosts: {
      method: 'GET',
      path: '/my-posts',
      may: 'signed-in',
      summary: 'Posts and responsibilities I hold: for what, where, until when, and whom to ask',
      reply: Type.Object({
        items: Type.Array(
          Type.Object({
            id: Id,
            post: Post,
            title: Type.String(),
            unitName: Type.String(),
            unitPhone: Nullable(Type.String()),
            areaCode: Type.String(),
            areaName: Type.String(),
            tasks: Type.Array(Type.String()),
            termFrom: On,
            termTo: Nullable(On),
          }),
        ),
      }),
    },
    ...swapRoutes,
    units: {
      method: 'GET',
      path: '/units',
      may: 'organisation.read',
      summary: 'Children of a unit, the units of an area, or a search by name or code',
      query: Type.Object(
        {
          parent: Type.Optional(Type.Union([Id, Type.Literal('root')])),
          kind: Type.Optional(UnitKind),
          area: Type.Optional(AreaCode),
          q: Type.Optional(Type.String({ maxLength: 60 })),
          isClosed: Type.Optional(Type.Boolean()),
          ...PageQuery,
        },
        closed,
      ),
      reply: Page(UnitRow),
    },
    unit: {
      method: 'GET',
      path: '/units/:id',
      may: 'organisation.read',
      params: byId,
      reply: Type.Object({
        unit: Unit,
        path: Type.Array(Type.Object({ id: Id, name: Type.String() })),
        positions: Type.Array(Type.Object({ ...Position.properties, members: Type.Array(Member) })),
        duties: Type.Array(Duty),
        shifts: Type.Array(Type.Object({ ...Shift.properties, lines: Type.Array(RosterLine) })),
        onDuty: Type.Array(OnDuty),
        mayChange: Type.Boolean(),
        mayChangeDuty: Type.Boolean(),
        mayChangeRoster: Type.Boolean(),
      }),
    },
    createUnit: { method: 'POST', path: '/units', may: 'organisation.change', body: NewUnit, reply: Unit, status: 201 },
    changeUnit: {
      method: 'PATCH',
      path: '/units/:id',
      may: 'organisation.change',
      params: byId,
      body: UnitChange,
      reply: Unit,
    },
    closeUnit: {
      method: 'POST',
      path: '/units/:id/closure',
      may: 'organisation.change',
      params: byId,
      body: Type.Object({ reason: Reason200 }, closed),
      reply: Unit,
    },
    createPosition: {
      method: 'POST',
      path: '/units/:id/positions',
      may: 'organisation.change',
      params: byId,
      body: NewPosition,
      reply: Position,
      status: 201,
    },
    closePosition: { method: 'POST', path: '/positions/:id/closure', may: 'organisation.change', params: byId },
    appoint: {
      method: 'POST',
      path: '/positions/:id/members',
      may: 'organisation.change',
      params: byId,
      body: NewMember,
      reply: Member,
      status: 201,
    },
    endTerm: {
      method: 'POST',
      path: '/members/:id/end',
      may: 'organisation.change',
      params: byId,
      body: Type.Object({ endsOn: On }, closed),
      reply: Member,
    },
    duties: {
      method: 'GET',
      path: '/duties',
      may: 'organisation.read',
      query: Type.Object(
        {
          unit: Type.Optional(Id),
          kind: Type.Optional(UnitKind),
          category: Type.Optional(CategoryPattern),
          inForceAt: Type.Optional(At),
          ...PageQuery,
        },
        closed,
      ),
      reply: Page(Duty),
    },
    dutyHistory: {
      method: 'GET',
      path: '/duties/:id/versions',
      may: 'organisation.read',
      params: byId,
      reply: Type.Object({ items: Type.Array(Duty) }),
    },
    enterDuty: { method: 'POST', path: '/duties', may: 'duty.change', body: NewDuty, reply: Duty, status: 201 },
    reviseDuty: {
      method: 'POST',
      path: '/duties/:id/versions',
      may: 'duty.change',
      summary: 'A new version of a line; the former stays readable and ends when the new one begins',
      params: byId,
      body: NewDuty,
      reply: Duty,
      status: 201,
    },
    endDuty: {
      method: 'POST',
      path: '/duties/:id/end',
      may: 'duty.change',
      params: byId,
      body: Type.Object({ reason: Reason200 }, closed),
      reply: Duty,
    },
    proposals: {
      method: 'GET',
      path: '/proposals',
      may: 'organisation.read',
      summary: 'Who would be asked to handle this, ranked, with reasons',
      query: Type.Object(
        {
          category: CategoryCode,
          area: AreaCode,
          cell: Type.Optional(AreaCode),
          ownership: Type.Optional(Ownership),
          at: Type.Optional(At),
        },
        closed,
      ),
      reply: Type.Object({
        items: Type.Array(Type.Object({ ...DutyProposal.properties, reasons: Type.Array(Type.String()) })),
      }),
    },
    onDuty: {
      method: 'GET',
      path: '/on-duty',
      may: 'organisation.read',
      query: Type.Object({ area: AreaCode, level: Type.Optional(Level), at: Type.Optional(At) }, closed),
      reply: Type.Object({ at: At, items: Type.Array(OnDuty) }),
    },
    escalation: {
      method: 'GET',
      path: '/escalation',
      may: 'organisation.read',
      query: Type.Object({ area: AreaCode, grade: Grade, unit: Type.Optional(Id), at: Type.Optional(At) }, closed),
      reply: Type.Object({
        steps: Type.Array(
          Type.Object({
            level: Type.Enum(['unit', 'community', 'subdistrict', 'district', 'emergency']),
            unitId: Id,
            unitName: Type.String(),
            onDuty: Type.Array(OnDuty),
          }),
        ),
      }),
    },
    createShift: { method: 'POST', path: '/shifts', may: 'roster.change', body: NewShift, reply: Shift, status: 201 },
    endShift: {
      method: 'POST',
      path: '/shifts/:id/end',
      may: 'roster.change',
      params: byId,
      body: Type.Object({ endsOn: On }, closed),
      reply: Shift,
    },
    putOnRoster: {
      method: 'POST',
      path: '/shifts/:id/lines',
      may: 'roster.change',
      params: byId,
      body: NewRosterLine,
      reply: RosterLine,
      status: 201,
    },
    takeOffRoster: { method: 'DELETE', path: '/roster-lines/:id', may: 'roster.change', params: byId },
    responsibilities: {
      method: 'GET',
      path: '/responsibilities',
      may: 'anyone',
      summary: 'Who answers for what: property firm, owners’ committee, owner, government, residents’ committee',
      reply: Type.Object({ items: Type.Array(Responsibility) }),
    },
    trainings: {
      method: 'GET',
      path: '/trainings',
      may: 'organisation.read',
      query: Type.Object({ unit: Id }, closed),
      reply: Type.Object({ items: Type.Array(Type.Object({ ...Training.properties, memberName: Type.String() })) }),
    },
    recordTraining: {
      method: 'POST',
      path: '/members/:id/trainings',
      may: 'organisation.change',
      params: byId,
      body: Type.Object(
        {
          skill: Type.String({ minLength: 1, maxLength: 60 }),
          course: Type.String({ minLength: 1, maxLength: 120 }),
          heldOn: On,
          hours: Type.Number({ minimum: 0, maximum: 400 }),
          validTo: Type.Optional(Nullable(On)),
        },
        closed,
      ),
      reply: Training,
      status: 201,
    },
    skillGaps: {
      method: 'GET',
      path: '/skill-gaps',
      may: 'organisation.read',
      query: Type.Object({ area: AreaCode }, closed),
      reply: Type.Object({ items: Type.Array(SkillGap) }),
    },
    community: {
      method: 'GET',
      path: '/communities/:area',
      may: 'anyone',
      summary: 'What a neighbour may know: the offices, their phones, and the name and post of the grid workers',
      params: Type.Object({ area: AreaCode }, closed),
      query: Type.Object({ cell: Type.Optional(AreaCode) }, closed),
      reply: Type.Object({
        areaCode: AreaCode,
        name: Type.String(),
        offices: Type.Array(
          Type.Object({
            kind: UnitKind,
            name: Type.String(),
            phone: Nullable(Type.String()),
            address: Nullable(Type.String()),
            hours: Nullable(Type.String()),
          }),
        ),
        people: Type.Array(Type.Object({ name: Type.String(), post: Post, title: Type.String(), areaCode: AreaCode })),
      }),
    },
  },
  port: port<OrganisationPort>(),
})
