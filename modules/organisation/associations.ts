/** 社会组织名册 Shapes and routes of the register of associations: two-new and civil organisations with contacts, fields and needs. */
import { AreaCode, At, Id, Nullable, Page, PageQuery, type Static, Type } from '@liren/contract'
import { Unit } from './shapes.ts'

const closed = { additionalProperties: false } as const
const byId = Type.Object({ id: Id }, closed)
const Field = Type.String({ minLength: 1, maxLength: 20 })
const Words = Type.String({ minLength: 2, maxLength: 300 })

/** 新社会组织 social · 民间组织 civil · 新经济组织 newEconomy. */
export const associationSorts = ['social', 'civil', 'newEconomy'] as const
export const needKinds = ['venue', 'funds', 'volunteers', 'training', 'partners', 'policy', 'other'] as const

export type Need = Static<typeof Need>
export const Need = Type.Object({
  id: Id,
  unitId: Id,
  kind: Type.Enum([...needKinds]),
  text: Type.String(),
  notedAt: At,
  metAt: Nullable(At),
  metNote: Nullable(Type.String()),
})

export type Association = Static<typeof Association>
export const Association = Type.Object({
  unit: Unit,
  /** Null while nobody has said what sort it is. */
  sort: Nullable(Type.Enum([...associationSorts])),
  fields: Type.Array(Type.String()),
  contactName: Nullable(Type.String()),
  needs: Type.Array(Need),
  mayChange: Type.Boolean(),
})

export const associationRoutes = {
  associations: {
    method: 'GET',
    path: '/associations',
    may: 'organisation.read',
    summary: 'Social organisations of an area with their fields and open needs',
    query: Type.Object(
      {
        area: Type.Optional(AreaCode),
        field: Type.Optional(Field),
        sort: Type.Optional(Type.Enum([...associationSorts])),
        need: Type.Optional(Type.Enum([...needKinds])),
        ...PageQuery,
      },
      closed,
    ),
    reply: Page(Association),
  },
  describeAssociation: {
    method: 'PUT',
    path: '/units/:id/association',
    may: 'organisation.change',
    params: byId,
    body: Type.Object(
      {
        sort: Type.Enum([...associationSorts]),
        fields: Type.Array(Field, { maxItems: 12, uniqueItems: true }),
        contactName: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 40 }))),
      },
      closed,
    ),
    reply: Association,
  },
  noteNeed: {
    method: 'POST',
    path: '/units/:id/needs',
    may: 'organisation.change',
    params: byId,
    body: Type.Object({ kind: Type.Enum([...needKinds]), text: Words }, closed),
    reply: Need,
    status: 201,
  },
  meetNeed: {
    method: 'POST',
    path: '/needs/:id/answers',
    may: 'organisation.change',
    params: byId,
    body: Type.Object({ note: Words }, closed),
    reply: Need,
  },
} as const
