/** 指挥调度中心 The command centre: sees the whole district in motion, and steers it. What may be asked of it and heard from it. */
import { AreaCode, At, defineContract, Id, Nullable, Page, PageQuery, Type } from '@liren/contract'
import {
  byId,
  CallView,
  CaseLine,
  Cell,
  Channel,
  closed,
  Day,
  FigureView,
  inArea,
  Queue,
  RungName,
  SummonsView,
  Text,
  Topic,
  UnitLoad,
} from './views.ts'

const centre = ['acceptor', 'dutyLeader', 'dispatcher', 'supervisor', 'communityAdmin'] as const
const Window = { from: Type.Optional(Day), until: Type.Optional(Day) }
const Told = Type.Object({ caseId: Id, areaCode: AreaCode })

export const command = defineContract({
  name: 'command',
  permissions: {
    'board.read': centre,
    'indicator.read': ['handler', 'communityWorker', ...centre],
    'baseline.record': ['dutyLeader', 'communityAdmin'],
    'summons.start': ['gridWorker', 'communityWorker', 'handler', 'acceptor', 'dutyLeader', 'dispatcher', 'supervisor'],
    'summons.steer': ['dutyLeader', 'dispatcher', 'supervisor'],
  },
  refusals: {
    'not-found': 404,
    'no-such-indicator': 422,
    'window-reversed': 422,
    'case-closed': 409,
    'calling-already': 409,
    'calling-over': 409,
    'answered-already': 409,
    'beyond-ladder': 422,
    'reason-missing': 422,
  },
  events: {
    /** A case came, moved or left: what counts open cases is to be read again. */
    flowed: Told,
    /** A case came or left: what counts a day or a week is to be read again. */
    counted: Told,
    /** Somebody is called, answered, or nobody did. */
    called: Type.Object({
      summonsId: Id,
      caseId: Id,
      areaCode: AreaCode,
      state: Type.Enum(['open', 'answered', 'exhausted', 'ended']),
    }),
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
      reply: Type.Object({
        at: At,
        words: Type.String({ description: 'Where the words for the states stand' }),
        queues: Type.Array(Queue),
      }),
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
    summon: {
      method: 'POST',
      path: '/cases/:id/summonses',
      may: 'summons.start',
      status: 201,
      summary: 'Call the duty officers from the grid upwards, until somebody answers (四级联动)',
      params: byId,
      body: Type.Object({ because: Text(400, 2), from: Type.Optional(RungName) }, closed),
      reply: SummonsView,
    },
    summonsesOf: {
      method: 'GET',
      path: '/cases/:id/summonses',
      may: 'signed-in',
      summary: 'The ladders of a case, for all in its room',
      params: byId,
      reply: Type.Object({ items: Type.Array(SummonsView) }),
    },
    endSummons: {
      method: 'POST',
      path: '/summonses/:id/end',
      may: 'summons.start',
      params: byId,
      body: Type.Object({ because: Text(400, 2) }, closed),
    },
    calling: {
      method: 'GET',
      path: '/board/calling',
      may: 'board.read',
      summary: 'Who is being called now, and who answered in the last hours',
      query: inArea,
      reply: Type.Object({ items: Type.Array(SummonsView) }),
    },
    myCalls: {
      method: 'GET',
      path: '/my-calls',
      may: 'signed-in',
      summary: 'Calls that wait for my answer',
      reply: Type.Object({
        items: Type.Array(
          Type.Object({
            ...CallView.properties,
            caseId: Id,
            number: Type.String(),
            title: Type.String(),
            because: Type.String(),
            grade: Type.Integer(),
            startedByName: Type.String(),
          }),
        ),
      }),
    },
    answerCall: {
      method: 'POST',
      path: '/calls/:id/answer',
      may: 'signed-in',
      params: byId,
      body: Type.Object(
        { answer: Type.Enum(['accepted', 'declined']), reason: Type.Optional(Type.String({ maxLength: 400 })) },
        closed,
      ),
    },
    answerByPhone: {
      method: 'POST',
      path: '/calls/:id/phone-answer',
      may: 'summons.steer',
      summary: 'What somebody said who was reached by telephone',
      params: byId,
      body: Type.Object({ answer: Type.Enum(['accepted', 'declined']), reason: Text(400, 2) }, closed),
    },
  },
})
