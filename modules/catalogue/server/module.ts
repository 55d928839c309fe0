/** The plug of the data catalogue. It names the parts; it contains no logic. */
import { files } from '@liren/files/contract'
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { catalogue } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { decideConsent, listMyConsents } from './consent.ts'
import { listEntries, readEntry } from './entries.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { listMyValues } from './my-values.ts'
import { personalData } from './personal-data.ts'
import { port } from './port.ts'

export default defineModule({
  contract: catalogue,
  needs: [territory, organisation, identity, people, files, notices, matters],
  locales: { 'zh-CN': zh, en },
  migrations: { '0001-create-tables': createTables },
  routes: [listEntries, readEntry, listMyConsents, decideConsent, listMyValues],
  port,
  personalData,
})
