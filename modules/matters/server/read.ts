/** Reads one matter whole: everything for staff, the public side of it for residents, and the buttons open to each. */
import { answer, together } from '@liren/kernel'
import { type MatterView, matters } from '../contract.ts'
import { evidenceOf, type MoveSpec, movesFor, nextState, type Process, stateOf } from '../process.ts'
import type { Act } from '../views.ts'
import { requestView } from './ask.ts'
import { filesShown } from './bound.ts'
import { callView } from './call.ts'
import { addedWords, type MattersWork, processIn } from './house.ts'
import { partStore } from './part-store.ts'
import { ratingView } from './rate.ts'
import { replyStore } from './reply-store.ts'
import { messageView } from './say.ts'
import { isItsReporter, mayAskRest, mayAt, permissionsAt, type Standing, standingOf } from './standing.ts'
import { matterStore } from './store.ts'
import { helperView } from './support.ts'
import type { ClockRecord, MatterRecord, Whole } from './tables.ts'
import { type Terms, termsOf } from './terms.ts'
import { isWaiting } from './waits.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null
const isoMs = (at: number | null) => (at === null ? null : new Date(at).toISOString())

const clockView = (clock: ClockRecord) => ({
  id: clock.id,
  name: clock.name,
  limit: { amount: clock.amount, unit: clock.unit, ...(clock.dayMode ? { dayMode: clock.dayMode } : {}) },
  startedAt: new Date(clock.startedAt).toISOString(),
  dueAt: new Date(clock.dueAt).toISOString(),
  stoppedAt: isoMs(clock.stoppedAt),
  pausedAt: isoMs(clock.pausedAt),
  pauses: clock.pauses.map(({ from, until }) => ({ from: new Date(from).toISOString(), until: isoMs(until) })),
  extensions: [...clock.extensions],
  calendarVersion: clock.calendarVersion,
})

const openMove = (name: string, spec: MoveSpec, evidence: MoveSpec['evidence']) => ({
  name,
  to: spec.to,
  // A schema is plain JSON to whoever draws the form.
  asks: spec.asks ? (JSON.parse(JSON.stringify(spec.asks)) as Record<string, unknown>) : null,
  evidenceMin: evidence?.min ?? 0,
  evidenceKind: evidence?.kind ?? null,
  changesHands: spec.hop ?? false,
  isOwn: (spec.isOwn || spec.isGuided) ?? false,
  isGrave: spec.isGrave ?? false,
})

/** No button for what arbitration has settled: sending it elsewhere is offered to whoever may arbitrate. */
const undoesRuling = (work: MattersWork, matter: MatterRecord, process: Process, { hop, may, to }: MoveSpec) => {
  const phase = to === null ? matter.phase : stateOf(process, to)?.phase
  const isSentOn = hop === true && !may.includes('holder') && (phase === 'doing' || phase === 'intake')
  return matter.isArbitrated && matter.phase === 'doing' && isSentOn && !mayAt(work, 'matter.arbitrate', matter)
}

const actsFor = (
  work: MattersWork,
  { matter, helperUnits }: Whole,
  standing: Standing,
  process: Process,
  { rateUntil, reopenUntil }: Terms,
): Act[] => {
  const isWithin = (until: Date | null) => until !== null && until >= work.now
  const is = (relation: Standing['relations'][number]) => standing.relations.includes(relation)
  const may = (permission: string) => mayAt(work, permission, matter)
  const isOpen = matter.phase !== 'done'
  const isAwake = isOpen && matter.suspendedAt === null
  const returnMove = process.acts?.return
  const possible: [Act, boolean][] = [
    ['say', standing.isStaff || is('reporter') || is('follower')],
    ['sayInternally', standing.isStaff],
    ['assign', isAwake && (is('holder') || may('matter.assign'))],
    ['support', isAwake && (is('holder') || may('matter.assign'))],
    ['finishSupport', isOpen && helperUnits.length > 0 && (is('helper') || is('holder') || may('matter.assign'))],
    ['askDelay', isAwake && is('holder') && matter.dueAt !== null && matter.dueAt > work.now],
    ['askSuspend', isAwake && mayAskRest(work, matter, standing)],
    [
      'askReturn',
      isAwake &&
        is('holder') &&
        !matter.isArbitrated &&
        !!returnMove &&
        !!process.moves[returnMove]?.from.includes(matter.state),
    ],
    [
      'askExclude',
      standing.isStaff &&
        may('matter.talk') &&
        matter.excludedBecause === null &&
        (matter.phase === 'checking' || matter.phase === 'done') &&
        matter.state !== 'voided' &&
        matter.state !== 'merged',
    ],
    ['askVoid', isOpen && standing.isStaff && (may('matter.assign') || may('matter.void'))],
    ['passPraise', standing.isStaff && may('matter.talk') && matter.orderKind === 'praise' && !matter.isRestricted],
    ['decide', isOpen && may('matter.decide')],
    ['resume', isOpen && matter.suspendedAt !== null && (is('holder') || may('matter.decide'))],
    ['remind', isAwake && (is('reporter') || may('matter.remind'))],
    ['supervise', isOpen && may('matter.supervise')],
    ['split', isAwake && may('matter.split')],
    ['unmerge', matter.state === 'merged' && may('matter.merge')],
    ['merge', isOpen && may('matter.merge')],
    ['void', isOpen && may('matter.void')],
    [
      'rate',
      !isOpen &&
        isWithin(rateUntil) &&
        is('reporter') &&
        !is('handler') &&
        matter.rating === null &&
        matter.state !== 'voided' &&
        matter.state !== 'merged',
    ],
    [
      'reopen',
      !isOpen &&
        isWithin(reopenUntil) &&
        !!process.acts?.reopen &&
        (is('reporter') || may('matter.assign')) &&
        !!process.moves[process.acts.reopen]?.from.includes(matter.state),
    ],
    ['follow', standing.relations.length === 0],
    ['logCall', standing.isStaff],
    [
      'followUp',
      standing.isStaff &&
        !is('handler') &&
        may('matter.talk') &&
        (matter.phase === 'checking' || matter.phase === 'done') &&
        matter.state !== 'voided' &&
        matter.state !== 'merged',
    ],
  ]
  return possible.flatMap(([name, isPossible]) => (isPossible ? [name] : []))
}

