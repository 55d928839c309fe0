/** The plug of the command centre. It names the parts; it contains no logic. */
import { identity } from '@liren/identity/contract'
import { defineModule } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { command } from '../contract.ts'
import en from '../locales/en.json' with { type: 'json' }
import zhCN from '../locales/zh-CN.json' with { type: 'json' }
import { appeal, callUp, order } from '../order.ts'
import { noticeTopics } from '../topics.ts'
import { cells, channels, queues, topics, units } from './board.ts'
import { brief, briefs, editBrief, issueBrief, writeBrief } from './briefs.ts'
import { climb } from './climb.ts'
import { counting, laidDown, nightly, readAll } from './count.ts'
import { figures, recordBaseline } from './figures.ts'
import { list } from './list.ts'
import createTables from './migrations/0001-create-tables.ts'
import openedCovers from './migrations/0002-opened-covers.ts'
import briefFacts from './migrations/0003-brief-facts.ts'
import excluded from './migrations/0004-excluded.ts'
import { confer, instruct, issueOrder, ordersOf, raiseCall } from './order.ts'
import { appealScore, grantAppeal, publishScores, scoreDaily, scores } from './scores.ts'
import { seed } from './seed.ts'
import { answerByPhone, answerCall, calling, endSummons, myCalls, summon, summonsesOf } from './summon.ts'

export default defineModule({
  contract: command,
  needs: [matters, organisation, territory, identity, notices],
  locales: { 'zh-CN': zhCN, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-opened-covers': openedCovers,
    '0003-brief-facts': briefFacts,
    '0004-excluded': excluded,
  },
  listeners: [...counting, laidDown],
  jobs: [readAll, nightly, climb, scoreDaily],
  gives: { notices: noticeTopics, matters: { processes: [order, callUp, appeal] } },
  seed,
  routes: [
    queues,
    cells,
    units,
    channels,
    topics,
    list,
    figures,
    recordBaseline,
    summon,
    summonsesOf,
    endSummons,
    calling,
    myCalls,
    answerCall,
    answerByPhone,
    issueOrder,
    raiseCall,
    instruct,
    confer,
    ordersOf,
    briefs,
    brief,
    writeBrief,
    editBrief,
    issueBrief,
    scores,
    publishScores,
    appealScore,
    grantAppeal,
  ],
})
