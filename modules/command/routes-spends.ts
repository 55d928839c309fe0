/** Money that was spent, recorded with its source; what a case cost of it, and what the platform cost each resident. */
import { AreaCode, At, Id, Nullable, Page, PageQuery, Type } from '@liren/contract'
import { spendKinds } from './spend.ts'
import { closed, Day, Text } from './views.ts'

const Kind = Type.Enum([...spendKinds])
const Fen = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })
/** Money of a stretch of time: nothing where there is nothing to share it by. */
const Cost = Type.Object({
  from: Day,
  until: Day,
  fen: Type.Integer(),
  kinds: Type.Array(Type.Object({ kind: Kind, fen: Type.Integer() })),
  closed: Type.Integer(),
  fenPerCase: Nullable(Type.Number()),
  platformFenPerResident: Nullable(Type.Number()),
})

export const spendRoutes = {
  spends: {
    method: 'GET',
    path: '/spends',
    may: 'indicator.read',
    summary: 'What was recorded as spent, the newest first',
    query: Type.Object({ ...PageQuery, area: Type.Optional(AreaCode) }, closed),
    reply: Page(
      Type.Object({
        id: Id,
        areaCode: AreaCode,
        areaName: Type.String(),
        kind: Kind,
        fen: Type.Integer(),
        from: Day,
        until: Day,
        source: Type.String(),
        recordedByName: Type.String(),
        recordedAt: At,
      }),
    ),
  },
  recordSpend: {
    method: 'POST',
    path: '/spends',
    may: 'baseline.record',
    status: 201,
    summary: 'Record what was spent over which days, and where that is known from',
    body: Type.Object({ area: AreaCode, kind: Kind, fen: Fen, from: Day, until: Day, source: Text(200, 2) }, closed),
    reply: Type.Object({ id: Id }),
  },
  costs: {
    method: 'GET',
    path: '/costs',
    may: 'indicator.read',
    summary: 'Recorded spend of a window for each closed case and each resident, beside the same stretch before it',
    query: Type.Object({ from: Day, until: Day, area: Type.Optional(AreaCode) }, closed),
    reply: Type.Object({ residents: Nullable(Type.Integer()), now: Cost, before: Cost }),
  },
} as const
