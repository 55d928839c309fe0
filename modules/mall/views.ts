/** The views of the mall: pick-up points, goods, reservations, a shop's counter and its days. */
import { At, Id, Nullable, On, type Static, Type } from '@liren/contract'
import { reservationStates } from './reservation.ts'

export const Hours = Type.Object(
  {
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }),
    from: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
    until: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
  },
  { additionalProperties: false },
)

export type PickupPoint = Static<typeof PickupPoint>
export const PickupPoint = Type.Object({
  id: Id,
  area: Type.String(),
  name: Type.String(),
  address: Type.String(),
  /** Null where nobody wrote it in English. */
  nameEn: Nullable(Type.String()),
  addressEn: Nullable(Type.String()),
  hours: Hours,
  isClosed: Type.Boolean(),
  staff: Type.Array(Type.Object({ id: Id, name: Type.String() })),
})

export const goodKinds = ['thing', 'service'] as const

export type Good = Static<typeof Good>
export const Good = Type.Object({
  id: Id,
  pointId: Id,
  /** Where it is, as the reader reads it. */
  pointName: Type.String(),
  address: Type.String(),
  hours: Hours,
  area: Type.String(),
  name: Type.String(),
  note: Type.String(),
  /** Null where nobody wrote it in English. */
  nameEn: Nullable(Type.String()),
  noteEn: Nullable(Type.String()),
  kind: Type.Enum([...goodKinds]),
  points: Type.Integer(),
  stock: Type.Integer(),
  perPerson: Nullable(Type.Integer()),
  isOffered: Type.Boolean(),
})

export type ReservationView = Static<typeof ReservationView>
export const ReservationView = Type.Object({
  id: Id,
  number: Type.String(),
  goodId: Id,
  goodName: Type.String(),
  kind: Type.Enum([...goodKinds]),
  pointId: Id,
  pointName: Type.String(),
  address: Type.String(),
  quantity: Type.Integer(),
  points: Type.Integer(),
  state: Type.Enum([...reservationStates]),
  reservedAt: At,
  keptUntil: On,
  handedAt: Nullable(At),
  mayCancelUntil: Nullable(At),
})

/** One open reservation as the counter keeps it for when there is no network; `token` proves that this house wrote it. */
export const CounterRow = Type.Object({
  id: Id,
  number: Type.String(),
  goodName: Type.String(),
  quantity: Type.Integer(),
  name: Type.String(),
  keptUntil: On,
  token: Type.String(),
})

export type Deal = Static<typeof Deal>
/** Something handed over, and what became of it. */
export const Deal = Type.Object({
  id: Id,
  number: Type.String(),
  goodName: Type.String(),
  kind: Type.Enum([...goodKinds]),
  pointId: Id,
  pointName: Type.String(),
  name: Type.String(),
  quantity: Type.Integer(),
  points: Type.Integer(),
  handedAt: At,
  refundedAt: Nullable(At),
  because: Nullable(Type.String()),
})

export const StockCount = Type.Object({
  id: Id,
  goodId: Id,
  goodName: Type.String(),
  pointName: Type.String(),
  expected: Type.Integer(),
  counted: Type.Integer(),
  note: Nullable(Type.String()),
  byName: Type.String(),
  at: At,
})

export const DayOfShop = Type.Object({
  pointId: Id,
  on: On,
  handedOver: Type.Integer(),
  points: Type.Integer(),
  refunds: Type.Integer(),
  refundedPoints: Type.Integer(),
  /** Null while the day is not over; then whether the ledger says the same for the community. */
  isEqual: Nullable(Type.Boolean()),
  /** What the community found where it does not. */
  note: Nullable(Type.String()),
})

export const conflictReasons = [
  'wrong-code',
  'wrong-token',
  'cancelled',
  'handed-already',
  'lapsed',
  'too-old',
  'not-this-shop',
] as const
export const Conflict = Type.Object({
  id: Id,
  reservationId: Id,
  number: Type.String(),
  goodName: Type.String(),
  why: Type.Enum([...conflictReasons]),
  doneAt: At,
  byName: Type.String(),
  settledNote: Nullable(Type.String()),
})
