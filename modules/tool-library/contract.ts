/** 工具库 Tool library: departments and communities publish tools without code, others find, cite, fork and run them. */
import { AreaCode, At, defineContract, Id, Nullable, On, Type } from '@liren/contract'
import { Words } from './document/document.ts'
import { formulaRoutes } from './routes-formulas.ts'
import { libraryRoutes } from './routes-library.ts'
import { makingRoutes } from './routes-making.ts'
import { outsideRoutes } from './routes-outside.ts'
import { remarkRoutes } from './routes-remarks.ts'
import { runningRoutes } from './routes-running.ts'
import { togetherRoutes } from './routes-together.ts'
import { usingRoutes } from './routes-using.ts'
import { useModes } from './views.ts'

export { type CreditFormula, type FormulaVersion, formulaParts, worthBy } from './credit-formula.ts'
export { callOutcomes, PortRow, ReachRow } from './routes-outside.ts'
export { type RemarkRow, type RemarkState, remarkStates } from './routes-remarks.ts'
export { OfferRow, type OfferState, offerKinds, offerStates, TogetherRow, togetherKinds } from './routes-together.ts'
export * from './views.ts'

/** Carried by events about a record: enough for a rule of the points or of an indicator. Nothing personal. */
const Told = {
  toolId: Type.String(),
  version: Type.String(),
  recordId: Id,
  process: Type.String(),
  state: Type.String(),
  areaCode: AreaCode,
  accountId: Nullable(Id),
  personId: Nullable(Id),
}

