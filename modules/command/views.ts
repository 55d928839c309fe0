/** What the screens of the command centre see: tiles, rows of a list, figures. */
import { AreaCode, At, Id, Nullable, Type } from '@liren/contract'
import { MatterRow } from '@liren/matters/contract'
import { estimates } from './estimate.ts'
import { rungs } from './linkage.ts'
import { scoreParts } from './score.ts'

export const closed = { additionalProperties: false } as const
export const Text = (maxLength: number, minLength = 1) => Type.String({ minLength, maxLength })
export const Day = Type.String({ format: 'date' })
export const Month = Type.String({ pattern: '^20\\d{2}-(0[1-9]|1[0-2])$' })
export const byId = Type.Object({ id: Id }, closed)
export const inArea = Type.Object({ area: Type.Optional(AreaCode) }, closed)

export const Queue = Type.Object({
  state: Type.String(),
  phase: Type.Enum(['intake', 'doing', 'checking', 'done']),
  open: Type.Integer(),
  underHour: Type.Integer(),
  underDay: Type.Integer(),
  older: Type.Integer(),
  soon: Type.Integer(),
  overdue: Type.Integer(),
  suspended: Type.Integer(),
})
/** Open cases of a cell; `gradeN` of grade 2, 3, 4 among them. */
export const Cell = Type.Object({
  code: Type.String(),
  open: Type.Integer(),
  grade2: Type.Integer(),
  grade3: Type.Integer(),
  grade4: Type.Integer(),
  overdue: Type.Integer(),
})
export const UnitLoad = Type.Object({
  unitId: Id,
  unitName: Nullable(Type.String()),
  open: Type.Integer(),
  overdue: Type.Integer(),
  /** Since when the longest-waiting of them has not moved. */
  oldestAt: At,
})
export const Channel = Type.Object({ source: Type.String(), reported: Type.Integer(), closed: Type.Integer() })
export const Topic = Type.Object({
  categoryCode: Type.String(),
  reported: Type.Integer(),
  before: Type.Integer(),
  open: Type.Integer(),
  cells: Type.Integer(),
})
export const QueuesTile = Type.Object({
  at: At,
  words: Type.String({ description: 'Where the words for the states stand' }),
  queues: Type.Array(Queue),
})
export const CellsTile = Type.Object({
  version: Type.String(),
  /** There: only cells that differ from that version, emptied ones with nothing open. Not there: all of them. */
  since: Type.Optional(Type.String()),
  cells: Type.Array(Cell),
})
export const UnitsTile = Type.Object({ units: Type.Array(UnitLoad) })
export const ChannelsTile = Type.Object({ channels: Type.Array(Channel) })
export const SilenceTile = Type.Object({
  /** So many days stands for that many or more. */
  most: Type.Integer(),
  items: Type.Array(
    Type.Object({ areaCode: AreaCode, areaName: Type.String(), lastOn: Nullable(Day), days: Type.Integer() }),
  ),
})
export const TopicsTile = Type.Object({ topics: Type.Array(Topic) })
export const CaseLine = Type.Object({ ...MatterRow.properties, categoryCode: Nullable(Type.String()) })

export const FigureView = Type.Object({
  name: Type.String(),
  kind: Type.Enum(['count', 'share', 'weighted', 'mean', 'meanHours', 'medianHours', 'estimate']),
  /** What an estimate is of; it was never measured. */
  estimate: Nullable(Type.Enum([...estimates])),
  post: Type.Enum(['collector', 'acceptor', 'dutyLeader', 'dispatcher', 'handler', 'centre']),
  better: Type.Enum(['high', 'low', 'none']),
  numerator: Type.Number(),
  denominator: Type.Integer(),
  value: Nullable(Type.Number()),
  baseline: Nullable(Type.Object({ value: Type.Number(), source: Type.String() })),
  /** Against the baseline: a difference, a share less, or so many times. */
  change: Nullable(Type.Number()),
  /** A figure of published cases, never ours. */
  reference: Nullable(Type.Object({ value: Type.Number(), kind: Type.Enum(['share', 'less', 'times']) })),
})

export const RungName = Type.Enum([...rungs])
export const CallView = Type.Object({
  id: Id,
  rung: RungName,
  unitName: Type.String(),
  name: Type.String(),
  /** False for somebody on the roster without an account: to be rung up. */
  isThroughPlatform: Type.Boolean(),
  calledAt: At,
  dueAt: At,
  answeredAt: Nullable(At),
  answer: Nullable(Type.Enum(['accepted', 'declined'])),
  reason: Nullable(Type.String()),
})
export const SummonsView = Type.Object({
  id: Id,
  caseId: Id,
  number: Type.String(),
  title: Type.String(),
  areaCode: AreaCode,
  grade: Type.Integer(),
  because: Type.String(),
  ladder: Type.Array(RungName),
  state: Type.Enum(['open', 'answered', 'exhausted', 'ended']),
  startedByName: Type.String(),
  startedAt: At,
  answeredAt: Nullable(At),
  endedAt: Nullable(At),
  calls: Type.Array(CallView),
})

