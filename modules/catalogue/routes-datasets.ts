/** What may be asked about datasets: registering, handing in, approving, reading, asking for and giving. */
import { AreaCode, At, Id, Nullable, On, Page, PageQuery, Type } from '@liren/contract'
import { Dataset, DatasetDraft, Update, updateStates } from './dataset.ts'
import { sharingClasses } from './dictionary/entry.ts'
import { object, text } from './shapes.ts'

const byCode = object({ code: text(62) })
const byId = object({ id: Id })
const Rows = Type.Array(Type.Record(Type.String(), Type.Unknown()), { maxItems: 5000 })

export const requestStates = ['asked', 'granted', 'provided', 'refused', 'disputed', 'expired', 'withdrawn'] as const

export const SharingRequest = Type.Object({
  id: Id,
  matterId: Id,
  number: Type.String(),
  datasetCode: Type.String(),
  datasetTitle: Type.String(),
  unitName: Type.String(),
  isEnterprise: Type.Boolean(),
  purpose: Type.String(),
  columns: Type.Array(Type.String()),
  agreement: Nullable(Type.String()),
  state: Type.Enum([...requestStates]),
  askedAt: At,
  askedName: Type.String(),
  answeredAt: Nullable(At),
  providedAt: Nullable(At),
  expiresOn: Nullable(On),
  answer: Nullable(Type.String()),
  deletionProof: Nullable(Type.String()),
  /** 争议 What the asker objects to, and how it was settled. */
  dispute: Nullable(Type.String()),
  disputedAt: Nullable(At),
  settlement: Nullable(Type.String()),
  settledAt: Nullable(At),
  settledName: Nullable(Type.String()),
  uses: Type.Integer(),
  /** The reader asked for it. */
  isMine: Type.Boolean(),
})

export const System = Type.Object({
  id: Id,
  areaCode: AreaCode,
  name: Type.String(),
  owner: Type.String(),
  purpose: Type.String(),
  holds: Type.Array(Type.String()),
  isReplaceable: Type.Boolean(),
  sinceOn: On,
  retiredOn: Nullable(On),
})
export const Flow = Type.Object({
  fromId: Id,
  toId: Id,
  what: Type.String(),
  way: Type.Enum(['automatic', 'file', 'retyped']),
})

const OpenDataset = Type.Object({
  code: Type.String(),
  title: Type.String(),
  titleEn: Type.String(),
  summary: Type.String(),
  provider: Type.String(),
  scenario: Type.String(),
  licence: Type.String(),
  refresh: Type.String(),
  as: Type.Enum(['rows', 'counts']),
  columns: Type.Array(Type.String()),
  version: Type.Integer(),
  rows: Nullable(Type.Integer()),
  publishedAt: Nullable(At),
})

