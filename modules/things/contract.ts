/** 部件台账 Things in the street: what others may ask of the ledger, and what they may hear from it. */
import {
  AreaCode,
  At,
  defineContract,
  Id,
  Nullable,
  On,
  Page,
  PageQuery,
  port,
  type Static,
  Type,
} from '@liren/contract'
import { rowRules, thingStates } from './thing.ts'

const closed = { additionalProperties: false } as const
const text = (most: number, least = 1) => Type.String({ minLength: least, maxLength: most })
const byId = Type.Object({ id: Id }, closed)
const KindCode = Type.String({ pattern: '^\\d{4}$' })
const State = Type.Enum([...thingStates])

export type Thing = Static<typeof Thing>
export const Thing = Type.Object({
  id: Id,
  code: Type.String(),
  kind: Type.String(),
  kindName: Type.String(),
  place: Type.String(),
  areaCode: AreaCode,
  areaName: Type.String(),
  lon: Nullable(Type.Number()),
  lat: Nullable(Type.Number()),
  ownerName: Type.String(),
  state: State,
  lastCheckedOn: Nullable(On),
  note: Type.String(),
  changedAt: At,
})

const Named = Type.Object({
  matterId: Id,
  number: Type.String(),
  title: Type.String(),
  phase: Type.String(),
  namedAt: At,
})

export type ThingsPort = {
  /** By id; unknown ids are left out. */
  readonly things: (ids: readonly string[]) => Promise<readonly Thing[]>
  /** Inside an area, in the order of their codes, a page at a time; retired things are left out. `after` is the last code of the page before. */
  readonly thingsIn: (asked: {
    readonly area: string
    readonly after: string | null
    readonly limit: number
  }) => Promise<readonly Thing[]>
  /** Figures for every cell or wider area inside an area; retired things do not count. `kind`: part of a kind's name. */
  readonly tallies: (asked: {
    readonly within: string
    readonly digits: 9 | 12 | 15
    readonly counts: readonly { readonly name: string; readonly where?: { readonly kind?: string } }[]
  }) => Promise<ReadonlyMap<string, Readonly<Record<string, number>>>>
}

const workers = ['gridWorker', 'communityWorker', 'communityAdmin', 'handler', 'acceptor', 'dispatcher'] as const

export const things = defineContract({
  name: 'things',
  permissions: {
    'thing.read': [...workers, 'supervisor', 'dutyLeader', 'dataSteward'],
    'thing.keep': ['communityWorker', 'communityAdmin', 'handler', 'dataSteward'],
    'thing.import': ['communityAdmin', 'handler', 'dataSteward'],
    'thing.name': workers,
  },
  refusals: {
    'not-found': 404,
    'unknown-area': 422,
    'unknown-kind': 422,
    'code-unfit': 422,
    'code-taken': 409,
    'file-missing': 422,
    'file-unreadable': 422,
    'column-missing': 422,
  },
  events: { changed: Type.Object({ thingId: Id, areaCode: AreaCode, state: Type.String() }) },
  routes: {
    kinds: {
      method: 'GET',
      path: '/kinds',
      may: 'anyone',
      summary: 'Kinds of things this district keeps',
      reply: Type.Object({
        items: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String() })),
      }),
    },
    list: {
      method: 'GET',
      path: '/things',
      may: 'thing.read',
      summary: 'Things within reach, in the order of their codes; `q` looks in codes and places',
      query: Type.Object(
        {
          ...PageQuery,
          area: Type.Optional(AreaCode),
          kind: Type.Optional(KindCode),
          state: Type.Optional(State),
          q: Type.Optional(text(60)),
        },
        closed,
      ),
      reply: Page(Thing),
    },
    read: {
      method: 'GET',
      path: '/things/:id',
      may: 'thing.read',
      params: byId,
      reply: Type.Object({
        thing: Thing,
        /** Matters that name it, the newest first; those out of the reader's sight are left out. */
        matters: Type.Array(Named),
      }),
    },
    keep: {
      method: 'PUT',
      path: '/things/:id',
      may: 'thing.keep',
      summary: 'Writes down a thing or changes it; without a code it is given the next one of its kind',
      params: byId,
      body: Type.Object(
        {
          code: Type.Optional(Type.String({ pattern: '^\\d{16}$' })),
          kind: KindCode,
          place: text(200),
          area: AreaCode,
          lon: Type.Optional(Nullable(Type.Number({ minimum: -180, maximum: 180 }))),
          lat: Type.Optional(Nullable(Type.Number({ minimum: -90, maximum: 90 }))),
          ownerName: text(80, 0),
          state: State,
          lastCheckedOn: Nullable(On),
          note: text(300, 0),
        },
        closed,
      ),
      reply: Thing,
    },
    importThings: {
      method: 'POST',
      path: '/imports',
      may: 'thing.import',
      kind: 'upload',
      perMinute: 20,
      summary:
        'Things from a CSV or XLSX (`file`); with `dryRun` nothing is written. Every row is taken or refused with its reason',
      reply: Type.Object({
        rows: Type.Integer(),
        added: Type.Integer(),
        changed: Type.Integer(),
        refused: Type.Integer(),
        isDryRun: Type.Boolean(),
        /** The first five hundred. */
        faults: Type.Array(Type.Object({ row: Type.Integer(), column: Type.String(), rule: Type.Enum([...rowRules]) })),
      }),
      status: 201,
    },
    ofMatter: {
      method: 'GET',
      path: '/matters/:id/things',
      may: 'thing.read',
      summary: 'What a matter in sight is about',
      params: byId,
      reply: Type.Object({ items: Type.Array(Thing) }),
    },
    name: {
      method: 'PUT',
      path: '/matters/:id/things/:thingId',
      may: 'thing.name',
      summary: 'Says that a matter is about a thing',
      params: Type.Object({ id: Id, thingId: Id }, closed),
      reply: Type.Object({ items: Type.Array(Thing) }),
    },
    unname: {
      method: 'DELETE',
      path: '/matters/:id/things/:thingId',
      may: 'thing.name',
      params: Type.Object({ id: Id, thingId: Id }, closed),
      reply: Type.Object({ items: Type.Array(Thing) }),
    },
  },
  port: port<ThingsPort>(),
})
