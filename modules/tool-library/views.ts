/** What people see of a tool, of its use in a community, and of what was done with it. */
import { AreaCode, At, Id, Nullable, On, Personal, type Static, Type } from '@liren/contract'
import { FileView } from '@liren/files/contract'
import { actors, Words } from './document/document.ts'

export const ToolId = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 40 })
export const Version = Type.String({ pattern: '^\\d{1,5}\\.\\d{1,5}\\.\\d{1,5}$' })
const Name = Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 40 })

/** submitted 待审 · trial 试用区 · published 已发布 · refused 未通过 · withdrawn 已撤回. */
export const versionStates = ['submitted', 'trial', 'published', 'refused', 'withdrawn'] as const
export type VersionState = (typeof versionStates)[number]
/** trial 试用 · cite 引用(跟随升级) · fork 复刻后自用. */
export const useModes = ['trial', 'cite', 'fork'] as const

/** One line of the library. */
export type ToolRow = Static<typeof ToolRow>
export const ToolRow = Type.Object({
  id: ToolId,
  kind: Type.String(),
  name: Words,
  summary: Words,
  icon: Type.String(),
  category: Type.String(),
  level: Type.String(),
  unit: Words,
  publisher: Type.String(),
  version: Version,
  state: Type.Enum([...versionStates]),
  citations: Type.Integer(),
  activeUses: Type.Integer(),
  rating: Nullable(Type.Number()),
  isStandard: Type.Boolean(),
  publishedAt: Nullable(At),
})

export const FaultView = Type.Object({
  path: Type.String(),
  code: Type.String(),
  reason: Type.String(),
  level: Type.Enum(['refuse', 'warn']),
})

/** A tool that does something alike: what a publisher is shown before building it again. */
export type Alike = Static<typeof Alike>
export const Alike = Type.Object({
  id: ToolId,
  name: Words,
  unit: Words,
  likeness: Type.Number(),
  because: Type.Array(Type.String()),
})
/** What a version asks of people, and beside the version before it what it adds or takes away. */
const Counted = Type.Object({
  asked: Type.Integer(),
  brought: Type.Integer(),
  staffFields: Type.Integer(),
  staffMoves: Type.Integer(),
})
export const BurdenView = Type.Object({ now: Counted, change: Nullable(Counted), reason: Nullable(Type.String()) })
export type BurdenView = Static<typeof BurdenView>

export const Review = Type.Object({
  faults: Type.Array(FaultView),
  journeys: Type.Array(Type.Object({ title: Type.String(), isFine: Type.Boolean() })),
  alike: Type.Array(Alike),
  justification: Nullable(Type.String()),
  burden: Type.Optional(BurdenView),
  /** Whether the trial reached what was agreed, as the keeper judged. */
  isReached: Type.Optional(Type.Boolean()),
  decidedAt: Nullable(At),
  reason: Nullable(Type.String()),
})
export type Review = Static<typeof Review>

export const VersionRow = Type.Object({
  toolId: ToolId,
  version: Version,
  state: Type.Enum([...versionStates]),
  digest: Type.String(),
  isSigned: Type.Boolean(),
  installedAt: At,
  trialUntil: Nullable(On),
  /** The community that tries it, or is asked to. */
  trialArea: Nullable(AreaCode),
  exitCriteria: Nullable(Type.String()),
  review: Nullable(Review),
})

/** What a community is asked to try. */
export const TrialRow = Type.Object({ ...VersionRow.properties, name: Words, summary: Words, unit: Words })
export type TrialRow = Static<typeof TrialRow>

/** What waits for the keeper: a version under its name, and how its trial has gone so far. */
export const ReviewRow = Type.Object({
  ...VersionRow.properties,
  name: Words,
  unit: Words,
  trial: Type.Object({
    records: Type.Integer(),
    finished: Type.Integer(),
    people: Type.Integer(),
    /** What people said of it since, and what of that is not answered yet. */
    remarks: Type.Integer(),
    unanswered: Type.Integer(),
  }),
})

/** Other words for the same tool here: name, icon, and words of its states, moves and fields by their path. */
export const Renaming = Type.Object(
  {
    name: Type.Optional(Words),
    icon: Type.Optional(Type.String({ minLength: 2, maxLength: 20 })),
    words: Type.Optional(
      Type.Record(Type.String({ pattern: '^[a-z][A-Za-z0-9./-]{0,120}$' }), Words, {
        additionalProperties: false,
        maxProperties: 60,
      }),
    ),
  },
  { additionalProperties: false },
)
export type Renaming = Static<typeof Renaming>

/** A tool as a community uses it. */
export type UseRow = Static<typeof UseRow>
export const UseRow = Type.Object({
  toolId: ToolId,
  areaCode: AreaCode,
  name: Words,
  icon: Type.String(),
  mode: Type.Enum([...useModes]),
  version: Version,
  latest: Version,
  previous: Nullable(Version),
  isOn: Type.Boolean(),
  retiredAt: Nullable(At),
  since: At,
  untilOn: Nullable(On),
  lastUsedAt: Nullable(At),
  records: Type.Integer(),
  /** Made in this community, so that its next version is made here too. */
  isOwn: Type.Boolean(),
  /** A level above made it due: it cannot be left while it is. */
  isDue: Type.Boolean(),
  /** Words of its own here. */
  renaming: Renaming,
})

export const Answers = Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), { maxProperties: 60 })

