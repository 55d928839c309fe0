/** Public services 政务服务: what others may ask of items, lists and applications, and what they may hear from them. */
import { AreaCode, defineContract, Id, Nullable, Type } from '@liren/contract'
import { applicationRoutes } from './routes-applications.ts'
import { itemRoutes } from './routes-items.ts'
import { proofRoutes } from './routes-proofs.ts'

export * from './views.ts'

const Told = {
  applicationId: Id,
  itemCode: Type.String(),
  personId: Id,
  /** The firm it is for. */
  enterpriseId: Nullable(Id),
  areaCode: AreaCode,
}

export const services = defineContract({
  name: 'services',
  version: '0.1.0',
  permissions: {
    'item.keep': ['dataSteward', 'communityAdmin'],
    'application.assist': ['communityWorker', 'acceptor', 'gridWorker'],
    'application.precheck': ['communityWorker', 'acceptor'],
    'application.review': ['communityWorker', 'acceptor', 'handler'],
    'application.decide': ['handler', 'acceptor', 'dutyLeader'],
    'application.read': ['communityWorker', 'acceptor', 'handler', 'dutyLeader', 'supervisor', 'communityAdmin'],
    'licence.check': ['communityWorker', 'acceptor', 'handler', 'gridWorker'],
    'promise.check': ['communityWorker', 'communityAdmin', 'handler', 'supervisor'],
    'savings.read': ['supervisor', 'dutyLeader', 'communityAdmin', 'dataSteward', 'acceptor', 'communityWorker'],
    'post.keep': ['communityAdmin', 'communityWorker'],
    'plan.decide': ['supervisor', 'dutyLeader'],
  },
  refusals: {
    'not-found': 404,
    'no-record': 409,
    'no-such-item': 404,
    'not-open': 409,
    'item-wrong': 422,
    'file-missing': 422,
    'file-unreadable': 422,
    'rule-wrong': 422,
    'checklist-missing': 422,
    'stale-version': 409,
    'no-such-community': 422,
    'id-taken': 409,
    'form-missing': 409,
    'answers-wrong': 422,
    'material-missing': 422,
    'material-unknown': 422,
    'source-not-allowed': 422,
    'no-licence': 409,
    'promise-missing': 422,
    'signature-missing': 422,
    'not-yours': 403,
    'wrong-state': 409,
    'corrected-already': 409,
    'not-asked': 422,
    'step-open': 409,
    'settled-missing': 422,
    'settled-unknown': 422,
    'settled-unfit': 422,
    'needs-two': 422,
    'notice-running': 409,
    'objection-open': 409,
    'not-in-flow': 409,
    'materials-late': 409,
    'wrong-code': 404,
    'code-ended': 410,
    'answered-already': 409,
    'objected-already': 409,
    'checked-already': 409,
    'demand-missing': 422,
    'post-full': 409,
    'not-candidate': 409,
    'no-unit': 409,
    'not-for-all': 422,
    'told-lately': 409,
  },
  events: {
    submitted: Type.Object({ ...Told, channel: Type.String(), isAssisted: Type.Boolean() }),
    accepted: Type.Object(Told),
    decided: Type.Object({ ...Told, outcome: Type.String(), decisionId: Nullable(Id) }),
    /** Taken back, or given up for want of a correction. */
    withdrawn: Type.Object(Told),
    finished: Type.Object({
      ...Told,
      outcome: Type.String(),
      typed: Type.Integer(),
      baseFields: Type.Integer(),
      materials: Type.Integer(),
      baseMaterials: Type.Integer(),
    }),
    'licence-used': Type.Object({ licenceId: Id, purpose: Type.String() }),
    'item-published': Type.Object({ itemCode: Type.String(), version: Type.Integer() }),
  },
  routes: { ...itemRoutes, ...applicationRoutes, ...proofRoutes },
})
