/** Routes by which departments bring their values in: a table with its column map, tried first, and what became of every row. */
import { At, Id, Nullable, On, Page, PageQuery, type Static, Type } from '@liren/contract'
import { object } from './shapes.ts'
import { toldAbout } from './value-file.ts'

/** 数据报送 rows = told + unchanged + repeated + absent + refused, always. */
export type ValueImport = Static<typeof ValueImport>
export const ValueImport = Type.Object({
  id: Id,
  about: Type.Enum([...toldAbout]),
  unitName: Type.String(),
  /** Where the values are from; several where columns have several authoritative sources. */
  sources: Type.Array(Type.String()),
  /** Names of the fields told. */
  fields: Type.Array(Type.String()),
  on: On,
  fileName: Type.String(),
  isDryRun: Type.Boolean(),
  rows: Type.Integer(),
  told: Type.Integer(),
  unchanged: Type.Integer(),
  repeated: Type.Integer(),
  absent: Type.Integer(),
  refused: Type.Integer(),
  /** Single values taken in, and those another source has told differently. */
  values: Type.Integer(),
  conflicts: Type.Integer(),
  importedAt: At,
  importedName: Type.String(),
})

export const ValueColumn = Type.Object({
  heading: Type.String(),
  /** A row's own column, a key of the dictionary, or null where it is left out. */
  column: Nullable(Type.String()),
})

const Tellable = Type.Object({
  key: Type.String(),
  name: Type.String(),
  about: Type.Enum([...toldAbout]),
  type: Type.String(),
  owner: Type.String(),
  source: Type.String(),
  /** The reader's department is its authoritative source. */
  isMine: Type.Boolean(),
})

export const valueImportRoutes = {
  listTellable: {
    method: 'GET',
    path: '/tellable',
    may: 'value.tell',
    summary: 'What a department may bring in, and for which of it this one is the authoritative source',
    reply: Type.Object({ items: Type.Array(Tellable) }),
  },
  /**
   * Fields beside the file: `about` (person, enterprise), `on`, `source` (due where the field is another department's), `columns`
   * (JSON: column → heading, empty to leave one out), `dryRun`.
   */
  importValues: {
    method: 'POST',
    path: '/value-imports',
    may: 'value.tell',
    kind: 'upload',
    summary: 'A table of values (CSV, XLSX, JSON lines): every row is told, unchanged, repeated, absent or refused',
    reply: Type.Object({ report: ValueImport, columns: Type.Array(ValueColumn) }),
    status: 201,
    perMinute: 20,
  },
  listValueImports: {
    method: 'GET',
    path: '/value-imports',
    may: 'value.tell',
    query: object(PageQuery),
    reply: Page(ValueImport),
  },
  readValueImport: {
    method: 'GET',
    path: '/value-imports/:id',
    may: 'value.tell',
    params: object({ id: Id }),
    query: object({ afterRow: Type.Optional(Type.Integer({ minimum: 0 })) }),
    reply: Type.Object({
      report: ValueImport,
      errors: Type.Array(
        Type.Object({
          row: Type.Integer(),
          field: Type.String(),
          fieldName: Type.String(),
          code: Type.String(),
          reason: Type.String(),
        }),
      ),
    }),
  },
} as const
