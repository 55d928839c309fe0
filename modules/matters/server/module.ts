/** The plug of the spine. It names the parts; it contains no logic. */

import { files } from '@liren/files/contract'
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { matters } from '../contract.ts'
import { errand } from '../errand.ts'
import en from '../locales/en.json' with { type: 'json' }
import zhCN from '../locales/zh-CN.json' with { type: 'json' }
import { agenda } from './agenda.ts'
import { ask, requests } from './ask.ts'
import { assign } from './assign.ts'
import { auditObjects } from './audit-objects.ts'
import { day, fill, heat, load, queues } from './board.ts'
import { rateByCode, reopenByCode, sayByCode } from './by-code.ts'
import { follow, logCall } from './call.ts'
import { carry } from './carry.ts'
import { chase } from './chase.job.ts'
import { decide, resume } from './decide.ts'
import { openErrand } from './errand.ts'
import { flow } from './flow.ts'
import { followUp } from './follow-up.ts'
import { checkProcesses, communitySettings, platformSettings } from './house.ts'
import { inHand } from './in-hand.ts'
import { inbox, inboxKinds, inboxOrder, list, mine, waiting } from './inbox.ts'
import { keepProcesses } from './keep-processes.job.ts'
import * as merging from './merge.ts'
import createTables from './migrations/0001-create-tables.ts'
import kinds from './migrations/0002-kinds.ts'
import ownMatters from './migrations/0003-own-matters.ts'
import followUps from './migrations/0004-follow-ups.ts'
import orderKinds from './migrations/0005-order-kinds.ts'
import repliesAndCauses from './migrations/0006-replies-and-causes.ts'
import closedByProcess from './migrations/0007-closed-by-process.ts'
import lateParts from './migrations/0008-late-parts.ts'
import overFill from './migrations/0009-over-fill.ts'
import waitsForReporter from './migrations/0010-waits-for-reporter.ts'
import unitSince from './migrations/0011-unit-since.ts'
import askedForAClock from './migrations/0012-asked-for-a-clock.ts'
import { forgotten } from './migrations/0013-forgotten.ts'
import publicTitles from './migrations/0014-public-titles.ts'
import returnsOfThisLife from './migrations/0015-returns-of-this-life.ts'
import followedBefore from './migrations/0016-followed-before.ts'
import ownStatesTable from './migrations/0017-own-states.ts'
import processVersions from './migrations/0018-process-versions.ts'
import ownWords from './migrations/0019-own-words.ts'
import { move } from './move.ts'
import { checkSettings, ownStates, processes } from './own-states.ts'
import { personalData } from './personal.ts'
import { port } from './port.ts'
import { colleagues, passPraise, praiseListeners } from './praise.ts'
import { progress } from './progress.ts'
import { process, publicCounts, publicList } from './public.ts'
import { finishFollowUp, rate } from './rate.ts'
import { read } from './read.ts'
import { receipts } from './receipts.ts'
import { followCells } from './refit.ts'
import { reopen } from './reopen.ts'
import { badRatings, dissatisfaction, unanswered } from './replies.ts'
import { retention } from './retention.ts'
import { messages, say } from './say.ts'
import { answerSupervision, remind, supervise } from './supervise.ts'
import { finishSupport, support } from './support.ts'
import { tellHands } from './tell-hands.on.ts'
import { tellLeaders } from './tell-leaders.on.ts'
import { tellParties } from './tell-parties.on.ts'
import { tidy } from './tidy.job.ts'
import { noticeTopics } from './topics.ts'
import { unitPeople } from './unit-people.ts'
import { unmerge } from './unmerge.ts'

export default defineModule({
  contract: matters,
  doors: ['resident', 'merchant'],
  needs: [identity, organisation, files, notices],
  locales: { 'zh-CN': zhCN, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-kinds': kinds,
    '0003-own-matters': ownMatters,
    '0004-follow-ups': followUps,
    '0005-order-kinds': orderKinds,
    '0006-replies-and-causes': repliesAndCauses,
    '0007-closed-by-process': closedByProcess,
    '0008-late-parts': lateParts,
    '0009-over-fill': overFill,
    '0010-waits-for-reporter': waitsForReporter,
    '0011-unit-since': unitSince,
    '0012-asked-for-a-clock': askedForAClock,
    '0013-forgotten': forgotten,
    '0014-public-titles': publicTitles,
    '0015-returns-of-this-life': returnsOfThisLife,
    '0016-followed-before': followedBefore,
    '0017-own-states': ownStatesTable,
    '0018-process-versions': processVersions,
    '0019-own-words': ownWords,
  },
  settings: { platform: platformSettings, community: communitySettings, check: checkSettings },
  port,
  personalData,
  collects: 'processes',
  auditObjects,
  gives: {
    matters: { processes: [errand] },
    notices: noticeTopics,
    catalogue: retention,
    people: { carry },
    organisation: { inHand },
  },
  listeners: [...tellParties, ...tellHands, ...tellLeaders, ...praiseListeners, followCells],
  checkGiven: checkProcesses,
  jobs: [chase, tidy, keepProcesses],
  routes: [
    inbox,
    inboxKinds,
    inboxOrder,
    agenda,
    flow,
    list,
    mine,
    waiting,
    read,
    process,
    receipts,
    progress,
    publicList,
    publicCounts,
    queues,
    ownStates,
    processes,
    heat,
    day,
    fill,
    load,
    openErrand,
    move,
    assign,
    support,
    finishSupport,
    say,
    messages,
    logCall,
    follow,
    rate,
    finishFollowUp,
    followUp,
    rateByCode,
    reopenByCode,
    sayByCode,
    unanswered,
    dissatisfaction,
    badRatings,
    colleagues,
    unitPeople,
    unmerge,
    passPraise,
    reopen,
    remind,
    supervise,
    answerSupervision,
    ask,
    requests,
    decide,
    resume,
    merging.split,
    merging.merge,
    merging.void,
  ],
})
