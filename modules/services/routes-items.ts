/** What is asked about items, lists, bundles and the figures over them. */
import { AreaCode, At, Id, Nullable, On, Page, PageQuery, type RouteSpec, Type } from '@liren/contract'
import { ItemRecord, Need, Simplification } from './item.ts'
import { Filter, OpenList } from './open-list.ts'
import { byCode, byId, closed, ItemRow, ItemView, SavingsView, Text } from './views.ts'

const Form = Type.Record(Type.String(), Type.Unknown())
const ListRow = Type.Object({ ...OpenList.properties, items: Type.Integer() })
const Bundle = Type.Object({
  code: Type.String(),
  name: Type.String(),
  intro: Type.String(),
  need: Need,
  audience: Type.String(),
  items: Type.Array(ItemRow),
  /** What it takes together: one form, one authorisation, as many visits as the most demanding of them. */
  visits: Type.Integer(),
  visitsBefore: Type.Integer(),
  materialsBefore: Type.Integer(),
})
const Proof = Type.Object({
  id: Type.String(),
  name: Type.String(),
  replacedBy: Type.Enum(['licence', 'data', 'declaration', 'dropped']),
  note: Type.String(),
  basis: Type.String(),
  isKept: Type.Boolean(),
  abolishedOn: On,
})
const ItemSavings = Type.Object({
  code: Type.String(),
  name: Type.String(),
  ...SavingsView.properties,
  source: Type.String(),
  /** 最多跑一次: visits the item promised for these applications, to be held against those measured (`visits.numerator`). */
  visitsPromised: Type.Integer(),
})

