/** What is counted of a case: one flat row made from its life on the spine, the same for the board, the indicators and the score. */
import type { MatterHistory } from '@liren/matters/contract'

/** Times in milliseconds since 1970; days as the local calendar writes them. A stage never begun has neither due nor done. */
export type CaseFacts = {
  readonly id: string
  readonly number: string
  readonly process: string
  readonly module: string
  readonly areaCode: string
  readonly cellCode: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly state: string
  readonly phase: 'intake' | 'doing' | 'checking' | 'done'
  readonly grade: number
  readonly source: string
  readonly categoryCode: string | null
  readonly isRestricted: boolean
  /** Voided (作废) and merged (并案) cases stand in lists and count nowhere. */
  readonly isCounted: boolean
  readonly holderUnitId: string | null
  /** The unit that handled it, or is to. */
  readonly leadUnitId: string | null
  readonly reporterId: string | null
  readonly openedAt: number
  readonly openedOn: string
  /** When whoever reported it saw it, where that was said. */
  readonly seenAt: number | null
  /** Last step of a person: reminders and the clock do not count as something being done. */
  readonly actedAt: number
  readonly movedAt: number
  readonly dueAt: number | null
  readonly suspendedAt: number | null
  readonly closedAt: number | null
  readonly closedOn: string | null
  readonly outcome: string | null
  readonly acceptDueAt: number | null
  readonly acceptedAt: number | null
  readonly verifyDueAt: number | null
  readonly verifiedAt: number | null
  readonly fileDueAt: number | null
  readonly filedAt: number | null
  readonly dispatchDueAt: number | null
  readonly dispatchedAt: number | null
  readonly signDueAt: number | null
  readonly signedAt: number | null
  readonly handleDueAt: number | null
  readonly handledAt: number | null
  readonly checkDueAt: number | null
  readonly checkedAt: number | null
  /** When it ought to be closed: with its check, or, while nobody has handled it, by the time it was to be handled. */
  readonly closeDueAt: number | null
  /** Accepted, filed, sent or put right: what was declined at the door, or is only being verified, is not taken on. */
  readonly isTakenOn: boolean
  /** Sent to its first unit without a hand. What was taken back with a whole batch had not gone. */
  readonly isAutomatic: boolean
  /** Sent without a hand, and a person found it wrong: taken back, given back, or sent to another unit. */
  readonly isForwardedWrong: boolean
  readonly isOnTime: boolean
  readonly hops: number
  readonly returns: number
  readonly reworks: number
  readonly reopens: number
  readonly delays: number
  readonly steps: number
  /** What staff did at a desk and on the spot, words in the thread, and times people were called together (会商). */
  readonly deskActs: number
  readonly fieldActs: number
  readonly messages: number
  readonly meetings: number
  /** More than one unit worked on it. */
  readonly isJoint: boolean
  /** Found by a re-inspection (复查) at a place that had been patrolled: it should have been reported (漏报). */
  readonly isMissed: boolean
  readonly rating: number | null
  /** How content they were when last asked or when they rated last, 1 to 5: a rating, or what a follow-up (回访) brought. */
  readonly satisfaction: number | null
  /** Taken on under one category and then under another: it had not been filed right. */
  readonly isRefiled: boolean
  /** Left out (剔除) of what its unit is measured by. */
  readonly isExcluded: boolean
  /** The reporter said last, with the rating or when asked, that it was not solved. */
  readonly isUnsolved: boolean
  /** When asked, the reporter said that nobody had got in touch. */
  readonly isUncontacted: boolean
  /** A keyed hash of the telephone of whoever reported without an account; nobody can guess it back. */
  readonly callerPrint: string | null
  /** Somebody who can be known again: by account or telephone. */
  readonly isToldApart: boolean
  /** A print of the unit's reply: the same words again and again are a template, whatever the case. */
  readonly replyPrint: string | null
}

const localMs = 8 * 3_600_000
/** The local calendar day (Asia/Shanghai, no summer time). */
export const dayOf = (at: number) => new Date(at + localMs).toISOString().slice(0, 10)
export const startOfDay = (day: string) => Date.parse(`${day}T00:00:00+08:00`)

/** Clocks of the stages by the names GB/T 30428 cases give them; a process without such clocks has no such stages. */
export const stageClocks = {
  accept: 'accept',
  verify: 'verify',
  file: 'file',
  dispatch: 'dispatch',
  sign: 'signIn',
  handle: 'handle',
  check: 'check',
} as const

type Clock = MatterHistory['clocks'][number]
type Step = MatterHistory['steps'][number]

/** One due and one done for all runs of a stage: the first run that was late stands for it, else the last. */
const stage = (runs: readonly Clock[], isGone: boolean) => {
  const late = runs.find((clock) => clock.stoppedAt !== null && clock.stoppedAt > clock.dueAt)
  const run = late ?? runs.at(-1)
  if (!run) return { due: null, done: null }
  // A case that was declined or voided on the way has left its later stages: nothing is owed there.
  const isOwed = !(isGone && run.stoppedAt === null)
  return { due: isOwed ? run.dueAt : null, done: isOwed ? run.stoppedAt : null }
}

