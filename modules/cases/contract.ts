/** Cases 案件: a report travels from a resident's photo to a closed case. What may be asked, heard and refused. */
import { AreaCode, defineContract, Id, Nullable, Type } from '@liren/contract'
import { findings, outcomes } from './case.ts'
import { ownNameRoutes } from './routes-own-names.ts'
import { readRoutes } from './routes-read.ts'
import { reportRoutes } from './routes-report.ts'
import { stepRoutes } from './routes-step.ts'
import { wordingRoutes } from './routes-wording.ts'

export { type SafetyWritten, type SourceWritten, sourceRoles, sourceStarts, type Wording } from './routes-wording.ts'
export type { CaseRow, CaseView, CategoryView } from './views.ts'

const staff = [
  'gridWorker',
  'communityWorker',
  'handler',
  'acceptor',
  'dutyLeader',
  'dispatcher',
  'supervisor',
  'communityAdmin',
] as const

export const cases = defineContract({
  name: 'cases',
  permissions: {
    'case.report': ['guest', 'resident', 'merchant', 'representative', ...staff],
    'case.accept': ['acceptor', 'dutyLeader', 'communityWorker'],
    'case.verify': ['gridWorker', 'communityWorker'],
    'case.settle': ['gridWorker', 'communityWorker'],
    'case.file': ['dutyLeader'],
    'case.dispatch': ['dispatcher', 'dutyLeader'],
    'case.close': ['dutyLeader'],
    // As the spine's own `matter.split`, by which the button is drawn.
    'case.split': ['acceptor', 'dutyLeader', 'dispatcher', 'communityWorker'],
    'case.card': ['representative', ...staff],
    'contact.read': ['gridWorker', 'communityWorker', 'acceptor', 'handler', 'dutyLeader', 'dispatcher'],
    'photo.publish': ['gridWorker', 'communityWorker', 'acceptor', 'dutyLeader', 'dispatcher', 'communityAdmin'],
    'category.change': ['dataSteward', 'systemAdmin'],
    'wording.change': ['dataSteward', 'systemAdmin'],
    'category.own': ['communityAdmin', 'dataSteward', 'systemAdmin'],
  },
  refusals: {
    'no-such-notice': 422,
    'words-unfit': 422,
    'letter-stays': 422,
    'letter-taken': 409,
    'nobody-left': 422,
    'not-found': 404,
    'no-such-category': 422,
    'name-taken': 409,
    'no-such-source': 422,
    'place-missing': 422,
    'outside-district': 422,
    'contact-missing': 422,
    'phone-wrong': 422,
    'nothing-said': 422,
    'photo-missing': 422,
    'photo-doubtful': 422,
    'ground-missing': 422,
    'no-such-unit': 422,
    'nobody-in-charge': 409,
    'not-open-to-you': 403,
    'id-taken': 409,
    'not-forwarded': 409,
    'undo-over': 409,
    'wrong-code': 404,
    'not-public': 409,
    'changed-since': 409,
  },
  events: {
    reported: Type.Object({
      caseId: Id,
      number: Type.String(),
      title: Type.String(),
      areaCode: AreaCode,
      cellCode: Nullable(Type.String()),
      categoryCode: Nullable(Type.String()),
      grade: Type.Integer(),
      source: Type.String(),
      state: Type.String(),
      safety: Type.Array(Type.String()),
      ownership: Nullable(Type.String()),
      hasPlace: Type.Boolean(),
      photoIds: Type.Array(Id),
      isRestricted: Type.Boolean(),
      /** The case it was split off from. */
      partOfId: Nullable(Id),
    }),
    /** A case handed to us by another system that could not be opened here. */
    notTakenIn: Type.Object({ caseId: Id, reason: Type.String() }),
    accepted: Type.Object({
      caseId: Id,
      categoryCode: Type.String(),
      before: Nullable(Type.String()),
      ownership: Nullable(Type.String()),
      isBySystem: Type.Boolean(),
    }),
    verified: Type.Object({ caseId: Id, finding: Type.Enum([...findings]) }),
    /** Somebody took an automatic forwarding back within its time. */
    forwardUndone: Type.Object({
      caseId: Id,
      unitId: Nullable(Id),
      /** Taken back with a whole batch, not because this one was wrong. */
      isWholesale: Type.Boolean(),
    }),
    /** What is kept of a category changed; its code never does. */
    categoryChanged: Type.Object({
      code: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      grade: Type.Integer(),
      keywords: Type.Array(Type.String()),
    }),
    /** A place calls a category or type by another name, or (null) as the district does again. */
    namedHere: Type.Object({
      areaCode: AreaCode,
      code: Type.String(),
      name: Nullable(Type.String()),
      nameEn: Nullable(Type.String()),
    }),
    dispatched: Type.Object({
      caseId: Id,
      unitId: Id,
      categoryCode: Nullable(Type.String()),
      areaCode: AreaCode,
      isProposal: Type.Boolean(),
      isBySystem: Type.Boolean(),
    }),
    replied: Type.Object({ caseId: Id, outcome: Type.Enum([...outcomes]), unitId: Nullable(Id) }),
    declined: Type.Object({ caseId: Id, reason: Type.String() }),
    closed: Type.Object({
      caseId: Id,
      outcome: Nullable(Type.String()),
      categoryCode: Nullable(Type.String()),
      areaCode: AreaCode,
    }),
  },
  routes: { ...reportRoutes, ...ownNameRoutes, ...readRoutes, ...stepRoutes, ...wordingRoutes },
})
