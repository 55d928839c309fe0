/** The plug. It names the parts; it contains no logic. */
import { defineModule } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { things } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { importThings } from './import-things.ts'
import { keep } from './keep.ts'
import { kinds, list, port, read } from './list.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { name, ofMatter, unname } from './name.ts'

export default defineModule({
  contract: things,
  needs: [territory, matters],
  locales: { 'zh-CN': zh, en },
  migrations: { '0001-create-tables': createTables },
  routes: [kinds, list, read, keep, importThings, ofMatter, name, unname],
  port,
  seed,
})
