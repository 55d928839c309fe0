/** What may be asked about one's own data and rights, about exceptions and challenges, and how long data are kept. */
import { AreaCode, At, Id, Nullable, On, Page, PageQuery, Personal, Type } from '@liren/contract'
import { trackerRoutes } from './routes-tracker.ts'
import { HeldValue, object, text } from './shapes.ts'

const byId = object({ id: Id })
const SubjectKind = Type.Enum(['person', 'household', 'dwelling', 'enterprise'])
/** What somebody asks for here; erasure is asked for in the register. humanDecision: no decision by a machine alone; ofTheDead: of a near relative. */
export const rightsAskedHere = [
  'access',
  'copy',
  'correct',
  'restrict',
  'explain',
  'humanDecision',
  'ofTheDead',
  'closeAccount',
] as const
const Kind = Type.Enum([...rightsAskedHere])
const AnyKind = Type.Enum([...rightsAskedHere, 'delete'])
const State = Type.Enum(['asked', 'done', 'declined', 'withdrawn'])

export const Right = Type.Object({
  id: Id,
  matterId: Id,
  number: Type.String(),
  kind: AnyKind,
  text: Nullable(Personal(Type.String())),
  displayName: Type.String(),
  state: State,
  askedAt: At,
  dueAt: Nullable(At),
  answer: Nullable(Type.String()),
  answeredAt: Nullable(At),
})

/** One look as its person sees it, with the names of what was looked at. */
export const Look = Type.Object({
  id: Id,
  lookedAt: At,
  lookerName: Type.String(),
  fields: Type.Array(Type.String()),
  purpose: Type.String(),
  reason: Type.String(),
  system: Type.String(),
  isMine: Type.Boolean(),
  questionState: Nullable(Type.Enum(['open', 'answered'])),
})

export const Exception = Type.Object({
  subjectKind: SubjectKind,
  subjectId: Id,
  displayName: Type.String(),
  key: Type.String(),
  name: Type.String(),
  areaCode: Type.String(),
  why: Type.Array(Type.Enum(['changed', 'stale', 'conflicting'])),
  changedBy: Nullable(Type.String()),
  sources: Type.Array(Type.String()),
  verifiedAt: Nullable(At),
  challengeId: Nullable(Id),
})

/** One doubted value as whoever finds out about it sees it. */
export const Challenge = Type.Object({
  matterId: Id,
  subjectKind: SubjectKind,
  displayName: Type.String(),
  key: Type.String(),
  name: Type.String(),
  type: Type.String(),
  choices: Type.Array(Type.Object({ value: Type.String(), label: Type.String() })),
  owner: Type.String(),
  sources: Type.Array(
    Type.Object({
      source: Type.String(),
      on: Nullable(On),
      verifiedAt: Nullable(At),
      recordedAt: At,
      isAuthoritative: Type.Boolean(),
      isOverruled: Type.Boolean(),
    }),
  ),
  isOpen: Type.Boolean(),
  /** It can be put right here; what is reckoned from other facts cannot. */
  isCorrectable: Type.Boolean(),
})

