/** 智能分流 Triage: what is proposed for a report, why, who decides, and how well that went. */
import { AreaCode, At, defineContract, Id, Nullable, Page, PageQuery, Place, Type } from '@liren/contract'
import { lessonNames } from './placing.ts'
import { batchRoutes } from './routes-batch.ts'
import { Figure, Likeness, Mode, Named, SaidPlace, SortingView } from './shapes.ts'

export type { Proposal, SortingView } from './shapes.ts'

const closed = { additionalProperties: false } as const
const byId = Type.Object({ id: Id }, closed)
const CategoryCode = Type.String({ minLength: 1, maxLength: 12 })
const Month = Type.String({ pattern: '^20\\d\\d-(0[1-9]|1[0-2])$' })
const Minutes = Type.Number({ minimum: 0, maximum: 100_000 })
const Because = Type.Enum(['accepted', 'corrected', 'closed', 'history'])
const PolicyView = Type.Object({
  categoryCode: Type.String(),
  name: Type.String(),
  path: Type.Array(Type.String()),
  mode: Mode,
  threshold: Type.Number(),
  costWrong: Type.Number(),
  costWait: Type.Number(),
  /** Only people decide on it, whatever is set here. */
  isManualOnly: Type.Boolean(),
  /** Taken from the district's own, not set for this category. */
  isInherited: Type.Boolean(),
  changedBy: Nullable(Type.String()),
  changedAt: Nullable(At),
})

