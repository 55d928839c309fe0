/** Routes about many people at once: coverage and whole tables coming in. */
import { AreaCode, Id, On, Page, PageQuery, Type } from '@liren/contract'
import { ColumnMap, Coverage, ImportReport, object, Person, RowError, text } from './shapes.ts'

const byId = object({ id: Id })
const area = Type.Optional(AreaCode)

export const tableRoutes = {
  readCoverage: {
    method: 'GET',
    path: '/coverage',
    may: 'coverage.read',
    query: object({ area: AreaCode, level: Type.Optional(Type.Enum(['community', 'cell'])) }),
    reply: Type.Object({ items: Type.Array(Coverage) }),
  },
  setPermanentCount: {
    method: 'PUT',
    path: '/coverage/:areaCode',
    may: 'register.import',
    params: object({ areaCode: AreaCode }),
    body: object({ persons: Type.Integer({ minimum: 0 }), countedOn: On }),
  },
  listUnregistered: {
    method: 'GET',
    path: '/coverage/work-list',
    may: 'person.read',
    query: object({ ...PageQuery, area }),
    reply: Page(Person),
  },

  importPeople: {
    method: 'POST',
    path: '/imports',
    may: 'register.import',
    kind: 'upload',
    perMinute: 20,
    reply: ImportReport,
    status: 201,
  },
  listImports: {
    method: 'GET',
    path: '/imports',
    may: 'register.import',
    query: object(PageQuery),
    reply: Page(ImportReport),
  },
  readImport: {
    method: 'GET',
    path: '/imports/:id',
    may: 'register.import',
    params: byId,
    query: object({ afterRow: Type.Optional(Type.Integer()) }),
    reply: Type.Object({ report: ImportReport, errors: Type.Array(RowError) }),
  },
  listColumnMaps: {
    method: 'GET',
    path: '/column-maps',
    may: 'register.import',
    reply: Type.Object({ items: Type.Array(ColumnMap) }),
  },
  saveColumnMap: {
    method: 'PUT',
    path: '/column-maps/:name',
    may: 'register.import',
    params: object({ name: text(60) }),
    body: object({ columns: Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 200 })) }),
  },
} as const