/** Short and the same for the same words: FNV-1a over letters and digits. */
export const printOf = (text: string): string | null => {
  const letters = text.toLowerCase().match(/[\p{L}\p{N}]/gu) ?? []
  // A word or two ("已处理") is no template, it is just short.
  if (letters.length < 8) return null
  let hash = 0xcbf29ce484222325n
  for (const letter of letters) hash = BigInt.asUintN(64, (hash ^ BigInt(letter.codePointAt(0) ?? 0)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}

/**
 * Runs of a unit's own stage: what it ended by doing its part, and what still runs. What another unit let run out before it gave the matter
 * back, and what was stopped by giving back or taking back, is nobody's work done, and costs whoever came after nothing.
 */
const runsOf = (clocks: readonly Clock[], steps: readonly Step[], moves: readonly string[], unitId: string | null) =>
  clocks.filter(
    ({ stoppedAt }) =>
      stoppedAt === null ||
      steps.some((step) => step.at === stoppedAt && moves.includes(step.move) && step.unitId === unitId),
  )

const text = (value: unknown) => (typeof value === 'string' ? value : null)
/** A time told with the report; one that lies after it, or is none, is as good as not told. */
const seen = (value: unknown, openedAt: number) => {
  const at = Date.parse(text(value) ?? '')
  return at <= openedAt ? at : null
}
const handling = ['reply', 'settle']
/** Done where the problem is. */
const onTheSpot = new Set(['answerVerification', 'settle', 'reply', 'pass', 'fail', 'recheck'])
/** What whoever reported does is nobody's working time; neither is what the platform writes. */
const ofReporters = new Set(['rated', 'reopened', 'praised'])

/** What people of the office did, from the timeline. */
const workOf = ({ steps, reporterId, source, helperUnitIds }: MatterHistory) => {
  const byStaff = steps.filter(
    ({ actorId, unitId, move }, at) =>
      actorId !== null &&
      !ofReporters.has(move) &&
      // Who reports for others does it at work, and so does a patrol.
      (at > 0 || unitId !== null || source === 'patrol') &&
      (actorId !== reporterId || source === 'patrol'),
  )
  const field = byStaff.filter(({ move }, at) => onTheSpot.has(move) || (at === 0 && source === 'patrol'))
  const units = steps.flatMap(({ move, unitId }) =>
    unitId !== null && (move === 'signIn' || handling.includes(move)) ? [unitId] : [],
  )
  return {
    deskActs: byStaff.length - field.length,
    fieldActs: field.length,
    meetings: steps.filter(({ move }) => move === 'conferred').length,
    isJoint: new Set([...units, ...helperUnitIds]).size > 1,
  }
}
/** What whoever reported thinks of it: the rating or the follow-up that came last, since it was last reopened. */
const saidOf = ({ steps, rating, reasons }: MatterHistory) => {
  const since = steps.slice(steps.findLastIndex(({ move }) => move === 'reopened') + 1)
  const asked = since.findLastIndex(({ move, facts }) => move === 'followedUp' && facts.isReached === true)
  const rated = since.findLastIndex(({ move }) => move === 'rated')
  const answers = since[asked]?.facts ?? {}
  const satisfaction = typeof answers.satisfaction === 'number' ? answers.satisfaction : null
  const isLast = asked > rated && satisfaction !== null
  return {
    satisfaction: isLast ? satisfaction : (rating ?? satisfaction),
    isUnsolved: isLast ? answers.isSolved === false : reasons.includes('notSolved'),
    isUncontacted: answers.wasContacted === false,
  }
}
const sending = new Set(['dispatch', 'redispatch', 'arbitrated'])
/** The dispatch that stands: nothing is left of one that a whole batch took back (the platform undoes it, by itself). */
const sentOf = (steps: readonly Step[]) => {
  const annulled = steps.findLastIndex(({ move, actorId }) => move === 'undoForward' && actorId === null)
  const at = steps.findIndex(({ move }, n) => n > annulled && move === 'dispatch')
  const was = annulled >= 0 && steps.slice(0, annulled).some(({ move }) => move === 'dispatch')
  return { sent: steps[at], after: at < 0 ? [] : steps.slice(at + 1), isAnnulled: at < 0 && was }
}
/** The same marks by which sorting counts its own errors: what a person undid, what came back, what went to another unit after all. */
const wentWrong = (sent: Step, after: readonly Step[]) =>
  after.some(
    ({ move, actorId, facts }) =>
      move === 'giveBack' ||
      (actorId !== null &&
        (move === 'undoForward' ||
          (sending.has(move) && text(facts.toUnit) !== null && facts.toUnit !== sent.facts.toUnit))),
  )
const takenOnBy = new Set(['accept', 'file', 'dispatch', 'settle', 'adopt'])
const categorySaid = ['opened', 'accept', 'dispatch', 'redispatch', 'recategorised']

/**
 * The row of a case, from its life.
 * @param callerPrint of whoever reported without an account, where a telephone was given.
 */
export const factsOf = (life: MatterHistory, callerPrint: string | null = null): CaseFacts => {
  const { clocks, steps } = life
  const isGone = life.phase === 'done'
  const named = (name: string) => clocks.filter((clock) => clock.name === name)
  const run = (name: string) => stage(named(name), isGone)
  const handled = steps.findLast(({ move }) => handling.includes(move))
  // While it is being done it is charged to whoever has it, else to whoever did it.
  const leadUnitId = life.phase === 'doing' ? (life.holderUnitId ?? handled?.unitId ?? null) : (handled?.unitId ?? null)
  const own = (name: string, moves: readonly string[]) => stage(runsOf(named(name), steps, moves, leadUnitId), isGone)
  const accept = run(stageClocks.accept)
  const verify = run(stageClocks.verify)
  const file = run(stageClocks.file)
  const dispatch = run(stageClocks.dispatch)
  const sign = own(stageClocks.sign, ['signIn'])
  const handle = own(stageClocks.handle, handling)
  const check = run(stageClocks.check)
  const { sent, after, isAnnulled } = sentOf(steps)
  const isAutomatic = sent !== undefined && sent.actorId === null
  // Without a clock of its own it counts as filed once it went on: to a unit, or put right by whoever found it.
  const past = steps.find(({ move }) => move === 'dispatch' || move === 'settle')
  const replied = steps.findLast(({ move }) => move === 'reply')
  const category = steps.findLast(({ move, facts }) => categorySaid.includes(move) && text(facts.categoryCode) !== null)
    ?.facts.categoryCode
  const accepted = new Set(steps.flatMap(({ move, facts }) => (move === 'accept' ? [text(facts.categoryCode)] : [])))
  const acted = steps.findLast(({ actorId, move }) => actorId !== null && move !== 'reminded' && move !== 'supervised')
  const isCounted = life.state !== 'voided' && life.state !== 'merged'
  return {
    id: life.id,
    number: life.number,
    process: life.process,
    module: life.module,
    areaCode: life.areaCode,
    cellCode: life.cellCode,
    lon: life.lon,
    lat: life.lat,
    state: life.state,
    phase: life.phase,
    grade: life.grade,
    source: life.source,
    categoryCode: life.kindCode ?? text(category),
    isRestricted: life.isRestricted,
    isCounted,
    holderUnitId: life.holderUnitId,
    leadUnitId,
    reporterId: life.reporterId,
    openedAt: life.openedAt,
    openedOn: dayOf(life.openedAt),
    seenAt: seen(steps[0]?.facts.seenAt, life.openedAt),
    actedAt: acted?.at ?? life.openedAt,
    movedAt: life.movedAt,
    dueAt: life.dueAt,
    suspendedAt: life.suspendedAt,
    closedAt: life.closedAt,
    closedOn: life.closedAt === null ? null : dayOf(life.closedAt),
    outcome: life.outcome,
    acceptDueAt: accept.due,
    acceptedAt: accept.done,
    verifyDueAt: verify.due,
    verifiedAt: verify.done,
    fileDueAt: file.due,
    // The clock of filing stops as well when it is declined then; that is not filed.
    filedAt: life.state === 'declined' ? null : (file.done ?? (file.due === null ? (past?.at ?? null) : null)),
    dispatchDueAt: isAnnulled ? null : dispatch.due,
    dispatchedAt: isAnnulled ? null : (sent?.at ?? dispatch.done),
    signDueAt: sign.due,
    signedAt: sign.done,
    handleDueAt: handle.due,
    handledAt: handle.done,
    checkDueAt: check.due,
    checkedAt: check.done,
    closeDueAt: check.due ?? handle.due,
    isTakenOn: steps.some(({ move }) => takenOnBy.has(move)),
    isAutomatic,
    isForwardedWrong: isAutomatic && wentWrong(sent, after),
    isOnTime: [handle, check].every(({ due, done }) => due === null || (done !== null && done <= due)),
    hops: life.hops,
    returns: life.returns,
    reworks: life.reworks,
    reopens: life.reopens,
    delays: clocks.reduce((sum, clock) => sum + clock.extensions, 0),
    steps: steps.length,
    ...workOf(life),
    messages: life.messages,
    isMissed: steps[0]?.facts.isReinspection === true,
    rating: life.rating,
    isRefiled: accepted.size > 1,
    isExcluded: life.excludedBecause !== null,
    ...saidOf(life),
    callerPrint,
    isToldApart: life.reporterId !== null || callerPrint !== null,
    replyPrint: printOf(text(replied?.facts.text) ?? ''),
  }
}
