/** What of the launcher is shown and sent: tiles, compositions, mandates, one's own choices. */
import { AreaCode, At, Id, Nullable, On, type Static, Type } from '@liren/contract'

export const Words = Type.Object(
  { 'zh-CN': Type.String({ minLength: 1, maxLength: 60 }), en: Type.String({ minLength: 1, maxLength: 120 }) },
  { additionalProperties: false },
)
export type Words = Static<typeof Words>

/** `native:cases` for a module, else the id of a tool of the library. */
export const TileId = Type.String({ pattern: '^(native:)?[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 })
export const boards = ['resident', 'worker', 'desk', 'merchant'] as const
export const Board = Type.Enum([...boards])

/** One place of a composition, in order. What stands in none is shown behind those that do, unless `isClosed`. */
export const Entry = Type.Object(
  {
    id: TileId,
    isShown: Type.Boolean(),
    group: Type.Optional(Type.String({ pattern: '^[a-z][A-Za-z0-9]*$', maxLength: 30 })),
    name: Type.Optional(Words),
    icon: Type.Optional(Type.String({ pattern: '^[a-z]+$', maxLength: 20 })),
    /** Narrower than the tool's own: CEL over the facts of the audience. */
    audience: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  { additionalProperties: false },
)
export type Entry = Static<typeof Entry>

export const Composition = Type.Object({
  id: Id,
  areaCode: AreaCode,
  version: Type.Integer(),
  entries: Type.Array(Entry),
  effectiveAt: At,
  madeAt: At,
  madeByName: Type.String(),
  note: Nullable(Type.String()),
  copiedFrom: Nullable(AreaCode),
  /** Planned, and taken back before its day came. */
  withdrawnAt: Nullable(At),
})
export type Composition = Static<typeof Composition>

export const Mandate = Type.Object({
  id: Id,
  areaCode: AreaCode,
  tileId: TileId,
  kind: Type.Enum(['recommended', 'mandatory']),
  issuer: Type.String(),
  reason: Type.String(),
  since: At,
  untilOn: Nullable(On),
})
export type Mandate = Static<typeof Mandate>

/** A tile as somebody sees it. Native ones are drawn by their module; others bring words, picture and address. */
export const Tile = Type.Object({
  id: TileId,
  kind: Type.Enum(['native', 'declared', 'linked', 'port']),
  name: Nullable(Words),
  summary: Nullable(Words),
  icon: Nullable(Type.String()),
  to: Nullable(Type.String()),
  url: Nullable(Type.String()),
  group: Nullable(Type.String()),
  isHidden: Type.Boolean(),
  /** Of a linked tool: in a frame of ours, or in a window of its own. */
  opens: Type.Enum(['away', 'inside']),
  /** 暂不可用: a linked tool or port that does not answer at present. */
  isDown: Type.Boolean(),
  mandate: Nullable(Type.Object({ kind: Type.String(), issuer: Type.String(), reason: Type.String() })),
  /** Beginnings of the syllables, and words that mean the same: `ggtj 公共 借电钻`. */
  search: Type.String(),
})
export type Tile = Static<typeof Tile>

/** As many tiles as a community may compose, and somebody put in their own order. */
export const entriesAtMost = 600

export const Choices = Type.Object(
  {
    order: Type.Array(TileId, { maxItems: entriesAtMost }),
    hidden: Type.Array(TileId, { maxItems: entriesAtMost }),
  },
  { additionalProperties: false },
)
export type Choices = Static<typeof Choices>

/** Facts of somebody made up, to look through their eyes. */
export const Persona = Type.Object(
  {
    age: Type.Optional(Type.Integer({ minimum: 0, maximum: 120 })),
    sex: Type.Optional(Type.Enum(['F', 'M'])),
    residence: Type.Optional(Type.String({ maxLength: 20 })),
    livesAlone: Type.Optional(Type.Boolean()),
    tags: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 })),
    capacities: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 })),
    roles: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 })),
    isMember: Type.Optional(Type.Boolean()),
    isStaff: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

export const Why = Type.Object({
  id: TileId,
  isSeen: Type.Boolean(),
  /** Its place on one's home page, and by what: own 自己排的 · mandate 上级必备 · meant 面向您这样的人 · use 本社区用得多 · order 社区的顺序. */
  place: Nullable(
    Type.Object({
      at: Type.Integer(),
      by: Type.Enum(['own', 'mandate', 'meant', 'use', 'order']),
      uses: Nullable(Type.Integer()),
    }),
  ),
  /** community 社区选用 · mandate 上级要求 · audience 受众 · own 自己的选择 · off 已停用. */
  reasons: Type.Array(
    Type.Object({
      kind: Type.Enum(['community', 'mandate', 'audience', 'own', 'off']),
      verdict: Type.Enum(['yes', 'no', 'unknown']),
      title: Nullable(Words),
      text: Nullable(Type.String()),
      clauses: Type.Array(
        Type.Object({ clause: Type.String(), verdict: Type.String(), missing: Type.Array(Type.String()) }),
      ),
    }),
  ),
})