/** The state that normally comes next, and the time of the clock that runs until then. */
export const nextStep = (process: Process, matter: Pick<MatterRecord, 'state' | 'dueAt' | 'suspendedAt'>) => {
  const state = matter.suspendedAt ? null : nextState(process, matter.state)
  const spec = state === null ? undefined : stateOf(process, state)
  return state !== null && spec ? { state, phase: spec.phase, by: iso(matter.dueAt) } : null
}

export const rowOf = (m: MatterRecord) => ({
  id: m.id,
  number: m.number,
  module: m.module,
  process: m.process,
  state: m.state,
  phase: m.phase,
  // Only whoever reads it whole asks what its place calls it.
  stateWord: null,
  title: m.title,
  areaCode: m.areaCode,
  address: m.address,
  source: m.source,
  orderKind: m.orderKind,
  grade: m.grade,
  openedAt: m.openedAt.toISOString(),
  dueAt: iso(m.dueAt),
  closedAt: iso(m.closedAt),
  suspendedAt: iso(m.suspendedAt),
  holderUnitId: m.holderUnitId,
  holderUnitName: m.holderUnitName,
  holderAccountId: m.holderAccountId,
  holderName: m.holderName,
  supervision: m.supervision as MatterView['supervision'],
  subjectId: m.subjectId,
})

const partOf = (standing: Standing): MatterView['part'] =>
  standing.relations.includes('holder') ? 'unit' : standing.relations.includes('helper') ? 'support' : 'none'

