/** The plug of benefits. It names the parts; it contains no logic. */
import { catalogue } from '@liren/catalogue/contract'
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { type GivenToMatters, matters, type Process } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { territory } from '@liren/territory/contract'
import { benefits } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { employmentHelp, outreach, protection } from '../outreach.ts'
import { seed } from '../seed.ts'
import { platformSettings } from '../settings.ts'
import { climbJob, policyTopics } from './climb.job.ts'
import { answerDoubt, clashes, doubt, doubts } from './doubts.ts'
import { forEnterprise, tellEnterprises } from './enterprise.ts'
import { callOff, noteAgreement, noteOutcome } from './follow.on.ts'
import { followCells } from './follow-cells.on.ts'
import { noteApplication, noteDecision, noteEnd } from './follow-services.on.ts'
import { changeListeners, lookAgainJob } from './look-again.job.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { paceVisits } from './migrations/0002-pace-visits.ts'
import { rosterFiles } from './migrations/0003-roster-files.ts'
import { withApplications } from './migrations/0004-applications.ts'
import { answerMine, choose, mine } from './mine.ts'
import { personalData } from './personal-data.ts'
import { retention } from './retention.ts'
import { keepRoster, listRosters, listRosterUploads, readRosterUpload, uploadRoster } from './rosters.ts'
import { activate, listFacts, listRules, readOne, retire, tryRule, write } from './rules.ts'
import { countJob, findJob } from './screening.job.ts'
import { count, decide, end, funnel, listScreenings, propose, readScreening, use } from './screenings.ts'
import { concern, raise, task } from './tasks.ts'

export default defineModule({
  contract: benefits,
  doors: ['resident', 'worker'],
  needs: [territory, organisation, identity, people, notices, matters, catalogue],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-pace-visits': paceVisits,
    '0003-roster-files': rosterFiles,
    '0004-applications': withApplications,
  },
  routes: [
    ...[mine, answerMine, choose, forEnterprise],
    ...[listRules, listFacts, readOne, tryRule, write, activate, retire],
    ...[clashes, doubt, doubts, answerDoubt],
    ...[listScreenings, readScreening, propose, decide, count, use, end, funnel],
    ...[keepRoster, listRosters, uploadRoster, listRosterUploads, readRosterUpload],
    ...[task, raise, concern],
  ],
  jobs: [countJob, findJob, climbJob, lookAgainJob, tellEnterprises],
  listeners: [
    ...changeListeners,
    followCells,
    noteOutcome,
    noteAgreement,
    callOff,
    noteApplication,
    noteDecision,
    noteEnd,
  ],
  settings: { platform: platformSettings },
  gives: {
    // Widened: names are plain strings from here on.
    matters: { processes: [outreach, employmentHelp, protection] as readonly Process[] } satisfies GivenToMatters,
    notices: policyTopics,
    catalogue: retention,
  },
  personalData,
  seed,
})
