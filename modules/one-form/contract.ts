/** 一表通 One form: requests for reports are checked before anybody is asked, filled from ledgers, confirmed by exception, and given back. */
import { AreaCode, At, defineContract, Id, Nullable, On, Page, PageQuery, Type } from '@liren/contract'
import { refusalRules } from './admission.ts'
import { ReportDraft, Source } from './report.ts'
import { rosterRoutes } from './routes-roster.ts'

export { RosterRow } from './routes-roster.ts'

const object = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const text = (maxLength: number, minLength = 1) => Type.String({ minLength, maxLength })
const byId = object({ id: Id })
export const states = ['asked', 'admitted', 'refused', 'merged', 'retired'] as const

const Cell = Type.Union([Type.Number(), Type.String(), Type.Null()])
const Cells = Type.Record(Type.String(), Cell)
export const Gap = Type.Object({
  column: Type.String(),
  finding: Type.Enum(['held', 'derivable', 'missing']),
  source: Nullable(Source),
  entry: Nullable(Type.Object({ key: Type.String(), name: Type.String(), source: Type.String() })),
})
export const Report = Type.Object({
  id: Id,
  matterId: Nullable(Id),
  number: Nullable(Type.String()),
  ...ReportDraft.properties,
  state: Type.Enum([...states]),
  gaps: Type.Array(Gap),
  rule: Nullable(Type.String()),
  mergedInto: Nullable(Id),
  askedAt: At,
  askedName: Type.String(),
  decidedAt: Nullable(At),
  decidedName: Nullable(Type.String()),
  lastUsedAt: Nullable(At),
})
const Side = Type.Object({
  id: Type.String(),
  title: Type.String(),
  department: Type.String(),
  level: Type.String(),
  says: Type.String(),
})
export const Check = Type.Object({
  gaps: Type.Array(Gap),
  held: Type.Integer(),
  derivable: Type.Integer(),
  missing: Type.Integer(),
  duplicates: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      department: Type.String(),
      shared: Type.Array(Type.Tuple([Type.String(), Type.String()])),
      overlap: Type.Number(),
    }),
  ),
  conflicts: Type.Array(
    Type.Object({ column: Type.String(), about: Type.Enum(['period', 'definition', 'per']), sides: Type.Array(Side) }),
  ),
  /** 别处已在问 Forms and tools that ask people for what a column wants. */
  elsewhere: Type.Array(
    Type.Object({ column: Type.String(), entry: Type.String(), kind: Type.String(), title: Type.String() }),
  ),
  burden: Type.Object({
    areas: Type.Integer(),
    typedBefore: Type.Integer(),
    typedNow: Type.Integer(),
    minutesBefore: Type.Integer(),
    minutesNow: Type.Integer(),
  }),
})
export const Filing = Type.Object({
  reportId: Id,
  title: Type.String(),
  period: Type.String(),
  areaCode: Type.String(),
  areaName: Type.String(),
  cells: Cells,
  exceptions: Type.Array(
    Type.Object({ column: Type.String(), why: Type.Enum(['empty', 'jumped']), before: Cell, type: Type.String() }),
  ),
  filledAt: At,
  confirmedAt: Nullable(At),
  confirmedName: Nullable(Type.String()),
})

const staff = [
  'gridWorker',
  'communityWorker',
  'communityAdmin',
  'handler',
  'supervisor',
  'dutyLeader',
  'dataSteward',
] as const

