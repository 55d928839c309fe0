/** 指挥调度中心 The command centre: sees the whole district in motion, and steers it. What may be asked of it and heard from it. */
import { AreaCode, At, defineContract, Id, Nullable, Type } from '@liren/contract'
import { alertRoutes } from './routes-alerts.ts'
import { boardRoutes } from './routes-board.ts'
import { briefRoutes } from './routes-briefs.ts'
import { effortRoutes } from './routes-efforts.ts'
import { figureRoutes } from './routes-figures.ts'
import { misassignedRoutes } from './routes-misassigned.ts'
import { paperRoutes } from './routes-papers.ts'
import { planRoutes } from './routes-plans.ts'
import { scoreRoutes } from './routes-scores.ts'
import { signalRoutes } from './routes-signals.ts'
import { spendRoutes } from './routes-spends.ts'
import { steerRoutes } from './routes-steer.ts'
import { timerRoutes } from './routes-timers.ts'

const centre = ['acceptor', 'dutyLeader', 'dispatcher', 'supervisor', 'communityAdmin'] as const
const Told = Type.Object({ caseId: Id, areaCode: AreaCode })

export const command = defineContract({
  name: 'command',
  permissions: {
    'board.read': centre,
    'indicator.read': ['handler', 'communityWorker', ...centre],
    'baseline.record': ['dutyLeader', 'communityAdmin'],
    'effort.record': ['gridWorker', 'communityWorker', 'handler', ...centre],
    'summons.start': ['gridWorker', 'communityWorker', 'handler', 'acceptor', 'dutyLeader', 'dispatcher', 'supervisor'],
    'summons.steer': ['dutyLeader', 'dispatcher', 'supervisor'],
    'order.issue': ['dutyLeader', 'dispatcher', 'supervisor', 'communityAdmin'],
    'call.raise': ['gridWorker', 'communityWorker', 'handler'],
    'score.decide': ['dutyLeader'],
    'brief.write': ['dutyLeader', 'dispatcher', 'supervisor', 'communityAdmin'],
    'plan.edit': ['dutyLeader', 'communityAdmin'],
    'plan.start': ['dutyLeader', 'dispatcher', 'supervisor', 'communityAdmin'],
    'alert.see': centre,
    'alert.rule': ['dutyLeader', 'communityAdmin'],
    'paper.enter': centre,
    'signal.give': ['dutyLeader', 'dispatcher', 'supervisor', 'communityAdmin'],
  },
  refusals: {
    'not-found': 404,
    'no-such-indicator': 422,
    'window-reversed': 422,
    'case-closed': 409,
    'calling-already': 409,
    'calling-over': 409,
    'answered-already': 409,
    'beyond-ladder': 422,
    'reason-missing': 422,
    'nothing-named': 422,
    'no-such-unit': 422,
    'nobody-there': 422,
    'place-missing': 422,
    'month-not-over': 409,
    'not-published': 409,
    'appeal-too-late': 409,
    'not-of-this-score': 422,
    'day-not-come': 422,
    'issued-already': 409,
    'no-such-plan': 422,
    'plan-withdrawn': 409,
    'plan-running': 409,
    'plan-over': 409,
    'step-left-out': 422,
    'task-under-way': 409,
    'tasks-open': 409,
    'seen-already': 409,
    'entered-already': 409,
    'time-not-possible': 422,
    'result-missing': 422,
    'no-such-case': 422,
    'case-twice': 422,
    'until-past': 422,
    'over-already': 409,
    'nothing-spent': 422,
  },
  events: {
    /** A case came, moved or left: what counts open cases is to be read again. */
    flowed: Told,
    /** A case came or left: what counts a day or a week is to be read again. */
    counted: Told,
    /** Somebody is called, answered, or nobody did. */
    called: Type.Object({
      summonsId: Id,
      caseId: Id,
      areaCode: AreaCode,
      state: Type.Enum(['open', 'answered', 'exhausted', 'ended']),
    }),
    /** A plan was started, a task of it moved, or it ended. */
    planned: Type.Object({ launchId: Id, areaCode: AreaCode }),
    /** An alert was raised, or somebody took note of it. */
    alerted: Type.Object({ alertId: Id, areaCode: AreaCode }),
    /** A warning signal was given or lifted. */
    signalled: Type.Object({ signalId: Id, areaCode: AreaCode }),
    /** A sheet of paper tells of something nobody has taken in yet: whoever has cases opens one, under this very id. */
    'paper-reported': Type.Object({
      caseId: Id,
      text: Type.String(),
      areaCode: AreaCode,
      cellCode: Nullable(Type.String()),
      address: Nullable(Type.String()),
      isUrgent: Type.Boolean(),
      /** When it was written down. */
      at: At,
      paper: Type.String(),
      enteredById: Nullable(Id),
      /** Name and telephone of the reporter, sealed for this case. */
      contactSealed: Nullable(Type.String()),
    }),
    /** All matters were read anew. */
    read: Type.Object({ at: At }),
  },
  routes: {
    ...boardRoutes,
    ...figureRoutes,
    ...steerRoutes,
    ...briefRoutes,
    ...scoreRoutes,
    ...planRoutes,
    ...alertRoutes,
    ...paperRoutes,
    ...signalRoutes,
    ...misassignedRoutes,
    ...timerRoutes,
    ...spendRoutes,
    ...effortRoutes,
  },
})
