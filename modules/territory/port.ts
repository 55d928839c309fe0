/** What other modules may ask of territory on the server. */
import type { Place } from '@liren/contract'
import type { Address, Area, AreaLevel, Building, Dwelling, Located } from './views.ts'

/** What other modules may ask on the server. Everything about areas is answered from memory. */
export type TerritoryPort = {
  /** The cell a place lies in, from the in-memory index; a point on a shared border belongs to the smallest code. */
  readonly cellAt: (place: Place) => Promise<Located | null>
  readonly area: (code: string) => Promise<Area | null>
  /** Area code (12 or 15 digits) → name; unknown codes are absent. */
  readonly areaNames: (codes: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** `['越秀区', '北京街道', '都府社区', '第3网格']`, from the district down to the area itself. */
  readonly pathNames: (code: string) => Promise<readonly string[]>
  /** Children in code order; without a code, the roots. */
  readonly childrenOf: (code?: string) => Promise<readonly Area[]>
  /** All areas of a level inside an area (or everywhere), in code order. */
  readonly areasAt: (level: AreaLevel, within?: string) => Promise<readonly Area[]>
  /** Places that a longer text names (a street, an estate, a landmark or its alias), the longest name first. */
  readonly placesNamedIn: (asked: { text: string; area?: string; limit?: number }) => Promise<readonly Address[]>
  /** By prefix, part or alias: `五羊石像`, `文明路`. Best first. */
  readonly findAddresses: (asked: { text: string; area?: string; limit?: number }) => Promise<readonly Address[]>
  readonly building: (id: string) => Promise<Building | null>
  readonly buildings: (ids: readonly string[]) => Promise<readonly Building[]>
  /** Buildings inside an area or cell, in code order, a page at a time. */
  readonly buildingsIn: (asked: {
    area: string
    after?: string | undefined
    limit?: number
  }) => Promise<readonly Building[]>
  readonly dwelling: (id: string) => Promise<Dwelling | null>
  readonly dwellings: (ids: readonly string[]) => Promise<readonly Dwelling[]>
  readonly dwellingByCode: (code: string) => Promise<Dwelling | null>
  /** Dwellings inside an area, cell or building, in code order; `after` is the last code of the page before. */
  readonly dwellingsIn: (asked: {
    area?: string
    buildingId?: string
    after?: string | undefined
    limit?: number
  }) => Promise<readonly Dwelling[]>
  /** Figures for every grid cell or wider area inside an area, counted in one pass; areas without any are not in the answer. */
  readonly tallies: (asked: {
    readonly within: string
    readonly digits: 9 | 12 | 15
    readonly counts: readonly {
      readonly name: string
      readonly of: 'buildings' | 'dwellings' | 'elevators'
      readonly where?: { readonly use?: 'home' | 'shop' | 'office' | 'other' }
    }[]
  }) => Promise<ReadonlyMap<string, Readonly<Record<string, number>>>>
}