export const toolLibrary = defineContract({
  name: 'tool-library',
  permissions: {
    'tool.ask': ['resident', 'merchant', 'gridWorker', 'communityWorker', 'communityAdmin', 'handler'],
    'tool.handle': ['gridWorker', 'communityWorker', 'communityAdmin', 'handler'],
    'tool.decide': ['communityAdmin', 'dutyLeader'],
    'tool.export': ['communityAdmin', 'dataSteward'],
    'tool.readPersonal': ['gridWorker', 'communityWorker', 'communityAdmin'],
    'tool.use': ['communityAdmin', 'dataSteward'],
    'tool.make': ['communityAdmin', 'communityWorker', 'handler', 'dataSteward'],
    'tool.keep': ['dataSteward'],
    'remark.answer': ['communityAdmin', 'dataSteward'],
    'port.read': ['dataSteward', 'dutyLeader'],
    'port.stop': ['dataSteward', 'dutyLeader'],
  },
  refusals: {
    'not-found': 404,
    'not-on': 409,
    'not-for-you': 403,
    'has-ended': 410,
    'wrong-state': 409,
    'not-open-to-you': 403,
    'condition-unmet': 409,
    'document-unsound': 422,
    'not-signed': 422,
    'version-there': 409,
    'version-older': 409,
    'version-step': 422,
    'digest-differs': 409,
    'needs-consent': 409,
    'nothing-before': 409,
    'is-alike': 409,
    'justification-missing': 422,
    'need-missing': 422,
    'need-elsewhere': 403,
    'journey-fails': 422,
    'wrong-review-state': 409,
    'own-work': 403,
    'no-pilot': 409,
    'is-used': 409,
    'is-due': 409,
    'rated-already': 409,
    'not-used-here': 409,
    'purpose-missing': 422,
    'port-off': 409,
    'port-rests': 409,
    'port-full': 429,
    'port-silent': 409,
    'no-person': 409,
    'answered-already': 409,
    'burden-grows': 422,
    'standard-gap': 422,
    'not-a-norm': 409,
    'too-soon': 422,
    'formula-meanwhile': 409,
  },
  events: {
    installed: Type.Object({
      toolId: Type.String(),
      version: Type.String(),
      kind: Type.String(),
      name: Words,
      summary: Words,
      icon: Type.String(),
      keywords: Type.Array(Type.String()),
      category: Type.String(),
      url: Nullable(Type.String()),
      /** Of a linked tool: in a frame of ours, or in a window of its own. */
      opens: Type.Enum(['away', 'inside']),
      unit: Words,
      /** False while it is only tried: nothing outside the library may rely on it yet. */
      isPublished: Type.Boolean(),
      /** Of a linked tool: what it asks to be told of whoever signs on, and where that leads back to. */
      link: Nullable(
        Type.Object({
          url: Type.String(),
          claims: Type.Array(Type.String()),
          redirectUrls: Type.Array(Type.String()),
        }),
      ),
      audience: Type.Array(Type.Object({ board: Type.String(), title: Words, rule: Type.String() })),
    }),
    /** `askedOf` is the community whose administrator is asked to let it be tried there; null where that was agreed already. */
    submitted: Type.Object({ toolId: Type.String(), version: Type.String(), askedOf: Nullable(AreaCode) }),
    published: Type.Object({ toolId: Type.String(), version: Type.String() }),
    withdrawn: Type.Object({
      toolId: Type.String(),
      version: Type.String(),
      because: Type.String(),
      /** No version is left. */
      isGone: Type.Boolean(),
      areaCodes: Type.Array(AreaCode),
    }),
    /** A community took a tool up, changed its words, or put it down. */
    used: Type.Object({
      toolId: Type.String(),
      version: Type.String(),
      areaCode: AreaCode,
      mode: Type.Enum([...useModes]),
      isOn: Type.Boolean(),
      name: Words,
      icon: Type.String(),
      untilOn: Nullable(On),
      /** A level above made it due for everybody below. */
      isDue: Type.Boolean(),
    }),
    /** A use was removed here: what a level above took up counts again. */
    left: Type.Object({ toolId: Type.String(), areaCode: AreaCode }),
    upgraded: Type.Object({ toolId: Type.String(), areaCode: AreaCode, from: Type.String(), to: Type.String() }),
    'rolled-back': Type.Object({ toolId: Type.String(), areaCode: AreaCode, from: Type.String(), to: Type.String() }),
    'record-opened': Type.Object({ ...Told }),
    'tool-moved': Type.Object({ ...Told, move: Type.String(), fromState: Type.String() }),
    /** A points rule of a tool held: what it is worth, to whom, and for which act. */
    earned: Type.Object({
      ...Told,
      rule: Type.String(),
      points: Type.Integer(),
      /** The same without its sign where points are taken away, else 0. */
      deduction: Type.Integer(),
      because: Words,
      /** The other one's account: who confirmed it, or whom it was done for; null where somebody moved their own record by themselves. */
      byId: Nullable(Id),
      earnedAt: At,
    }),
    /** A linked address or a port fell silent, or answers again. */
    'reach-changed': Type.Object({ toolId: Type.String(), isDown: Type.Boolean() }),
    /** A linked tool was opened, or a port answered; by whom, nobody hears. */
    'led-on': Type.Object({ toolId: Type.String(), areaCode: AreaCode }),
    'port-switched': Type.Object({ toolId: Type.String(), isOn: Type.Boolean() }),
    /** Somebody said what does not work well; who, nobody hears. */
    remarked: Type.Object({ remarkId: Id, toolId: Nullable(Type.String()), areaCode: AreaCode, board: Type.String() }),
    /** What becomes of it. `accountId` is whoever said it from a page of their own, for the points of a rule. */
    'remark-answered': Type.Object({
      remarkId: Id,
      toolId: Nullable(Type.String()),
      areaCode: AreaCode,
      accountId: Nullable(Id),
      state: Type.String(),
    }),
    'data-ended': Type.Object({ toolId: Type.String(), areaCode: Nullable(AreaCode), records: Type.Integer() }),
  },
  routes: {
    ...libraryRoutes,
    ...usingRoutes,
    ...formulaRoutes,
    ...runningRoutes,
    ...makingRoutes,
    ...outsideRoutes,
    ...remarkRoutes,
    ...togetherRoutes,
  },
})
