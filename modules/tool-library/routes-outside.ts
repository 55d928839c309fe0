/** What leads out of the house: linked tools, ports to departments, and how both fare. */
import { AreaCode, At, Id, Nullable, Page, PageQuery, type Static, Type } from '@liren/contract'
import { Words } from './document/document.ts'
import { Text } from './text.ts'
import { ToolId, Version } from './views.ts'

const closed = { additionalProperties: false } as const
const object = <P extends Record<string, import('@liren/contract').TSchema>>(properties: P) =>
  Type.Object(properties, closed)
const One = object({ id: ToolId })
const Key = Type.String({ maxLength: 80 })

export type ReachRow = Static<typeof ReachRow>
export const ReachRow = Type.Object({
  toolId: ToolId,
  kind: Type.Enum(['linked', 'port']),
  name: Words,
  unit: Words,
  host: Type.String(),
  fails: Type.Integer(),
  isDown: Type.Boolean(),
  why: Nullable(Type.String()),
  checkedAt: Nullable(At),
  answeredAt: Nullable(At),
  downSince: Nullable(At),
})

export type PortRow = Static<typeof PortRow>
export const PortRow = Type.Object({
  toolId: ToolId,
  version: Version,
  name: Words,
  unit: Words,
  host: Type.String(),
  isOn: Type.Boolean(),
  because: Nullable(Type.String()),
  hasSecret: Type.Boolean(),
  /** Entries that leave, as the document declares them; `clear` without disguise, by leave of the keeper. */
  sends: Type.Array(Key),
  receives: Type.Array(Key),
  clear: Type.Array(Key),
  clearBecause: Nullable(Type.String()),
  perMinute: Type.Integer(),
  answerWithinMs: Type.Integer(),
  /** Of a hundred checks, how many the department promised to answer; null where it promised nothing. */
  promisedPercent: Nullable(Type.Number()),
  restsUntil: Nullable(At),
  reach: Nullable(ReachRow),
  /** Of the last thirty days. Shares are null where nothing was counted. */
  sla: Type.Object({
    calls: Type.Integer(),
    answeredShare: Nullable(Type.Number()),
    p50Ms: Nullable(Type.Integer()),
    p95Ms: Nullable(Type.Integer()),
    upShare: Nullable(Type.Number()),
  }),
})

export const callOutcomes = [
  'answered',
  'refused',
  'limited',
  'timeout',
  'unreachable',
  'too-long',
  'unreadable',
  'address',
] as const
export type CallOutcome = (typeof callOutcomes)[number]

export const outsideRoutes = {
  openLink: {
    method: 'GET',
    path: '/linked/:id/open',
    may: 'anyone',
    kind: 'stream',
    acts: true,
    params: One,
    query: object({ area: AreaCode }),
    summary: 'Leads on to a linked tool, where it is in use',
  },
  inside: {
    method: 'GET',
    path: '/linked/:id/inside',
    may: 'anyone',
    kind: 'stream',
    acts: true,
    params: One,
    query: object({ area: AreaCode, board: Type.Optional(Type.Enum(['resident', 'worker', 'merchant', 'desk'])) }),
    summary: 'A linked tool in a frame of ours, under who runs it and a way out',
  },
  portFace: {
    method: 'GET',
    path: '/ports/:id',
    may: 'signed-in',
    params: One,
    query: object({ area: AreaCode }),
    summary: 'What will be sent to which department, and what may come back',
    reply: Type.Object({
      name: Words,
      summary: Words,
      unit: Words,
      icon: Type.String(),
      sends: Type.Array(Type.Object({ key: Key, isClear: Type.Boolean() })),
      receives: Type.Array(Type.Object({ name: Type.String(), title: Words })),
      isOn: Type.Boolean(),
      isDown: Type.Boolean(),
    }),
  },
  callPort: {
    method: 'POST',
    path: '/ports/:id/calls',
    may: 'tool.ask',
    perMinute: 20,
    params: One,
    body: object({ area: AreaCode }),
    summary: 'Ask a department’s system about oneself: minimum fields, disguised, with a footprint',
    reply: Type.Object({
      callId: Id,
      values: Type.Array(
        Type.Object({
          name: Type.String(),
          title: Words,
          value: Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
        }),
      ),
    }),
  },
  reach: {
    method: 'GET',
    path: '/reach',
    may: 'tool.keep',
    summary: 'Do linked tools and ports still answer',
    reply: Type.Object({ items: Type.Array(ReachRow) }),
  },
  checkReach: { method: 'POST', path: '/reach/:id/check', may: 'tool.keep', params: One, status: 202 },
  ports: { method: 'GET', path: '/ports', may: 'port.read', reply: Type.Object({ items: Type.Array(PortRow) }) },
  portCalls: {
    method: 'GET',
    path: '/ports/:id/calls',
    may: 'port.read',
    params: One,
    query: object({ ...PageQuery }),
    reply: Page(
      Type.Object({
        id: Id,
        at: At,
        areaCode: AreaCode,
        outcome: Type.Enum([...callOutcomes]),
        status: Nullable(Type.Integer()),
        ms: Type.Integer(),
        sent: Type.Array(Key),
        clear: Type.Array(Key),
        received: Type.Array(Type.String()),
      }),
    ),
  },
  switchPort: {
    method: 'PUT',
    path: '/ports/:id/switch',
    may: 'port.stop',
    params: One,
    summary: 'Stop every call through a port at once, or let it work again',
    body: object({ isOn: Type.Boolean(), because: Text(300, 2) }),
    reply: PortRow,
  },
  makePortSecret: {
    method: 'POST',
    path: '/ports/:id/secret',
    may: 'tool.keep',
    params: One,
    status: 201,
    summary: 'A new secret between us and the department, told once; the one before no longer counts',
    reply: Type.Object({ secret: Type.String() }),
  },
  letThrough: {
    method: 'PUT',
    path: '/ports/:id/clear',
    may: 'tool.keep',
    params: One,
    summary: 'Which declared entries leave without disguise, and why the department needs them so',
    body: object({ keys: Type.Array(Key, { maxItems: 20, uniqueItems: true }), because: Text(300, 4) }),
    reply: PortRow,
  },
} as const