/** The matter as the acting person may see it. A stranger sees of a published matter what the public list shows. */
export const readOne = async (work: MattersWork, id: string): Promise<MatterView> => {
  const store = matterStore(work.db)
  const whole = await store.whole(id)
  if (!whole) throw work.refuse('not-found')
  const { matter } = whole
  const standing = standingOf(work, whole)
  const isStranger = !standing.isStaff && standing.relations.length === 0
  if (isStranger && (!matter.isPublic || matter.state === 'voided')) throw work.refuse('not-found')
  const publicOnly = !standing.isStaff
  // Following makes nobody a party: whoever reported told the office, not everybody who takes an interest.
  const isOnlooker = publicOnly && !standing.relations.includes('reporter')
  // Merged reporters hear how it goes, not what somebody else told of themself.
  const isAnothers = publicOnly && !isItsReporter(work, whole.parties)
  // All that hangs on it comes in one round trip.
  const asked = together(work.db)
  const parts = partStore(asked)
  const around = matterStore(asked)
  const process = await processIn(work, matter.process, matter.areaCode)
  const terms = await termsOf(work, matter)
  const isAnswered = matter.phase === 'checking' || matter.phase === 'done'
  const [steps, children, messages, helpers, parties, ratings, requests, supervisions, calls, followUps, owed] =
    await Promise.all([
      around.steps(id, publicOnly),
      around.childrenOf(id),
      isStranger ? [] : parts.messages(id, publicOnly, isAnothers ? { id: work.actor.id } : null),
      parts.helpers(id),
      isStranger ? [] : parts.parties(id),
      parts.ratings(id),
      publicOnly ? [] : parts.requests(id),
      publicOnly ? [] : parts.supervisions(id),
      publicOnly ? [] : parts.calls(id),
      publicOnly || !isAnswered ? [] : parts.followUps(id),
      isOnlooker ? [] : replyStore(asked).of(id),
    ])
  const open = movesFor(
    process,
    { state: matter.state, suspendedAt: iso(matter.suspendedAt) },
    { relations: standing.relations, permissions: permissionsAt(work, process, matter) },
  )
  const isHidden = (state: string) => publicOnly && process.states[state]?.public === false
  const round = (degrees: number) => (isAnothers ? Math.round(degrees * 1000) / 1000 : degrees)
  const added = await addedWords(work, matter.process, matter.areaCode)
  return {
    ...rowOf(matter),
    stateWord: added.states[matter.state] ?? null,
    ...(publicOnly ? { holderAccountId: null, holderName: null, supervision: null } : {}),
    ...(isAnothers ? { address: null, title: matter.publicTitle ?? matter.title } : {}),
    part: work.actor.id !== null && matter.holderAccountId === work.actor.id ? 'mine' : partOf(standing),
    summary: isAnothers ? null : matter.summary,
    cellCode: matter.cellCode,
    place: matter.lon !== null && matter.lat !== null ? { lon: round(matter.lon), lat: round(matter.lat) } : null,
    outcome: matter.outcome,
    isPublic: matter.isPublic,
    publicTitle: publicOnly ? null : matter.publicTitle,
    hops: matter.hops,
    returns: matter.returns,
    reworks: matter.reworks,
    reopens: matter.reopens,
    isArbitrated: matter.isArbitrated,
    waitsForReporter: matter.phase !== 'done' && whole.clocks.some(isWaiting),
    passedOnBy: publicOnly ? 0 : (matter.passedOn?.length ?? 0),
    excludedBecause: publicOnly ? null : matter.excludedBecause,
    owed: owed.map(({ kind, dueAt, missedAt }) => ({ kind, dueAt: dueAt.toISOString(), isMissed: missedAt !== null })),
    next: nextStep(process, matter),
    reviewOn: matter.reviewOn,
    parentId: matter.parentId,
    mergedIntoId: matter.mergedIntoId,
    children: publicOnly ? [] : children,
    seen: matter.stepCount,
    mayAs: [
      ...standing.relations.filter((relation) => relation !== 'system'),
      ...(standing.isStaff ? (['staff'] as const) : []),
    ],
    moves: open.flatMap((name) => {
      const spec = process.moves[name]
      return spec && !undoesRuling(work, matter, process, spec)
        ? [openMove(name, spec, evidenceOf(spec, steps[0]?.facts))]
        : []
    }),
    acts: actsFor(work, whole, standing, process, terms),
    added,
    terms: { rateUntil: iso(terms.rateUntil), reopenUntil: iso(terms.reopenUntil), lowScore: terms.lowScore },
    steps: steps.map((step) => ({
      ...step,
      ...(publicOnly && step.actorId !== work.actor.id ? { actorId: null, actorName: '' } : {}),
      fileIds: isOnlooker ? [] : step.fileIds,
      facts: isOnlooker ? {} : step.facts,
      toState: isHidden(step.toState) ? 'doing' : step.toState,
    })),
    clocks: whole.clocks.filter((clock) => !publicOnly || !process.clocks?.[clock.name]?.isStage).map(clockView),
    helpers: helpers
      .map(helperView)
      .map((helper) => (publicOnly ? { ...helper, task: '', result: null, overriddenBecause: null } : helper)),
    messages: messages
      .map(messageView)
      .map((message) => (publicOnly && message.authorId !== work.actor.id ? { ...message, authorId: null } : message)),
    requests: requests.map(requestView),
    supervisions: supervisions.map(({ id: key, level, byName, text, at, answeredAt, answer: said }) => ({
      id: key,
      level,
      byName,
      text,
      at: at.toISOString(),
      answeredAt: iso(answeredAt),
      answer: said,
    })),
    ratings: ratings.filter((rating) => standing.isStaff || rating.accountId === work.actor.id).map(ratingView),
    calls: calls.map(callView),
    followUps: followUps.map(({ byId: _, at, ...one }) => ({ ...one, at: at.toISOString() })),
    files: isStranger
      ? []
      : await filesShown(work, [
          ...(isOnlooker ? [] : steps.flatMap((step) => step.fileIds)),
          ...messages.flatMap((message) => message.fileIds),
          ...requests.flatMap((request) => request.fileIds),
        ]),
    parties: parties
      .filter((party) => standing.isStaff || party.accountId === work.actor.id)
      .map((party) => ({ ...party, since: party.since.toISOString() })),
  }
}

export const read = answer(matters, 'read', (work, { params }) => readOne(work, params.id))
