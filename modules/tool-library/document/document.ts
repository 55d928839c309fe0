/** The declared tool 工具文件: one versioned JSON document which a department writes without code. This is its published schema. */
import { type Static, Type } from '@liren/contract'
import {
  closed,
  Day,
  Digest,
  Field,
  icons,
  Key,
  kebab,
  Label,
  limits,
  name,
  Rule,
  Semver,
  Words,
} from './field-shape.ts'
import { Ethics, Norm } from './norm-shape.ts'

export { Field, type FieldSchema, icons, limits, Words } from './field-shape.ts'
export { Ethics, Norm, normKinds } from './norm-shape.ts'

/** The format this edition reads; older ones are lifted to it by `lift.ts`, newer ones refused. */
export const formatNow = 'liren-tool/1'

// Without a dash: the spine’s name of a process is the tool’s id, a dash, and this.
const ProcessId = Type.String({ pattern: '^[a-z][a-z0-9]*$', maxLength: 30 })

export type Form = Static<typeof Form>
export const Form = Type.Object(
  {
    id: name(),
    title: Label,
    hint: Type.Optional(Words),
    fields: Type.Array(Field, { minItems: 1, maxItems: limits.fields }),
  },
  closed,
)

/** Who may make a move: the person who asked, whoever holds it, staff of the community, its administrator. */
export const actors = ['reporter', 'holder', 'worker', 'admin'] as const
export type ActorName = (typeof actors)[number]

const Limit = Type.Object(
  {
    amount: Type.Number({ exclusiveMinimum: 0, maximum: 365 }),
    unit: Type.Enum(['workHours', 'urgentHours', 'workDays', 'urgentDays']),
  },
  closed,
)
export type Move = Static<typeof Move>
export const Move = Type.Object(
  {
    title: Label,
    from: Type.Array(name(), { minItems: 1, maxItems: limits.states }),
    to: name(),
    who: Type.Array(Type.Enum([...actors]), { minItems: 1, maxItems: 4 }),
    /** Asked of whoever makes the move. */
    form: Type.Optional(name()),
    /** Open only while this holds of what was answered so far. */
    when: Type.Optional(Rule),
    starts: Type.Optional(Type.Array(name(), { maxItems: 6 })),
    stops: Type.Optional(Type.Array(name(), { maxItems: 6 })),
    takes: Type.Optional(Type.Boolean()),
    isGrave: Type.Optional(Type.Boolean()),
  },
  closed,
)
export type Process = Static<typeof Process>
export const Process = Type.Object(
  {
    id: ProcessId,
    title: Label,
    /** The form that opens it. */
    form: name(),
    /** Field whose answer names a record in lists. */
    titleField: Type.Optional(name()),
    start: name(),
    states: Type.Record(
      Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 40 }),
      Type.Object({ title: Label, phase: Type.Enum(['intake', 'doing', 'checking', 'done']) }, closed),
      { ...closed, maxProperties: limits.states, minProperties: 2 },
    ),
    moves: Type.Record(Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 40 }), Move, {
      ...closed,
      maxProperties: limits.moves,
      minProperties: 1,
    }),
    clocks: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 40 }),
        Type.Object({ title: Label, limit: Limit, fromStart: Type.Optional(Type.Boolean()) }, closed),
        { ...closed, maxProperties: 6 },
      ),
    ),
  },
  closed,
)

export const Audience = Type.Object(
  {
    id: name(),
    board: Type.Enum(['resident', 'worker', 'desk', 'merchant']),
    title: Label,
    rule: Rule,
  },
  closed,
)
export type Audience = Static<typeof Audience>

