/** 沥Mall: points are redeemed at pick-up points of the community, for things and for services; no cash, no trade. */
import { AreaCode, At, defineContract, Id, Nullable, On, Page, PageQuery, Type } from '@liren/contract'
import {
  Conflict,
  CounterRow,
  conflictReasons,
  DayOfShop,
  Deal,
  Good,
  goodKinds,
  Hours,
  PickupPoint,
  ReservationView,
  StockCount,
} from './views.ts'

export type { Deal, Good, PickupPoint, ReservationView } from './views.ts'

const closed = { additionalProperties: false } as const
const byId = Type.Object({ id: Id }, closed)
const Text = (least: number, most: number) => Type.String({ minLength: least, maxLength: most })

export const mall = defineContract({
  name: 'mall',
  permissions: {
    'mall.redeem': ['resident'],
    'mall.serve': ['merchant', 'communityWorker', 'communityAdmin'],
    'mall.keep': ['communityWorker', 'communityAdmin'],
  },
  refusals: {
    'not-found': 404,
    'no-record': 409,
    'not-by-staff': 403,
    'sold-out': 409,
    'not-offered': 409,
    'shop-closed': 409,
    'limit-reached': 409,
    'no-household': 409,
    'id-taken': 409,
    'wrong-state': 409,
    'cancel-too-late': 409,
    'wrong-code': 422,
    'too-many-tries': 429,
    'own-conflict': 403,
    'not-staff': 422,
    'hours-wrong': 422,
    'unknown-area': 422,
  },
  events: {
    reserved: Type.Object({ reservationId: Id, personId: Id, communityCode: AreaCode, points: Type.Integer() }),
    'handed-over': Type.Object({ reservationId: Id, personId: Id, communityCode: AreaCode, points: Type.Integer() }),
    refunded: Type.Object({ reservationId: Id, personId: Id, communityCode: AreaCode, points: Type.Integer() }),
    'day-differs': Type.Object({ communityCode: AreaCode, on: On }),
  },
  routes: {
    goods: {
      method: 'GET',
      path: '/goods',
      may: 'anyone',
      summary: 'Goods offered in a community, those in stock first',
      query: Type.Object({ ...PageQuery, area: AreaCode, kind: Type.Optional(Type.Enum([...goodKinds])) }, closed),
      reply: Page(Good),
    },
    reserve: {
      method: 'POST',
      path: '/reservations',
      may: 'mall.redeem',
      summary: 'Sets the points aside and one piece with them; sent twice under one id it is one reservation',
      body: Type.Object(
        {
          id: Id,
          goodId: Id,
          quantity: Type.Integer({ minimum: 1, maximum: 20 }),
          from: Type.Enum(['mine', 'household']),
        },
        closed,
      ),
      reply: ReservationView,
      status: 201,
    },
    reservations: {
      method: 'GET',
      path: '/reservations',
      may: 'mall.redeem',
      query: Type.Object({ ...PageQuery }, closed),
      reply: Page(ReservationView),
    },
    codes: {
      method: 'GET',
      path: '/reservations/:id/codes',
      may: 'mall.redeem',
      summary: 'The codes of the coming hour, one a minute, so that a phone shows them without a network too',
      params: byId,
      reply: Type.Object({
        number: Type.String(),
        seconds: Type.Integer(),
        codes: Type.Array(Type.Object({ code: Type.String(), startsAt: At })),
      }),
    },
    cancel: {
      method: 'POST',
      path: '/reservations/:id/cancellation',
      may: 'mall.redeem',
      params: byId,
      body: Type.Object({}, closed),
      reply: ReservationView,
    },
    counter: {
      method: 'GET',
      path: '/counter',
      may: 'mall.serve',
      summary:
        'My pick-up points with their goods, and every open reservation as a phone keeps it for when there is no network',
      reply: Type.Object({
        items: Type.Array(
          Type.Object({
            point: PickupPoint,
            goods: Type.Array(Good),
            open: Type.Array(CounterRow),
            today: DayOfShop,
            conflicts: Type.Array(Conflict),
          }),
        ),
      }),
    },
    handOver: {
      method: 'POST',
      path: '/hand-overs',
      may: 'mall.serve',
      summary:
        'Hands over by the code the resident shows. What was done without a network comes later with its time and token; what does not fit then is kept as a conflict',
      perMinute: 120,
      body: Type.Object(
        {
          id: Id,
          pointId: Id,
          number: Type.String({ pattern: '^\\d{4}$' }),
          code: Type.String({ pattern: '^\\d{6}$' }),
          /** Only for hand-overs made without a network. */
          offline: Type.Optional(Type.Object({ reservationId: Id, doneAt: At, token: Text(20, 80) }, closed)),
        },
        closed,
      ),
      reply: Type.Object({
        reservation: Nullable(ReservationView),
        conflict: Nullable(Type.Enum([...conflictReasons])),
      }),
    },
    handOvers: {
      method: 'GET',
      path: '/hand-overs',
      may: 'mall.serve',
      summary: 'What was handed over, newest first: at a point one serves, or at all points the desk keeps',
      query: Type.Object(
        {
          ...PageQuery,
          pointId: Type.Optional(Id),
          area: Type.Optional(AreaCode),
          number: Type.Optional(Type.String({ pattern: '^\\d{4}$' })),
        },
        closed,
      ),
      reply: Page(Deal),
    },
    refund: {
      method: 'POST',
      path: '/reservations/:id/refund',
      may: 'mall.serve',
      params: byId,
      body: Type.Object({ because: Text(4, 100), isBackInStock: Type.Boolean() }, closed),
      reply: ReservationView,
    },
    count: {
      method: 'POST',
      path: '/goods/:id/counts',
      may: 'mall.serve',
      summary: 'Stock-taking: what is really there; the difference is kept with its reason',
      params: byId,
      body: Type.Object(
        { counted: Type.Integer({ minimum: 0, maximum: 100_000 }), note: Type.Optional(Text(0, 200)) },
        closed,
      ),
      reply: Type.Object({ good: Good, difference: Type.Integer() }),
    },
    counts: {
      method: 'GET',
      path: '/counts',
      may: 'mall.serve',
      summary: 'Stock-takings with what was expected, newest first',
      query: Type.Object({ ...PageQuery, pointId: Type.Optional(Id), area: Type.Optional(AreaCode) }, closed),
      reply: Page(StockCount),
    },
    points: {
      method: 'GET',
      path: '/points',
      may: 'mall.keep',
      query: Type.Object({ ...PageQuery, area: Type.Optional(AreaCode) }, closed),
      reply: Page(PickupPoint),
    },
    keepPoint: {
      method: 'PUT',
      path: '/points/:id',
      may: 'mall.keep',
      params: byId,
      body: Type.Object(
        {
          area: AreaCode,
          name: Text(2, 40),
          address: Text(2, 80),
          /** Left out, the English that is there stays; emptied, there is none. */
          nameEn: Type.Optional(Nullable(Text(0, 80))),
          addressEn: Type.Optional(Nullable(Text(0, 160))),
          hours: Hours,
          isClosed: Type.Boolean(),
          /** Login names of those who serve there; left out, those who do go on. */
          staff: Type.Optional(Type.Array(Text(1, 60), { maxItems: 12, uniqueItems: true })),
          /** The same by account, as they are picked on the screen; none: nobody serves there any more. */
          staffIds: Type.Optional(Type.Array(Id, { maxItems: 12, uniqueItems: true })),
        },
        closed,
      ),
      reply: PickupPoint,
    },
    servers: {
      method: 'GET',
      path: '/servers',
      may: 'mall.keep',
      summary: 'Who may serve at a point of a community: its merchants and its own people, to be picked by name',
      query: Type.Object({ area: AreaCode }, closed),
      reply: Type.Object({ items: Type.Array(Type.Object({ id: Id, name: Type.String() })) }),
    },
    allGoods: {
      method: 'GET',
      path: '/all-goods',
      may: 'mall.keep',
      query: Type.Object({ ...PageQuery, area: Type.Optional(AreaCode) }, closed),
      reply: Page(Good),
    },
    keepGood: {
      method: 'PUT',
      path: '/goods/:id',
      may: 'mall.keep',
      params: byId,
      body: Type.Object(
        {
          pointId: Id,
          name: Text(1, 40),
          note: Text(0, 200),
          /** Left out, the English that is there stays; emptied, there is none. */
          nameEn: Type.Optional(Nullable(Text(0, 80))),
          noteEn: Type.Optional(Nullable(Text(0, 300))),
          kind: Type.Enum([...goodKinds]),
          points: Type.Integer({ minimum: 1, maximum: 100_000 }),
          perPerson: Nullable(Type.Integer({ minimum: 1, maximum: 100 })),
          isOffered: Type.Boolean(),
          /** Pieces that came in now. */
          add: Type.Integer({ minimum: 0, maximum: 100_000 }),
        },
        closed,
      ),
      reply: Good,
    },
    days: {
      method: 'GET',
      path: '/days',
      may: 'mall.serve',
      summary:
        'Days settled and compared with the ledger, newest first: of a point one serves, or of all points the desk keeps',
      query: Type.Object({ ...PageQuery, pointId: Type.Optional(Id), area: Type.Optional(AreaCode) }, closed),
      reply: Page(DayOfShop),
    },
    explainDay: {
      method: 'PUT',
      path: '/days/:on/points/:pointId/note',
      may: 'mall.keep',
      summary: 'What was found of a day on which the shop and the ledger differ',
      params: Type.Object({ on: On, pointId: Id }, closed),
      body: Type.Object({ note: Text(2, 200) }, closed),
      reply: DayOfShop,
    },
    conflicts: {
      method: 'GET',
      path: '/conflicts',
      may: 'mall.keep',
      query: Type.Object({ ...PageQuery, area: Type.Optional(AreaCode) }, closed),
      reply: Page(Conflict),
    },
    settleConflict: {
      method: 'POST',
      path: '/conflicts/:id/settlement',
      may: 'mall.keep',
      summary: 'Says what became of a hand-over that did not fit; where it was right after all, it is made now',
      params: byId,
      body: Type.Object({ isRight: Type.Boolean(), note: Text(2, 200) }, closed),
      reply: Conflict,
    },
  },
})
