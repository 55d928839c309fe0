/** The plug. It names the parts; it contains no logic. */
import { files } from '@liren/files/contract'
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { type GivenToMatters, matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { patrol } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { communitySettings } from '../settings.ts'
import { agenda } from './agenda.ts'
import { coverage } from './coverage.ts'
import { addStep, classify, happen, happenings, passOn, visit, visits } from './diary.ts'
import { followCells } from './follow-cells.on.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import { routesOf } from './migrations/0002-routes-of.ts'
import { reinspection } from './migrations/0003-reinspection.ts'
import { happeningsBecomeCases } from './migrations/0004-happenings-become-cases.ts'
import { planJob, planNow } from './plan.ts'
import { keepNote, numberItem, record } from './record.ts'
import { retention } from './retention.ts'
import { keepRoute, routeList, workers } from './routes.ts'
import { finish, handOn, near, rounds, roundTopics, start, today } from './walk.ts'

export default defineModule({
  contract: patrol,
  needs: [territory, organisation, identity, files, notices, matters],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-routes-of': routesOf,
    '0003-reinspection': reinspection,
    '0004-happenings-become-cases': happeningsBecomeCases,
  },
  routes: [
    today,
    near,
    start,
    record,
    keepNote,
    finish,
    visit,
    visits,
    happen,
    addStep,
    classify,
    passOn,
    happenings,
    routeList,
    keepRoute,
    planNow,
    rounds,
    handOn,
    workers,
    coverage,
  ],
  settings: { community: communitySettings },
  jobs: [planJob],
  listeners: [numberItem, followCells],
  gives: { catalogue: retention, notices: roundTopics, matters: { processes: [], agenda } satisfies GivenToMatters },
  seed,
})
