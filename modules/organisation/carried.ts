/** After cells were redrawn (网格调整): what was carried over, and what of it somebody has to confirm. */
import { At, Id, Nullable, Page, PageQuery, type Static, Type } from '@liren/contract'

const closed = { additionalProperties: false } as const

/** A post or a line of a duty list that went to another cell, with who holds it and who else answers there. */
export type Carried = Static<typeof Carried>
export const Carried = Type.Object({
  id: Id,
  kind: Type.Enum(['post', 'duty']),
  /** A divided cell: all parts have it. A joined one: several have it. */
  because: Type.Enum(['divided', 'joined']),
  unitId: Nullable(Id),
  title: Type.String(),
  holders: Type.Array(Type.String()),
  fromCell: Type.String(),
  fromName: Type.String(),
  toCell: Type.String(),
  toName: Type.String(),
  carriedAt: At,
})

export const carriedRoutes = {
  carried: {
    method: 'GET',
    path: '/carried',
    may: 'organisation.change',
    summary: 'Posts and duty lines carried over when cells were redrawn, that nobody has confirmed yet',
    query: Type.Object({ ...PageQuery, area: Type.Optional(Type.String({ pattern: '^\\d{12}$' })) }, closed),
    reply: Page(Carried),
  },
  settleCarried: {
    method: 'POST',
    path: '/carried/:id/settlement',
    may: 'organisation.change',
    summary: 'Keeps what was carried over, or ends it there; the last of its kind in a cell is not ended',
    params: Type.Object({ id: Id }, closed),
    body: Type.Object({ keeps: Type.Boolean() }, closed),
  },
} as const
