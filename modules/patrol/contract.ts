/** Patrol 巡查走访: routes kept, today's rounds walked, visits and unforeseen happenings written down once, on the spot. */
import { AreaCode, At, defineContract, Id, Nullable, On, Page, PageQuery, Personal, Type } from '@liren/contract'
import { Happening, NewStop, Round, RouteView, Visit, visitKinds } from './views.ts'

export * from './views.ts'

const closed = { additionalProperties: false } as const
const byId = Type.Object({ id: Id }, closed)
const Text = (most: number) => Type.String({ minLength: 1, maxLength: most })
const Photos = Type.Array(Id, { maxItems: 4, uniqueItems: true })
const Spot = Type.Object(
  { lon: Type.Number({ minimum: -180, maximum: 180 }), lat: Type.Number({ minimum: -90, maximum: 90 }) },
  closed,
)
const field = ['gridWorker', 'communityWorker'] as const
const planners = ['communityWorker', 'communityAdmin', 'dispatcher'] as const

export const patrol = defineContract({
  name: 'patrol',
  version: '0.1.0',
  permissions: {
    'round.walk': field,
    'round.plan': planners,
    'round.cover': [...planners, 'dutyLeader', 'supervisor'],
    'visit.record': field,
  },
  refusals: {
    'not-found': 404,
    'not-yours': 409,
    'done-already': 409,
    'photos-missing': 422,
    'nothing-said': 422,
    'outside-district': 422,
    'not-in-area': 422,
    'nobody-there': 422,
    'worker-missing': 422,
    'not-due': 409,
    'id-taken': 409,
  },
  events: {
    /** Something was wrong at a stop; the id of the case was made on the phone. `isFixed`: put right at once, shown by both photos. */
    'problem-found': Type.Object({
      caseId: Id,
      itemId: Id,
      workerId: Id,
      text: Type.String(),
      areaCode: AreaCode,
      cellCode: Type.String(),
      place: Type.Object({ lon: Type.Number(), lat: Type.Number() }),
      address: Type.String(),
      categoryCode: Nullable(Type.String()),
      isFixed: Type.Boolean(),
      beforeIds: Type.Array(Id),
      afterIds: Type.Array(Id),
      seenAt: At,
      /** Found by a re-inspection (复查): whoever patrols there should have reported it. */
      isReinspection: Type.Boolean(),
    }),
    /** Something unforeseen is to be handled by a unit: it becomes a case under this id. */
    'happening-passed-on': Type.Object({
      caseId: Id,
      happeningId: Id,
      workerId: Id,
      text: Type.String(),
      areaCode: AreaCode,
      photoIds: Type.Array(Id),
      seenAt: At,
    }),
    'round-finished': Type.Object({ roundId: Id, areaCode: AreaCode, stops: Type.Integer(), problems: Type.Integer() }),
    visited: Type.Object({ visitId: Id, areaCode: AreaCode, kind: Type.String() }),
  },
  routes: {
    today: {
      method: 'GET',
      path: '/today',
      may: 'round.walk',
      summary: 'My rounds of today with every stop, and my visits: what a phone keeps for the way',
      reply: Type.Object({ on: On, items: Type.Array(Round) }),
    },
    near: {
      method: 'GET',
      path: '/near',
      may: 'round.walk',
      summary: 'Reports to verify and results to check that wait for me or my unit, with their places',
      reply: Type.Object({
        items: Type.Array(
          Type.Object({
            id: Id,
            number: Type.String(),
            title: Type.String(),
            state: Type.String(),
            dueAt: Nullable(At),
            lon: Nullable(Type.Number()),
            lat: Nullable(Type.Number()),
          }),
        ),
      }),
    },
    start: {
      method: 'POST',
      path: '/rounds/:id/start',
      may: 'round.walk',
      params: byId,
      body: Type.Object({ at: Type.Optional(At) }, closed),
      reply: Round,
    },
    record: {
      method: 'POST',
      path: '/items/:id/finding',
      may: 'round.walk',
      summary: 'What was found at a stop. Sent twice under one recordId it answers the same',
      params: byId,
      body: Type.Object(
        {
          recordId: Id,
          found: Type.Enum(['fine', 'problem', 'notReached']),
          note: Type.Optional(Text(500)),
          before: Type.Optional(Photos),
          after: Type.Optional(Photos),
          /** Made on the phone, for a problem. */
          caseId: Type.Optional(Id),
          doneAt: At,
          /** Kept only while the round runs. */
          place: Type.Optional(Spot),
        },
        closed,
      ),
      reply: Round,
    },
    keepNote: {
      method: 'POST',
      path: '/items/:id/notes',
      may: 'round.walk',
      summary: 'What I found where a colleague was first, kept beside their finding',
      params: byId,
      body: Type.Object(
        {
          id: Id,
          found: Type.Enum(['fine', 'problem', 'notReached']),
          note: Type.Optional(Text(500)),
          files: Type.Optional(Type.Array(Id, { maxItems: 8, uniqueItems: true })),
          at: At,
        },
        closed,
      ),
      reply: Round,
    },
    finish: {
      method: 'POST',
      path: '/rounds/:id/finish',
      may: 'round.walk',
      params: byId,
      body: Type.Object({ at: Type.Optional(At) }, closed),
      reply: Round,
    },
    visit: {
      method: 'POST',
      path: '/visits',
      may: 'visit.record',
      summary: 'A visit or a telephone call, written down in seconds under an id made on the phone',
      body: Type.Object(
        {
          id: Id,
          area: AreaCode,
          kind: Type.Enum([...visitKinds]),
          way: Type.Enum(['door', 'phone']),
          label: Personal(Text(80)),
          template: Type.Optional(Text(40)),
          note: Type.Optional(Personal(Text(1000))),
          files: Type.Optional(Photos),
          visitedAt: At,
        },
        closed,
      ),
      reply: Visit,
    },
    visits: {
      method: 'GET',
      path: '/visits',
      may: 'visit.record',
      summary: 'My own visits, newest first',
      query: Type.Object({ ...PageQuery }, closed),
      reply: Page(Visit),
    },
    happen: {
      method: 'POST',
      path: '/happenings',
      may: 'visit.record',
      summary: 'Something unforeseen, recorded now and classified later',
      body: Type.Object(
        {
          id: Id,
          area: AreaCode,
          text: Text(1000),
          team: Type.Optional(Personal(Text(200))),
          files: Type.Optional(Photos),
          happenedAt: At,
        },
        closed,
      ),
      reply: Happening,
    },
    addStep: {
      method: 'POST',
      path: '/happenings/:id/steps',
      may: 'visit.record',
      params: byId,
      body: Type.Object({ id: Id, text: Text(500), at: At }, closed),
      reply: Happening,
    },
    classify: {
      method: 'PUT',
      path: '/happenings/:id/kind',
      may: 'round.plan',
      params: byId,
      body: Type.Object({ kind: Text(40) }, closed),
      reply: Happening,
    },
    passOn: {
      method: 'POST',
      path: '/happenings/:id/case',
      may: 'signed-in',
      summary: 'Makes a case of it, with its words, steps and photos; where that was done already, it is answered',
      params: byId,
      body: Type.Object({}, closed),
      reply: Happening,
    },
    happenings: {
      method: 'GET',
      path: '/happenings',
      may: 'signed-in',
      query: Type.Object(
        { ...PageQuery, area: Type.Optional(AreaCode), isOpen: Type.Optional(Type.Boolean()) },
        closed,
      ),
      reply: Page(Happening),
    },
    routes: {
      method: 'GET',
      path: '/routes',
      may: 'round.plan',
      query: Type.Object({ ...PageQuery, area: Type.Optional(AreaCode) }, closed),
      reply: Page(RouteView),
    },
    keepRoute: {
      method: 'PUT',
      path: '/routes/:id',
      may: 'round.plan',
      summary: 'Lays a route down or changes it; rounds already made stay as they are',
      params: byId,
      body: Type.Object(
        {
          area: AreaCode,
          name: Text(60),
          weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
            minItems: 1,
            maxItems: 7,
            uniqueItems: true,
          }),
          workerId: Type.Optional(Nullable(Id)),
          isPaused: Type.Optional(Type.Boolean()),
          isReinspection: Type.Optional(Type.Boolean()),
          stops: Type.Array(NewStop, { minItems: 1, maxItems: 60 }),
        },
        closed,
      ),
      reply: RouteView,
    },
    planNow: {
      method: 'POST',
      path: '/routes/:id/round',
      may: 'round.plan',
      summary: 'Makes the round of today; where it is there already, it is answered',
      params: byId,
      body: Type.Object({}, closed),
      reply: Round,
    },
    rounds: {
      method: 'GET',
      path: '/rounds',
      may: 'round.cover',
      query: Type.Object({ ...PageQuery, area: Type.Optional(AreaCode), on: Type.Optional(On) }, closed),
      reply: Page(Round),
    },
    handOn: {
      method: 'PUT',
      path: '/rounds/:id/worker',
      may: 'round.plan',
      summary: 'Gives a round to a colleague; what was found so far stays',
      params: byId,
      body: Type.Object({ workerId: Id }, closed),
      reply: Round,
    },
    workers: {
      method: 'GET',
      path: '/workers',
      may: 'round.plan',
      query: Type.Object({ area: AreaCode }, closed),
      reply: Type.Object({ items: Type.Array(Type.Object({ id: Id, name: Type.String() })) }),
    },
    coverage: {
      method: 'GET',
      path: '/coverage',
      may: 'round.cover',
      summary: 'Stops reached per cell and day, and cells nobody was at for some days',
      query: Type.Object({ area: AreaCode, days: Type.Optional(Type.Integer({ minimum: 1, maximum: 31 })) }, closed),
      reply: Type.Object({
        days: Type.Array(On),
        blindAfterDays: Type.Integer(),
        cells: Type.Array(
          Type.Object({
            code: Type.String(),
            name: Type.String(),
            lastOn: Nullable(On),
            /** Planned and reached, planned and nobody there for too long, or on no route at all. */
            state: Type.Enum(['reached', 'overdue', 'unplanned']),
            centre: Nullable(Type.Object({ lon: Type.Number(), lat: Type.Number() })),
            reached: Type.Array(Type.Integer()),
          }),
        ),
      }),
    },
  },
})
