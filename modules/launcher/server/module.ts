/** The plug. It names the parts; it contains no logic. */
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { launcher } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { communitySettings } from '../settings.ts'
import * as composing from './compose.ts'
import { countUse, forgetUse } from './count-use.on.ts'
import { noteLeft, noteReach, noteTool, noteUse } from './hear-library.on.ts'
import { choose, home, restore, why } from './home.ts'
import { demandPublished, endMandate, endOverdue, mandate, mandates, tiles } from './mandate.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { stampsAndReach } from './migrations/0002-stamps-and-reach.ts'
import { groups } from './migrations/0003-groups.ts'
import { useAndFrames } from './migrations/0004-use-and-frames.ts'
import { needs as needsTable } from './migrations/0005-needs.ts'
import { levelsAndPlans } from './migrations/0006-levels-and-plans.ts'
import { switchedOn } from './migrations/0007-switched-on.ts'
import { useByTile } from './migrations/0008-use-by-tile.ts'
import { standings } from './migrations/0009-standings.ts'
import { needs } from './needs.ts'
import { personalData } from './personal.ts'
import { unused } from './unused.ts'
import { useByArea } from './use-by-area.ts'

export default defineModule({
  contract: launcher,
  needs: [territory, identity, people],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-stamps-and-reach': stampsAndReach,
    '0003-groups': groups,
    '0004-use-and-frames': useAndFrames,
    '0005-needs': needsTable,
    '0006-levels-and-plans': levelsAndPlans,
    '0007-switched-on': switchedOn,
    '0008-use-by-tile': useByTile,
    '0009-standings': standings,
  },
  routes: [
    useByArea,
    unused,
    home,
    needs,
    why,
    choose,
    restore,
    composing.composition,
    composing.compose,
    composing.undo,
    composing.withdrawPlan,
    composing.copyAhead,
    composing.copy,
    composing.difference,
    composing.preview,
    composing.switchModule,
    mandates,
    tiles,
    mandate,
    endMandate,
  ],
  listeners: [noteTool, noteUse, noteLeft, noteReach, demandPublished, ...countUse],
  jobs: [forgetUse, endOverdue],
  settings: { community: communitySettings },
  personalData,
  seed,
})
