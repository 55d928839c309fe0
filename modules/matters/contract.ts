/** The spine 件: anything somebody must handle by a certain time, visibly. What others may ask of it and hear from it. */
import { AreaCode, At, defineContract, Id, Nullable, port, Type } from '@liren/contract'
import type { MattersPort } from './port.ts'
import { owed } from './reply.ts'
import { actRoutes } from './routes-act.ts'
import { readRoutes } from './routes-read.ts'
import { Grade, PhaseName, SupervisionLevel } from './views.ts'

export { type Calendar, type CalendarSettings, calendarFrom, holidays } from './calendar.ts'
export {
  addLimit,
  type Clock,
  dueAt,
  elapsedMs,
  isPaused,
  type Limit,
  type LimitUnit,
  remainingMs,
  remindAt,
} from './clock.ts'
export { type KindFound, kindOf, orderKinds } from './order-kind.ts'
export { dangersHeard, type Plain, plainOf } from './plain-words.ts'
export * from './port.ts'
export * from './process.ts'
export { type Act, type BothWords, type ClockView, MatterRow, MatterView, OrderKind, Step } from './views.ts'

/** Carried by every event about a matter: enough to act on without asking back. No personal field. */
const Told = {
  matterId: Id,
  subjectId: Nullable(Id),
  module: Type.String(),
  process: Type.String(),
  number: Type.String(),
  title: Type.String(),
  state: Type.String(),
  phase: PhaseName,
  areaCode: AreaCode,
  grade: Grade,
  holderUnitId: Nullable(Id),
  holderAccountId: Nullable(Id),
  actorId: Nullable(Id),
  /** Its title must not leave the circle of those who handle it. */
  isRestricted: Type.Boolean(),
  /** Accounts of reporters and followers, to be told. */
  partyAccountIds: Type.Array(Id),
}
const told = <P extends Record<string, import('@liren/contract').TSchema>>(more: P) => Type.Object({ ...Told, ...more })

