/** Appointments 预约: a time at a window, for a service or a visit; nobody queues, and the last place goes to one. */
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
  type Static,
  Type,
} from '@liren/contract'

const closed = { additionalProperties: false } as const
const byId = Type.Object({ id: Id }, closed)
const Text = (most: number, least = 1) => Type.String({ minLength: least, maxLength: most })
const Minute = Type.Integer({ minimum: 0, maximum: 1440 })

export const Opening = Type.Object(
  { weekday: Type.Integer({ minimum: 1, maximum: 7 }), fromMinute: Minute, untilMinute: Minute },
  closed,
)
/** 窗口 a window · 服务 something done for people · 场地 a hall, room or court · 上门 somebody comes to one's home. */
export const placeKinds = ['window', 'service', 'venue', 'visit'] as const
export type Place = Static<typeof Place>
/** 预约点 What can be booked. `services` are the things done there: a tax matter, an entry in the land register. */
export const Place = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.Enum([...placeKinds]),
  areaCode: AreaCode,
  address: Type.String(),
  services: Type.Array(Type.String()),
  bring: Nullable(Type.String()),
  openings: Type.Array(Opening),
  closedDays: Type.Array(On),
  slotMinutes: Type.Integer(),
  quota: Type.Integer(),
  daysAhead: Type.Integer(),
  isOpen: Type.Boolean(),
})
export type SlotView = Static<typeof SlotView>
export const SlotView = Type.Object({ startAt: At, endAt: At, left: Type.Integer(), waiting: Type.Integer() })
export type Booking = Static<typeof Booking>
export const Booking = Type.Object({
  id: Id,
  placeId: Id,
  placeName: Type.String(),
  address: Type.String(),
  service: Type.String(),
  startAt: At,
  endAt: At,
  state: Type.Enum(['booked', 'waiting', 'cancelled', 'arrived', 'served', 'missed']),
  /** The matter it is about: the window goes on with the very same number. */
  matterId: Nullable(Id),
  matterNumber: Nullable(Type.String()),
  /** Shown at the window to check in. Only to whoever booked. */
  code: Nullable(Type.String()),
  mayCancel: Type.Boolean(),
  isExcused: Type.Boolean(),
  appeal: Nullable(Personal(Type.String())),
  appealAnswer: Nullable(Type.String()),
  bring: Nullable(Type.String()),
})

export const appointments = defineContract({
  name: 'appointments',
  version: '0.1.0',
  permissions: {
    'booking.receive': ['communityWorker', 'acceptor', 'handler', 'communityAdmin'],
    'place.keep': ['communityAdmin', 'acceptor'],
  },
  refusals: {
    'not-found': 404,
    'not-open': 409,
    'no-such-slot': 422,
    'too-far': 422,
    full: 409,
    'booked-already': 409,
    'too-many': 409,
    'too-late': 409,
    paused: 409,
    'wrong-state': 409,
    'wrong-code': 404,
    'too-early': 409,
    'appealed-already': 409,
    'id-taken': 409,
    'hours-wrong': 422,
  },
  events: {
    booked: Type.Object({ bookingId: Id, placeId: Id, areaCode: AreaCode, startAt: At }),
    'moved-up': Type.Object({ bookingId: Id, placeId: Id, startAt: At }),
    missed: Type.Object({ bookingId: Id, placeId: Id }),
    arrived: Type.Object({ bookingId: Id, matterId: Nullable(Id), place: Type.String() }),
  },
  routes: {
    places: {
      method: 'GET',
      path: '/places',
      may: 'anyone',
      summary: 'Where something can be booked; by area, or by a word of what is done there',
      query: Type.Object({ ...PageQuery, area: Type.Optional(AreaCode), q: Type.Optional(Text(40)) }, closed),
      reply: Page(Place),
    },
    slots: {
      method: 'GET',
      path: '/places/:id/slots',
      may: 'anyone',
      summary: 'The slots of a day with what is left',
      params: byId,
      query: Type.Object({ day: On }, closed),
      reply: Type.Object({ place: Place, items: Type.Array(SlotView) }),
    },
    book: {
      method: 'POST',
      path: '/bookings',
      may: 'signed-in',
      summary: 'Takes a place in a slot under an id made by the client; `waits` stands in line where it is full',
      body: Type.Object(
        {
          id: Id,
          placeId: Id,
          startAt: At,
          service: Text(60),
          waits: Type.Optional(Type.Boolean()),
          /** What was begun online and is gone on with here. */
          matterId: Type.Optional(Id),
        },
        closed,
      ),
      reply: Booking,
      perMinute: 30,
    },
    mine: {
      method: 'GET',
      path: '/bookings/mine',
      may: 'signed-in',
      query: Type.Object({ ...PageQuery }, closed),
      reply: Type.Object({
        items: Type.Array(Booking),
        next: Nullable(Type.String()),
        pausedUntil: Nullable(At),
        missed: Type.Integer(),
      }),
    },
    cancel: { method: 'POST', path: '/bookings/:id/cancellation', may: 'signed-in', params: byId, reply: Booking },
    appeal: {
      method: 'POST',
      path: '/bookings/:id/appeal',
      may: 'signed-in',
      summary: 'Why I could not come',
      params: byId,
      body: Type.Object({ text: Personal(Text(300, 4)) }, closed),
      reply: Booking,
    },
    today: {
      method: 'GET',
      path: '/bookings',
      may: 'booking.receive',
      summary: 'Who comes on a day, in order of time',
      query: Type.Object(
        { ...PageQuery, day: Type.Optional(On), area: Type.Optional(AreaCode), appeals: Type.Optional(Type.Boolean()) },
        closed,
      ),
      reply: Page(Type.Object({ ...Booking.properties, who: Personal(Type.String()) })),
    },
    checkIn: {
      method: 'POST',
      path: '/bookings/arrival',
      may: 'booking.receive',
      summary: 'Somebody is here: by the code on their phone',
      body: Type.Object({ code: Text(12, 4) }, closed),
      reply: Type.Object({ ...Booking.properties, who: Personal(Type.String()) }),
      perMinute: 120,
    },
    serve: { method: 'POST', path: '/bookings/:id/service', may: 'booking.receive', params: byId, reply: Booking },
    answerAppeal: {
      method: 'POST',
      path: '/bookings/:id/appeal-answer',
      may: 'booking.receive',
      params: byId,
      body: Type.Object({ isExcused: Type.Boolean(), answer: Text(300, 2) }, closed),
      reply: Booking,
    },
    keepPlace: {
      method: 'PUT',
      path: '/places/:id',
      may: 'place.keep',
      summary: 'Hours, quota and days ahead; what is booked already stays',
      params: byId,
      body: Type.Object(
        {
          name: Text(60),
          kind: Type.Enum([...placeKinds]),
          area: AreaCode,
          address: Text(120),
          services: Type.Array(Text(60), { minItems: 1, maxItems: 30, uniqueItems: true }),
          bring: Type.Optional(Nullable(Text(200))),
          openings: Type.Array(Opening, { maxItems: 30 }),
          closedDays: Type.Optional(Type.Array(On, { maxItems: 60, uniqueItems: true })),
          slotMinutes: Type.Integer({ minimum: 5, maximum: 240 }),
          quota: Type.Integer({ minimum: 1, maximum: 200 }),
          daysAhead: Type.Integer({ minimum: 0, maximum: 60 }),
          isOpen: Type.Boolean(),
        },
        closed,
      ),
      reply: Place,
    },
  },
})
