/** Browsing the library needs no login: tools, boards, standards, comparisons, needs. */
import { AreaCode, At, Id, Nullable, On, Page, PageQuery, Type } from '@liren/contract'
import { FormulaVersion } from './credit-formula.ts'
import { Words } from './document/document.ts'
import { Text } from './text.ts'
import { Compared, ComparedUse, NeedRow, ProcessSide, ToolId, ToolRow, Version, VersionRow } from './views.ts'

const closed = { additionalProperties: false } as const
const object = <P extends Record<string, import('@liren/contract').TSchema>>(properties: P) =>
  Type.Object(properties, closed)
const One = object({ id: ToolId })

export const libraryRoutes = {
  schema: {
    method: 'GET',
    path: '/schema',
    may: 'anyone',
    summary: 'The JSON Schema of a declared tool',
    reply: Type.Unknown(),
  },
  list: {
    method: 'GET',
    path: '/tools',
    may: 'anyone',
    summary: 'The library: by words, category, kind, level or data entry; without login',
    query: object({
      ...PageQuery,
      q: Type.Optional(Text(60)),
      category: Type.Optional(Text(30)),
      kind: Type.Optional(Text(20)),
      level: Type.Optional(Text(20)),
      entity: Type.Optional(Text(80)),
      sort: Type.Optional(Type.Enum(['name', 'cited'])),
    }),
    reply: Page(ToolRow),
  },
  tool: {
    method: 'GET',
    path: '/tools/:id',
    may: 'anyone',
    params: One,
    summary: 'A tool’s page: needs, permissions, data, versions, lineage, users, ratings, cost',
    reply: Type.Object({
      tool: ToolRow,
      document: Type.Unknown(),
      versions: Type.Array(VersionRow),
      users: Type.Array(
        Type.Object({ areaCode: AreaCode, areaName: Type.String(), mode: Type.String(), version: Version, since: At }),
      ),
      ratings: Type.Array(Type.Object({ score: Type.Integer(), text: Nullable(Type.String()), ratedAt: At })),
      forks: Type.Array(Type.Object({ id: ToolId, name: Words })),
      savedFen: Type.Integer(),
      /** A version of it was made for a need of the register. */
      isForNeed: Type.Boolean(),
      /** What it was copied from stands in this library too. */
      isOriginHere: Type.Boolean(),
      /** The reader belongs to the unit whose tool it is, and makes its next version. */
      mayRevise: Type.Boolean(),
      /** Of a part of the platform, as the running module says it of itself: who may what, and where it is switched off. */
      module: Nullable(
        Type.Object({
          name: Type.String(),
          permissions: Type.Array(Type.Object({ title: Type.String(), roles: Type.Array(Type.String()) })),
          holdsPersonal: Type.Boolean(),
          offIn: Type.Array(Type.String()),
        }),
      ),
    }),
  },
  entities: {
    method: 'GET',
    path: '/entities',
    may: 'anyone',
    summary: 'Entries of the dictionary that tools read or write, and how many do: by these the library is searched',
    reply: Type.Object({ items: Type.Array(Type.Object({ key: Type.String(), count: Type.Integer() })) }),
  },
  parcel: {
    method: 'GET',
    path: '/tools/:id/versions/:version/parcel',
    may: 'anyone',
    params: object({ id: ToolId, version: Version }),
    summary: 'The signed file, to carry to another district',
    reply: Type.Unknown(),
  },
  boards: {
    method: 'GET',
    path: '/boards',
    may: 'anyone',
    summary:
      'Most cited, saved cost, duplicates avoided, orphans, unused (僵尸模块); reckoned by any version of the formula',
    query: object({ formula: Type.Optional(Type.Integer({ minimum: 1 })) }),
    reply: Type.Object({
      /** By which version all of it is reckoned. */
      by: FormulaVersion,
      mostCited: Type.Array(
        Type.Object({ id: ToolId, name: Words, citations: Type.Integer(), savedFen: Type.Integer() }),
      ),
      savedFen: Type.Integer(),
      duplicatesAvoided: Type.Integer(),
      reuseRate: Nullable(Type.Number()),
      orphans: Type.Array(Type.Object({ id: ToolId, name: Words })),
      unused: Type.Array(
        Type.Object({
          id: ToolId,
          name: Words,
          areaCode: AreaCode,
          areaName: Type.String(),
          version: Version,
          since: At,
          lastUsedAt: Nullable(At),
          openRecords: Type.Integer(),
        }),
      ),
      /** `name` is the unit's, or the community's that cites. */
      credits: Type.Array(
        Type.Object({
          publisher: Type.String(),
          name: Words,
          /** As they were given, each by the version that counted then. */
          points: Type.Integer(),
          /** The same citations by this version alone: to hold years and publishers side by side. */
          pointsByThis: Type.Integer(),
          citing: Type.Integer(),
          cited: Type.Integer(),
          months: Type.Integer(),
          quality: Type.Integer(),
        }),
      ),
    }),
  },
  standards: {
    method: 'GET',
    path: '/standards',
    may: 'anyone',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          id: ToolId,
          name: Words,
          state: Type.Enum(['nominated', 'confirmed', 'declined']),
          units: Type.Integer(),
          nominatedAt: At,
          commentUntilOn: On,
          decidedAt: Nullable(At),
          category: Type.String(),
          fields: Type.Array(Type.String()),
          /** What it asks, field by field: recommended to whoever makes something of the kind. Sealed ones are nobody's to compare. */
          dictionary: Type.Array(
            Type.Object({ key: Type.String(), label: Words, binds: Nullable(Type.String()), field: Type.Unknown() }),
          ),
          comments: Type.Integer(),
        }),
      ),
    }),
  },
  comments: {
    method: 'GET',
    path: '/standards/:id/comments',
    may: 'anyone',
    params: One,
    query: object(PageQuery),
    reply: Page(Type.Object({ id: Id, text: Type.String(), at: At })),
  },
  comment: {
    method: 'POST',
    path: '/standards/:id/comments',
    may: 'tool.make',
    params: One,
    body: object({ text: Text(1000, 2) }),
  },
  decideStandard: {
    method: 'POST',
    path: '/standards/:id/decision',
    may: 'tool.keep',
    params: One,
    body: object({ isConfirmed: Type.Boolean(), reason: Text(500, 2) }),
  },
  standardRecords: {
    method: 'GET',
    path: '/standards/:id/records',
    may: 'tool.export',
    params: One,
    query: object({ ...PageQuery, area: Type.Optional(AreaCode) }),
    summary: 'What lies in a standard tool and in all its copies, by the fields of the standard; never a sealed one',
    reply: Type.Object({
      fields: Type.Array(Type.Object({ key: Type.String(), label: Words, field: Type.Unknown() })),
      /** Tools that are asked together, and how many fields of the standard each has. */
      tools: Type.Array(Type.Object({ id: ToolId, name: Words, has: Type.Integer() })),
      items: Type.Array(
        Type.Object({
          id: Id,
          toolId: ToolId,
          areaCode: AreaCode,
          state: Type.String(),
          phase: Type.String(),
          values: Type.Record(Type.String(), Type.Unknown()),
          openedAt: At,
        }),
      ),
      next: Nullable(Type.String()),
    }),
  },
  comparison: {
    method: 'GET',
    path: '/tools/:id/comparison',
    may: 'anyone',
    params: One,
    summary: 'A tool in every community that uses it: which version, what differs, under which name',
    reply: Type.Object({ latest: Version, items: Type.Array(ComparedUse) }),
  },
  processVersions: {
    method: 'GET',
    path: '/tools/:id/process-versions',
    may: 'tool.make',
    params: One,
    summary:
      'Two versions of a process beside each other: its way on paper, and how records of each version really went',
    query: object({
      process: Type.Optional(Text(40, 1)),
      before: Type.Optional(Version),
      after: Type.Optional(Version),
    }),
    reply: Type.Object({
      versions: Type.Array(Version),
      processes: Type.Array(Type.Object({ id: Type.String(), title: Words })),
      process: Nullable(Type.String()),
      before: Nullable(ProcessSide),
      after: Nullable(ProcessSide),
      difference: Type.Object({
        statesRemoved: Type.Array(Type.String()),
        statesAdded: Type.Array(Type.String()),
        movesRemoved: Type.Array(Type.String()),
        movesAdded: Type.Array(Type.String()),
      }),
    }),
  },
  compareAreas: {
    method: 'GET',
    path: '/comparison',
    may: 'anyone',
    summary: 'The tools of two communities beside each other',
    query: object({ area: AreaCode, other: AreaCode }),
    reply: Type.Object({ items: Type.Array(Compared) }),
  },
  needs: {
    method: 'GET',
    path: '/needs',
    may: 'anyone',
    query: object({
      ...PageQuery,
      area: Type.Optional(AreaCode),
      serves: Type.Optional(Type.Enum(['resident', 'management'])),
      /** Only what nothing answers yet. */
      unmet: Type.Optional(Type.Boolean()),
    }),
    summary: 'The needs register: what residents want most first; demands from above stand in it and move nothing',
    reply: Page(NeedRow),
  },
  askNeed: {
    method: 'POST',
    path: '/needs',
    may: 'signed-in',
    status: 201,
    perMinute: 20,
    body: object({
      area: AreaCode,
      title: Text(80, 4),
      evidence: Text(1000, 4),
      serves: Type.Enum(['resident', 'management']),
      /** Who demands it, where it is a management requirement. */
      issuer: Type.Optional(Text(60, 2)),
    }),
    reply: NeedRow,
  },
  serving: {
    method: 'GET',
    path: '/serving',
    may: 'anyone',
    query: object(PageQuery),
    summary: 'Which need of residents and which management requirement each tool serves, and when it is to be stopped',
    reply: Page(
      Type.Object({
        id: ToolId,
        name: Words,
        kind: Type.String(),
        resident: Type.Array(Words),
        management: Type.Array(Words),
        stopWhen: Nullable(Words),
        /** Needs of the register it was made for. */
        registered: Type.Integer(),
      }),
    ),
  },
  voteNeed: {
    method: 'POST',
    path: '/needs/:id/votes',
    may: 'signed-in',
    params: object({ id: Id }),
    reply: NeedRow,
  },
} as const
