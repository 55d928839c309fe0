/** The plug of the territory: it names the parts and contains no logic. */
import { defineModule } from '@liren/kernel'
import { territory } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { PlatformSettings } from '../settings.ts'
import { addAddress, correctAddress, findAddresses, removeAddress } from './addresses.ts'
import { addBuilding, building, buildings, correctBuilding, correctDwelling, dwellings } from './buildings.ts'
import { changeArea } from './change-area.ts'
import { importBoundaries } from './import-boundaries.ts'
import { area, areas, background, boundary, locate, map } from './look-up.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { gridScheme } from './migrations/0002-grid-scheme.ts'
import { territoryPort } from './port.ts'
import { divideCell, joinCells } from './redraw-cells.ts'
import { reloadAreas } from './reload-areas.on.ts'

export default defineModule({
  contract: territory,
  locales: { 'zh-CN': zh, en },
  migrations: { '0001-create-tables': createTables, '0002-grid-scheme': gridScheme },
  routes: [
    areas,
    area,
    boundary,
    map,
    background,
    locate,
    findAddresses,
    buildings,
    building,
    dwellings,
    changeArea,
    addAddress,
    correctAddress,
    removeAddress,
    addBuilding,
    correctBuilding,
    correctDwelling,
    importBoundaries,
    divideCell,
    joinCells,
  ],
  listeners: [reloadAreas],
  settings: { platform: PlatformSettings },
  port: territoryPort,
  seed,
})
