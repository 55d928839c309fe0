/** What may be asked about rosters: rows somebody has to look at, one of them opened with a footprint, confirmed, and the whole list taken out. */
import { AreaCode, At, Id, Nullable, Page, PageQuery, Personal, Type } from '@liren/contract'
import { rosterKinds } from './report.ts'

const object = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const Period = Type.String({ minLength: 1, maxLength: 12 })
const byRow = object({ id: Id, period: Period, subject: Id })

export const RosterRow = Type.Object({
  reportId: Id,
  title: Type.String(),
  period: Type.String(),
  of: Type.Enum([...rosterKinds]),
  subjectId: Id,
  /** Masked where it is somebody. */
  displayName: Type.String(),
  areaCode: Type.String(),
  areaName: Type.String(),
  exceptions: Type.Array(
    Type.Object({
      column: Type.String(),
      why: Type.Enum(['empty', 'stale', 'conflicting']),
      type: Type.String(),
      choices: Type.Array(Type.Object({ value: Type.String(), label: Type.String() })),
    }),
  ),
  confirmedAt: Nullable(At),
  confirmedName: Nullable(Type.String()),
})

export const rosterRoutes = {
  listRosterRows: {
    method: 'GET',
    path: '/roster-rows',
    may: 'filing.confirm',
    summary: 'Of my area, only rows somebody has to look at unless all are asked for; no value is in them',
    query: object({
      ...PageQuery,
      area: Type.Optional(AreaCode),
      reportId: Type.Optional(Id),
      period: Type.Optional(Period),
      all: Type.Optional(Type.Boolean()),
    }),
    reply: Page(RosterRow),
  },
  openRosterRow: {
    method: 'POST',
    path: '/reports/:id/rows/:period/:subject/openings',
    may: 'filing.confirm',
    summary: 'What is held in the columns in doubt; whoever it is about sees the look',
    params: byRow,
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          column: Type.String(),
          text: Personal(Nullable(Type.String())),
          source: Nullable(Type.String()),
          verifiedAt: Nullable(At),
        }),
      ),
    }),
  },
  confirmRosterRow: {
    method: 'POST',
    path: '/reports/:id/rows/:period/:subject/confirmations',
    may: 'filing.confirm',
    summary: 'What was found out: an answer, nothing to be found out (null), or as it stands (same)',
    params: byRow,
    body: object({
      answers: Type.Record(
        Type.String(),
        Personal(Type.Union([Type.String({ maxLength: 300 }), Type.Number(), Type.Null()])),
      ),
      same: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 80 }),
      seconds: Type.Integer({ minimum: 0, maximum: 7200 }),
    }),
    reply: RosterRow,
  },
  exportRoster: {
    method: 'GET',
    path: '/reports/:id/rows/xlsx',
    may: 'filing.confirm',
    kind: 'stream',
    summary: 'The whole list within reach as a workbook; everybody on it sees that it was taken',
    params: object({ id: Id }),
    query: object({ period: Type.Optional(Period) }),
  },
} as const
