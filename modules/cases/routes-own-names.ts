/** What a community or street calls categories itself: read, given, given back. */
import { AreaCode, At, Nullable, Type } from '@liren/contract'
import { closed, Text } from './views.ts'

/** A category `P0103`, or a type `E05`. */
const Named = Type.String({ pattern: '^[PEA]\\d{2}(\\d{2})?$' })
const Place = Type.String({ pattern: '^\\d{12}$' })

export const ownNameRoutes = {
  ownNames: {
    method: 'GET',
    path: '/own-names',
    may: 'category.own',
    summary: 'Names an area, and the areas around it, give to categories and types; those of before as well',
    query: Type.Object({ area: Place }, closed),
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          areaCode: AreaCode,
          code: Type.String(),
          name: Type.String(),
          nameEn: Nullable(Type.String()),
          since: At,
          byName: Type.String(),
          /** Null while it is in force. */
          endedAt: Nullable(At),
        }),
      ),
    }),
  },
  nameHere: {
    method: 'PUT',
    path: '/categories/:code/own-name',
    may: 'category.own',
    summary:
      'Calls a category or type by another name in an area and everything below; null gives the name back. Codes never change.',
    params: Type.Object({ code: Named }, closed),
    body: Type.Object({ area: Place, name: Nullable(Text(60)), nameEn: Type.Optional(Nullable(Text(120))) }, closed),
  },
} as const
