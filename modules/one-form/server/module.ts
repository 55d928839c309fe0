/** The plug of one form. It names the parts; it contains no logic. */
import { catalogue } from '@liren/catalogue/contract'
import { files } from '@liren/files/contract'
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { type GivenToMatters, matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { things } from '@liren/things/contract'
import { admission } from '../admission.ts'
import { oneForm } from '../contract.ts'
import { reportFiling } from '../filing.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { readBurden } from './burden.ts'
import { confirm, fill, listFilings } from './filings.ts'
import { giveBack, listReturns } from './give-back.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { downloadsAndTasks } from './migrations/0002-downloads-and-tasks.ts'
import { rosters } from './migrations/0003-rosters.ts'
import { listPeriods, openPeriods } from './periods.ts'
import { personalData } from './personal-data.ts'
import {
  ask,
  checkDraft,
  decide,
  list,
  read,
  refuseUnlisted,
  reportTopics,
  retire,
  retirement,
  tellRetirement,
} from './reports.ts'
import { ownRetention } from './retention.ts'
import { confirmRosterRow, listRosterRows, openRosterRow } from './roster/confirm.ts'
import { exportRoster } from './roster/export.ts'
import { exportReport, importAnswers, saveTemplate } from './spreadsheets.ts'

export default defineModule({
  contract: oneForm,
  doors: ['worker'],
  needs: [territory, organisation, identity, people, files, notices, matters, things, catalogue],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-downloads-and-tasks': downloadsAndTasks,
    '0003-rosters': rosters,
  },
  routes: [
    ...[checkDraft, ask, list, read, decide, refuseUnlisted, retirement, retire],
    ...[fill, listFilings, listPeriods, confirm, exportReport, saveTemplate, importAnswers],
    ...[listRosterRows, openRosterRow, confirmRosterRow, exportRoster],
    ...[giveBack, listReturns, readBurden],
  ],
  jobs: [openPeriods, tellRetirement],
  gives: {
    matters: { processes: [admission, reportFiling] } satisfies GivenToMatters,
    notices: reportTopics,
    catalogue: ownRetention,
  },
  personalData,
  seed,
})
