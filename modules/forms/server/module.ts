/** The plug. It names the parts; it contains no logic. */
import { catalogue } from '@liren/catalogue/contract'
import { files } from '@liren/files/contract'
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import type { CarriedAlong } from '@liren/people/contract'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { forms } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { carry } from './carry.ts'
import { addField, checkForm, listForms, listVersions, publish, readDraft, readForm, saveDraft } from './definitions.ts'
import { discard, listMine, read, save } from './fill.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { keptByHolder } from './migrations/0002-kept-by-holder.ts'
import { withCopies } from './migrations/0003-copies.ts'
import { withPapers } from './migrations/0004-papers.ts'
import { againOf } from './migrations/0005-again-of.ts'
import { inspect, listSubmissions, repeats, savings } from './office.ts'
import { dropPaper, findPaper, keepPaper, listPapers } from './papers.ts'
import { personalData } from './personal-data.ts'
import { port } from './port.ts'
import { retention } from './retention.ts'
import { takeSheet, template } from './sheet.ts'
import { firms, start } from './start.ts'
import { submit } from './submit.ts'
import { sweepJob } from './sweep.job.ts'

export default defineModule({
  contract: forms,
  needs: [territory, organisation, identity, people, files, notices, matters, catalogue],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-kept-by-holder': keptByHolder,
    '0003-copies': withCopies,
    '0004-papers': withPapers,
    '0005-again-of': againOf,
  },
  routes: [
    ...[listForms, readForm, listVersions, checkForm, readDraft, saveDraft, publish, addField],
    ...[start, firms, read, save, submit, discard, listMine, template, takeSheet],
    ...[findPaper, keepPaper, listPapers, dropPaper],
    ...[listSubmissions, inspect, savings, repeats],
  ],
  jobs: [sweepJob],
  gives: { catalogue: retention, people: { carry } satisfies CarriedAlong },
  port,
  personalData,
  seed,
})