export const matters = defineContract({
  name: 'matters',
  permissions: {
    'matter.read': [
      'gridWorker',
      'communityWorker',
      'handler',
      'representative',
      'acceptor',
      'dutyLeader',
      'dispatcher',
      'supervisor',
      'communityAdmin',
    ],
    'matter.readRestricted': ['dutyLeader', 'supervisor'],
    'matter.talk': [
      'gridWorker',
      'communityWorker',
      'handler',
      'representative',
      'acceptor',
      'dutyLeader',
      'dispatcher',
      'supervisor',
      'communityAdmin',
    ],
    'matter.open': [
      'gridWorker',
      'communityWorker',
      'handler',
      'acceptor',
      'dutyLeader',
      'dispatcher',
      'supervisor',
      'communityAdmin',
    ],
    'matter.assign': ['acceptor', 'dutyLeader', 'dispatcher', 'communityWorker'],
    'matter.decide': ['dutyLeader', 'dispatcher'],
    'matter.arbitrate': ['dutyLeader'],
    // More for a unit than the week's fill is a leader's word.
    'load.exceed': ['dutyLeader'],
    'matter.merge': ['acceptor', 'dutyLeader', 'dispatcher'],
    'matter.split': ['acceptor', 'dutyLeader', 'dispatcher', 'communityWorker'],
    'matter.void': ['dutyLeader'],
    'matter.remind': ['acceptor', 'dutyLeader', 'dispatcher', 'supervisor'],
    'matter.supervise': ['dutyLeader', 'supervisor'],
    'queue.read': ['acceptor', 'dutyLeader', 'dispatcher', 'supervisor', 'communityAdmin'],
    'load.read': ['dutyLeader', 'dispatcher', 'supervisor', 'communityAdmin'],
  },
  refusals: {
    'not-found': 404,
    'not-open-to-you': 403,
    'wrong-state': 409,
    'changed-meanwhile': 409,
    'is-suspended': 409,
    'facts-wrong': 422,
    'evidence-missing': 422,
    'reason-missing': 422,
    'helpers-open': 409,
    'unknown-process': 422,
    'wrong-code': 404,
    'asked-already': 409,
    'too-late': 409,
    'too-long': 422,
    'no-return': 409,
    'nobody-to-ask': 409,
    'handled-already': 409,
    'is-arbitrated': 409,
    'arbitrated-already': 403,
    'needs-arbitration': 403,
    'rated-already': 409,
    'not-rateable': 409,
    'not-reopenable': 409,
    'not-mergeable': 409,
    'reminded-already': 429,
    'not-full': 409,
    'needs-leader': 403,
    'needs-another': 403,
    'over-limit': 409,
    'holder-missing': 422,
    'not-in-unit': 422,
    'name-taken': 422,
    'no-such-state': 422,
    'move-taken': 422,
    'no-such-ground': 422,
    'out-of-order': 422,
    'never-reached': 422,
    'state-in-use': 409,
    'ping-pong': 409,
    'tries-missing': 409,
  },
  events: {
    opened: told({ source: Type.String(), dueAt: Nullable(At), orderKind: Nullable(Type.String()) }),
    moved: told({
      move: Type.String(),
      fromState: Nullable(Type.String()),
      isInternal: Type.Boolean(),
      /** The unit it lay with before the move. */
      fromUnitId: Nullable(Id),
      dueAt: Nullable(At),
    }),
    closed: told({
      outcome: Nullable(Type.String()),
      openedAt: At,
      closedAt: At,
      isOnTime: Type.Boolean(),
      handlerIds: Type.Array(Id),
    }),
    reopened: told({ because: Type.String() }),
    assigned: told({ because: Nullable(Type.String()) }),
    said: told({ messageId: Id, side: Type.String(), isPublic: Type.Boolean() }),
    rated: told({ score: Type.Integer(), handlerIds: Type.Array(Id), hasWords: Type.Boolean() }),
    followedUp: told({ isReached: Type.Boolean() }),
    ratedBadly: told({ score: Type.Integer(), reasons: Type.Array(Type.String()), handlerIds: Type.Array(Id) }),
    dueSoon: told({ clock: Type.String(), dueAt: At }),
    overdue: told({ clock: Type.String(), dueAt: At }),
    asked: told({ requestId: Id, kind: Type.String(), needsArbitration: Type.Boolean() }),
    decided: told({ requestId: Id, kind: Type.String(), isGranted: Type.Boolean() }),
    /** Nobody decides on it any more: what it was asked for is over. */
    requestLapsed: told({ requestId: Id, kind: Type.String() }),
    resumed: told({ because: Type.String() }),
    returned: told({ reasonCode: Nullable(Type.String()), fromUnitId: Nullable(Id), returns: Type.Integer() }),
    /** `fromUnitId` is the unit that asked; the same where it stays with it. */
    arbitrated: told({ requestId: Id, fromUnitId: Nullable(Id), toUnitId: Id }),
    supported: told({ helperId: Id, unitId: Id, dueAt: Nullable(At) }),
    supportDone: told({ helperId: Id, unitId: Id }),
    /** A supporting unit let its own time run out. */
    supportLate: told({ helperId: Id, unitId: Id, unitName: Type.String(), dueAt: At }),
    /** Nobody decided in time on what was asked. */
    decisionLate: told({ requestId: Id, kind: Type.String(), needsArbitration: Type.Boolean(), since: At }),
    merged: told({ intoId: Id, intoNumber: Type.String() }),
    /** The one that stays took others in; `partyAccountIds` are those of it alone, who do not hear of it as joined. */
    tookIn: told({ numbers: Type.Array(Type.String()) }),
    /** It was merged and goes by itself again. */
    unmerged: told({ fromId: Id, fromNumber: Type.String() }),
    supervised: told({ level: SupervisionLevel, text: Type.String() }),
    followUpAsked: told({ why: Type.String() }),
    /** A resident's word, or a bad rating, was not answered in time. */
    replyMissed: told({ kind: Type.Enum([...owed]), since: At }),
    /** Thanks that name colleagues. */
    praised: told({ accountIds: Type.Array(Id) }),
    /** Cells were redrawn: these open matters stand in another cell now. Nobody acted on them. */
    refitted: Type.Object({ areaCode: Type.String(), matterIds: Type.Array(Id) }),
    /** Matters came with their past, by a seed or an import: whoever counts them must read them all again. */
    laidDown: Type.Object({
      count: Type.Integer(),
      processes: Type.Array(Type.String()),
      /** Not there in what was told before they were named. */
      matterIds: Type.Optional(Type.Array(Id)),
    }),
  },
  routes: { ...readRoutes, ...actRoutes },
  port: port<MattersPort>(),
})
