/** What people see of a matter (件): the row of a list, the whole of it, and the parts it is made of. */
import { AreaCode, At, Id, Nullable, On, Place, type Static, Type } from '@liren/contract'
import { orderKinds } from './order-kind.ts'
import { exclusions, owed } from './reply.ts'

const Text = (maxLength: number, minLength = 0) => Type.String({ minLength, maxLength })
export const Name = Type.String({ minLength: 1, maxLength: 60 })
export const PhaseName = Type.Enum(['intake', 'doing', 'checking', 'done'])
export const Grade = Type.Integer({ minimum: 1, maximum: 4, description: '1 一般, 2 较急, 3 紧急, 4 特急' })
export const Files = Type.Array(Id, { maxItems: 30 })
export const LimitView = Type.Object(
  {
    amount: Type.Number({ exclusiveMinimum: 0, maximum: 3650 }),
    unit: Type.Enum(['workHours', 'urgentHours', 'workDays', 'urgentDays']),
    dayMode: Type.Optional(Type.Enum(['endOfDay', 'sameClock'])),
  },
  { additionalProperties: false },
)
export const SupervisionLevel = Type.Enum(['reminder', 'yellow', 'red', 'listed', 'instruction'])
export const ReturnReason = Type.Enum([
  'notOurs',
  'unclearOwner',
  'wrongAddress',
  'wrongCategory',
  'duplicate',
  'other',
])

export const ExclusionReason = Type.Enum([...exclusions])

export type OrderKind = Static<typeof OrderKind>
export const OrderKind = Type.Enum([...orderKinds])

/** A word a place gave, in both languages; where it gave none in English, its own stands for both. */
export type BothWords = Static<typeof BothWords>
export const BothWords = Type.Object({ 'zh-CN': Type.String(), en: Type.String() })

/** A matter as one row of an inbox or a queue. */
export const MatterRow = Type.Object({
  id: Id,
  number: Type.String(),
  module: Type.String(),
  process: Type.String(),
  state: Type.String(),
  phase: PhaseName,
  /** What its place calls a state it added itself; null for the states a process comes with. */
  stateWord: Nullable(BothWords),
  title: Type.String(),
  areaCode: AreaCode,
  address: Nullable(Type.String()),
  source: Type.String(),
  /** What whoever reported wants 工单类型; null where nobody asked. */
  orderKind: Nullable(OrderKind),
  grade: Grade,
  openedAt: At,
  dueAt: Nullable(At),
  closedAt: Nullable(At),
  suspendedAt: Nullable(At),
  holderUnitId: Nullable(Id),
  holderUnitName: Nullable(Type.String()),
  holderAccountId: Nullable(Id),
  holderName: Nullable(Type.String()),
  supervision: Nullable(SupervisionLevel),
  subjectId: Nullable(Id),
  /** Why it stands in this inbox: held by me, by my unit, or my unit supports it. */
  part: Type.Enum(['mine', 'unit', 'support', 'none']),
})
export type MatterRow = Static<typeof MatterRow>

/** One entry of the timeline. */
export const Step = Type.Object({
  seq: Type.Integer(),
  at: At,
  /** A move of the process, or an act of the spine: opened, assigned, extended, merged, supervised… */
  move: Type.String(),
  fromState: Nullable(Type.String()),
  toState: Type.String(),
  actorId: Nullable(Id),
  actorName: Type.String(),
  actorUnitId: Nullable(Id),
  isPublic: Type.Boolean(),
  facts: Type.Record(Type.String(), Type.Unknown()),
  fileIds: Type.Array(Id),
  hash: Type.String(),
})
export type Step = Static<typeof Step>

export const ClockView = Type.Object({
  id: Id,
  name: Type.String(),
  limit: LimitView,
  startedAt: At,
  dueAt: At,
  stoppedAt: Nullable(At),
  pausedAt: Nullable(At),
  pauses: Type.Array(Type.Object({ from: At, until: Nullable(At) })),
  extensions: Type.Array(LimitView),
  calendarVersion: Type.String(),
})
export type ClockView = Static<typeof ClockView>

