/** Indicators with their denominators, taken out as a table, beside a recorded baseline. */
import { AreaCode, Id, Nullable, Page, PageQuery, Type } from '@liren/contract'
import { Effort } from './settings.ts'
import { BaselineView, closed, Day, FigureView, Text, Window } from './views.ts'

export const figureRoutes = {
  figures: {
    method: 'GET',
    path: '/figures',
    may: 'indicator.read',
    summary: 'Indicators of a window, together or by area or unit, with denominator, baseline and reference',
    query: Type.Object(
      {
        ...Window,
        area: Type.Optional(AreaCode),
        by: Type.Optional(Type.Enum(['area', 'unit', 'category'])),
        only: Type.Optional(Type.String({ maxLength: 400, description: 'Names of indicators, with commas' })),
      },
      closed,
    ),
    reply: Type.Object({
      formulaVersion: Type.String(),
      /** What estimates were made from; null where none is among them. */
      rates: Nullable(Effort),
      from: Nullable(Day),
      until: Day,
      rows: Type.Array(
        Type.Object({ key: Type.String(), name: Nullable(Type.String()), figures: Type.Array(FigureView) }),
      ),
    }),
  },
  demand: {
    method: 'GET',
    path: '/demand',
    may: 'indicator.read',
    summary: 'What was asked for by category and area, beside the unit whose duty it is and its hands',
    query: Type.Object({ ...Window, area: Type.Optional(AreaCode) }, closed),
    reply: Type.Object({
      reported: Type.Integer(),
      areas: Type.Array(Type.Object({ code: AreaCode, name: Type.String() })),
      items: Type.Array(
        Type.Object({
          categoryCode: Type.String(),
          reported: Type.Integer(),
          open: Type.Integer(),
          overdue: Type.Integer(),
          /** In the order of `areas`. */
          byArea: Type.Array(Type.Integer()),
          unit: Nullable(
            Type.Object({ unitId: Id, unitName: Type.String(), open: Type.Integer(), hands: Type.Integer() }),
          ),
        }),
      ),
    }),
  },
  exportFigures: {
    method: 'GET',
    path: '/figures/export',
    may: 'indicator.read',
    kind: 'stream',
    perMinute: 20,
    summary: 'The same indicators as a table to keep: formula version, window, scope and denominators in every row',
    query: Type.Object(
      {
        ...Window,
        area: Type.Optional(AreaCode),
        by: Type.Optional(Type.Enum(['area', 'unit', 'category'])),
        format: Type.Enum(['csv', 'xlsx']),
      },
      closed,
    ),
  },
  baselines: {
    method: 'GET',
    path: '/baselines',
    may: 'indicator.read',
    summary: 'What was recorded, the newest first',
    query: Type.Object(PageQuery, closed),
    reply: Page(BaselineView),
  },
  recordBaseline: {
    method: 'POST',
    path: '/baselines',
    may: 'baseline.record',
    status: 201,
    summary: 'Record what an indicator was before, and where that is known from',
    body: Type.Object(
      {
        area: AreaCode,
        indicator: Text(40),
        value: Type.Number({ minimum: 0 }),
        source: Text(200, 2),
        from: Day,
        until: Day,
      },
      closed,
    ),
    reply: Type.Object({ id: Id }),
  },
} as const
