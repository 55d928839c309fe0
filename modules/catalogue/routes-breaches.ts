/** 个人信息安全事件 What may be asked about leaks: said at once by whoever notices, assessed, told to those it concerns, ended. */
import { AreaCode, At, Id, Nullable, Page, PageQuery, type Static, Type } from '@liren/contract'
import { object, text } from './shapes.ts'

const byId = object({ id: Id })
export const breachStates = ['reported', 'contained', 'told', 'closed'] as const
/** 泄露、篡改、丢失 (个人信息保护法 57). */
export const breachKinds = ['leaked', 'altered', 'lost'] as const
/** Everybody of whom an account is known is told; or it is hung in public; or, where all harm was prevented, neither. */
export const tellingWays = ['each', 'public', 'notNeeded'] as const

export type Breach = Static<typeof Breach>
export const Breach = Type.Object({
  id: Id,
  matterId: Id,
  number: Type.String(),
  areaCode: AreaCode,
  kind: Type.Enum([...breachKinds]),
  what: Type.String(),
  /** Kinds of data, by name. */
  data: Type.Array(Type.String()),
  persons: Nullable(Type.Integer()),
  noticedAt: At,
  state: Type.Enum([...breachStates]),
  dueAt: Nullable(At),
  cause: Nullable(Type.String()),
  harm: Nullable(Type.String()),
  measures: Nullable(Type.String()),
  containedAt: Nullable(At),
  authority: Nullable(Type.String()),
  way: Nullable(Type.Enum([...tellingWays])),
  advice: Nullable(Type.String()),
  contact: Nullable(Type.String()),
  told: Nullable(Type.Integer()),
  toldAt: Nullable(At),
  lesson: Nullable(Type.String()),
  closedAt: Nullable(At),
})

/** What everybody may read of one that was told: what the law wants said, and nothing of how. */
export const PublicBreach = Type.Object({
  id: Id,
  number: Type.String(),
  kind: Type.Enum([...breachKinds]),
  data: Type.Array(Type.String()),
  cause: Type.String(),
  harm: Type.String(),
  measures: Type.String(),
  advice: Type.String(),
  contact: Type.String(),
  noticedAt: At,
  toldAt: At,
})

export const breachRoutes = {
  reportBreach: {
    method: 'POST',
    path: '/breaches',
    may: 'breach.report',
    perMinute: 20,
    summary: 'Says that personal data got out, were changed or lost; the clock starts at once',
    body: object({
      id: Id,
      areaCode: AreaCode,
      kind: Type.Enum([...breachKinds]),
      what: text(1000, 5),
      data: Type.Array(text(60), { minItems: 1, maxItems: 40, uniqueItems: true }),
      persons: Type.Optional(Nullable(Type.Integer({ minimum: 0 }))),
      noticedAt: At,
    }),
    reply: Breach,
    status: 201,
  },
  listBreaches: {
    method: 'GET',
    path: '/breaches',
    may: 'breach.handle',
    query: object({ ...PageQuery, state: Type.Optional(Type.Enum([...breachStates])) }),
    reply: Page(Breach),
  },
  containBreach: {
    method: 'POST',
    path: '/breaches/:id/assessment',
    may: 'breach.handle',
    summary: 'Stopped and assessed: cause, possible harm, what was done',
    params: byId,
    body: object({
      cause: text(1000, 2),
      harm: text(1000, 2),
      measures: text(1000, 2),
      persons: Type.Integer({ minimum: 0 }),
    }),
    reply: Breach,
  },
  tellBreach: {
    method: 'POST',
    path: '/breaches/:id/notification',
    may: 'breach.handle',
    summary: 'The authority was told, and those it concerns: each, in public, or not at all where harm was prevented',
    params: byId,
    body: object({
      authority: text(120, 2),
      way: Type.Enum([...tellingWays]),
      /** What people can do themselves; or, where nobody is told, why not. */
      advice: text(1000, 2),
      contact: text(120, 2),
      personIds: Type.Optional(Type.Array(Id, { maxItems: 5000, uniqueItems: true })),
    }),
    reply: Breach,
  },
  closeBreach: {
    method: 'POST',
    path: '/breaches/:id/closing',
    may: 'breach.handle',
    params: byId,
    body: object({ lesson: text(1000, 2) }),
    reply: Breach,
  },
  listToldBreaches: {
    method: 'GET',
    path: '/breaches/told',
    may: 'anyone',
    summary: 'What was told in public, the newest first',
    query: object(PageQuery),
    reply: Page(PublicBreach),
  },
} as const
