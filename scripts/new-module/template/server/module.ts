/** The plug. It names the parts; it contains no logic. */
import { defineModule } from '@liren/kernel'
import { sampleNotes } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { leave } from './leave.ts'
import { list } from './list.ts'
import { createTables } from './migrations/0001-create-tables.ts'

export default defineModule({
  contract: sampleNotes,
  locales: { 'zh-CN': zh, en },
  migrations: { '0001-create-tables': createTables },
  routes: [leave, list],
})
