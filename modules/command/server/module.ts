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
import { PlatformSettings } from '../settings.ts'
import { noticeTopics } from '../topics.ts'
import {
  alertRules,
  alerts,
  changeAlertRule,
  makeAlertRule,
  removeAlertRule,
  seeAlert,
  toldAlerts,
  tryAlertRule,
} from './alerts.ts'
import { allocation } from './allocation.ts'
import { board, cells, channels, queues, silence, topics, units } from './board.ts'
import { brief, briefs, editBrief, issueBrief, writeBrief } from './briefs.ts'
import { climb } from './climb.ts'
import { counting, refitted } from './count.ts'
import { checkCounted } from './counted.ts'
import { demand } from './demand.ts'
import { effortsOf, recordEffort, unitCosts } from './efforts.ts'
import { exportFigures } from './export-figures.ts'
import { baselines, figures, recordBaseline } from './figures.ts'
import { followUpsDue } from './follow-ups.ts'
import { addTask, dropTask, endPlan, handTask, launch, launches, startPlan } from './launch.ts'
import { following } from './launch-tasks.ts'
import { list } from './list.ts'
import createTables from './migrations/0001-create-tables.ts'
import openedCovers from './migrations/0002-opened-covers.ts'
import briefFacts from './migrations/0003-brief-facts.ts'
import excluded from './migrations/0004-excluded.ts'
import plansRun from './migrations/0005-plans-run.ts'
import alertRulesTable from './migrations/0006-alert-rules.ts'
import paperOrders from './migrations/0007-paper-orders.ts'
import oneAlertACase from './migrations/0008-one-alert-a-case.ts'
import keptIn from './migrations/0009-kept-in.ts'
import papersOpenCases from './migrations/0010-papers-open-cases.ts'
import seenAndRefiled from './migrations/0011-seen-and-refiled.ts'
import signalsTable from './migrations/0012-signals.ts'
import portionsAndEffort from './migrations/0013-portions-and-effort.ts'
import figuresFromIndexes from './migrations/0014-figures-from-indexes.ts'
import whatReportersSay from './migrations/0015-what-reporters-say.ts'
import forwardedWrong from './migrations/0016-forwarded-wrong.ts'
import toldAndMade from './migrations/0017-told-and-made.ts'
import ordersStand from './migrations/0018-orders-stand.ts'
import spendsTable from './migrations/0019-spends.ts'
import campaigns from './migrations/0020-campaigns.ts'
import effortsTable from './migrations/0021-efforts.ts'
import dueToBeClosed from './migrations/0022-due-to-be-closed.ts'
import { misassigned } from './misassigned.ts'
import { callTargets, confer, instruct, issueOrder, myCallUps, orders, ordersOf, raiseCall } from './order.ts'
import { enterPaper, handOutPapers, papers, voidPaper } from './papers.ts'
import { changePlan, fittingPlans, makePlan, plan, plans, withdrawPlan } from './plans.ts'
import { laidDown, nightly, readAll, readLaidDown } from './read-anew.ts'
import { appealScore, appeals, grantAppeal, publishScores, scoreDaily, scores, tellScored } from './scores.ts'
import { seed } from './seed.ts'
import { endSignal, giveSignal, signals } from './signals.ts'
import { costs, recordSpend, spends } from './spends.ts'
import { standing, standOld } from './stand-orders.ts'
import {
  answerByPhone,
  answerCall,
  calling,
  callingBySelf,
  endSummons,
  myCalls,
  summon,
  summonses,
  summonsesOf,
} from './summon.ts'
import { timers } from './timers.ts'
import { urgeLate } from './urge.ts'
import { watch } from './watch.ts'

export default defineModule({
  contract: command,
  needs: [matters, organisation, territory, identity, notices],
  locales: { 'zh-CN': zhCN, en },
  migrations: {
    '0001-create-tables': createTables,
    '0002-opened-covers': openedCovers,
    '0003-brief-facts': briefFacts,
    '0004-excluded': excluded,
    '0005-plans-run': plansRun,
    '0006-alert-rules': alertRulesTable,
    '0007-paper-orders': paperOrders,
    '0008-one-alert-a-case': oneAlertACase,
    '0009-kept-in': keptIn,
    '0010-papers-open-cases': papersOpenCases,
    '0011-seen-and-refiled': seenAndRefiled,
    '0012-signals': signalsTable,
    '0013-portions-and-effort': portionsAndEffort,
    '0014-figures-from-indexes': figuresFromIndexes,
    '0015-what-reporters-say': whatReportersSay,
    '0016-forwarded-wrong': forwardedWrong,
    '0017-told-and-made': toldAndMade,
    '0018-orders-stand': ordersStand,
    '0019-spends': spendsTable,
    '0020-campaigns': campaigns,
    '0021-efforts': effortsTable,
    '0022-due-to-be-closed': dueToBeClosed,
  },
  collects: 'cases',
  checkGiven: checkCounted,
  listeners: [...counting, ...following, ...standing, ...callingBySelf, laidDown, refitted],
  jobs: [readAll, readLaidDown, nightly, climb, scoreDaily, tellScored, standOld, watch],
  settings: { platform: PlatformSettings },
  gives: { notices: noticeTopics, matters: { processes: [order, callUp, appeal] } },
  seed,
  routes: [
    board,
    queues,
    cells,
    units,
    channels,
    topics,
    silence,
    followUpsDue,
    allocation,
    list,
    figures,
    demand,
    recordBaseline,
    summon,
    summonses,
    summonsesOf,
    endSummons,
    calling,
    myCalls,
    answerCall,
    answerByPhone,
    issueOrder,
    raiseCall,
    myCallUps,
    callTargets,
    instruct,
    confer,
    ordersOf,
    orders,
    urgeLate,
    briefs,
    brief,
    writeBrief,
    editBrief,
    issueBrief,
    scores,
    publishScores,
    appealScore,
    appeals,
    grantAppeal,
    exportFigures,
    baselines,
    plans,
    plan,
    makePlan,
    changePlan,
    withdrawPlan,
    fittingPlans,
    startPlan,
    launches,
    launch,
    handTask,
    dropTask,
    addTask,
    endPlan,
    alerts,
    seeAlert,
    toldAlerts,
    alertRules,
    makeAlertRule,
    changeAlertRule,
    removeAlertRule,
    tryAlertRule,
    papers,
    misassigned,
    handOutPapers,
    enterPaper,
    voidPaper,
    timers,
    spends,
    recordSpend,
    costs,
    recordEffort,
    effortsOf,
    unitCosts,
    signals,
    giveSignal,
    endSignal,
  ],
})