export const oneForm = defineContract({
  name: 'one-form',
  permissions: {
    'ledger-report.read': staff,
    'ledger-report.ask': ['handler', 'communityAdmin', 'dataSteward'],
    'ledger-report.admit': ['dataSteward'],
    'ledger-report.refuse': ['communityWorker', 'communityAdmin'],
    'filing.fill': ['communityWorker', 'communityAdmin', 'dataSteward'],
    'filing.confirm': ['gridWorker', 'communityWorker', 'communityAdmin'],
    'return.give': ['handler', 'dataSteward'],
    'burden.read': ['communityAdmin', 'supervisor', 'dataSteward'],
  },
  refusals: {
    'not-found': 404,
    'wrong-state': 409,
    'unknown-area': 422,
    'unknown-column': 422,
    'column-twice': 422,
    'own-request': 403,
    'rule-needed': 422,
    'merge-target': 422,
    'all-held': 409,
    'private-copy': 422,
    'not-numbers': 422,
    'still-empty': 422,
    'file-unreadable': 422,
    'file-missing': 422,
    'template-unfit': 422,
    'column-unfit': 422,
  },
  events: {
    asked: Type.Object({ reportId: Id }),
    admitted: Type.Object({ reportId: Id }),
    refused: Type.Object({ reportId: Id, rule: Type.String() }),
    /** A period began: every area filled itself as far as it could. */
    opened: Type.Object({ reportId: Id, period: Type.String(), areas: Type.Integer() }),
    filled: Type.Object({ reportId: Id, period: Type.String(), areas: Type.Integer(), share: Type.Number() }),
    /** Somebody looked at what was in doubt and confirmed it: a row of numbers of an area, or one of a list that lies there. */
    confirmed: Type.Object({ reportId: Id, areaCode: AreaCode }),
    returned: Type.Object({ areaCodes: Type.Array(Type.String()) }),
  },
  routes: {
    ...rosterRoutes,
    checkDraft: {
      method: 'POST',
      path: '/checks',
      may: 'ledger-report.read',
      summary: 'What of a wanted report is held, what it costs, who asks for the same',
      body: ReportDraft,
      reply: Check,
    },
    ask: {
      method: 'POST',
      path: '/reports',
      may: 'ledger-report.ask',
      summary: 'Ask for a report to enter the list',
      body: ReportDraft,
      reply: Report,
      status: 201,
    },
    list: {
      method: 'GET',
      path: '/reports',
      may: 'ledger-report.read',
      query: object({ ...PageQuery, state: Type.Optional(Type.Enum([...states])), q: Type.Optional(text(60)) }),
      reply: Page(Report),
    },
    read: {
      method: 'GET',
      path: '/reports/:id',
      may: 'ledger-report.read',
      params: byId,
      reply: Type.Object({ report: Report, check: Check }),
    },
    decide: {
      method: 'POST',
      path: '/reports/:id/decisions',
      may: 'ledger-report.admit',
      params: byId,
      body: object({
        decision: Type.Enum(['admit', 'merge', 'refuse']),
        text: text(500, 2),
        rule: Type.Optional(Type.Enum([...refusalRules])),
        intoId: Type.Optional(Id),
        /** 纳入台账 Missing columns that become fields of the dictionary: asked once, and every report that wants them has them. */
        asFields: Type.Optional(Type.Array(text(60), { maxItems: 80, uniqueItems: true })),
      }),
      reply: Report,
    },
    refuseUnlisted: {
      method: 'POST',
      path: '/unlisted',
      may: 'ledger-report.refuse',
      summary: 'A report that is not on the list is refused with the rule; what was asked and by whom is kept',
      body: object({
        title: text(80, 2),
        department: text(80),
        columns: Type.Array(text(60), { minItems: 1, maxItems: 80 }),
        areaCode: AreaCode,
      }),
      reply: Type.Object({ report: Report, answer: Type.String(), check: Check }),
      status: 201,
    },
    retirement: {
      method: 'GET',
      path: '/retirement',
      may: 'ledger-report.read',
      summary: 'Reports that should go: past their end, unused, or asked for by another one as well',
      reply: Type.Object({
        items: Type.Array(
          Type.Object({
            report: Report,
            why: Type.Array(Type.Enum(['ended', 'unused', 'duplicate'])),
            like: Nullable(Type.String()),
          }),
        ),
      }),
    },
    retire: {
      method: 'POST',
      path: '/reports/:id/retirements',
      may: 'ledger-report.admit',
      params: byId,
      reply: Report,
    },

    fill: {
      method: 'POST',
      path: '/reports/:id/fillings',
      may: 'filing.fill',
      summary: 'Fill the report of this period for every area within reach',
      params: byId,
      body: object({ areaCode: Type.Optional(AreaCode) }),
      reply: Type.Object({
        period: Type.String(),
        areas: Type.Integer(),
        cells: Type.Integer(),
        filled: Type.Integer(),
        share: Type.Number(),
        exceptions: Type.Integer(),
      }),
    },
    listFilings: {
      method: 'GET',
      path: '/filings',
      may: 'filing.confirm',
      summary: 'Of my area, only what a person has to look at unless all is asked for',
      query: object({
        ...PageQuery,
        area: Type.Optional(AreaCode),
        reportId: Type.Optional(Id),
        period: Type.Optional(text(12)),
        all: Type.Optional(Type.Boolean()),
      }),
      reply: Page(Filing),
    },
    listPeriods: {
      method: 'GET',
      path: '/periods',
      may: 'filing.confirm',
      summary: 'Periods of reports in communities with what is left and when it is due, the most pressing first',
      query: object({
        ...PageQuery,
        area: Type.Optional(AreaCode),
        reportId: Type.Optional(Id),
        all: Type.Optional(Type.Boolean()),
      }),
      reply: Page(
        Type.Object({
          key: Type.String(),
          reportId: Id,
          title: Type.String(),
          period: Type.String(),
          communityCode: Type.String(),
          communityName: Type.String(),
          matterId: Nullable(Id),
          dueOn: On,
          closedAt: Nullable(At),
          isLate: Type.Boolean(),
          exceptions: Type.Integer(),
        }),
      ),
    },
    confirm: {
      method: 'POST',
      path: '/reports/:id/filings/:period/:area/confirmations',
      may: 'filing.confirm',
      params: object({ id: Id, period: text(12), area: AreaCode }),
      body: object({
        answers: Type.Record(Type.String(), Cell),
        /** From opening the page to sending: what the ledger of burden counts. */
        seconds: Type.Integer({ minimum: 0, maximum: 7200 }),
      }),
      reply: Filing,
    },

    exportReport: {
      method: 'GET',
      path: '/reports/:id/xlsx',
      may: 'filing.confirm',
      kind: 'stream',
      summary: 'The filled report as a workbook, in the local template where one is kept',
      params: byId,
      query: object({ period: Type.Optional(text(12)) }),
    },
    saveTemplate: {
      method: 'PUT',
      path: '/reports/:id/template',
      may: 'filing.fill',
      summary: 'Keep a local workbook: its cells stay, rows go below its headings by the named columns',
      params: byId,
      body: object({
        fileId: Id,
        headingRow: Type.Integer({ minimum: 1, maximum: 100 }),
        /** Heading in the workbook → column of the report. */
        columns: Type.Record(Type.String(), Type.String()),
      }),
      reply: Type.Object({ headings: Type.Array(Type.String()), unmapped: Type.Array(Type.String()) }),
    },
    importAnswers: {
      method: 'POST',
      path: '/reports/:id/answers',
      may: 'filing.fill',
      kind: 'upload',
      summary: 'Asked columns from a CSV or XLSX; every row is taken or refused with its reason',
      params: byId,
      reply: Type.Object({
        rows: Type.Integer(),
        taken: Type.Integer(),
        refused: Type.Integer(),
        errors: Type.Array(Type.Object({ row: Type.Integer(), column: Type.String(), rule: Type.String() })),
      }),
    },

    giveBack: {
      method: 'POST',
      path: '/returns',
      may: 'return.give',
      summary: 'Give data back to the communities they are about',
      body: object({
        title: text(80, 2),
        reportId: Type.Optional(Id),
        period: text(12),
        fromName: text(80),
        rows: Type.Array(object({ areaCode: AreaCode, cells: Cells }), { minItems: 1, maxItems: 2000 }),
      }),
      reply: Type.Object({ areas: Type.Integer() }),
      status: 201,
    },
    listReturns: {
      method: 'GET',
      path: '/returns',
      may: 'filing.confirm',
      query: object({ ...PageQuery, area: Type.Optional(AreaCode) }),
      reply: Page(
        Type.Object({
          id: Id,
          title: Type.String(),
          areaCode: Type.String(),
          areaName: Type.String(),
          period: Type.String(),
          cells: Cells,
          fromName: Type.String(),
          returnedAt: At,
        }),
      ),
    },

    readBurden: {
      method: 'GET',
      path: '/burden',
      may: 'burden.read',
      summary: 'What people typed, how long it took, what typing everything would have cost, what was typed twice',
      query: object({ area: Type.Optional(AreaCode), from: Type.Optional(On) }),
      reply: Type.Object({
        reports: Type.Integer(),
        people: Type.Integer(),
        typed: Type.Integer(),
        minutes: Type.Number(),
        cells: Type.Integer(),
        /** What typing every cell would have taken, at the measured (else the assumed) time for one. */
        minutesOfTyping: Type.Number(),
        repeats: Type.Integer(),
        byReport: Type.Array(
          Type.Object({
            reportId: Id,
            title: Type.String(),
            people: Type.Integer(),
            typed: Type.Integer(),
            minutes: Type.Number(),
          }),
        ),
        repeated: Type.Array(
          Type.Object({
            fact: Type.String(),
            areaName: Type.String(),
            at: At,
            title: Type.String(),
            times: Type.Integer(),
          }),
        ),
      }),
    },
  },
})
