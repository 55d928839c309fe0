/** What other modules get: areas from memory, places and houses from the tables. */
import type { Work } from '@liren/kernel'
import { isInside } from '../areas.ts'
import type { Address, TerritoryPort } from '../contract.ts'
import { type Atlas, atlasOf, namesOf } from './atlas.ts'
import { type AddressRow, store } from './store.ts'
import { tallies } from './store-tallies.ts'

export const toAddress = (atlas: Atlas, row: AddressRow): Address => {
  const [, subdistrictName = '', communityName = ''] = namesOf(atlas, row.cellCode)
  return { ...row, communityCode: row.cellCode.slice(0, 12), communityName, subdistrictName }
}

export const territoryPort = (work: Work): TerritoryPort => {
  const rows = store(work.db)
  return {
    cellAt: async (place) => (await atlasOf(work)).locate(place),
    area: async (code) => (await atlasOf(work)).areas.get(code) ?? null,
    areaNames: async (codes) => {
      const { areas, ended } = await atlasOf(work)
      return new Map(
        codes.flatMap((code) => {
          const name = areas.get(code)?.name ?? ended.get(code)
          return name === undefined ? [] : [[code, name] as const]
        }),
      )
    },
    pathNames: async (code) => namesOf(await atlasOf(work), code),
    childrenOf: async (code) => (await atlasOf(work)).children.get(code ?? '') ?? [],
    areasAt: async (level, within) => {
      const { areas } = await atlasOf(work)
      return [...areas.values()].filter(
        (area) => area.level === level && (within === undefined || isInside(area.code, within)),
      )
    },
    findAddresses: async ({ text, area = '', limit = 10 }) => {
      const atlas = await atlasOf(work)
      return (await rows.findAddresses({ text, area, limit })).map((row) => toAddress(atlas, row))
    },
    placesNamedIn: async ({ text, area = '', limit = 5 }) => {
      const atlas = await atlasOf(work)
      return (await rows.placesNamedIn({ text, area, limit })).map((row) => toAddress(atlas, row))
    },
    building: async (id) => (await rows.building(id)) ?? null,
    buildings: rows.buildings,
    buildingsIn: ({ area, after, limit = 200 }) => rows.buildingsIn({ area, after, limit }),
    dwelling: async (id) => (await rows.dwelling(id)) ?? null,
    dwellings: rows.dwellings,
    tallies: (asked) => tallies(work.db, asked),
    dwellingByCode: async (code) => (await rows.dwellingByCode(code)) ?? null,
    dwellingsIn: ({ area, buildingId, after, limit = 200 }) => rows.dwellingsIn({ area, buildingId, after, limit }),
  }
}
