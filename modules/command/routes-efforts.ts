/** Work and money recorded for one case, campaign or service, and what each came to on average. */
import { AreaCode, At, Id, Nullable, Page, PageQuery, Type } from '@liren/contract'
import { effortKinds } from './effort.ts'
import { closed, Day, Text } from './views.ts'

const Minutes = Type.Integer({ minimum: 0, maximum: 1_000_000 })
const Fen = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })

const Effort = Type.Object({
  id: Id,
  minutes: Type.Integer(),
  fenPerHour: Type.Integer(),
  /** Money besides the hours. */
  fen: Type.Integer(),
  /** Hours and money together. */
  cost: Type.Integer(),
  on: Day,
  note: Type.String(),
  byName: Type.String(),
  at: At,
})

export const effortRoutes = {
  recordEffort: {
    method: 'POST',
    path: '/efforts',
    may: 'effort.record',
    status: 201,
    summary:
      'Record hours and money that one case, campaign or service took; the rate of an hour is the set one unless named',
    body: Type.Object(
      {
        of: Type.Union([
          Type.Object({ kind: Type.Literal('case'), id: Id }, closed),
          Type.Object({ kind: Type.Literal('campaign'), id: Id }, closed),
          Type.Object(
            {
              kind: Type.Literal('service'),
              area: AreaCode,
              name: Text(60, 2),
              /** How many times it was given for this. */
              served: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
            },
            closed,
          ),
        ]),
        minutes: Minutes,
        fen: Type.Optional(Fen),
        fenPerHour: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
        on: Type.Optional(Day),
        note: Type.Optional(Type.String({ maxLength: 200 })),
      },
      closed,
    ),
    reply: Type.Object({ id: Id, cost: Type.Integer() }),
  },
  effortsOf: {
    method: 'GET',
    path: '/efforts/:kind/:id',
    may: 'effort.record',
    summary: 'What was recorded for one case or campaign, the newest first, and what it comes to',
    params: Type.Object({ kind: Type.Enum(['case', 'campaign']), id: Id }),
    query: Type.Object({ ...PageQuery }, closed),
    reply: Type.Object({
      items: Type.Array(Effort),
      next: Nullable(Type.String()),
      minutes: Type.Integer(),
      cost: Type.Integer(),
      /** Of an hour, in fen, unless another is named. */
      fenPerHour: Type.Integer(),
      /** False where the reader has no part in it; nothing is told then. */
      mayRecord: Type.Boolean(),
    }),
  },
  unitCosts: {
    method: 'GET',
    path: '/unit-costs',
    may: 'indicator.read',
    summary: 'Recorded cost of one case by category, of one campaign, of one service; the dearest whole first',
    query: Type.Object(
      {
        ...PageQuery,
        kind: Type.Enum([...effortKinds]),
        from: Day,
        until: Day,
        area: Type.Optional(AreaCode),
      },
      closed,
    ),
    reply: Page(
      Type.Object({
        /** Category of cases, id of a campaign, name of a service. */
        key: Type.String(),
        name: Nullable(Type.String()),
        /** Cases or campaigns with a record, services given. */
        things: Type.Integer(),
        minutes: Type.Integer(),
        cost: Type.Integer(),
        fenEach: Type.Number(),
        /** Estimated for the same cases from their acts; null for others. */
        estimatedFenEach: Nullable(Type.Number()),
      }),
    ),
  },
} as const