export const CallingTile = Type.Object({ items: Type.Array(SummonsView) })

export const TaskBody = {
  /** Made where it was written, so that what is sent twice is kept once. */
  id: Type.Optional(Id),
  title: Text(200, 2),
  text: Text(2000, 2),
  unitId: Id,
  workDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
}
/** What an order is about: a case, or a place. */
export const AboutBody = { caseId: Type.Optional(Id), area: Type.Optional(AreaCode) }
export const Opened = Type.Object({ id: Id, number: Type.String() })
export const OrderLine = Type.Object({
  ...MatterRow.properties,
  kind: Type.Enum(['order', 'call', 'instruction', 'plan', 'paper']),
})
/** An order, a call or a task with its two clocks: taken in time, done in time. */
export const OrderRow = Type.Object({
  ...OrderLine.properties,
  caseId: Nullable(Id),
  launchId: Nullable(Id),
  areaName: Type.String(),
  takeDueAt: Nullable(At),
  takenAt: Nullable(At),
})
/** A daily report in a list. */
export const BriefLine = Type.Object({
  id: Id,
  areaCode: AreaCode,
  areaName: Type.String(),
  onDay: Day,
  state: Type.Enum(['draft', 'issued']),
  writtenByName: Type.String(),
  writtenAt: At,
  issuedByName: Nullable(Type.String()),
  issuedAt: Nullable(At),
})
export const BriefView = Type.Object({
  ...BriefLine.properties,
  text: Type.String(),
  /** What the records said when it was written; restricted cases are in none of it. */
  facts: Type.Object({
    reported: Type.Integer(),
    closed: Type.Integer(),
    sameDay: Type.Integer(),
    open: Type.Integer(),
    overdue: Type.Integer(),
    emergencies: Type.Array(
      Type.Object({ id: Id, number: Type.String(), grade: Type.Integer(), title: Nullable(Type.String()) }),
    ),
    topics: Type.Array(Type.Object({ categoryCode: Type.String(), reported: Type.Integer() })),
    /** 专项行动 under way that day. */
    campaigns: Type.Array(
      Type.Object({ id: Id, name: Type.String(), untilOn: Type.String(), tasks: Type.Integer(), done: Type.Integer() }),
    ),
  }),
})
export const ScoreView = Type.Object({
  id: Id,
  month: Month,
  kind: Type.Enum(['unit', 'area']),
  subject: Type.String(),
  subjectName: Type.String(),
  points: Nullable(Type.Number()),
  /** Each part: points reached of the full ones, and how many of the cases due cost points. */
  parts: Type.Array(
    Type.Object({
      of: Type.Enum(scoreParts.map(({ of }) => of)),
      full: Type.Number(),
      points: Type.Number(),
      cost: Type.Integer(),
      due: Type.Integer(),
      better: Type.Enum(['high', 'low', 'none']),
    }),
  ),
  formulaVersion: Type.String(),
  computedAt: At,
  publishedAt: Nullable(At),
  appealUntil: Nullable(At),
  note: Nullable(Type.String()),
})
/** A baseline as it was recorded. */
export const BaselineView = Type.Object({
  id: Id,
  areaCode: AreaCode,
  areaName: Type.String(),
  indicator: Type.String(),
  value: Type.Number(),
  source: Type.String(),
  from: Day,
  until: Day,
  recordedByName: Type.String(),
  recordedAt: At,
})
/** An appeal 申诉 with the cases it names. */
export const AppealView = Type.Object({
  id: Id,
  number: Type.String(),
  subjectName: Type.String(),
  month: Month,
  text: Type.String(),
  state: Type.String(),
  openedAt: At,
  dueAt: Nullable(At),
  closedAt: Nullable(At),
  cases: Type.Array(Type.Object({ id: Id, module: Type.String(), number: Type.String(), title: Type.String() })),
})
/** Work and people by area; a move is a suggestion with what both sides would carry for each person. */
export const AllocationView = Type.Object({
  days: Type.Integer(),
  items: Type.Array(
    Type.Object({
      areaCode: AreaCode,
      areaName: Type.String(),
      open: Type.Integer(),
      overdue: Type.Integer(),
      reported: Type.Integer(),
      staff: Type.Integer(),
      perHead: Nullable(Type.Number()),
    }),
  ),
  moves: Type.Array(
    Type.Object({
      fromCode: AreaCode,
      fromName: Type.String(),
      toCode: AreaCode,
      toName: Type.String(),
      fromBefore: Type.Number(),
      fromAfter: Type.Number(),
      toBefore: Nullable(Type.Number()),
      toAfter: Type.Number(),
    }),
  ),
})

/** Days from which and to before which something counts. */
export const Window = { from: Type.Optional(Day), until: Type.Optional(Day) }
