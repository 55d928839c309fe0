/** The plug. It names the parts; it contains no logic. */
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { toolLibrary } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { findProcess } from './edition.ts'
import { install } from './install.ts'
import * as library from './library.ts'
import * as making from './making.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { followMatter, moveRecord, reveal } from './move-record.ts'
import { open } from './open.ts'
import { personalData } from './personal.ts'
import * as records from './records.ts'
import { remind, toolTopics } from './remind.job.ts'
import { asked, running, runningHere } from './running.ts'
import { tellWithdrawn } from './tell-withdrawn.on.ts'
import { tidy } from './tidy.job.ts'
import * as uses from './uses.ts'

export default defineModule({
  contract: toolLibrary,
  needs: [territory, organisation, identity, people, notices, matters],
  locales: { 'zh-CN': zh, en },
  migrations: { '0001-create-tables': createTables },
  routes: [
    library.schema,
    library.list,
    library.tool,
    library.parcel,
    library.boards,
    library.standards,
    library.comment,
    library.decideStandard,
    library.needs,
    library.askNeed,
    library.voteNeed,
    uses.uses,
    uses.use,
    uses.rename,
    uses.switchUse,
    uses.upgrade,
    uses.rollBack,
    uses.retire,
    uses.remove,
    uses.exportData,
    uses.rate,
    running,
    runningHere,
    asked,
    open,
    records.list,
    records.mine,
    records.waiting,
    records.read,
    records.ofMatter,
    moveRecord,
    reveal,
    making.check,
    making.drafts,
    making.draft,
    making.keepDraft,
    making.dropDraft,
    making.fork,
    making.submit,
    making.reviews,
    making.decide,
    making.withdraw,
    install,
  ],
  listeners: [followMatter, tellWithdrawn],
  jobs: [remind, tidy],
  gives: { matters: { processes: [], find: findProcess }, notices: toolTopics },
  personalData,
  seed,
})
