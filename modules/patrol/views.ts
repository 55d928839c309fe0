/** What patrol shows: routes with stops, rounds with what was found, visits and happenings. */
import { AreaCode, At, Id, Nullable, On, Personal, type Static, Type } from '@liren/contract'
import { FileView } from '@liren/files/contract'

/** A photo as its pages show it: the copy without EXIF, under an address that expires. */
const { id, kind, name, url, thumbUrl, takenAt } = FileView.properties
export const PhotoShown = Type.Object({ id, kind, name, url, thumbUrl, takenAt })
export type PhotoShown = Static<typeof PhotoShown>
const Photos = Type.Array(PhotoShown)

const closed = { additionalProperties: false } as const
const Lon = Type.Number({ minimum: -180, maximum: 180 })
const Lat = Type.Number({ minimum: -90, maximum: 90 })
const Check = Type.String({ minLength: 1, maxLength: 80 })

/** A visit goes to a home, one person, or an enterprise. */
export const visitKinds = ['dwelling', 'person', 'enterprise'] as const

/** A stop of a route as a planner gives it: where, and what to look at there. */
export const NewStop = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60 }),
    lon: Lon,
    lat: Lat,
    checks: Type.Array(Check, { maxItems: 10 }),
    /** What a problem found there usually is, so that it is filed at once. */
    categoryCode: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 8 }))),
  },
  closed,
)
export type NewStop = Static<typeof NewStop>

export const Stop = Type.Object({
  name: Type.String(),
  cellCode: Type.String(),
  lon: Lon,
  lat: Lat,
  checks: Type.Array(Type.String()),
  categoryCode: Nullable(Type.String()),
})
export type Stop = Static<typeof Stop>

/** A route 巡查路线: a named list of stops, walked on certain weekdays (1 Monday … 7 Sunday). */
export const RouteView = Type.Object({
  id: Id,
  areaCode: AreaCode,
  name: Type.String(),
  weekdays: Type.Array(Type.Integer()),
  workerId: Nullable(Id),
  workerName: Nullable(Type.String()),
  isPaused: Type.Boolean(),
  /** Walked by somebody else, to see what should have been reported (复查). */
  isReinspection: Type.Boolean(),
  stops: Type.Array(Stop),
})
export type RouteView = Static<typeof RouteView>

export const ItemNote = Type.Object({
  id: Id,
  byName: Type.String(),
  at: At,
  found: Type.String(),
  note: Nullable(Type.String()),
  photos: Photos,
})

/** One stop of a round, and what was found there. */
export const Item = Type.Object({
  id: Id,
  rank: Type.Integer(),
  name: Type.String(),
  cellCode: Type.String(),
  lon: Lon,
  lat: Lat,
  checks: Type.Array(Type.String()),
  found: Nullable(Type.Enum(['fine', 'problem', 'notReached'])),
  note: Nullable(Type.String()),
  before: Photos,
  after: Photos,
  doneAt: Nullable(At),
  doneByName: Nullable(Type.String()),
  caseId: Nullable(Id),
  caseNumber: Nullable(Type.String()),
  isFixed: Type.Boolean(),
  notes: Type.Array(ItemNote),
})
export type Item = Static<typeof Item>

/** A round 巡查任务: one route on one day, walked by one worker. */
export const Round = Type.Object({
  id: Id,
  routeId: Id,
  name: Type.String(),
  areaCode: AreaCode,
  on: On,
  workerId: Nullable(Id),
  workerName: Nullable(Type.String()),
  isReinspection: Type.Boolean(),
  startedAt: Nullable(At),
  finishedAt: Nullable(At),
  items: Type.Array(Item),
})
export type Round = Static<typeof Round>

export const Visit = Type.Object({
  id: Id,
  areaCode: AreaCode,
  kind: Type.Enum([...visitKinds]),
  way: Type.Enum(['door', 'phone']),
  label: Personal(Type.String()),
  template: Nullable(Type.String()),
  note: Personal(Nullable(Type.String())),
  photos: Photos,
  visitedAt: At,
})
export type Visit = Static<typeof Visit>

/** Something unforeseen 突发情况: recorded at once, with whoever helps and free steps; its kind is decided later. */
export const Happening = Type.Object({
  id: Id,
  areaCode: AreaCode,
  text: Type.String(),
  team: Personal(Nullable(Type.String())),
  kind: Nullable(Type.String()),
  photos: Photos,
  happenedAt: At,
  byName: Type.String(),
  steps: Type.Array(Type.Object({ id: Id, text: Type.String(), at: At, byName: Type.String() })),
  /** The case it became. */
  caseId: Nullable(Id),
})
export type Happening = Static<typeof Happening>
