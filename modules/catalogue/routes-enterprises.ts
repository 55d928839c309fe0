/** What an enterprise may ask about itself: what departments told of it, who looked, and doubting what is wrong. */
import { At, Id, Nullable, Page, PageQuery, Personal, type Static, Type } from '@liren/contract'
import { HeldValue, object, text } from './shapes.ts'

const byId = object({ id: Id })

/** A look an enterprise asks about, and what it asks; `id` is that of the matter. */
export type FirmQuestionView = Static<typeof FirmQuestionView>
export const FirmQuestionView = Type.Object({
  id: Id,
  firmName: Type.String(),
  text: Personal(Type.String()),
  askedAt: At,
  at: At,
  byName: Type.String(),
  fields: Type.Array(Type.String()),
  purpose: Type.String(),
  reason: Type.String(),
  answer: Personal(Nullable(Type.String())),
  /** I looked myself, and cannot answer. */
  isMine: Type.Boolean(),
})

export const enterpriseRoutes = {
  listMyFirms: {
    method: 'GET',
    path: '/me/enterprises',
    may: 'signed-in',
    summary: 'Enterprises I may act for today',
    reply: Type.Object({ items: Type.Array(Type.Object({ id: Id, name: Type.String(), creditCode: Type.String() })) }),
  },
  listFirmValues: {
    method: 'GET',
    path: '/me/enterprises/:id/values',
    may: 'signed-in',
    summary: 'What departments told about my enterprise, with source and date',
    params: byId,
    reply: Type.Object({ items: Type.Array(HeldValue) }),
  },
  listFirmLooks: {
    method: 'GET',
    path: '/me/enterprises/:id/looks',
    may: 'signed-in',
    summary: 'Who looked at what of my enterprise that is not public, when and why',
    params: byId,
    query: object(PageQuery),
    reply: Page(
      Type.Object({
        id: Id,
        at: At,
        byName: Type.String(),
        fields: Type.Array(Type.String()),
        purpose: Type.String(),
        reason: Type.String(),
        /** Asked about already; with its answer once there is one. */
        question: Nullable(
          Type.Object({ matterId: Id, answer: Personal(Nullable(Type.String())), answeredAt: Nullable(At) }),
        ),
      }),
    ),
  },
  questionFirmLook: {
    method: 'POST',
    path: '/me/enterprises/:id/looks/:lookId/questions',
    may: 'signed-in',
    perMinute: 10,
    summary: 'Asks why my enterprise was looked at; somebody who did not look answers',
    params: object({ id: Id, lookId: Id }),
    body: object({ text: Personal(text(500, 2)) }),
    reply: Type.Object({ matterId: Id }),
    status: 201,
  },
  listFirmQuestions: {
    method: 'GET',
    path: '/firm-questions',
    may: 'right.answer',
    summary: 'Looks enterprises ask about, within reach, newest first',
    query: object({ ...PageQuery, open: Type.Optional(Type.Boolean()) }),
    reply: Page(FirmQuestionView),
  },
  answerFirmQuestion: {
    method: 'POST',
    path: '/firm-questions/:id/answers',
    may: 'right.answer',
    params: byId,
    body: object({ text: Personal(text(1000, 2)) }),
  },
  challengeFirmValue: {
    method: 'POST',
    path: '/me/enterprises/:id/challenges',
    may: 'signed-in',
    perMinute: 10,
    summary: 'A value about my enterprise is wrong: its owner finds out',
    params: byId,
    body: object({ key: text(80), text: Personal(text(500, 2)) }),
    reply: Type.Object({ matterId: Id }),
    status: 201,
  },
} as const
