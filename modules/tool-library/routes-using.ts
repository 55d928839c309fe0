/** A community takes tools up, changes their words, follows, rolls back, retires and removes them: its administrator's affair. */
import { AreaCode, At, Id, Nullable, On, Page, PageQuery, Type } from '@liren/contract'
import { Words } from './document/document.ts'
import { Text } from './text.ts'
import { Renaming, ToolId, UseRow, Version } from './views.ts'

const closed = { additionalProperties: false } as const
const object = <P extends Record<string, import('@liren/contract').TSchema>>(properties: P) =>
  Type.Object(properties, closed)
const One = object({ id: ToolId })
const Here = object({ id: ToolId, area: AreaCode })

export const usingRoutes = {
  uses: {
    method: 'GET',
    path: '/uses',
    may: 'tool.use',
    query: object({ area: AreaCode }),
    reply: Type.Object({ items: Type.Array(UseRow) }),
  },
  recommended: {
    method: 'GET',
    path: '/recommended',
    may: 'tool.use',
    query: object({ area: AreaCode }),
    summary: 'What is recommended from above and not used here, by whom and why',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          toolId: ToolId,
          /** Who recommends it to everybody below. */
          areaCode: AreaCode,
          name: Words,
          summary: Words,
          unit: Words,
          version: Version,
          issuer: Type.String(),
          reason: Type.String(),
          untilOn: Nullable(On),
          at: At,
          /** What this community said to it. */
          notNeeded: Nullable(Type.String()),
        }),
      ),
    }),
  },
  notNeeded: {
    method: 'POST',
    path: '/recommended/:id/answers',
    may: 'tool.use',
    params: One,
    summary: 'Not needed here at present, and why; whoever recommended it reads that',
    body: object({ area: AreaCode, reason: Text(300, 2) }),
  },
  recommendedAnswers: {
    method: 'GET',
    path: '/recommended/answers',
    may: 'tool.use',
    query: object({ area: AreaCode }),
    summary: 'What a level recommended: how many took it up, and what the others said',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          toolId: ToolId,
          name: Words,
          issuer: Type.String(),
          takenUp: Type.Integer(),
          notNeeded: Type.Array(
            Type.Object({ areaCode: AreaCode, areaName: Type.String(), reason: Type.String(), at: At }),
          ),
        }),
      ),
    }),
  },
  waitingHere: {
    method: 'GET',
    path: '/uses/waiting',
    may: 'tool.use',
    query: object({ ...PageQuery, area: AreaCode }),
    summary:
      'What waits for a community’s administrator: trials asked for, versions that need consent, what is recommended',
    reply: Page(
      Type.Object({
        kind: Type.Enum(['trial', 'upgrade', 'recommended']),
        toolId: ToolId,
        name: Words,
        version: Version,
      }),
    ),
  },
  use: {
    method: 'POST',
    path: '/tools/:id/uses',
    may: 'tool.use',
    params: One,
    status: 201,
    summary: 'Take a tool up in a community: try it until a day, or cite it and follow its upgrades',
    body: object({
      area: AreaCode,
      mode: Type.Enum(['trial', 'cite']),
      untilOn: Type.Optional(On),
      version: Type.Optional(Version),
      unitId: Type.Optional(Id),
    }),
    reply: UseRow,
  },
  rename: {
    method: 'PUT',
    path: '/tools/:id/uses/:area/words',
    may: 'tool.use',
    params: Here,
    body: Renaming,
    reply: UseRow,
  },
  switch: {
    method: 'PUT',
    path: '/tools/:id/uses/:area/switch',
    may: 'tool.use',
    params: Here,
    body: object({ isOn: Type.Boolean() }),
    reply: UseRow,
  },
  upgrade: {
    method: 'POST',
    path: '/tools/:id/uses/:area/upgrade',
    may: 'tool.use',
    params: Here,
    summary: 'Go to a newer version, or only see what would happen to what is there',
    body: object({
      version: Type.Optional(Version),
      isDryRun: Type.Optional(Type.Boolean()),
      isMajorAgreed: Type.Optional(Type.Boolean()),
    }),
    reply: Type.Object({
      from: Version,
      to: Version,
      step: Type.String(),
      changes: Type.Array(Type.Object({ path: Type.String(), what: Type.String(), step: Type.String() })),
      records: Type.Integer(),
      stay: Type.Integer(),
      misfits: Type.Array(Type.Object({ recordId: Id, field: Type.String(), rule: Type.String() })),
      /** There are more records than were tried. */
      isPartial: Type.Boolean(),
      isDone: Type.Boolean(),
    }),
  },
  rollBack: {
    method: 'POST',
    path: '/tools/:id/uses/:area/roll-back',
    may: 'tool.use',
    params: Here,
    reply: UseRow,
  },
  retire: {
    method: 'POST',
    path: '/tools/:id/uses/:area/retirement',
    may: 'tool.use',
    params: Here,
    summary: 'Put a tool down: nothing new is opened, what there is stays and can be exported',
    body: object({ because: Text(300, 2) }),
    reply: UseRow,
  },
  remove: {
    method: 'DELETE',
    path: '/tools/:id/uses/:area',
    may: 'tool.use',
    params: Here,
    summary: 'Remove a retired tool and delete what it held here, or only see what and where that would be',
    query: object({ isDryRun: Type.Optional(Type.Boolean()) }),
    reply: Type.Object({
      deleted: Type.Integer(),
      /** Where it lies: of a level, every community without a use of its own. */
      places: Type.Array(
        Type.Object({
          areaCode: AreaCode,
          areaName: Type.String(),
          records: Type.Integer(),
          open: Type.Integer(),
        }),
      ),
      isDone: Type.Boolean(),
    }),
  },
  exportData: {
    method: 'GET',
    path: '/tools/:id/uses/:area/export',
    may: 'tool.export',
    params: Here,
    query: object(PageQuery),
    summary: 'What a tool holds here, without sealed fields',
    reply: Page(
      Type.Object({
        id: Id,
        process: Type.String(),
        state: Type.String(),
        version: Version,
        answers: Type.Unknown(),
        openedAt: At,
        movedAt: At,
      }),
    ),
  },
  rate: {
    method: 'POST',
    path: '/tools/:id/ratings',
    may: 'tool.use',
    params: One,
    status: 201,
    body: object({ area: AreaCode, score: Type.Integer({ minimum: 1, maximum: 5 }), text: Type.Optional(Text(500)) }),
  },
} as const
