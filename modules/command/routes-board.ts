/** The live board: its tiles, each by itself or several at once, and the cases behind every figure. */
import { AreaCode, Id, Page, PageQuery, Type } from '@liren/contract'
import { boardTiles } from './board-tiles.ts'
import {
  AllocationView,
  CallingTile,
  CaseLine,
  CellsTile,
  ChannelsTile,
  closed,
  inArea,
  QueuesTile,
  Text,
  TopicsTile,
  UnitsTile,
  Window,
} from './views.ts'

export const boardRoutes = {
  board: {
    method: 'GET',
    path: '/board',
    may: 'board.read',
    summary: 'Several tiles in one answer: what a board asks for when news made them stale',
    query: Type.Object(
      {
        area: Type.Optional(AreaCode),
        tiles: Type.String({ maxLength: 100, description: `Names with commas: ${boardTiles.join(', ')}` }),
        cells: Type.Optional(
          Type.String({
            maxLength: 40,
            description: 'The version of the cells already known: only what differs comes back',
          }),
        ),
      },
      closed,
    ),
    reply: Type.Object({
      queues: Type.Optional(QueuesTile),
      cells: Type.Optional(CellsTile),
      units: Type.Optional(UnitsTile),
      calling: Type.Optional(CallingTile),
      channels: Type.Optional(ChannelsTile),
      topics: Type.Optional(TopicsTile),
    }),
  },
  queues: {
    method: 'GET',
    path: '/board/queues',
    may: 'board.read',
    summary: 'Open cases by stage and age',
    query: inArea,
    reply: QueuesTile,
  },
  cells: {
    method: 'GET',
    path: '/board/cells',
    may: 'board.read',
    summary: 'Open cases by grid cell and grade',
    query: inArea,
    reply: CellsTile,
  },
  units: {
    method: 'GET',
    path: '/board/units',
    may: 'board.read',
    summary: 'What each unit carries, the latest first',
    query: inArea,
    reply: UnitsTile,
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
    reply: ChannelsTile,
  },
  topics: {
    method: 'GET',
    path: '/board/topics',
    may: 'board.read',
    summary: 'Categories with the most reports of a week, beside the week before',
    query: inArea,
    reply: TopicsTile,
  },
  allocation: {
    method: 'GET',
    path: '/allocation',
    may: 'board.read',
    summary: 'Work and people by area, and whom it would help most to lend',
    query: Type.Object(
      { area: Type.Optional(AreaCode), level: Type.Optional(Type.Enum(['subdistrict', 'community'])) },
      closed,
    ),
    reply: AllocationView,
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
        alert: Type.Optional(Id),
      },
      closed,
    ),
    reply: Page(CaseLine),
  },
} as const
