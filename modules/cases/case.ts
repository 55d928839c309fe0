/** The life of a case 案件 in seven steps (CJJ/T 106): who may move it on, what must be shown, and which clock runs. */
import { Type } from '@liren/contract'
import { defineProcess } from '@liren/matters/contract'

/** How a case ends: 已解决 · 已转办外部 · 不予办理(有依据) · 长期跟进 · 无需处置. */
export const outcomes = ['fixed', 'referred', 'refused', 'longTerm', 'notNeeded'] as const
export type Outcome = (typeof outcomes)[number]

/** What a grid worker finds when verifying a public report 核实. */
export const findings = ['genuine', 'notGenuine', 'duplicate', 'handledAlready'] as const
export type Finding = (typeof findings)[number]

/** Why a report is not taken on 不予受理 / 不予立案. */
export const declineReasons = [
  'notGenuine',
  'outsideScope',
  'legalProcedure',
  'duplicate',
  'handledAlready',
  'unclear',
  'abusive',
] as const
export type DeclineReason = (typeof declineReasons)[number]

const closed = { additionalProperties: false } as const
const text = (most = 2000) => Type.String({ minLength: 1, maxLength: most })

/** What the handling unit says with its reply. An outcome other than `fixed` must give its ground. */
export const ReplyFacts = Type.Object(
  {
    outcome: Type.Enum([...outcomes]),
    text: text(),
    ground: Type.Optional(text(400)),
    referredTo: Type.Optional(text(120)),
  },
  closed,
)
/** Why not, in words for whoever reported; with its ground where the law is the reason. */
const Declined = Type.Object(
  { reason: Type.Enum([...declineReasons]), text: text(), ground: Type.Optional(text(400)) },
  closed,
)
/** What it is; and, where the place was corrected, by how much it may be off and in which system it was given. */
const Accepted = Type.Object(
  {
    categoryCode: text(8),
    accuracyMetres: Type.Optional(Type.Number({ minimum: 0 })),
    givenAs: Type.Optional(text(10)),
  },
  closed,
)
const Said = Type.Object({ text: Type.Optional(text()) }, closed)

/**
 * Separation of duties: whoever handled may neither verify nor close. Every move has effects of its own in this module
 * (limits from the category, the next holder), so all of them are guided.
 */