/** A unit that supports the lead (协办), with its own deadline and result. */
export const Helper = Type.Object({
  id: Id,
  unitId: Id,
  unitName: Type.String(),
  task: Type.String(),
  dueAt: Nullable(At),
  doneAt: Nullable(At),
  result: Nullable(Type.String()),
  /** Reason the lead closed it without the unit's result. */
  overriddenBecause: Nullable(Type.String()),
})
/** A word in the thread; residents see public ones only. */
export const Message = Type.Object({
  id: Id,
  at: At,
  authorId: Nullable(Id),
  authorName: Type.String(),
  side: Type.Enum(['resident', 'staff', 'system']),
  isPublic: Type.Boolean(),
  text: Type.String(),
  fileIds: Type.Array(Id),
})
/** Something asked of a leader: more time (延期), rest (挂账/缓办), to be sent elsewhere (回退), more for a unit than its fill (超量派送). */
export const Request = Type.Object({
  id: Id,
  matterId: Id,
  kind: Type.Enum(['delay', 'suspend', 'return', 'exclude', 'overload', 'void']),
  state: Type.Enum(['asked', 'granted', 'refused', 'withdrawn']),
  reasonCode: Nullable(Type.Union([ReturnReason, ExclusionReason])),
  reason: Type.String(),
  limit: Nullable(LimitView),
  reviewOn: Nullable(On),
  /** Who is to be given more than its fill of the week. */
  toUnitId: Nullable(Id),
  toUnitName: Nullable(Type.String()),
  needsArbitration: Type.Boolean(),
  askedById: Nullable(Id),
  askedByName: Type.String(),
  askedByUnitId: Nullable(Id),
  askedAt: At,
  decidedByName: Nullable(Type.String()),
  decidedAt: Nullable(At),
  decision: Nullable(Type.String()),
  fileIds: Type.Array(Id),
})
/** 催办, 督办 (yellow, red, 挂牌 listed), 批示. */
export const Supervision = Type.Object({
  id: Id,
  level: SupervisionLevel,
  byName: Type.String(),
  text: Type.String(),
  at: At,
  answeredAt: Nullable(At),
  answer: Nullable(Type.String()),
})
export const Rating = Type.Object({
  score: Type.Integer({ minimum: 1, maximum: 5, description: '5 非常满意 … 1 非常不满意' }),
  reasons: Type.Array(Type.String()),
  text: Nullable(Type.String()),
  at: At,
  followUp: Nullable(Type.Enum(['open', 'done'])),
})
/** 回访: what the reporter said when asked. */
export const FollowUp = Type.Object({
  id: Id,
  at: At,
  byName: Type.String(),
  channel: Type.String(),
  isReached: Type.Boolean(),
  isSolved: Nullable(Type.Boolean()),
  satisfaction: Nullable(Type.Integer()),
  note: Type.String(),
})
export const Call = Type.Object({
  id: Id,
  at: At,
  byName: Type.String(),
  toName: Type.String(),
  channel: Type.Enum(['phone', 'wechat', 'chat', 'visit']),
  outcome: Type.Enum(['reached', 'noAnswer', 'busy', 'refused', 'wrongNumber']),
  seconds: Nullable(Type.Integer()),
  note: Type.String(),
})
/** Who reported or follows, names masked; and who was called into its room (会商). */
export const Party = Type.Object({
  id: Id,
  accountId: Nullable(Id),
  name: Nullable(Type.String()),
  contactRef: Nullable(Type.String()),
  kind: Type.Enum(['reporter', 'follower', 'participant']),
  since: At,
  viaMatterId: Nullable(Id),
})
export const FileShown = Type.Object({
  id: Id,
  kind: Type.Enum(['photo', 'document', 'audio', 'video']),
  name: Type.String(),
  url: Nullable(Type.String()),
  thumbUrl: Nullable(Type.String()),
})
/** A button to draw: a move open to whoever reads, with what it asks. */
export const OpenMove = Type.Object({
  name: Type.String(),
  to: Nullable(Type.String()),
  asks: Nullable(Type.Record(Type.String(), Type.Unknown())),
  evidenceMin: Type.Integer(),
  evidenceKind: Nullable(Type.Enum(['photo', 'file'])),
  changesHands: Type.Boolean(),
  /** Made through the module's own route, which does more than move. */
  isOwn: Type.Boolean(),
  isGrave: Type.Boolean(),
})
/** Acts of the spine that whoever reads may do now, beside the moves of the process. */
export const Act = Type.Enum([
  'say',
  'sayInternally',
  'assign',
  'support',
  'finishSupport',
  'askDelay',
  'askSuspend',
  'askReturn',
  'askExclude',
  'askVoid',
  'passPraise',
  'decide',
  'resume',
  'remind',
  'supervise',
  'split',
  'merge',
  'unmerge',
  'void',
  'rate',
  'reopen',
  'follow',
  'logCall',
  'followUp',
])
export type Act = Static<typeof Act>

/** What normally comes next, and when at the latest. */
export const NextStep = Type.Object({ state: Type.String(), phase: PhaseName, by: Nullable(At) })