export const triage = defineContract({
  name: 'triage',
  permissions: {
    'triage.read': [
      'gridWorker',
      'communityWorker',
      'handler',
      'acceptor',
      'dutyLeader',
      'dispatcher',
      'supervisor',
      'dataSteward',
    ],
    'triage.judge': ['acceptor', 'dutyLeader', 'dispatcher', 'supervisor', 'dataSteward', 'systemAdmin'],
    'triage.batch': ['dutyLeader', 'dispatcher'],
    'triage.tune': ['dataSteward', 'systemAdmin'],
    'triage.ask': [
      'guest',
      'resident',
      'merchant',
      'gridWorker',
      'communityWorker',
      'acceptor',
      'dispatcher',
      'dutyLeader',
    ],
  },
  refusals: {
    'not-found': 404,
    'not-sorted': 404,
    'no-such-category': 422,
    'only-people': 422,
    'too-few-examples': 409,
    'not-merged': 409,
    'batch-running': 409,
    'wrong-stage': 409,
    'undo-over': 409,
  },
  events: {
    sorted: Type.Object({
      caseId: Id,
      way: Type.String(),
      /** State the case was in when it was sorted. */
      state: Type.String(),
      categoryCode: Nullable(Type.String()),
      probability: Type.Number(),
      unitId: Nullable(Id),
      /** 1 to 4; never below the grade the case had. */
      grade: Type.Integer(),
      because: Type.String(),
      undoMinutes: Type.Integer(),
    }),
    corrected: Type.Object({ caseId: Id, before: Nullable(Type.String()), after: Type.String() }),
    /** A batch is taken back: whoever carried its cases out brings them back where that is still possible. */
    takenBack: Type.Object({ caseIds: Type.Array(Id), because: Type.String() }),
    objected: Type.Object({
      intoId: Id,
      numbers: Type.Array(Type.String()),
      text: Type.String(),
      byName: Type.String(),
      isReporter: Type.Boolean(),
    }),
    drifted: Type.Object({ day: Type.String(), what: Type.String() }),
  },
  routes: {
    ...batchRoutes,
    standing: {
      method: 'GET',
      path: '/standing',
      may: 'triage.judge',
      summary: 'Whether a model has been trained here, on how many examples, and what may go by itself',
      reply: Type.Object({
        isTrained: Type.Boolean(),
        version: Nullable(Type.String()),
        trainedAt: Nullable(At),
        /** Words it learned from were erased since; it is being made anew without them. */
        staleSince: Nullable(At),
        examples: Type.Integer(),
        /** It came from a file; how many texts it was made from there. */
        installedFrom: Nullable(Type.Integer()),
        forwarding: Type.Enum(['off', 'suggest', 'auto']),
        alarm: Nullable(Type.String()),
      }),
    },
    sorting: {
      method: 'GET',
      path: '/sortings/:id',
      may: 'triage.read',
      summary: 'How a report was sorted, with every reason',
      params: byId,
      reply: SortingView,
    },
    sortAgain: {
      method: 'POST',
      path: '/sortings/:id/again',
      may: 'triage.read',
      params: byId,
      reply: SortingView,
    },
    consider: {
      method: 'POST',
      path: '/considerations',
      may: 'triage.ask',
      perMinute: 60,
      summary:
        'Before sending: public cases nearby that sound or look like the same, what is missing, and the place the words name',
      body: Type.Object(
        {
          text: Type.String({ maxLength: 2000 }),
          place: Type.Optional(Place),
          areaCode: Type.Optional(AreaCode),
          hasPhoto: Type.Optional(Type.Boolean()),
          /** How the photos look (dHash, 16 hexadecimal signs each), reckoned on the phone: the photos stay there. */
          looks: Type.Optional(Type.Array(Type.String({ pattern: '^[0-9a-f]{16}$' }), { maxItems: 9 })),
        },
        closed,
      ),
      reply: Type.Object({
        alike: Type.Array(Likeness),
        /** Only where no place was given. */
        places: Type.Array(SaidPlace),
        missing: Type.Array(Type.Object({ fact: Type.String(), question: Type.String() })),
      }),
    },
    object: {
      method: 'POST',
      path: '/merges/:id/objection',
      may: 'signed-in',
      summary:
        'Whoever reported either of two merged matters, or works on one, says that they are two; staff read it in the one that stayed',
      params: byId,
      body: Type.Object({ text: Type.String({ minLength: 2, maxLength: 400 }) }, closed),
    },
    policies: {
      method: 'GET',
      path: '/policies',
      may: 'triage.judge',
      reply: Type.Object({ own: PolicyView, items: Type.Array(PolicyView) }),
    },
    putPolicy: {
      method: 'PUT',
      path: '/policies/:code',
      may: 'triage.tune',
      summary: 'Mode and threshold of a category; `*` is the district’s own',
      params: Type.Object({ code: CategoryCode }, closed),
      body: Type.Object(
        { mode: Mode, threshold: Type.Number({ minimum: 0.5, maximum: 1 }), costWrong: Minutes, costWait: Minutes },
        closed,
      ),
      reply: PolicyView,
    },
    dropPolicy: {
      method: 'DELETE',
      path: '/policies/:code',
      may: 'triage.tune',
      params: Type.Object({ code: CategoryCode }, closed),
    },
    curve: {
      method: 'GET',
      path: '/curve',
      may: 'triage.judge',
      summary: 'Coverage against accuracy from recorded outcomes, and the threshold that loses least',
      query: Type.Object(
        { category: Type.Optional(CategoryCode), costWrong: Type.Optional(Minutes), costWait: Type.Optional(Minutes) },
        closed,
      ),
      reply: Type.Object({
        outcomes: Type.Integer(),
        cheapest: Nullable(Type.Number()),
        points: Type.Array(
          Type.Object({
            threshold: Type.Number(),
            coverage: Type.Number(),
            accuracy: Nullable(Type.Number()),
            cost: Type.Number(),
          }),
        ),
      }),
    },
    quality: {
      method: 'GET',
      path: '/quality',
      may: 'triage.judge',
      summary: 'A month: forwarded without a hand, and of those right; by category or unit',
      query: Type.Object({ month: Type.Optional(Month), by: Type.Optional(Type.Enum(['category', 'unit'])) }, closed),
      reply: Type.Object({
        month: Type.String(),
        whole: Figure,
        items: Type.Array(Type.Object({ key: Type.String(), name: Type.String(), ...Figure.properties })),
        months: Type.Array(Type.Object({ month: Type.String(), ...Figure.properties })),
      }),
    },
    wrongOnes: {
      method: 'GET',
      path: '/wrong-forwardings',
      may: 'triage.judge',
      summary: 'The cases behind a month’s figures: forwarded wrongly, come back, arbitrated; of one category or unit',
      query: Type.Object(
        {
          ...PageQuery,
          month: Type.Optional(Month),
          what: Type.Optional(Type.Enum(['wrong', 'bounced', 'arbitrated'])),
          category: Type.Optional(CategoryCode),
          unit: Type.Optional(Id),
        },
        closed,
      ),
      reply: Page(
        Type.Object({
          id: Id,
          number: Type.String(),
          title: Type.String(),
          category: Nullable(Named),
          final: Nullable(Named),
          unitName: Nullable(Type.String()),
          finalUnitName: Nullable(Type.String()),
          /** Why it counts as wrong; null where it was not sent by itself. */
          because: Nullable(Type.String()),
          bounces: Type.Integer(),
          at: At,
        }),
      ),
    },
    placings: {
      method: 'GET',
      path: '/placings',
      may: 'triage.judge',
      summary: 'What decisions taught about whose a kind of report is in a community: arbitrations first of all',
      query: Type.Object(
        { ...PageQuery, last: Type.Optional(Type.Enum(lessonNames)), category: Type.Optional(CategoryCode) },
        closed,
      ),
      reply: Page(
        Type.Object({
          category: Named,
          areaCode: Type.String(),
          areaName: Type.String(),
          unitId: Id,
          unitName: Type.String(),
          weight: Type.Number(),
          last: Type.Enum(lessonNames),
          at: At,
        }),
      ),
    },
    bounces: {
      method: 'GET',
      path: '/bounces',
      may: 'anyone',
      summary: 'For everybody: how many cases were sent to a unit, how many came back, how many were arbitrated',
      reply: Type.Object({
        items: Type.Array(
          Type.Object({
            month: Type.String(),
            routed: Type.Integer(),
            bounced: Type.Integer(),
            arbitrated: Type.Integer(),
          }),
        ),
      }),
    },
    examples: {
      method: 'GET',
      path: '/examples',
      may: 'triage.tune',
      query: Type.Object(
        {
          after: Type.Optional(Type.Integer({ minimum: 0 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
          category: Type.Optional(CategoryCode),
          because: Type.Optional(Because),
        },
        closed,
      ),
      reply: Type.Object({
        items: Type.Array(
          Type.Object({
            id: Type.Integer(),
            /** Null for what came from another system's history. */
            caseId: Nullable(Id),
            number: Type.String(),
            text: Type.String(),
            category: Named,
            before: Nullable(Named),
            because: Because,
            byName: Type.String(),
            at: At,
          }),
        ),
        next: Nullable(Type.String()),
      }),
    },
    dropExample: {
      method: 'DELETE',
      path: '/examples/:id',
      may: 'triage.tune',
      summary: 'A wrong example is no longer learned from',
      params: Type.Object({ id: Type.Integer({ minimum: 1 }) }, closed),
    },
    train: {
      method: 'POST',
      path: '/trainings',
      may: 'triage.tune',
      summary: 'Train a model from all examples, in the background',
      status: 202,
      reply: Type.Object({ examples: Type.Integer() }),
    },
    hotspots: {
      method: 'GET',
      path: '/hotspots',
      may: 'triage.judge',
      summary: 'Many reports with one cause, hottest first',
      query: Type.Object(
        { area: Type.Optional(AreaCode), days: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })) },
        closed,
      ),
      reply: Type.Object({
        items: Type.Array(
          Type.Object({
            rank: Type.Integer(),
            heat: Type.Number(),
            title: Type.String(),
            areaCode: Type.String(),
            areaNames: Type.Array(Type.String()),
            kinds: Type.Array(Named),
            from: At,
            to: At,
            cases: Type.Array(
              Type.Object({
                id: Id,
                number: Type.String(),
                title: Type.String(),
                state: Type.String(),
                areaName: Type.String(),
                isOpen: Type.Boolean(),
                openedAt: At,
              }),
            ),
          }),
        ),
      }),
    },
  },
})
