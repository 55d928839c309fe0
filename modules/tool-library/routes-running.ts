/** A tool at work in a community: asking, lists, a record and its moves. */
import { AreaCode, Id, Nullable, Page, PageQuery, Personal, Type } from '@liren/contract'
import { type FormsPort, Since, type SubmissionView } from '@liren/forms/contract'
import { Words } from './document/document.ts'
import { Text } from './text.ts'
import { Answers, RecordRow, RecordView, Revealed, RunningView, ToolId } from './views.ts'

const closed = { additionalProperties: false } as const
const object = <P extends Record<string, import('@liren/contract').TSchema>>(properties: P) =>
  Type.Object(properties, closed)
const One = object({ id: ToolId })
const Record = object({ id: Id })
const Given = Personal(Answers)
/** What somebody did to the form; the shape is that of `forms`, which looks at it closely. */
const Filled = Type.Unsafe<Parameters<FormsPort['submit']>[1] & object>(
  object({
    answers: Personal(Type.Record(Type.String(), Type.Unknown())),
    confirmed: Type.Array(Text(200), { maxItems: 60 }),
    reasons: Personal(Type.Record(Type.String(), Text(200, 0))),
    refused: Type.Array(Text(120), { maxItems: 60 }),
    materials: Type.Record(Type.String(), Type.Unknown()),
  }),
)
const Submission = Personal(Type.Unsafe<SubmissionView>({}))

export const runningRoutes = {
  indicators: {
    method: 'GET',
    path: '/tools/:id/indicators',
    may: 'anyone',
    params: object({ id: ToolId }),
    query: object({ area: Type.Optional(AreaCode) }),
    summary:
      'What a tool says of its own use, in an area or everywhere; numbers below ten are told only to whoever handles them there',
    reply: Type.Object({
      atLeast: Type.Integer(),
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          title: Words,
          measure: Type.Enum(['count', 'share']),
          /** Opened in the last so many days; null for all that are kept. */
          days: Nullable(Type.Integer()),
          /** Too few to be told here. */
          isFew: Type.Boolean(),
          count: Nullable(Type.Integer()),
          all: Nullable(Type.Integer()),
          /** 0 to 1; null where nothing was opened. */
          share: Nullable(Type.Number()),
        }),
      ),
    }),
  },
  running: {
    method: 'GET',
    path: '/running/:id',
    may: 'anyone',
    params: One,
    query: object({ area: AreaCode }),
    reply: RunningView,
  },
  runningHere: {
    method: 'GET',
    path: '/running',
    may: 'anyone',
    summary: 'Tools switched on in a community; of a board those that are meant for whoever asks there',
    query: object({ area: AreaCode, board: Type.Optional(Type.Enum(['resident', 'worker', 'merchant', 'desk'])) }),
    reply: Type.Object({
      items: Type.Array(
        Type.Object({ id: ToolId, name: Words, summary: Words, icon: Type.String(), isTrial: Type.Boolean() }),
      ),
    }),
  },
  begin: {
    method: 'POST',
    path: '/running/:id/submissions',
    may: 'tool.ask',
    params: One,
    status: 201,
    summary:
      'Begins the form of a process under an id made by the phone, filled with what is held but for the keys refused',
    body: object({
      id: Id,
      area: AreaCode,
      process: Text(40, 1),
      refused: Type.Array(Text(120), { maxItems: 40 }),
    }),
    reply: Submission,
  },
  open: {
    method: 'POST',
    path: '/running/:id/records',
    may: 'tool.ask',
    params: One,
    status: 201,
    summary:
      'Ask for what the tool offers, by answers or by a form begun. The id may be made by the phone: sent twice, it is one record',
    body: object({
      id: Type.Optional(Id),
      area: AreaCode,
      process: Type.Optional(Text(40)),
      answers: Type.Optional(Given),
      submission: Type.Optional(object({ id: Id, filled: Filled, since: Type.Optional(Since) })),
    }),
    reply: Type.Object({ id: Id, number: Type.String(), state: Type.String() }),
  },
  records: {
    method: 'GET',
    path: '/running/:id/records',
    may: 'anyone',
    params: One,
    query: object({ ...PageQuery, area: AreaCode, list: Text(40, 1) }),
    reply: Page(RecordRow),
  },
  mine: {
    method: 'GET',
    path: '/records/mine',
    may: 'signed-in',
    query: object({ ...PageQuery, tool: Type.Optional(ToolId) }),
    reply: Page(RecordRow),
  },
  waiting: {
    method: 'GET',
    path: '/waiting',
    may: 'signed-in',
    summary: 'How many records of each tool wait for the one who asks: as staff, or as the one who asked for it',
    query: object({ area: AreaCode }),
    reply: Type.Object({ items: Type.Array(Type.Object({ toolId: ToolId, count: Type.Integer() })) }),
  },
  record: { method: 'GET', path: '/records/:id', may: 'signed-in', params: Record, reply: RecordView },
  recordOfMatter: {
    method: 'GET',
    path: '/matters/:id',
    may: 'signed-in',
    params: Record,
    reply: Type.Object({ recordId: Nullable(Id) }),
  },
  moveRecord: {
    method: 'POST',
    path: '/records/:id/moves/:move',
    may: 'signed-in',
    params: object({ id: Id, move: Text(40, 1) }),
    body: object({ seen: Type.Optional(Type.Integer({ minimum: 0 })), answers: Type.Optional(Given) }),
    reply: Type.Object({ id: Id, state: Type.String(), seen: Type.Integer() }),
  },
  reveal: {
    method: 'POST',
    path: '/records/:id/reveals',
    may: 'tool.readPersonal',
    perMinute: 60,
    params: Record,
    body: object({ purpose: Type.Enum(['service', 'verification', 'emergency', 'dispute']), reason: Text(200) }),
    reply: Revealed,
  },
} as const