export const datasetRoutes = {
  listDatasets: {
    method: 'GET',
    path: '/datasets',
    may: 'dataset.read',
    query: object({
      ...PageQuery,
      q: Type.Optional(text(60)),
      sharing: Type.Optional(Type.Enum([...sharingClasses])),
      late: Type.Optional(Type.Boolean()),
    }),
    reply: Page(Dataset),
  },
  readDataset: {
    method: 'GET',
    path: '/datasets/:code',
    may: 'dataset.read',
    params: byCode,
    reply: Type.Object({
      dataset: Dataset,
      uses: Type.Array(
        Type.Object({ module: Type.String(), kind: Type.String(), object: Type.String(), title: Type.String() }),
      ),
    }),
  },
  registerDataset: {
    method: 'PUT',
    path: '/datasets/:code',
    may: 'dataset.change',
    summary: 'Register a dataset or change what is said of it',
    params: byCode,
    body: DatasetDraft,
    reply: Dataset,
  },
  listDatasetLog: {
    method: 'GET',
    path: '/datasets/:code/log',
    may: 'dataset.read',
    params: byCode,
    query: object(PageQuery),
    reply: Page(
      Type.Object({
        id: Id,
        act: Type.String(),
        facts: Type.Record(Type.String(), Type.Unknown()),
        at: At,
        byName: Type.String(),
      }),
    ),
  },
  analyseDataset: {
    method: 'GET',
    path: '/datasets/:code/analysis',
    may: 'dataset.read',
    summary:
      'Figures over the version that counts: rows, sum and mean by one or two columns; small figures about people are held back',
    params: byCode,
    query: object({ by: text(60), then: Type.Optional(text(60)), measure: Type.Optional(text(60)) }),
    reply: Type.Object({
      rows: Type.Array(
        Type.Object({
          keys: Type.Array(Type.String()),
          /** Null where it is held back. */
          count: Nullable(Type.Integer()),
          sum: Nullable(Type.Number()),
          mean: Nullable(Type.Number()),
        }),
      ),
      /** Of earlier versions, the latest last. */
      versions: Type.Array(Type.Object({ at: At, rows: Type.Integer() })),
    }),
  },
  submitUpdate: {
    method: 'POST',
    path: '/datasets/:code/updates',
    may: 'dataset.submit',
    summary: 'Hand in the next version: rows, or an uploaded CSV, XLSX or JSON file',
    params: byCode,
    body: object({ rows: Type.Optional(Rows), fileId: Type.Optional(Id) }),
    reply: Update,
    status: 201,
  },
  listUpdates: {
    method: 'GET',
    path: '/updates',
    may: 'dataset.submit',
    query: object({ ...PageQuery, code: Type.Optional(text(62)), state: Type.Optional(Type.Enum([...updateStates])) }),
    reply: Page(Update),
  },
  decideUpdate: {
    method: 'POST',
    path: '/updates/:id/decisions',
    may: 'dataset.approve',
    summary: 'Approve a checked version, which then counts, or send it back',
    params: byId,
    body: object({ decision: Type.Enum(['approve', 'return']), note: Type.Optional(text(500, 2)) }),
    reply: Update,
  },

  listOpenDatasets: {
    method: 'GET',
    path: '/open',
    may: 'anyone',
    summary: 'Datasets open to everybody',
    query: object({ ...PageQuery, q: Type.Optional(text(60)) }),
    reply: Page(OpenDataset),
  },
  readOpenDataset: {
    method: 'GET',
    path: '/open/:code',
    may: 'anyone',
    params: byCode,
    query: object({ afterRow: Type.Optional(Type.Integer({ minimum: 0 })) }),
    reply: Type.Object({
      dataset: OpenDataset,
      rows: Type.Array(Type.Record(Type.String(), Type.Unknown())),
      nextRow: Nullable(Type.Integer()),
    }),
  },
  downloadOpenDataset: {
    method: 'GET',
    path: '/open/:code/csv',
    may: 'anyone',
    kind: 'stream',
    params: byCode,
    perMinute: 30,
  },

  askForDataset: {
    method: 'POST',
    path: '/datasets/:code/requests',
    may: 'sharing.ask',
    summary: 'Ask for a dataset for one purpose; the clock of the law starts',
    params: byCode,
    body: object({
      unitName: text(80),
      purpose: text(300, 5),
      columns: Type.Array(text(60), { minItems: 1, maxItems: 60, uniqueItems: true }),
      areaCode: AreaCode,
      /** An enterprise names itself and its agreement. */
      enterpriseId: Type.Optional(Id),
      agreement: Type.Optional(text(200)),
    }),
    reply: SharingRequest,
    status: 201,
  },
  listRequests: {
    method: 'GET',
    path: '/requests',
    may: 'sharing.ask',
    summary: 'Requests of mine, and those I may answer',
    query: object({
      ...PageQuery,
      code: Type.Optional(text(62)),
      state: Type.Optional(Type.Enum([...requestStates])),
    }),
    reply: Page(SharingRequest),
  },
  answerRequest: {
    method: 'POST',
    path: '/requests/:id/answers',
    may: 'sharing.answer',
    params: byId,
    body: object({
      decision: Type.Enum(['grant', 'refuse', 'provide', 'withdraw']),
      text: text(500, 2),
      expiresOn: Type.Optional(On),
    }),
    reply: SharingRequest,
  },
  disputeAnswer: {
    method: 'POST',
    path: '/requests/:id/disputes',
    may: 'sharing.ask',
    summary: 'Whoever asked objects to a refusal, or to what was given; a steward who did not answer settles it',
    params: byId,
    body: object({ text: text(500, 5) }),
    reply: SharingRequest,
  },
  settleDispute: {
    method: 'POST',
    path: '/requests/:id/settlements',
    may: 'dataset.approve',
    params: byId,
    body: object({ decision: Type.Enum(['support', 'dismiss']), text: text(500, 2) }),
    reply: SharingRequest,
  },
  useDataset: {
    method: 'POST',
    path: '/requests/:id/uses',
    may: 'sharing.ask',
    summary: 'Read rows under a grant, for its purpose only; every read is logged with the department that owns them',
    params: byId,
    body: object({ purpose: text(300, 2), afterRow: Type.Optional(Type.Integer({ minimum: 0 })) }),
    reply: Type.Object({
      rows: Type.Array(Type.Record(Type.String(), Type.Unknown())),
      nextRow: Nullable(Type.Integer()),
    }),
  },
  proveDeletion: {
    method: 'POST',
    path: '/requests/:id/deletion-proofs',
    may: 'sharing.ask',
    summary: 'Whoever was given data says how and when it was deleted',
    params: byId,
    body: object({ text: text(500, 5) }),
    reply: SharingRequest,
  },
  listUses: {
    method: 'GET',
    path: '/requests/:id/uses',
    may: 'sharing.ask',
    params: byId,
    query: object(PageQuery),
    reply: Page(Type.Object({ id: Id, at: At, byName: Type.String(), purpose: Type.String(), rows: Type.Integer() })),
  },
  readSharing: {
    method: 'GET',
    path: '/sharing',
    may: 'dataset.read',
    summary: 'Sharing rate, requests granted, working time to an answer',
    reply: Type.Object({
      datasets: Type.Integer(),
      shareable: Type.Integer(),
      published: Type.Integer(),
      open: Type.Integer(),
      /** Datasets under at least one grant, of all that may be shared. */
      shared: Type.Integer(),
      sharingRate: Nullable(Type.Number()),
      asked: Type.Integer(),
      granted: Type.Integer(),
      refused: Type.Integer(),
      medianDaysToGrant: Nullable(Type.Number()),
    }),
  },

  listSystems: {
    method: 'GET',
    path: '/systems',
    may: 'dataset.read',
    summary: 'Systems in use by area, with how data go between them; retyping shows the islands',
    query: object({ area: Type.Optional(AreaCode) }),
    reply: Type.Object({
      systems: Type.Array(System),
      flows: Type.Array(Flow),
      inUse: Type.Integer(),
      aYearAgo: Type.Integer(),
      isolated: Type.Array(Id),
    }),
  },
  keepSystem: {
    method: 'PUT',
    path: '/systems/:id',
    may: 'dataset.change',
    params: byId,
    body: object({
      areaCode: AreaCode,
      name: text(80),
      owner: text(80),
      purpose: text(300),
      holds: Type.Array(text(60), { maxItems: 40 }),
      isReplaceable: Type.Boolean(),
      sinceOn: On,
      retiredOn: Nullable(On),
      flowsTo: Type.Array(object({ toId: Id, what: text(120), way: Type.Enum(['automatic', 'file', 'retyped']) }), {
        maxItems: 40,
      }),
    }),
  },
} as const