export const itemRoutes = {
  items: {
    method: 'GET',
    path: '/items',
    may: 'anyone',
    summary: 'Published items: by name, alias, pinyin or its first letters; by need, list, tag',
    query: Type.Object(
      {
        ...PageQuery,
        q: Type.Optional(Text(60)),
        need: Type.Optional(Need),
        audience: Type.Optional(Type.Enum(['person', 'firm'])),
        list: Type.Optional(Text(40)),
        tag: Type.Optional(Text(40)),
        isOpen: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
    reply: Page(ItemRow),
  },
  item: { method: 'GET', path: '/items/:code', may: 'anyone', params: byCode, reply: ItemView },
  needs: {
    method: 'GET',
    path: '/needs',
    may: 'anyone',
    summary: 'What people live by, with the number of items for each',
    query: Type.Object({ audience: Type.Optional(Type.Enum(['person', 'firm'])) }, closed),
    reply: Type.Object({ items: Type.Array(Type.Object({ need: Need, items: Type.Integer() })) }),
  },
  newestItem: {
    method: 'GET',
    path: '/items/:code/newest',
    may: 'item.keep',
    summary: 'The newest version, a draft beside what is published included',
    params: byCode,
    reply: ItemView,
  },
  keepItem: {
    method: 'PUT',
    path: '/items/:code',
    may: 'item.keep',
    summary: 'Writes the next version of an item as a draft; what is published stays until it is published',
    params: byCode,
    body: Type.Object(
      {
        record: ItemRecord,
        form: Type.Optional(Type.Union([Form, Type.Null(), Type.Literal('attached')])),
        seen: Type.Optional(Type.Integer({ minimum: 0 })),
      },
      closed,
    ),
    reply: ItemView,
  },
  publishItem: {
    method: 'POST',
    path: '/items/:code/publication',
    may: 'item.keep',
    summary: 'Publishes the draft; refused while the simplification checklist is not answered',
    params: byCode,
    body: Type.Object({ version: Type.Integer({ minimum: 1 }), simplification: Type.Optional(Simplification) }, closed),
    reply: ItemView,
  },
  importItems: {
    method: 'POST',
    path: '/item-imports',
    may: 'item.keep',
    kind: 'upload',
    mostBytes: 20_000_000,
    summary: 'A catalogue (CSV, XLSX, JSON): tried unless `dryRun` is false; `withForms` gives what goes online a form',
    reply: Type.Object({
      isDryRun: Type.Boolean(),
      rows: Type.Integer(),
      created: Type.Integer(),
      updated: Type.Integer(),
      unchanged: Type.Integer(),
      refused: Type.Integer(),
      zeroVisit: Type.Integer(),
      errors: Type.Array(Type.Object({ row: Type.Integer(), field: Type.String(), code: Type.String() })),
    }),
    perMinute: 20,
  },
  lists: {
    method: 'GET',
    path: '/lists',
    may: 'anyone',
    summary: 'The published lists, with the number of items in each',
    reply: Type.Object({ items: Type.Array(ListRow) }),
  },
  keepList: {
    method: 'PUT',
    path: '/lists/:code',
    may: 'item.keep',
    params: byCode,
    body: Type.Object(
      { name: Text(40, 2), nameEn: Text(80, 2), purpose: Text(200, 0), filter: Filter, publishedOn: On },
      closed,
    ),
    reply: ListRow,
  },
  coverage: {
    method: 'GET',
    path: '/lists/coverage',
    may: 'item.keep',
    summary: 'Does every item stand in the lists it must stand in? The gaps, and how many items were looked at',
    reply: Type.Object({
      items: Type.Integer(),
      covered: Type.Integer(),
      gaps: Type.Array(
        Type.Object({
          itemCode: Type.String(),
          itemName: Type.String(),
          missing: Type.Array(Type.String()),
          because: Type.String(),
        }),
      ),
    }),
  },
  bundles: { method: 'GET', path: '/bundles', may: 'anyone', reply: Type.Object({ items: Type.Array(Bundle) }) },
  proofs: {
    method: 'GET',
    path: '/proofs',
    may: 'anyone',
    summary: 'Proofs nobody is asked for any more, with what took their place; and those that are kept',
    reply: Type.Object({ items: Type.Array(Proof) }),
  },
  keepProof: {
    method: 'PUT',
    path: '/proofs/:id',
    may: 'item.keep',
    params: byId,
    body: Type.Object(
      {
        name: Text(80),
        replacedBy: Type.Enum(['licence', 'data', 'declaration', 'dropped']),
        note: Text(300),
        basis: Text(300),
        isKept: Type.Boolean(),
        abolishedOn: On,
      },
      closed,
    ),
    reply: Proof,
  },
  savings: {
    method: 'GET',
    path: '/savings',
    may: 'savings.read',
    summary: 'Saved against the recorded baseline, per item and in total, over finished applications',
    query: Type.Object({ since: Type.Optional(On), until: Type.Optional(On) }, closed),
    reply: Type.Object({ total: SavingsView, items: Type.Array(ItemSavings), asOf: At, formula: Type.String() }),
  },
  publicSavings: {
    method: 'GET',
    path: '/savings/total',
    may: 'anyone',
    summary: 'The totals, for everybody to see',
    reply: Type.Object({ total: SavingsView, asOf: At }),
  },
  savedBy: {
    method: 'GET',
    path: '/savings/:code/applications',
    may: 'savings.read',
    summary: 'The applications behind an item’s figures; numbers, not names',
    params: byCode,
    query: Type.Object({ ...PageQuery, since: Type.Optional(On), until: Type.Optional(On) }, closed),
    reply: Page(
      Type.Object({
        id: Type.String(),
        number: Type.String(),
        typed: Type.Integer(),
        materials: Type.Integer(),
        visits: Type.Integer(),
        days: Type.Number(),
        channel: Type.String(),
        finishedAt: At,
      }),
    ),
  },
  use: {
    method: 'GET',
    path: '/use',
    may: 'savings.read',
    summary: 'People each item reached within twelve months against those it should reach; least used first',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          code: Type.String(),
          name: Type.String(),
          need: Need,
          reached: Type.Integer(),
          expected: Nullable(Type.Integer()),
          rate: Nullable(Type.Number()),
          isUnderUsed: Type.Boolean(),
          /** Neighbours may be told of it: it is for people, and says nothing about whoever is told. */
          mayBeOffered: Type.Boolean(),
          /** When neighbours were last told of it, how many, and how many have applied since. */
          offered: Nullable(Type.Object({ at: At, recipients: Type.Integer(), appliedSince: Type.Integer() })),
        }),
      ),
      beneficiaries: Type.Integer(),
    }),
  },
  reachOut: {
    method: 'POST',
    path: '/items/:code/outreaches',
    may: 'item.keep',
    summary:
      'Tells whoever lives in an area and has not asked for an item within a year that it is there; once in thirty days at most',
    params: byCode,
    body: Type.Object({ id: Id, area: AreaCode }, closed),
    reply: Type.Object({ id: Id }),
    status: 202,
  },
} satisfies Record<string, RouteSpec>
