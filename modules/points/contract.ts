/** 积分 Points: what residents earn for taking part, kept in a ledger nobody can change. Thanks, not money, and never a condition. */
import { AreaCode, At, defineContract, Id, Nullable, On, Page, PageQuery, port, Type } from '@liren/contract'
import { LevelVersion } from './level.ts'
import type { PointsPort } from './port.ts'
import { RuleBody, RuleVersion } from './rule.ts'
import {
  Budget,
  DayView,
  EntryView,
  FlagView,
  GrantView,
  Mine,
  ObjectionView,
  Quarter,
  Reading,
  Rehearsal,
  Unit,
} from './views.ts'

export { addDays, dayOf } from './day.ts'
export type { LevelVersion } from './level.ts'
export type { Because, Booked, Common, Once, PointsPort, Unit, Wallet } from './port.ts'
export type { RuleBody, RuleVersion } from './rule.ts'

const closed = { additionalProperties: false } as const
const byId = Type.Object({ id: Id }, closed)
const Text = (least: number, most: number) => Type.String({ minLength: least, maxLength: most })
const Amount = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const Paid = Type.Object({ transferId: Id, free: Type.Integer() })

export const points = defineContract({
  name: 'points',
  permissions: {
    'points.own': ['resident'],
    /** The page at the desk: its rules for whoever keeps the district's, the rest by what else one may. */
    'points.desk': ['communityWorker', 'communityAdmin', 'supervisor', 'auditAdmin', 'dataSteward'],
    'points.read': ['communityWorker', 'communityAdmin', 'supervisor', 'auditAdmin'],
    'points.grant': ['communityWorker', 'communityAdmin'],
    'points.budget': ['communityAdmin'],
    'points.rule': ['communityAdmin', 'dataSteward'],
    'points.decide': ['communityAdmin'],
    'points.verify': ['auditAdmin', 'communityAdmin', 'supervisor'],
    'reading.publish': ['communityWorker', 'communityAdmin'],
  },
  refusals: {
    'not-found': 404,
    'no-record': 409,
    'not-by-staff': 403,
    'not-enough': 409,
    'key-taken': 409,
    'budget-spent': 409,
    'pool-empty': 409,
    'hold-ended': 409,
    'not-money': 409,
    'no-household': 409,
    'not-in-household': 403,
    'too-soon': 422,
    'rule-wrong': 422,
    'unknown-event': 422,
    'unknown-field': 422,
    'another-event': 422,
    'not-rehearsed': 409,
    'published-meanwhile': 409,
    'too-late': 409,
    'objected-already': 409,
    'decided-already': 409,
    'own-affair': 403,
    relative: 403,
    'already-answered': 409,
    'quarter-closed': 422,
    'too-little': 422,
    'amount-needed': 422,
    'unknown-area': 422,
  },
  events: {
    earned: Type.Object({
      transferId: Id,
      personId: Id,
      ruleCode: Type.String(),
      amount: Type.Integer(),
      area: Type.String(),
    }),
    flagged: Type.Object({ flagId: Id, kind: Type.String(), area: Type.String() }),
    /** A question about something published was answered rightly, for the first time. `deviceId` never leaves the district. */
    read: Type.Object({ readingId: Id, personId: Id, communityCode: AreaCode, deviceId: Type.String() }),
    granted: Type.Object({ transferId: Id, personId: Id, amount: Type.Integer(), area: Type.String() }),
  },
  routes: {
    mine: {
      method: 'GET',
      path: '/mine',
      may: 'points.own',
      summary: 'My balances, level, what expires when, and what came of this year',
      reply: Mine,
    },
    entries: {
      method: 'GET',
      path: '/entries',
      may: 'points.own',
      query: Type.Object(
        { ...PageQuery, which: Type.Optional(Type.Enum(['mine', 'household'])), unit: Type.Optional(Unit) },
        closed,
      ),
      reply: Page(EntryView),
    },
    object: {
      method: 'POST',
      path: '/transfers/:id/objection',
      may: 'points.own',
      summary: 'I do not agree with an entry of mine; somebody who did not make it decides',
      params: byId,
      body: Type.Object({ reason: Text(4, 500) }, closed),
      reply: Type.Object({ id: Id, number: Type.String() }),
    },
    objectUnpaid: {
      method: 'POST',
      path: '/unpaid/:id/objection',
      may: 'points.own',
      summary: 'I do not agree that something of mine was not paid',
      params: byId,
      body: Type.Object({ reason: Text(4, 500) }, closed),
      reply: Type.Object({ id: Id, number: Type.String() }),
    },
    share: {
      method: 'POST',
      path: '/shares',
      may: 'points.own',
      summary: 'Moves points within my household: into the common purse, out of it, or to somebody who lives with me',
      body: Type.Object(
        {
          id: Id,
          from: Type.Enum(['mine', 'household']),
          to: Type.Union([Type.Enum(['mine', 'household']), Type.Object({ personId: Id }, closed)]),
          amount: Amount,
        },
        closed,
      ),
      reply: Paid,
    },
    donate: {
      method: 'POST',
      path: '/donations',
      may: 'points.own',
      summary: 'Gives points or hours to the community for those in need',
      perMinute: 6000,
      body: Type.Object({ id: Id, amount: Amount, unit: Type.Optional(Unit), area: AreaCode }, closed),
      reply: Paid,
    },
    rules: {
      method: 'GET',
      path: '/rules',
      may: 'anyone',
      summary: 'What counts now and what will count, in words and in versions',
      query: Type.Object({ area: Type.Optional(AreaCode), all: Type.Optional(Type.Boolean()) }, closed),
      reply: Type.Object({ items: Type.Array(RuleVersion) }),
    },
    levels: {
      method: 'GET',
      path: '/levels',
      may: 'anyone',
      summary: 'From how many points of twelve months on the levels begin: every version, the newest first',
      reply: Type.Object({ items: Type.Array(LevelVersion), counting: Type.Integer(), earliestOn: On }),
    },
    publishLevels: {
      method: 'POST',
      path: '/levels',
      may: 'points.rule',
      summary: 'Publishes the next version for the whole district; it counts seven days later at the earliest',
      status: 201,
      body: Type.Object(
        {
          bronze: LevelVersion.properties.bronze,
          silver: LevelVersion.properties.silver,
          gold: LevelVersion.properties.gold,
          because: Text(2, 200),
          effectiveOn: On,
          /** The newest version whoever publishes has seen. */
          follows: Type.Integer({ minimum: 1 }),
        },
        closed,
      ),
      reply: LevelVersion,
    },
    ruleEvents: {
      method: 'GET',
      path: '/rule-events',
      may: 'points.rule',
      summary: 'Events of this house that a rule can name, with their fields',
      reply: Type.Object({
        items: Type.Array(
          Type.Object({
            name: Type.String(),
            title: Type.String(),
            fields: Type.Array(Type.Object({ name: Type.String(), type: Type.String() })),
          }),
        ),
      }),
    },
    rehearse: {
      method: 'POST',
      path: '/rule-rehearsals',
      may: 'points.rule',
      summary: 'Tries a rule on what happened in the last days, without booking anything',
      perMinute: 20,
      body: Type.Object({ rule: RuleBody, days: Type.Integer({ minimum: 1, maximum: 366 }) }, closed),
      reply: Rehearsal,
    },
    publish: {
      method: 'POST',
      path: '/rules',
      may: 'points.rule',
      summary:
        'Publishes a version that was tried on the past within a day; it counts seven days later at the earliest. A community publishes its own of a code of the district; worth 0, the code does not count there',
      body: Type.Object({ rule: RuleBody, effectiveOn: On, endsOn: Type.Optional(On) }, closed),
      reply: RuleVersion,
      status: 201,
    },
    budget: {
      method: 'GET',
      path: '/budgets/:area',
      may: 'points.read',
      params: Type.Object({ area: AreaCode }, closed),
      reply: Budget,
    },
    budgets: {
      method: 'GET',
      path: '/budgets/:area/quarters',
      may: 'points.read',
      summary: 'The four quarters to come, the one that runs, and those that were, the latest first',
      params: Type.Object({ area: AreaCode }, closed),
      reply: Type.Object({ current: Quarter, items: Type.Array(Budget) }),
    },
    setBudget: {
      method: 'PUT',
      path: '/budgets/:area',
      may: 'points.budget',
      summary:
        'Decides the budget of the quarter that runs, or of one of the four to come; what is over stays as it was',
      params: Type.Object({ area: AreaCode }, closed),
      body: Type.Object(
        { amount: Type.Integer({ minimum: 0, maximum: 100_000_000 }), quarter: Type.Optional(Quarter) },
        closed,
      ),
      reply: Budget,
    },
    grant: {
      method: 'POST',
      path: '/grants',
      may: 'points.grant',
      summary:
        'Thanks somebody for a good deed no rule foresees; never oneself or whoever one lives with; much of it waits for a second person',
      body: Type.Object(
        {
          id: Id,
          personId: Id,
          area: AreaCode,
          amount: Type.Integer({ minimum: 1, maximum: 500 }),
          because: Text(4, 100),
        },
        closed,
      ),
      reply: Type.Object({ transferId: Nullable(Id), free: Nullable(Type.Integer()), isWaiting: Type.Boolean() }),
    },
    grants: {
      method: 'GET',
      path: '/grants',
      may: 'points.grant',
      summary: 'Thanks above what one may give alone: asked, given, declined',
      query: Type.Object(
        {
          ...PageQuery,
          area: Type.Optional(AreaCode),
          state: Type.Optional(Type.Enum(['asked', 'granted', 'declined'])),
        },
        closed,
      ),
      reply: Page(GrantView),
    },
    decideGrant: {
      method: 'POST',
      path: '/grants/:id/decision',
      may: 'points.grant',
      summary: 'The second person of two gives it, or does not',
      params: byId,
      body: Type.Object({ isGranted: Type.Boolean(), note: Type.Optional(Text(0, 300)) }, closed),
      reply: GrantView,
    },
    entriesOf: {
      method: 'GET',
      path: '/people/:id/entries',
      may: 'points.read',
      params: byId,
      query: Type.Object({ ...PageQuery, unit: Type.Optional(Unit) }, closed),
      reply: Page(EntryView),
    },
    flags: {
      method: 'GET',
      path: '/flags',
      may: 'points.decide',
      query: Type.Object(
        {
          ...PageQuery,
          area: Type.Optional(AreaCode),
          state: Type.Optional(Type.Enum(['frozen', 'cleared', 'reversed'])),
        },
        closed,
      ),
      reply: Page(FlagView),
    },
    decideFlag: {
      method: 'POST',
      path: '/flags/:id/decision',
      may: 'points.decide',
      params: byId,
      body: Type.Object({ decision: Type.Enum(['clear', 'reverse']), note: Text(4, 300) }, closed),
      reply: FlagView,
    },
    objections: {
      method: 'GET',
      path: '/objections',
      may: 'points.decide',
      query: Type.Object({ ...PageQuery }, closed),
      reply: Page(ObjectionView),
    },
    decideObjection: {
      method: 'POST',
      path: '/objections/:id/decision',
      may: 'points.decide',
      summary: 'Upheld, the entry is reversed, or what was missing is credited',
      params: byId,
      body: Type.Object(
        {
          isUpheld: Type.Boolean(),
          note: Text(2, 500),
          amount: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
        },
        closed,
      ),
      reply: ObjectionView,
    },
    days: {
      method: 'GET',
      path: '/days',
      may: 'points.verify',
      summary: 'Trial balances, newest first, each with the hash that holds on to the day before',
      query: Type.Object({ ...PageQuery }, closed),
      reply: Page(DayView),
    },
    publicDays: {
      method: 'GET',
      path: '/trial-balances',
      may: 'anyone',
      summary: 'The same for everybody: did the books of the day add up, and the hash that holds on to the day before',
      query: Type.Object({ ...PageQuery }, closed),
      reply: Page(DayView),
    },
    readings: {
      method: 'GET',
      path: '/readings',
      may: 'points.own',
      query: Type.Object({ ...PageQuery, area: Type.Optional(AreaCode) }, closed),
      reply: Page(Reading),
    },
    publishReading: {
      method: 'PUT',
      path: '/readings/:id',
      may: 'reading.publish',
      params: byId,
      body: Type.Object(
        {
          area: AreaCode,
          title: Text(2, 60),
          text: Text(10, 4000),
          question: Text(4, 120),
          choices: Type.Array(Text(1, 60), { minItems: 2, maxItems: 5 }),
          rightChoice: Type.Integer({ minimum: 0, maximum: 4 }),
          untilOn: Type.Optional(Nullable(On)),
        },
        closed,
      ),
      reply: Reading,
    },
    answer: {
      method: 'POST',
      path: '/readings/:id/answer',
      may: 'points.own',
      perMinute: 30,
      params: byId,
      body: Type.Object({ choice: Type.Integer({ minimum: 0, maximum: 4 }), deviceId: Text(8, 80) }, closed),
      reply: Type.Object({ isRight: Type.Boolean(), answeredAt: At }),
    },
  },
  port: port<PointsPort>(),
})
