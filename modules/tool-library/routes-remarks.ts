/** 使用意见 What people say of a tool or of the whole house: heard, weighed, changed or not, and answered to whoever said it. */
import { AreaCode, At, Id, Nullable, On, Page, PageQuery, type Static, Type } from '@liren/contract'
import { Words } from './document/document.ts'
import { Text } from './text.ts'
import { ToolId, Version } from './views.ts'

const closed = { additionalProperties: false } as const
const object = <P extends Record<string, import('@liren/contract').TSchema>>(properties: P) =>
  Type.Object(properties, closed)

/** new 新提出 · planned 要改 · done 改好了 · declined 不改. */
export const remarkStates = ['new', 'planned', 'done', 'declined'] as const
export type RemarkState = (typeof remarkStates)[number]
const boards = ['resident', 'worker', 'merchant', 'desk', 'meeting'] as const
/** Where somebody was when they said it; nothing but the page. */
const Place = Type.String({ pattern: '^/[A-Za-z0-9/_-]{0,119}$' })

export type RemarkRow = Static<typeof RemarkRow>
export const RemarkRow = Type.Object({
  id: Id,
  areaCode: AreaCode,
  /** Null: about the house as a whole. */
  about: Nullable(ToolId),
  name: Nullable(Words),
  board: Type.Enum([...boards]),
  page: Nullable(Type.String()),
  text: Type.String(),
  /** Of a meeting: its day, and for whom somebody spoke. Never who sent one from a phone. */
  heldOn: Nullable(On),
  spokenBy: Nullable(Type.String()),
  state: Type.Enum([...remarkStates]),
  answer: Nullable(Type.String()),
  version: Nullable(Type.String()),
  saidAt: At,
  answeredAt: Nullable(At),
  changedAt: Nullable(At),
})

export const remarkRoutes = {
  remark: {
    method: 'POST',
    path: '/remarks',
    may: 'signed-in',
    status: 201,
    perMinute: 10,
    summary: 'Says what does not work well; sent twice under one id it is one',
    body: object({
      id: Id,
      area: AreaCode,
      about: Type.Optional(ToolId),
      board: Type.Enum(['resident', 'worker', 'merchant', 'desk']),
      page: Type.Optional(Place),
      text: Text(500, 4),
    }),
    reply: RemarkRow,
  },
  myRemarks: {
    method: 'GET',
    path: '/remarks/mine',
    may: 'signed-in',
    summary: 'What I said, and what came of it',
    query: object(PageQuery),
    reply: Page(RemarkRow),
  },
  remarks: {
    method: 'GET',
    path: '/remarks',
    may: 'remark.answer',
    query: object({
      ...PageQuery,
      area: Type.Optional(AreaCode),
      about: Type.Optional(ToolId),
      state: Type.Optional(Type.Enum([...remarkStates])),
      heldOn: Type.Optional(On),
    }),
    reply: Page(RemarkRow),
  },
  answerRemark: {
    method: 'POST',
    path: '/remarks/:id/answer',
    may: 'remark.answer',
    params: object({ id: Id }),
    summary: 'Says what becomes of it; whoever said it is told',
    body: object({
      state: Type.Enum(['planned', 'done', 'declined']),
      answer: Text(500, 2),
      version: Type.Optional(Version),
    }),
    reply: RemarkRow,
  },
  noteMeeting: {
    method: 'POST',
    path: '/remarks/meetings',
    may: 'remark.answer',
    status: 201,
    summary: 'What representatives raised at a regular meeting: each becomes a remark of its own',
    body: object({
      area: AreaCode,
      heldOn: On,
      items: Type.Array(object({ id: Id, about: Type.Optional(ToolId), spokenBy: Text(40, 1), text: Text(500, 4) }), {
        minItems: 1,
        maxItems: 30,
      }),
    }),
    reply: Type.Object({ items: Type.Array(RemarkRow) }),
  },
  remarkFigures: {
    method: 'GET',
    path: '/remarks/figures',
    may: 'anyone',
    summary: 'How many were said, answered and put right, and after how many days half of them were',
    query: object({ area: AreaCode, days: Type.Optional(Type.Integer({ minimum: 7, maximum: 366 })) }),
    reply: Type.Object({
      said: Type.Integer(),
      answered: Type.Integer(),
      changed: Type.Integer(),
      daysToAnswer: Nullable(Type.Number()),
      daysToChange: Nullable(Type.Number()),
    }),
  },
} as const
