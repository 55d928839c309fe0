/** 指挥调度中心 The command centre: sees the whole district in motion, and steers it. What may be asked of it and heard from it. */
import { AreaCode, At, defineContract, Id, Nullable, Page, PageQuery, Type } from '@liren/contract'
import { CaseLine, Cell, Channel, closed, Day, FigureView, inArea, Queue, Text, Topic, UnitLoad } from './views.ts'

const centre = ['acceptor', 'dutyLeader', 'dispatcher', 'supervisor', 'communityAdmin'] as const
const Window = { from: Type.Optional(Day), until: Type.Optional(Day) }
const Told = Type.Object({ caseId: Id, areaCode: AreaCode })

export const command = defineContract({
  name: 'command',
  permissions: {
    'board.read': centre,
    'indicator.read': ['handler', 'communityWorker', ...centre],
    'baseline.record': ['dutyLeader', 'communityAdmin'],
  },
  refusals: { 'not-found': 404, 'no-such-indicator': 422, 'window-reversed': 422 },
  events: {
    /** A case came, moved or left: what counts open cases is to be read again. */
    flowed: Told,
    /** A case came or left: what counts a day or a week is to be read again. */
    counted: Told,
    /** All matters were read anew. */
    read: Type.Object({ at: At }),
  },
  routes: {
    queues: {
      method: 'GET',
      path: '/board/queues',
      may: 'board.read',
      summary: 'Open cases by stage and age',
      query: inArea,
      reply: Type.Object({ at: At, queues: Type.Array(Queue) }),
    },
    cells: {
      method: 'GET',
      path: '/board/cells',
      may: 'board.read',
      summary: 'Open cases by grid cell and grade',
      query: inArea,
      reply: Type.Object({ cells: Type.Array(Cell) }),
    },
    units: {
      method: 'GET',
      path: '/board/units',
      may: 'board.read',
      summary: 'What each unit carries, the latest first',
      query: inArea,
      reply: Type.Object({ units: Type.Array(UnitLoad) }),
    },
    channels: {
      method: 'GET',
      path: '/board/channels',
      may: 'board.read',
      summary: 'By which channel cases came in the last days',
      query: Type.Object(
        { area: Type.Optional(AreaCode), days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })) },
        closed,
      ),
      reply: Type.Object({ channels: Type.Array(Channel) }),
    },
    topics: {
      method: 'GET',
      path: '/board/topics',
      may: 'board.read',
      summary: 'Categories with the most reports of a week, beside the week before',
      query: inArea,
      reply: Type.Object({ topics: Type.Array(Topic) }),
    },
    list: {
      method: 'GET',
      path: '/cases',
      may: 'indicator.read',
      summary: 'The cases behind a figure of the board or an indicator',
      query: Type.Object(
        {
          ...PageQuery,
          ...Window,
          area: Type.Optional(AreaCode),
          state: Type.Optional(Text(40)),
          unit: Type.Optional(Id),
          lead: Type.Optional(Id),
          grade: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
          source: Type.Optional(Text(40)),
          category: Type.Optional(Text(8)),
          due: Type.Optional(Type.Enum(['overdue', 'soon', 'suspended'])),
          age: Type.Optional(Type.Enum(['hour', 'day', 'older'])),
          isOpen: Type.Optional(Type.Boolean()),
          indicator: Type.Optional(Text(40)),
          part: Type.Optional(Type.Enum(['due', 'counted', 'missed'])),
        },
        closed,
      ),
      reply: Page(CaseLine),
    },
    figures: {
      method: 'GET',
      path: '/figures',
      may: 'indicator.read',
      summary: 'Indicators of a window, together or by area or unit, with denominator, baseline and reference',
      query: Type.Object(
        {
          ...Window,
          area: Type.Optional(AreaCode),
          by: Type.Optional(Type.Enum(['area', 'unit'])),
          only: Type.Optional(Type.String({ maxLength: 400, description: 'Names of indicators, with commas' })),
        },
        closed,
      ),
      reply: Type.Object({
        formulaVersion: Type.String(),
        from: Nullable(Day),
        until: Day,
        rows: Type.Array(
          Type.Object({ key: Type.String(), name: Nullable(Type.String()), figures: Type.Array(FigureView) }),
        ),
      }),
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
  },
})