export const rightsRoutes = {
  listMyLooks: {
    method: 'GET',
    path: '/me/looks',
    may: 'signed-in',
    query: object(PageQuery),
    reply: Page(Look),
  },
  exportMyLooks: { method: 'GET', path: '/me/looks/csv', may: 'signed-in', kind: 'stream', perMinute: 10 },

  ...trackerRoutes,

  askRight: {
    method: 'POST',
    path: '/me/rights',
    may: 'signed-in',
    perMinute: 10,
    summary:
      'Ask for access, a copy, a correction, a restriction, an explanation, a decision by a person, what is held of a relative who died, or the end of the account',
    body: object({ kind: Kind, text: Personal(text(1000, 2)) }),
    reply: Right,
    status: 201,
  },
  listMyRights: {
    method: 'GET',
    path: '/me/rights',
    may: 'signed-in',
    query: object(PageQuery),
    reply: Page(Right),
  },
  listRights: {
    method: 'GET',
    path: '/rights',
    may: 'right.answer',
    query: object({ ...PageQuery, state: Type.Optional(State) }),
    reply: Page(Right),
  },
  answerRight: {
    method: 'POST',
    path: '/rights/:id/answers',
    may: 'right.answer',
    params: byId,
    summary: 'Answers, and carries it out in the same act; a correction names what is changed to what',
    body: object({
      decision: Type.Enum(['fulfil', 'decline']),
      text: text(1000, 2),
      changes: Type.Optional(
        Type.Array(object({ key: text(80), value: Personal(text(300)) }), { minItems: 1, maxItems: 20 }),
      ),
    }),
    reply: Right,
  },
  listCorrectable: {
    method: 'GET',
    path: '/rights/fields',
    may: 'right.answer',
    summary: 'What a correction may change',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          key: Type.String(),
          name: Type.String(),
          type: Type.String(),
          choices: Type.Array(Type.Object({ value: Type.String(), label: Type.String() })),
        }),
      ),
    }),
  },

  listExceptions: {
    method: 'GET',
    path: '/exceptions',
    may: 'exception.check',
    summary: 'Only what changed, is old or disagrees: nothing else has to be asked again',
    query: object({ ...PageQuery, area: Type.Optional(AreaCode) }),
    reply: Page(Exception),
  },
  checkException: {
    method: 'POST',
    path: '/exceptions/checks',
    may: 'exception.check',
    body: object({
      subjectKind: SubjectKind,
      subjectId: Id,
      key: text(80),
      finding: Type.Enum(['same', 'different']),
      text: Type.Optional(text(500, 2)),
    }),
  },
  revealValues: {
    method: 'POST',
    path: '/values/reveals',
    may: 'exception.check',
    perMinute: 60,
    summary: 'Values behind an exception, after saying why; the person sees the look',
    body: object({
      subjectKind: SubjectKind,
      subjectId: Id,
      keys: Type.Array(text(80), { minItems: 1, maxItems: 20 }),
      reason: text(200, 2),
    }),
    reply: Type.Object({ items: Type.Array(HeldValue) }),
  },
  readChallenge: {
    method: 'GET',
    path: '/challenges/:id',
    may: 'entry.read',
    summary: 'What is doubted of whom, and who told it when; the values themselves only after saying why',
    params: byId,
    reply: Challenge,
  },
  lookAtChallenge: {
    method: 'POST',
    path: '/challenges/:id/looks',
    may: 'entry.read',
    perMinute: 60,
    summary: 'What each source says; the person sees the look',
    params: byId,
    body: object({ reason: text(200, 2) }),
    reply: Type.Object({
      items: Type.Array(Type.Object({ source: Type.String(), text: Personal(Nullable(Type.String())) })),
    }),
  },
  correctChallenge: {
    method: 'POST',
    path: '/challenges/:id/corrections',
    may: 'entry.read',
    summary: 'The owner found out what is right: the value changes at its source, what others told counts no more',
    params: byId,
    body: object({ value: Personal(text(300)), text: text(1000, 2) }),
    reply: Challenge,
  },
  readMyRestriction: {
    method: 'GET',
    path: '/me/restriction',
    may: 'signed-in',
    summary: 'Are my data kept but used for nothing, and since when',
    reply: Type.Object({ since: Nullable(At) }),
  },
  liftMyRestriction: {
    method: 'DELETE',
    path: '/me/restriction',
    may: 'signed-in',
    summary: 'Lets my data be used again, as they were before I asked for it to stop',
    reply: Type.Object({ since: Nullable(At) }),
  },
  challengeMine: {
    method: 'POST',
    path: '/me/challenges',
    may: 'signed-in',
    perMinute: 20,
    summary: 'Say that a value about me is wrong',
    body: object({ key: text(80), text: Personal(text(500, 2)) }),
    reply: Type.Object({ matterId: Id }),
    status: 201,
  },

  listRetention: {
    method: 'GET',
    path: '/retention',
    may: 'retention.read',
    summary: 'How long each class is kept, on which ground, what is due, what was deleted last',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          module: Type.String(),
          name: Type.String(),
          title: Type.String(),
          basis: Type.String(),
          keepDays: Type.Integer(),
          due: Type.Integer(),
          lastRemoved: Nullable(Type.Integer()),
          lastAt: Nullable(At),
        }),
      ),
    }),
  },
  listInventory: {
    method: 'GET',
    path: '/inventory',
    may: 'retention.read',
    summary: 'Personal data handled here: what, how sensitive, from whom, on which ground, used by what',
    query: object(PageQuery),
    reply: Page(
      Type.Object({
        key: Type.String(),
        name: Type.String(),
        sensitivity: Type.String(),
        source: Type.String(),
        owner: Type.String(),
        ground: Type.String(),
        usedBy: Type.Array(Type.String()),
      }),
    ),
  },
} as const