const List = Type.Object(
  {
    id: name(),
    title: Label,
    board: Type.Enum(['resident', 'worker', 'desk']),
    of: ProcessId,
    columns: Type.Array(name(), { minItems: 1, maxItems: 8 }),
    states: Type.Optional(Type.Array(name(), { minItems: 1, maxItems: limits.states })),
    /** Everybody in the community sees it, without names: what there is to borrow, what was done. */
    isPublic: Type.Optional(Type.Boolean()),
  },
  closed,
)
const Reminder = Type.Object(
  {
    id: name(),
    of: ProcessId,
    state: name(),
    afterHours: Type.Integer({ minimum: 1, maximum: 24 * 365 }),
    to: Type.Enum(['reporter', 'holder']),
    words: Words,
  },
  closed,
)
export const PointsRule = Type.Object(
  {
    id: name(),
    of: ProcessId,
    /** The move that earns, or `opened`. */
    on: name(),
    to: Type.Enum(['reporter', 'mover']),
    points: Type.Integer({ minimum: -100, maximum: 100 }),
    when: Type.Optional(Rule),
    perDay: Type.Integer({ minimum: 1, maximum: 20 }),
    because: Label,
  },
  closed,
)
export type PointsRule = Static<typeof PointsRule>

export const Indicator = Type.Object(
  {
    id: name(),
    title: Label,
    of: ProcessId,
    /** Records that stand in one of these are counted. */
    states: Type.Array(name(), { minItems: 1, maxItems: limits.states }),
    /** How many there are, which is usual, or which part of all that were opened. */
    measure: Type.Optional(Type.Enum(['count', 'share'])),
    /** Opened in the last so many days; without it, all that are kept. */
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
  },
  closed,
)
export type Indicator = Static<typeof Indicator>

const Link = Type.Object(
  {
    url: Type.String({ maxLength: 400 }),
    /** Told about a person who signs on, and only after consent. */
    claims: Type.Array(Type.Enum(['pairwiseId', 'displayName', 'community', 'ageBand']), { maxItems: 4 }),
    redirectUrls: Type.Optional(Type.Array(Type.String({ maxLength: 400 }), { minItems: 1, maxItems: 5 })),
    /** Led away to, which is usual, or shown in a frame of ours. */
    opens: Type.Optional(Type.Enum(['away', 'inside'])),
  },
  closed,
)
const Port = Type.Object(
  {
    url: Type.String({ maxLength: 400 }),
    perMinute: Type.Integer({ minimum: 1, maximum: 600 }),
    answerWithinMs: Type.Integer({ minimum: 100, maximum: 10_000 }),
    sends: Type.Array(Key, { maxItems: 20 }),
    receives: Type.Array(name(), { maxItems: 40 }),
    /** What the department promises: of a hundred checks, how many are answered. */
    promisedPercent: Type.Optional(Type.Number({ minimum: 50, maximum: 100 })),
    healthPath: Type.String({ pattern: '^/[A-Za-z0-9/_-]*$', maxLength: 100 }),
  },
  closed,
)
const Answers = Type.Record(
  Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 40 }),
  Type.Union([
    Type.String({ maxLength: 2000 }),
    Type.Number(),
    Type.Boolean(),
    Type.Array(Type.String({ maxLength: 60 }), { maxItems: 60 }),
  ]),
  { ...closed, maxProperties: limits.fields },
)
export const Journey = Type.Object(
  {
    title: Label,
    of: ProcessId,
    /** Facts about whoever begins, as the audience rules read them. */
    persona: Type.Record(
      Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' }),
      Type.Union([
        Type.String({ maxLength: 80 }),
        Type.Number(),
        Type.Boolean(),
        Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 }),
      ]),
      { ...closed, maxProperties: 20 },
    ),
    isInAudience: Type.Boolean(),
    answers: Type.Optional(Answers),
    steps: Type.Array(
      Type.Object(
        { move: name(), as: Type.Enum([...actors]), answers: Type.Optional(Answers), expect: name() },
        closed,
      ),
      { maxItems: 20 },
    ),
    points: Type.Optional(Type.Integer({ minimum: -2000, maximum: 2000 })),
  },
  closed,
)
export type Journey = Static<typeof Journey>

const Origin = Type.Object({ id: kebab(), version: Semver, publisher: kebab(60), digest: Digest }, closed)

