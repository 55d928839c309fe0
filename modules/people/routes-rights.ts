/** 个人信息权利: a copy of everything held about a person, and being erased everywhere; asked by oneself or at a counter. */
import { At, Id, Page, PageQuery, Personal, Type } from '@liren/contract'
import { ErasureRequest, erasureStates, object, text } from './shapes.ts'

const byId = object({ id: Id })

/** One module's part of the copy; `held` is null where it knows nothing. */
const CopyPart = Type.Object({
  module: Type.String(),
  title: Type.String(),
  what: Type.String(),
  held: Personal(Type.Unknown()),
})
const Copy = Type.Object({ personId: Id, takenAt: At, parts: Type.Array(CopyPart) })

export const rightsRoutes = {
  takeMyCopy: {
    method: 'POST',
    path: '/me/copies',
    may: 'signed-in',
    perMinute: 10,
    summary: 'Everything all modules hold about whoever asks, after a fresh proof of identity',
    reply: Copy,
  },
  listMyErasures: {
    method: 'GET',
    path: '/me/erasures',
    may: 'signed-in',
    query: object(PageQuery),
    reply: Page(ErasureRequest),
  },
  askErasure: {
    method: 'POST',
    path: '/me/erasures',
    may: 'signed-in',
    perMinute: 10,
    body: object({ reason: Type.Optional(Personal(text(500))) }),
    reply: ErasureRequest,
    status: 201,
  },
  withdrawErasure: {
    method: 'POST',
    path: '/me/erasures/:id/withdrawals',
    may: 'signed-in',
    params: byId,
    reply: ErasureRequest,
  },
  listErasures: {
    method: 'GET',
    path: '/erasures',
    may: 'rights.answer',
    query: object({ ...PageQuery, state: Type.Optional(Type.Enum([...erasureStates])) }),
    reply: Page(ErasureRequest),
  },
  /** For somebody who came to the counter and showed who they are. */
  noteErasure: {
    method: 'POST',
    path: '/persons/:id/erasures',
    may: 'rights.answer',
    params: byId,
    body: object({ reason: Personal(text(500, 2)) }),
    reply: ErasureRequest,
    status: 201,
  },
  handOutCopy: {
    method: 'POST',
    path: '/persons/:id/copies',
    may: 'rights.answer',
    perMinute: 10,
    params: byId,
    reply: Copy,
  },
  answerErasure: {
    method: 'POST',
    path: '/erasures/:id/answers',
    may: 'rights.answer',
    params: byId,
    body: object({ decision: Type.Enum(['erase', 'decline']), answer: text(500, 2) }),
    reply: ErasureRequest,
  },
} as const
