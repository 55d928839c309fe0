/** What may be asked about paper sheets 纸质派遣单: handing numbers out, entering what was written on them, crossing out spoilt ones. */
import { AreaCode, At, Id, Nullable, Page, PageQuery, Personal, Type } from '@liren/contract'
import { closed, Opened, Text } from './views.ts'

const byNumber = Type.Object({ number: Type.String({ pattern: '^ZP\\d{8}-\\d{6}-\\d{3,6}$' }) }, closed)
export const PaperView = Type.Object({
  number: Type.String(),
  areaCode: AreaCode,
  areaName: Type.String(),
  handedOutAt: At,
  handedOutByName: Type.String(),
  state: Type.Enum(['open', 'entered', 'void']),
  /** The order it became. */
  matterId: Nullable(Id),
  /** The case that was opened of it. */
  caseId: Nullable(Id),
  matterNumber: Nullable(Type.String()),
  enteredByName: Nullable(Type.String()),
  enteredAt: Nullable(At),
  voidedBecause: Nullable(Type.String()),
})

export const paperRoutes = {
  papers: {
    method: 'GET',
    path: '/papers',
    may: 'paper.enter',
    summary: 'Paper sheets handed out, the newest first',
    query: Type.Object(
      { ...PageQuery, area: Type.Optional(AreaCode), state: Type.Optional(Type.Enum(['open', 'entered', 'void'])) },
      closed,
    ),
    reply: Page(PaperView),
  },
  handOutPapers: {
    method: 'POST',
    path: '/papers',
    may: 'paper.enter',
    status: 201,
    summary: 'Hand out numbered sheets, to print before they are needed',
    body: Type.Object({ area: AreaCode, count: Type.Integer({ minimum: 1, maximum: 50 }) }, closed),
    reply: Type.Object({ numbers: Type.Array(Type.String()) }),
  },
  enterPaper: {
    method: 'POST',
    path: '/papers/:number/entry',
    may: 'paper.enter',
    status: 201,
    summary: 'Enter a sheet afterwards: an order with the times at which it really happened',
    params: byNumber,
    body: Type.Object(
      {
        title: Text(200, 2),
        text: Text(2000, 2),
        unitId: Id,
        /** The case it was about, if one had been taken in before. */
        caseNumber: Type.Optional(Type.String({ maxLength: 40 })),
        /** Nobody has taken it in yet: a case is opened of the sheet, and the order is about it. */
        newCase: Type.Optional(
          Type.Object(
            {
              area: AreaCode,
              address: Type.Optional(Text(200)),
              isUrgent: Type.Optional(Type.Boolean()),
              reporterName: Type.Optional(Personal(Text(40))),
              reporterPhone: Type.Optional(Personal(Type.String({ minLength: 5, maxLength: 30 }))),
            },
            closed,
          ),
        ),
        workDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
        dispatchedAt: At,
        receivedAt: Type.Optional(At),
        receivedBy: Type.Optional(Text(40)),
        doneAt: Type.Optional(At),
        result: Type.Optional(Text(2000, 2)),
      },
      closed,
    ),
    reply: Opened,
  },
  voidPaper: {
    method: 'POST',
    path: '/papers/:number/void',
    may: 'paper.enter',
    summary: 'A sheet that was spoilt, lost or never used',
    params: byNumber,
    body: Type.Object({ because: Text(200, 2) }, closed),
  },
} as const