export type ToolDocument = Static<typeof ToolDocument>
export const ToolDocument = Type.Object(
  {
    $schema: Type.Optional(Type.String({ maxLength: 200 })),
    format: Type.Literal(formatNow),
    id: kebab(),
    version: Semver,
    kind: Type.Enum(['native', 'declared', 'linked', 'port', 'norm']),
    name: Label,
    summary: Words,
    icon: Type.Enum([...icons]),
    category: Type.Enum([
      'livelihood',
      'health',
      'environment',
      'safety',
      'participation',
      'housing',
      'elderly',
      'government',
    ]),
    keywords: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 20 }), { maxItems: 20 })),
    provider: Type.Object(
      {
        publisher: kebab(60),
        unit: Label,
        level: Type.Enum(['province', 'city', 'district', 'subdistrict', 'community', 'enterprise', 'association']),
        contact: Type.String({ minLength: 2, maxLength: 120 }),
      },
      closed,
    ),
    licence: Type.Enum(['Apache-2.0', 'MIT', 'MulanPSL-2.0', 'CC0-1.0', 'CC-BY-4.0', 'district-only']),
    needs: Type.Array(
      Type.Object(
        {
          who: Label,
          what: Words,
          serves: Type.Enum(['resident', 'management']),
          register: Type.Optional(Type.String({ format: 'uuid' })),
        },
        closed,
      ),
      { minItems: 1, maxItems: 10 },
    ),
    stopWhen: Type.Optional(Words),
    /** Of a part of the platform: the module it describes. */
    module: Type.Optional(kebab()),
    /** Of what has pages of its own elsewhere: which there are. A declared tool's follow from its processes and lists. */
    screens: Type.Optional(
      Type.Array(Type.Object({ board: Type.Enum(['resident', 'worker', 'desk', 'merchant']), title: Label }, closed), {
        maxItems: 20,
      }),
    ),
    audience: Type.Array(Audience, { minItems: 1, maxItems: 6 }),
    forms: Type.Array(Form, { maxItems: limits.forms }),
    processes: Type.Array(Process, { maxItems: 4 }),
    lists: Type.Optional(Type.Array(List, { maxItems: 8 })),
    reminders: Type.Optional(Type.Array(Reminder, { maxItems: limits.rules })),
    points: Type.Optional(Type.Array(PointsRule, { maxItems: limits.rules })),
    indicators: Type.Optional(Type.Array(Indicator, { maxItems: 8 })),
    texts: Type.Optional(
      Type.Record(Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 40 }), Words, {
        ...closed,
        maxProperties: 60,
      }),
    ),
    permissions: Type.Array(
      Type.Object({ who: Type.Enum([...actors]), may: Type.Enum(['read', 'move', 'export', 'readPersonal']) }, closed),
      { minItems: 1, maxItems: 16 },
    ),
    data: Type.Object({ reads: Type.Array(Key, { maxItems: 40 }), writes: Type.Array(Key, { maxItems: 40 }) }, closed),
    retention: Type.Object(
      {
        keepDays: Type.Integer({ minimum: 1, maximum: 3650 }),
        /** The tool ends on this day: nothing new is opened, what is held is exported and deleted. */
        endsOn: Type.Optional(Day),
      },
      closed,
    ),
    cost: Type.Object(
      { buildDays: Type.Number({ minimum: 0, maximum: 3650 }), amountFen: Type.Integer({ minimum: 0, maximum: 1e11 }) },
      closed,
    ),
    lineage: Type.Optional(
      Type.Object(
        {
          forkOf: Origin,
          /** Which field of one's own stands for a field of the standard that was copied; null for none. */
          mapping: Type.Optional(
            Type.Record(
              Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 40 }),
              Type.Union([name(), Type.Null()]),
              { ...closed, maxProperties: limits.fields },
            ),
          ),
        },
        closed,
      ),
    ),
    link: Type.Optional(Link),
    port: Type.Optional(Port),
    norm: Type.Optional(Norm),
    /** Due where it uses personal data or a rule of it decides by itself. */
    ethics: Type.Optional(Ethics),
    examples: Type.Optional(Type.Array(Journey, { maxItems: 20 })),
  },
  { ...closed, title: 'Liren declared tool', $id: 'https://liren.example/schemas/liren-tool-1.json' },
)

export type Fault = {
  readonly path: string
  readonly code: string
  readonly reason: string
  readonly level: 'refuse' | 'warn'
}
