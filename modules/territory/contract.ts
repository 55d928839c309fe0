/** 地域 Territory: which areas a district has, where a point lies, and what stands there (addresses, buildings, dwellings). */
import { defineContract, port, Type } from '@liren/contract'
import type { TerritoryPort } from './port.ts'
import { territoryRoutes } from './routes.ts'

export { toCgcs2000 } from './coordinates.ts'
export type { TerritoryPort } from './port.ts'
export type { MapDot, MapOf } from './views.ts'
export {
  Address,
  AddressKind,
  Area,
  AreaKind,
  AreaLevel,
  AreaMap,
  Boundary,
  Building,
  Dwelling,
  Located,
} from './views.ts'

export const territory = defineContract({
  name: 'territory',
  permissions: {
    'area.change': ['dataSteward', 'communityAdmin'],
    'boundary.import': ['dataSteward'],
  },
  refusals: {
    'unknown-area': 422,
    'outside-areas': 422,
    'bad-boundary': 422,
    'cells-overlap': 422,
    'left-homeless': 409,
    'name-taken': 409,
    'has-dwellings': 409,
    'query-too-short': 422,
    'cut-impossible': 422,
    'not-side-by-side': 422,
    'no-code-left': 409,
  },
  events: {
    /** Something about an area changed: its name or counts, its boundary, or what stands in it. */
    changed: Type.Object({
      areaCode: Type.String(),
      what: Type.Enum(['area', 'boundary', 'address', 'building', 'dwelling']),
    }),
    /** Cells of a community ended, because they were divided or joined. Whoever keeps a cell's code follows to `into`, most fitting first. */
    redrawn: Type.Object({
      communityCode: Type.String(),
      cells: Type.Array(Type.Object({ from: Type.String(), into: Type.Array(Type.String(), { minItems: 1 }) })),
    }),
  },
  routes: territoryRoutes,
  port: port<TerritoryPort>(),
})
