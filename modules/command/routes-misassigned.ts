/** The route of misassigned load (错位负担). */
import { AreaCode, On, Type } from '@liren/contract'
import { sides } from './misassigned.ts'

const Side = Type.Enum([...sides])

export const misassignedRoutes = {
  misassigned: {
    method: 'GET',
    path: '/misassigned',
    may: 'indicator.read',
    summary: 'Closed cases handled by another side than the table of responsibilities names, and for which matters',
    query: Type.Object(
      { area: Type.Optional(AreaCode), from: Type.Optional(On), until: Type.Optional(On) },
      { additionalProperties: false },
    ),
    reply: Type.Object({
      /** Closed cases whose category stands in the table. */
      listed: Type.Integer(),
      misassigned: Type.Integer(),
      pairs: Type.Array(Type.Object({ lead: Side, by: Side, count: Type.Integer() })),
      matters: Type.Array(
        Type.Object({
          matter: Type.String(),
          title: Type.String(),
          lead: Side,
          by: Side,
          count: Type.Integer(),
          of: Type.Integer(),
        }),
      ),
    }),
  },
} as const
