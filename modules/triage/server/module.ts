/** The plug. It names the parts; it contains no logic. */

import { files } from '@liren/files/contract'
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { triage } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zh from '../locales/zh-CN.json' with { type: 'json' }
import { seed } from '../seed.ts'
import { PlatformSettings } from '../settings.ts'
import { draftJob } from './assistant.ts'
import { lookThroughJob, sendBatchJob } from './batch.job.ts'
import { batch, batches, batchItems, lookThrough, startBatch, takeBackBatch } from './batch.ts'
import { consider } from './consider.ts'
import { dropExample, examples } from './examples.ts'
import { hotspots } from './hotspots.ts'
import { saveJob, trainJob } from './learn.ts'
import { createTables } from './migrations/0001-create-tables.ts'
import looks from './migrations/0002-looks.ts'
import staleAndBatches from './migrations/0003-stale-models-and-batches.ts'
import arbitrated from './migrations/0004-arbitrated.ts'
import history from './migrations/0005-history.ts'
import { checkNames } from './names.ts'
import { noteObjection, object } from './object.ts'
import { personalData } from './personal-data.ts'
import { placed } from './placed.ts'
import { placings } from './placings.ts'
import { bounces, quality, wrongOnes } from './quality.ts'
import { sortAgain, sorting, standing, train } from './read.ts'
import {
  goOnVerified,
  hearAccepted,
  hearArbitrated,
  hearCategory,
  hearClosed,
  hearDispatched,
  hearReturned,
  hearUndone,
  sortReported,
} from './sort.on.ts'
import { curve, dropPolicy, policies, putPolicy } from './tune.ts'
import { driftTopics, watchJob } from './watch.job.ts'

export default defineModule({
  contract: triage,
  needs: [territory, organisation, identity, notices, files, matters],
  locales: { 'zh-CN': zh, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-looks': looks,
    '0003-stale-models-and-batches': staleAndBatches,
    '0004-arbitrated': arbitrated,
    '0005-history': history,
  },
  routes: [
    standing,
    sorting,
    sortAgain,
    consider,
    object,
    policies,
    putPolicy,
    dropPolicy,
    curve,
    quality,
    wrongOnes,
    bounces,
    placings,
    examples,
    dropExample,
    train,
    hotspots,
    lookThrough,
    batches,
    batch,
    batchItems,
    startBatch,
    takeBackBatch,
  ],
  jobs: [draftJob, trainJob, saveJob, watchJob, lookThroughJob, sendBatchJob],
  listeners: [
    sortReported,
    goOnVerified,
    hearAccepted,
    hearDispatched,
    hearUndone,
    hearReturned,
    hearArbitrated,
    hearClosed,
    hearCategory,
    noteObjection,
  ],
  settings: { platform: PlatformSettings },
  personalData,
  gives: { notices: driftTopics, cases: { placed } },
  collects: 'names',
  checkGiven: checkNames,
  seed,
})