/** Words of the states and moves a community added to a process, by their names. */
const Added = Type.Object({
  states: Type.Record(Type.String(), BothWords),
  moves: Type.Record(Type.String(), BothWords),
})

/** The whole of a matter, as far as whoever reads may see it. */
export const MatterView = Type.Object({
  ...MatterRow.properties,
  summary: Nullable(Type.String()),
  cellCode: Nullable(Type.String()),
  place: Nullable(Place),
  outcome: Nullable(Type.String()),
  isPublic: Type.Boolean(),
  /** What everybody reads in place of the title: null is the title itself, empty nothing of its words; for staff. */
  publicTitle: Nullable(Type.String()),
  hops: Type.Integer(),
  returns: Type.Integer(),
  reworks: Type.Integer(),
  reopens: Type.Integer(),
  isArbitrated: Type.Boolean(),
  /** Somebody of the office asked the reporter something, and its clock stands still until they answer. */
  waitsForReporter: Type.Boolean(),
  /** How many units let it go so far; none of them gets it again without arbitration. */
  passedOnBy: Type.Integer(),
  /** Left out (剔除) of what its unit is measured by; staff alone see why. */
  excludedBecause: Nullable(Type.String()),
  /** What waits for a reply, and until when. */
  owed: Type.Array(Type.Object({ kind: Type.Enum([...owed]), dueAt: At, isMissed: Type.Boolean() })),
  next: Nullable(NextStep),
  reviewOn: Nullable(On),
  parentId: Nullable(Id),
  mergedIntoId: Nullable(Id),
  children: Type.Array(
    Type.Object({ id: Id, number: Type.String(), title: Type.String(), state: Type.String(), phase: PhaseName }),
  ),
  /** Steps so far; give it back as `seen` with the next move. */
  seen: Type.Integer(),
  mayAs: Type.Array(Type.Enum(['reporter', 'holder', 'handler', 'verifier', 'helper', 'follower', 'staff'])),
  moves: Type.Array(OpenMove),
  acts: Type.Array(Act),
  added: Added,
  /** Until when whoever reported may rate it or have it opened again, and up to which score somebody calls back: set by the community. */
  terms: Type.Object({ rateUntil: Nullable(At), reopenUntil: Nullable(At), lowScore: Type.Integer() }),
  steps: Type.Array(Step),
  clocks: Type.Array(ClockView),
  helpers: Type.Array(Helper),
  messages: Type.Array(Message),
  requests: Type.Array(Request),
  supervisions: Type.Array(Supervision),
  ratings: Type.Array(Rating),
  /** For staff: what those asked after the reply said. */
  followUps: Type.Array(FollowUp),
  calls: Type.Array(Call),
  parties: Type.Array(Party),
  /** Files named in steps, messages and requests. */
  files: Type.Array(FileShown),
})
export type MatterView = Static<typeof MatterView>

/** Progress without login: no names of people, no internal step. */
export const Progress = Type.Object({
  module: Type.String(),
  number: Type.String(),
  title: Type.String(),
  state: Type.String(),
  phase: PhaseName,
  added: Added,
  process: Type.String(),
  openedAt: At,
  dueAt: Nullable(At),
  closedAt: Nullable(At),
  outcome: Nullable(Type.String()),
  holderUnitName: Nullable(Type.String()),
  next: Nullable(NextStep),
  /** When a word said here is answered at the latest. */
  replyBy: Nullable(At),
  /** What the reporter may do with the code now. */
  acts: Type.Array(Type.Enum(['rate', 'reopen'])),
  lowScore: Type.Integer(),
  maySay: Type.Boolean(),
  steps: Type.Array(
    Type.Object({ at: At, move: Type.String(), toState: Type.String(), note: Nullable(Type.String()) }),
  ),
  messages: Type.Array(Type.Object({ at: At, side: Type.String(), text: Type.String() })),
})
/** A public row: nothing of the reporter, and a place rounded to about a hundred metres. */
export const PublicRow = Type.Object({
  id: Id,
  number: Type.String(),
  process: Type.String(),
  /** Null where nothing of its words is shown: nobody of the office has looked yet, or somebody kept them back. */
  title: Nullable(Type.String()),
  state: Type.String(),
  phase: PhaseName,
  stateWord: Nullable(BothWords),
  areaCode: AreaCode,
  place: Nullable(Place),
  openedAt: At,
  closedAt: Nullable(At),
  rating: Nullable(Type.Integer()),
})
export const Texts = { short: Text(200, 1), long: Text(4000, 1), optional: Text(4000) }