/** What a page needs to draw a running tool: its words here, its forms, its lists. Nothing that decides. */
export const RunningView = Type.Object({
  id: ToolId,
  version: Version,
  areaCode: AreaCode,
  name: Words,
  summary: Words,
  icon: Type.String(),
  isTrial: Type.Boolean(),
  untilOn: Nullable(On),
  mayOpen: Type.Boolean(),
  forms: Type.Array(Type.Unknown()),
  processes: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Words,
      form: Name,
      states: Type.Array(Type.Object({ name: Name, title: Words, phase: Type.String() })),
      moves: Type.Array(
        Type.Object({
          name: Name,
          title: Words,
          from: Type.Array(Name),
          to: Name,
          who: Type.Array(Type.Enum([...actors])),
        }),
      ),
    }),
  ),
  lists: Type.Array(
    Type.Object({
      id: Name,
      title: Words,
      board: Type.String(),
      of: Type.String(),
      columns: Type.Array(Name),
      isPublic: Type.Boolean(),
    }),
  ),
  holdsPersonal: Type.Boolean(),
  /** What earns points here, or costs them, and for what. */
  earns: Type.Array(Type.Object({ points: Type.Integer(), because: Words })),
  /** What the tool says in its own words: before one begins, once one has asked, whom to ask. */
  says: Type.Partial(Type.Object({ before: Words, after: Words, contact: Words })),
  /** On the day after `untilOn` everything it holds is deleted; a trial only ends. */
  isDeletedThen: Type.Boolean(),
})
export type RunningView = Static<typeof RunningView>

/** One line of a tool's list; sealed fields never stand here. */
export const RecordRow = Type.Object({
  id: Id,
  toolId: ToolId,
  process: Type.String(),
  title: Type.String(),
  state: Name,
  stateTitle: Words,
  phase: Type.String(),
  answers: Answers,
  openedAt: At,
  movedAt: At,
})
export type RecordRow = Static<typeof RecordRow>

export const OpenMove = Type.Object({ name: Name, title: Words, form: Nullable(Name), isGrave: Type.Boolean() })
export const RecordView = Type.Object({
  ...RecordRow.properties,
  toolName: Words,
  areaCode: AreaCode,
  matterId: Id,
  number: Type.String(),
  dueAt: Nullable(At),
  seen: Type.Integer(),
  isMine: Type.Boolean(),
  /** What the tool says to whoever asked, and whom to ask. */
  says: Type.Partial(Type.Object({ after: Words, contact: Words })),
  facts: Type.Array(
    Type.Object({
      key: Name,
      label: Words,
      value: Type.Unknown(),
      /** As forms knows it. */
      field: Type.Unknown(),
      isSealed: Type.Boolean(),
    }),
  ),
  /** Pictures the facts speak of, by their ids. */
  photos: Type.Array(FileView),
  moves: Type.Array(OpenMove),
  forms: Type.Array(Type.Unknown()),
  mayReveal: Type.Boolean(),
  steps: Type.Array(Type.Object({ at: At, what: Words, by: Type.String() })),
})

export const Revealed = Type.Object({
  values: Type.Array(Type.Object({ key: Name, label: Words, clearText: Personal(Type.Unknown()) })),
})

export const Publisher = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 })
export const KeyView = Type.Object({
  keyId: Type.String(),
  publisher: Type.String(),
  trustedAt: At,
  revokedAt: Nullable(At),
  /** Versions that were signed with it. */
  versions: Type.Integer(),
})
export const PublisherRow = Type.Object({
  publisher: Type.String(),
  unit: Nullable(Words),
  tools: Type.Integer(),
  keys: Type.Array(KeyView),
})

/** A tool in one community beside the same tool in others. */
export const ComparedUse = Type.Object({
  areaCode: AreaCode,
  areaName: Type.String(),
  mode: Type.Enum([...useModes]),
  version: Version,
  /** What lies between this version and the newest. */
  step: Type.String(),
  changes: Type.Integer(),
  name: Words,
  /** Words that were changed here. */
  renamed: Type.Integer(),
  isOn: Type.Boolean(),
  lastUsedAt: Nullable(At),
  since: At,
})
export type ComparedUse = Static<typeof ComparedUse>
const Side = Nullable(Type.Object({ name: Words, version: Version, mode: Type.Enum([...useModes]) }))
export const Compared = Type.Object({ toolId: ToolId, name: Words, here: Side, there: Side })

export const NeedRow = Type.Object({
  id: Id,
  areaCode: AreaCode,
  title: Type.String(),
  evidence: Type.String(),
  serves: Type.Enum(['resident', 'management']),
  /** Of those who live or trade here; they alone make the order. */
  votes: Type.Integer(),
  /** Of staff: shown, and no more. */
  staffVotes: Type.Integer(),
  /** Of a management requirement: who demands it. */
  issuer: Nullable(Type.String()),
  /** Of what kind whoever asked is, and never who; the place has its name. */
  askedBy: Type.Enum(['resident', 'merchant', 'office']),
  areaName: Type.String(),
  /** A published version answers it. */
  isMet: Type.Boolean(),
  hasMine: Type.Boolean(),
  /** Whoever reads it belongs there and has not seconded it yet. */
  mayVote: Type.Boolean(),
  askedAt: At,
  toolIds: Type.Array(ToolId),
  /** Versions that were made for it. */
  versions: Type.Array(
    Type.Object({ toolId: ToolId, name: Words, version: Version, state: Type.Enum([...versionStates]) }),
  ),
})

/** A version of a process: the shape itself, the length of its way, and what records of it took. */
export const ProcessSide = Type.Object({
  version: Version,
  process: Type.Unknown(),
  steps: Nullable(Type.Integer()),
  handOvers: Nullable(Type.Integer()),
  finished: Type.Integer(),
  /** Median of finished records, hours. */
  hours: Nullable(Type.Number()),
  /** How long records stood in each state, median hours. */
  stays: Type.Array(Type.Object({ state: Type.String(), visits: Type.Integer(), hours: Type.Number() })),
})
