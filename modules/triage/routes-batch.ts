/** Batches 批量整理: a backlog looked through at once, first without moving anything, then sent, and taken back as a whole. */
import { AreaCode, At, Id, Nullable, Page, PageQuery, type Static, Type } from '@liren/contract'

const closed = { additionalProperties: false } as const
const byId = Type.Object({ id: Id }, closed)
export const stages = ['looking', 'looked', 'going', 'gone', 'back'] as const
export type Stage = (typeof stages)[number]

export type BatchView = Static<typeof BatchView>
export const BatchView = Type.Object({
  id: Id,
  areaCode: AreaCode,
  areaName: Type.String(),
  madeAt: At,
  madeByName: Type.String(),
  stage: Type.Enum([...stages]),
  startedAt: Nullable(At),
  endedAt: Nullable(At),
  /** Until then the whole batch can be taken back; null when it cannot. */
  undoUntil: Nullable(At),
  looked: Type.Integer(),
  /** Would go, and what keeps the others. */
  ready: Type.Integer(),
  hurdles: Type.Array(Type.Object({ hurdle: Type.String(), count: Type.Integer() })),
  units: Type.Array(Type.Object({ name: Type.String(), count: Type.Integer() })),
  gone: Type.Integer(),
  /** Told to go, but moved on by a person meanwhile, or the unit had its fill. */
  stayed: Type.Integer(),
  back: Type.Integer(),
})

export const BatchItem = Type.Object({
  caseId: Id,
  number: Type.String(),
  title: Type.String(),
  category: Nullable(Type.Object({ code: Type.String(), name: Type.String() })),
  probability: Type.Number(),
  unitName: Nullable(Type.String()),
  hurdles: Type.Array(Type.String()),
  /** What became of it so far. */
  is: Type.Enum(['ready', 'waiting', 'gone', 'stayed', 'back']),
})

export const batchRoutes = {
  lookThrough: {
    method: 'POST',
    path: '/batches',
    may: 'triage.batch',
    status: 202,
    summary: 'Sorts every undispatched case of an area anew, oldest first, without moving any: a dry run to look at',
    body: Type.Object({ area: AreaCode }, closed),
    reply: BatchView,
  },
  batches: {
    method: 'GET',
    path: '/batches',
    may: 'triage.batch',
    query: Type.Object({ ...PageQuery }, closed),
    reply: Page(BatchView),
  },
  batch: { method: 'GET', path: '/batches/:id', may: 'triage.batch', params: byId, reply: BatchView },
  batchItems: {
    method: 'GET',
    path: '/batches/:id/items',
    may: 'triage.batch',
    params: byId,
    query: Type.Object({ ...PageQuery, isReady: Type.Optional(Type.Enum(['yes', 'no'])) }, closed),
    reply: Page(BatchItem),
  },
  startBatch: {
    method: 'POST',
    path: '/batches/:id/start',
    may: 'triage.batch',
    status: 202,
    summary: 'Sends what was found ready in the dry run to its units; what a person took up meanwhile stays theirs',
    params: byId,
    body: Type.Object({}, closed),
    reply: BatchView,
  },
  takeBackBatch: {
    method: 'POST',
    path: '/batches/:id/return',
    may: 'triage.batch',
    status: 202,
    summary: 'Takes the whole batch back while that may be undone, but for what somebody has replied to already',
    params: byId,
    body: Type.Object({}, closed),
    reply: BatchView,
  },
} as const
