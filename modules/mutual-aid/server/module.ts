/** The plug. It names the parts; it contains no logic. */
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { type GivenToMatters, matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { type CarriedAlong, people } from '@liren/people/contract'
import { points } from '@liren/points/contract'
import { territory } from '@liren/territory/contract'
import { mutualAid } from '../contract.ts'
import { helpDispute } from '../dispute.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { ask, mine, open } from './ask.ts'
import { cooperation, cooperationReport } from './cooperation.ts'
import { danger, dispute, place } from './danger.ts'
import { done, giveBack, missed, rateAsker, read, start, take, thank, withdraw } from './help.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { newestFirst } from './migrations/0002-newest-first.ts'
import { forgotten } from './migrations/0003-forgotten.ts'
import { paidAndGivenBack } from './migrations/0004-paid-and-given-back.ts'
import { streetSeveralDanger } from './migrations/0005-street-several-danger.ts'
import { clearings } from './migrations/0006-clearings.ts'
import { carry, personalData } from './personal-data.ts'
import { clear, clearing, fund } from './time-bank.ts'
import { all, decide, requestTopics, settle, tidy } from './watch.ts'

export default defineModule({
  contract: mutualAid,
  doors: ['resident'],
  needs: [territory, organisation, identity, people, notices, matters, points],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-newest-first': newestFirst,
    '0003-forgotten': forgotten,
    '0004-paid-and-given-back': paidAndGivenBack,
    '0005-street-several-danger': streetSeveralDanger,
    '0006-clearings': clearings,
  },
  routes: [
    open,
    mine,
    ask,
    read,
    take,
    giveBack,
    start,
    done,
    thank,
    rateAsker,
    withdraw,
    missed,
    dispute,
    danger,
    place,
    cooperation,
    cooperationReport,
    all,
    decide,
    settle,
    clearing,
    clear,
    fund,
  ],
  jobs: [tidy],
  gives: {
    notices: requestTopics,
    matters: { processes: [helpDispute] } satisfies GivenToMatters,
    people: { carry } satisfies CarriedAlong,
  },
  personalData,
  seed,
})
