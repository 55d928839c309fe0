/** Routes about rosters of who receives what: told by ids, or as the spreadsheet a department keeps. */
import { At, Id, Nullable, On, Page, PageQuery, type Static, Type } from '@liren/contract'
import { object, text } from './shapes.ts'

const Item = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{1,39}$' })

export const Roster = Type.Object({
  serviceItem: Type.String(),
  /** What the facts of the rules call it; the item's code where no rule asks. */
  title: Type.String(),
  source: Nullable(Type.String()),
  on: Nullable(On),
  persons: Type.Integer(),
  isComplete: Type.Boolean(),
  keptAt: Nullable(At),
  isMine: Type.Boolean(),
})

/** 名册导入 rows = taken + repeated + absent + refused, always. `absent`: a sound number that nobody here has. */
export type RosterUpload = Static<typeof RosterUpload>
export const RosterUpload = Type.Object({
  id: Id,
  serviceItem: Type.String(),
  source: Type.String(),
  on: On,
  fileName: Type.String(),
  isDryRun: Type.Boolean(),
  rows: Type.Integer(),
  taken: Type.Integer(),
  repeated: Type.Integer(),
  absent: Type.Integer(),
  refused: Type.Integer(),
  /** Persons who stood on the roster before and stand on it no more. */
  ended: Type.Integer(),
  isComplete: Type.Boolean(),
  uploadedAt: At,
  uploadedName: Type.String(),
})

export const rosterRoutes = {
  /** Who already receives an item (待遇名册), from whoever pays it; complete once `isLast` was sent. */
  keepRoster: {
    method: 'POST',
    path: '/rosters',
    may: 'roster.keep',
    body: object({
      serviceItem: text(40),
      source: text(100),
      on: Type.String({ format: 'date' }),
      personIds: Type.Array(Id, { maxItems: 5000 }),
      isFirst: Type.Boolean(),
      isLast: Type.Boolean(),
    }),
    reply: Type.Object({ serviceItem: Type.String(), persons: Type.Integer(), isComplete: Type.Boolean() }),
  },
  listRosters: {
    method: 'GET',
    path: '/rosters',
    may: 'roster.keep',
    summary: 'Items the rules ask about, each with its roster; numbers of people only',
    reply: Type.Object({ items: Type.Array(Roster) }),
  },
  /** Fields beside the file: `source`, `on`, `dryRun`, and `identityNumber` and `fullName` for headings of their own. */
  uploadRoster: {
    method: 'POST',
    path: '/rosters/:item/files',
    may: 'roster.keep',
    kind: 'upload',
    summary: 'A spreadsheet of numbers and names becomes the roster; every row is taken, repeated, absent or refused',
    params: object({ item: Item }),
    reply: RosterUpload,
    status: 201,
    perMinute: 20,
  },
  listRosterUploads: {
    method: 'GET',
    path: '/roster-uploads',
    may: 'roster.keep',
    query: object(PageQuery),
    reply: Page(RosterUpload),
  },
  readRosterUpload: {
    method: 'GET',
    path: '/roster-uploads/:id',
    may: 'roster.keep',
    params: object({ id: Id }),
    query: object({ afterRow: Type.Optional(Type.Integer({ minimum: 0 })) }),
    reply: Type.Object({
      upload: RosterUpload,
      errors: Type.Array(
        Type.Object({ row: Type.Integer(), field: Type.String(), code: Type.String(), reason: Type.String() }),
      ),
    }),
  },
} as const
