/** The plug. It names the parts; it contains no logic. */
import { defineModule } from '@liren/kernel'
import { services } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { platformSettings } from '../settings.ts'
import { publicSavings, savedBy, savings, use } from './figures.ts'
import { item, items, keepItem, needs, publishItem } from './items.ts'
import { bundles, coverage, keepList, keepProof, lists, proofs } from './lists.ts'
import { createTables } from './migrations/0001-create-tables.ts'

export default defineModule({
  contract: services,
  locales: { 'zh-CN': zh, en },
  migrations: { '0001-create-tables': createTables },
  routes: [
    items,
    item,
    needs,
    keepItem,
    publishItem,
    lists,
    keepList,
    coverage,
    bundles,
    proofs,
    keepProof,
    savings,
    publicSavings,
    savedBy,
    use,
  ],
  settings: { platform: platformSettings },
  seed,
})