export const caseProcess = defineProcess({
  name: 'case-handling',
  states: {
    intake: { phase: 'intake' },
    verifying: { phase: 'intake' },
    filing: { phase: 'intake', isNews: true },
    dispatching: { phase: 'intake' },
    assigned: { phase: 'doing', isNews: true },
    handling: { phase: 'doing', isNews: true },
    checking: { phase: 'checking', isNews: true },
    closing: { phase: 'checking' },
    closed: { phase: 'done' },
    declined: { phase: 'done' },
  },
  clocks: {
    accept: { limit: { amount: 0.5, unit: 'workHours' }, isStage: true },
    verify: { limit: { amount: 2, unit: 'workHours' }, isStage: true },
    file: { limit: { amount: 0.5, unit: 'workHours' }, isStage: true },
    dispatch: { limit: { amount: 0.5, unit: 'workHours' }, isStage: true },
    signIn: { limit: { amount: 4, unit: 'workHours' }, isStage: true },
    handle: { limit: { amount: 5, unit: 'workDays' } },
    check: { limit: { amount: 2, unit: 'workHours' }, isStage: true },
  },
  start: { states: ['intake', 'filing', 'dispatching'], clocks: ['accept'] },
  moves: {
    askVerification: {
      from: ['intake'],
      to: 'verifying',
      may: ['case.accept'],
      asks: Said,
      hop: true,
      isGuided: true,
      clock: { stop: ['accept'], start: ['verify'] },
    },
    answerVerification: {
      from: ['verifying'],
      to: 'intake',
      may: ['holder', 'case.verify'],
      hop: true,
      isGuided: true,
      asks: Type.Object({ finding: Type.Enum([...findings]), text: Type.Optional(text()) }, closed),
      clock: { stop: ['verify'], start: ['accept'] },
    },
    askBeforeTaking: {
      from: ['intake'],
      to: null,
      may: ['case.accept'],
      isGuided: true,
      asks: Type.Object({ text: text() }, closed),
      clock: { pause: ['accept'], for: 'reporter' },
    },
    accept: {
      from: ['intake'],
      to: 'filing',
      may: ['case.accept'],
      isGuided: true,
      asks: Accepted,
      clock: { stop: ['accept'], start: ['file'] },
    },
    decline: {
      from: ['intake'],
      to: 'declined',
      may: ['case.accept'],
      isGuided: true,
      isGrave: true,
      asks: Declined,
      clock: { stop: ['accept'] },
    },
    declineFiling: {
      from: ['filing'],
      to: 'declined',
      may: ['case.file'],
      isGuided: true,
      isGrave: true,
      asks: Declined,
      clock: { stop: ['accept', 'file'] },
    },
    settle: {
      from: ['intake', 'filing'],
      to: 'closed',
      may: ['case.settle'],
      isGuided: true,
      handles: true,
      asks: Type.Object({ text: text() }, closed),
      evidence: { min: 2, kind: 'photo' },
      clock: { stop: ['accept', 'file'] },
    },
    file: {
      from: ['filing'],
      to: 'dispatching',
      may: ['case.file'],
      asks: Said,
      isGuided: true,
      clock: { stop: ['file', 'accept'], start: ['dispatch'] },
    },
    dispatch: {
      from: ['dispatching'],
      to: 'assigned',
      may: ['case.dispatch'],
      asks: Said,
      hop: true,
      isGuided: true,
      clock: { stop: ['dispatch', 'accept'], start: ['signIn', 'handle'] },
    },
    sendBack: {
      from: ['dispatching'],
      to: 'filing',
      may: ['case.dispatch'],
      asks: Type.Object({ text: text() }, closed),
      isInternal: true,
      isGuided: true,
      clock: { stop: ['dispatch'], start: ['file'] },
    },
    redispatch: {
      from: ['assigned', 'handling'],
      to: 'assigned',
      may: ['case.dispatch'],
      asks: Said,
      hop: true,
      isGuided: true,
      clock: { start: ['signIn'] },
    },
    signIn: {
      from: ['assigned'],
      to: 'handling',
      may: ['holder'],
      asks: Said,
      isGuided: true,
      clock: { stop: ['signIn'] },
    },
    forward: {
      from: ['assigned', 'handling'],
      to: 'assigned',
      may: ['holder'],
      asks: Said,
      hop: true,
      isGuided: true,
      clock: { start: ['signIn'] },
    },
    giveBack: {
      from: ['assigned', 'handling'],
      to: 'dispatching',
      may: ['system'],
      hop: true,
      clock: { stop: ['signIn', 'handle'], start: ['dispatch'] },
    },
    askReporter: {
      from: ['handling'],
      to: null,
      may: ['holder'],
      isGuided: true,
      asks: Type.Object({ text: text() }, closed),
      clock: { pause: ['handle'], for: 'reporter' },
    },
    reply: {
      from: ['handling'],
      to: 'checking',
      may: ['holder'],
      asks: ReplyFacts,
      handles: true,
      hop: true,
      isGuided: true,
      clock: { stop: ['handle'], start: ['check'] },
    },
    /** What another system answered is taken for the reply, wherever the case lies meanwhile. */
    adopt: {
      from: ['filing', 'dispatching', 'assigned', 'handling'],
      to: 'checking',
      may: ['case.dispatch'],
      asks: ReplyFacts,
      handles: true,
      hop: true,
      isGuided: true,
      clock: { stop: ['accept', 'file', 'dispatch', 'signIn', 'handle'], start: ['check'] },
    },
    pass: {
      from: ['checking'],
      to: 'closing',
      may: ['verifier', 'case.verify'],
      not: ['handler'],
      asks: Said,
      isGuided: true,
      clock: { stop: ['check'] },
    },
    confirm: {
      from: ['checking'],
      to: 'closing',
      may: ['reporter'],
      not: ['handler'],
      asks: Said,
      isGuided: true,
      clock: { stop: ['check'] },
    },
    object: {
      from: ['checking'],
      to: null,
      may: ['reporter'],
      not: ['handler'],
      isGuided: true,
    },
    fail: {
      from: ['checking'],
      to: 'handling',
      may: ['verifier', 'case.verify'],
      not: ['handler'],
      isRework: true,
      hop: true,
      isGuided: true,
      asks: Type.Object({ text: text() }, closed),
      clock: { stop: ['check'], start: ['handle'] },
    },
    close: {
      from: ['closing'],
      to: 'closed',
      may: ['case.close'],
      not: ['handler'],
      asks: Said,
      isGuided: true,
      isGrave: true,
    },
    rework: {
      from: ['closing'],
      to: 'handling',
      may: ['case.close'],
      isRework: true,
      hop: true,
      isGuided: true,
      asks: Type.Object({ text: text() }, closed),
      clock: { start: ['handle'] },
    },
    recheck: {
      from: ['closing'],
      to: 'checking',
      may: ['case.close'],
      hop: true,
      isGuided: true,
      asks: Type.Object({ text: text() }, closed),
      clock: { start: ['check'] },
    },
    undoForward: {
      from: ['verifying', 'assigned', 'handling'],
      to: 'intake',
      may: ['case.dispatch', 'case.accept'],
      asks: Said,
      hop: true,
      isGuided: true,
      clock: { stop: ['verify', 'signIn', 'handle'], start: ['accept'] },
    },
    takeUpAgain: {
      from: ['closed', 'declined'],
      to: 'dispatching',
      may: ['system'],
      hop: true,
      clock: { start: ['dispatch'] },
    },
  },
  acts: { return: 'giveBack', arbitrate: 'redispatch', reopen: 'takeUpAgain' },
  unsigned: ['assigned'],
  isReport: true,
  hasOwnParts: true,
})

/** An outcome other than fixed needs its ground: a legal basis, whom it went to, or why it cannot be done now. */
export const needsGround = (outcome: Outcome) => outcome === 'refused' || outcome === 'longTerm'

/** Photos due with a reply: at least one after-photo from the spot, where something was to be put right there. */
export const photosDue = (outcome: Outcome, isMapped: boolean) => (outcome === 'fixed' && isMapped ? 1 : 0)
