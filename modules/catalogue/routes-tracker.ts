/** The Estonian data tracker (Andmejälgija), protocol 3: what was done with my data here, what was asked of others, and what left. */
import { At, Id, Nullable, Type } from '@liren/contract'
import { object } from './shapes.ts'

export const processingTypes = ['DATA_REQUEST', 'DATA_RESPONSE', 'DATA_PROCESSING', 'INTERNAL_PROCESSING'] as const
export type ProcessingType = (typeof processingTypes)[number]

/** GOV: a public body; COM: an enterprise. */
const Organisation = Type.Object({
  type: Type.Enum(['GOV', 'COM']),
  name: Type.String(),
  systemName: Type.Optional(Type.String()),
})

const common = {
  logTime: At,
  purpose: Type.String(),
  logSourceSystem: Nullable(Type.String()),
  bulkProcessing: Type.Boolean(),
  legalBasis: Nullable(Type.String()),
  consentReference: Nullable(Type.String()),
  queryId: Nullable(Type.String()),
  queryGroupId: Nullable(Type.String()),
  initiatorOrg: Nullable(Organisation),
  initiatorPerson: Nullable(Type.Object({ name: Type.String() })),
  /** Beyond the protocol: which fields. */
  dataFields: Type.Array(Type.String()),
} as const
const Processing = Type.Object({ ...common, source: Organisation })
const Transfer = Type.Object({ ...common, target: Organisation })

/** One name, or several. */
const Names = Type.Union([
  Type.String({ minLength: 1, maxLength: 80 }),
  Type.Array(Type.String({ maxLength: 80 }), { maxItems: 20 }),
])

export const trackerRoutes = {
  findUsage: {
    method: 'GET',
    path: '/tracker/findUsage',
    may: 'signed-in',
    summary: 'What was done with my data, in the shape of the Estonian data tracker (protocol 3), the latest first',
    query: object({
      userCode: Type.Optional(Id),
      processingType: Type.Optional(
        Type.Union([Type.Enum([...processingTypes]), Type.Array(Type.Enum([...processingTypes]), { maxItems: 4 })]),
      ),
      /** Looks by jobs over many people, left out unless asked for. */
      includeBulkProcessing: Type.Optional(Type.Boolean()),
      logSourceSystems: Type.Optional(Names),
      periodStart: Type.Optional(At),
      periodEnd: Type.Optional(At),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
      offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
    }),
    reply: Type.Object({
      totalUsages: Type.Integer(),
      returnedUsages: Type.Integer(),
      /** Asked of a department that keeps its data. */
      dataRequests: Type.Array(Transfer),
      /** Told to a system outside. */
      dataResponses: Type.Array(Transfer),
      /** Looked at here, held from another database. */
      dataProcessings: Type.Array(Processing),
      internalProcessings: Type.Array(Processing),
    }),
  },
  usagePeriod: {
    method: 'GET',
    path: '/tracker/usagePeriod',
    may: 'signed-in',
    summary: 'From when until when looks are kept',
    reply: Type.Object({ periodStart: Nullable(At), periodEnd: Nullable(At) }),
  },
  heartbeat: {
    method: 'GET',
    path: '/tracker/heartbeat',
    may: 'anyone',
    summary: 'Is the tracker alive',
    reply: Type.Object({
      appName: Type.String(),
      appVersion: Type.String(),
      serverTime: At,
      status: Type.Enum(['OK', 'FAIL']),
      message: Type.String(),
    }),
  },
} as const
