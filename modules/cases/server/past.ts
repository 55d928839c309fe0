/** Demo cases get a past: who did what when, from the first words to the rating, as the process would have had it. */
import { identity } from '@liren/identity/contract'
import type { Work } from '@liren/kernel'
import { type History, kindOf, matters, type PastAct, type PastActor } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import type { DeclineReason, Outcome } from '../case.ts'
import { titleOf } from '../category.ts'
import type { cases } from '../contract.ts'
import { safetyIn } from '../safety.ts'
import type { BulkCase } from './import-store.ts'
import { commandCentre } from './moves.ts'
import type { Reference } from './reference.ts'
import { fieldHolder } from './verification.ts'

type CasesWork = Work<typeof cases>

/** One line of `cases/demo.json`: the state it should stand in, and the turns it took on the way. */
export type DemoCase = {
  readonly text: string
  readonly category: string
  readonly source: string
  /** A name in `territory/places.json`. */
  readonly place: string
  readonly daysAgo: number
  /** Minute of the day; left out, it was reported within the last hours. */
  readonly minute?: number
  readonly state: string
  /** Login name of a demo resident, or `guest`. */
  readonly reporter?: string
  readonly verified?: boolean
  readonly reply?: string
  readonly outcome?: Outcome
  readonly rating?: 1 | 2 | 3 | 4 | 5
  readonly ratingText?: string
  readonly decline?: { readonly reason: DeclineReason; readonly text: string; readonly ground?: string | null }
  /** Code of the unit that handles it; whoever the duty lists name, when left out. */
  readonly unit?: string
  readonly settled?: boolean
  readonly rework?: string
  readonly returned?: string
  readonly arbitrated?: string
  readonly delayed?: string
  readonly suspended?: string
  readonly reopened?: string
  readonly late?: boolean
  readonly asksReturn?: string
  readonly asksDelay?: string
  readonly photo?: string
  readonly key?: string
  readonly mergeInto?: string
}
export type Whereabouts = {
  readonly areaCode: string
  readonly cellCode: string | null
  readonly place: { readonly lon: number; readonly lat: number }
  readonly address: string
}
/** Evidence laid down before: a photo of the report, and one of the work done. */
export type DemoPhotos = { readonly report?: string; readonly after?: string }

const minute = 60_000
const lengthOf: Readonly<Record<string, number>> = { workHours: 60, urgentHours: 60, workDays: 960, urgentDays: 1440 }

/** The same numbers every time, so that two districts seeded on one day are alike. */
export const dice = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const remembered = <T>(make: (key: string) => Promise<T>) => {
  const kept = new Map<string, Promise<T>>()
  return (key: string) => {
    const found = kept.get(key) ?? make(key)
    kept.set(key, found)
    return found
  }
}

/** The people and units of the demo district, each looked up once. */
export const cast = async (work: CasesWork) => {
  const people = work.use(identity)
  const units = work.use(organisation)
  const actor = async (login: string, name: string): Promise<PastActor> => {
    const account = await people.accountByLogin(login)
    return { accountId: account?.id ?? null, name: account?.displayName ?? name, unitId: account?.unitId ?? null }
  }
  const handlers = new Map<string, PastActor>()
  for (let n = 1; n <= 12; n += 1) {
    const found = await people.accountByLogin(`handler${n}`)
    if (found?.unitId && !handlers.has(found.unitId))
      handlers.set(found.unitId, { accountId: found.id, name: found.displayName, unitId: found.unitId })
  }
  const field = remembered((area) => fieldHolder(work, area, null))
  return {
    acceptor: await actor('acceptor1', '受理员'),
    leader: await actor('leader1', '值班长'),
    dispatcher: await actor('dispatcher1', '派遣员'),
    resident: remembered(async (login) => people.accountByLogin(login)),
    centre: remembered((area) => commandCentre(work, area)),
    field,
    fieldActor: async (area: string): Promise<PastActor> => {
      const holder = await field(area)
      return { accountId: holder.accountId, name: holder.accountName ?? '社区网格员', unitId: holder.unitId }
    },
    duty: remembered(async (key) => {
      const [categoryCode = '', areaCode = ''] = key.split('/')
      const ranked = await units.dutyFor({ categoryCode, areaCode, at: work.now })
      const found = new Map((await units.units(ranked.map((one) => one.unitId))).map((unit) => [unit.id, unit]))
      return ranked.map(({ unitId, unitName }) => ({ unitId, unitName: found.get(unitId)?.shortName || unitName }))
    }),
    unitNamed: remembered(async (code) => units.unitByCode(code)),
    handlerOf: (unit: { readonly unitId: string; readonly unitName: string }): PastActor =>
      handlers.get(unit.unitId) ?? { accountId: null, name: `${unit.unitName}经办人`, unitId: unit.unitId },
  }
}
export type Cast = Awaited<ReturnType<typeof cast>>

type Step = { readonly after: number; readonly make: (at: Date) => PastAct | readonly PastAct[] }

/** Steps one after the other; pressed together where they would reach beyond now. */
const inTime = (steps: readonly Step[], openedAt: Date, now: Date): PastAct[] => {
  const whole = steps.reduce((sum, step) => sum + step.after, 0) * minute
  const room = Math.max(0, now.getTime() - openedAt.getTime() - 2 * minute)
  const share = whole > room ? room / whole : 1
  let at = openedAt.getTime()
  return steps.flatMap((step) => {
    at += step.after * minute * share
    return step.make(new Date(Math.round(at / 1000) * 1000))
  })
}

/** The history of one demo case, and the case's own row. */
export const pastOf = async (
  work: CasesWork,
  demo: DemoCase,
  known: Reference,
  on: Cast,
  where: Whereabouts,
  about: {
    readonly id: string
    readonly openedAt: Date
    readonly random: () => number
    readonly ref: string
    readonly photos?: DemoPhotos
  },
): Promise<{ readonly history: History; readonly fresh: BulkCase }> => {
  const { id, openedAt, random, photos = {} } = about
  const source = known.sources.find((one) => one.code === demo.source)
  const category = known.categories.get(demo.category)
  if (!source || !category) throw new Error(`demo case "${demo.text}": no such source or category`)
  const safety = safetyIn(demo.text, known)
  const isRestricted = category.isRestricted || safety.some(({ rule }) => rule.isRestricted)
  const grade = safety.length > 0 ? 4 : category.grade
  const { limits } = category
  const isSelf = source.start === 'filing'
  const reporter = demo.reporter && demo.reporter !== 'guest' ? await on.resident(demo.reporter) : null
  const fieldActor = await on.fieldActor(where.areaCode)
  const checker = await on.field(where.areaCode)
  const centre = await on.centre(where.areaCode)
  const between = (low: number, high: number) => Math.round(low + random() * (high - low))
  const proposals = await on.duty(`${demo.category}/${where.areaCode}`)
  const named = demo.unit ? await on.unitNamed(demo.unit) : null
  const chosen = named ? { unitId: named.id, unitName: named.shortName || named.name } : proposals[0]
  const unit = chosen ?? { unitId: centre.unitId ?? '', unitName: centre.unitName ?? '指挥中心' }
  const wrong = proposals.find((one) => one.unitId !== unit.unitId) ?? unit
  const handler = on.handlerOf(unit)
  const steps: Step[] = []
  const then = (after: number, by: PastActor | null, move: string, more: Partial<PastAct & { kind: 'move' }> = {}) =>
    steps.push({ after, make: (at) => ({ limits, ...more, kind: 'move', move, at, by }) })
  const handOver = (to: typeof unit) =>
    then(between(4, 20), on.dispatcher, 'dispatch', { holder: { ...to, accountId: null, accountName: null } })
  const standing = demo.state
  const isPast = (...states: readonly string[]) => !states.includes(standing)
  const handleLimit = limits.handle
  const allowed = handleLimit ? handleLimit.amount * (lengthOf[handleLimit.unit] ?? 60) : 480
  const working = () => Math.max(20, Math.round(allowed * (demo.late ? 1.6 + random() : 0.15 + random() * 0.5)))
  const answerWith = (text: string, files: readonly string[] = []) =>
    then(working(), handler, 'reply', {
      facts: {
        outcome: demo.outcome ?? 'fixed',
        text,
        ...(demo.outcome === 'referred' ? { referredTo: '市级主管部门' } : {}),
      },
      files,
      outcome: demo.outcome ?? 'fixed',
      holder: checker,
    })
  const takeOver = () =>
    then(between(8, 90), handler, 'signIn', {
      holder: { ...unit, accountId: handler.accountId, accountName: handler.accountId ? handler.name : null },
    })
  const backToHands = { ...unit, accountId: handler.accountId, accountName: handler.accountId ? handler.name : null }
  const finish = () => {
    then(between(15, 100), fieldActor, 'pass', { facts: { text: '现场核查，已处置到位' }, holder: centre })
    if (standing === 'closing') return
    then(between(5, 40), on.leader, 'close', { outcome: demo.outcome ?? 'fixed' })
  }

  const walk = () => {
    if (demo.settled) {
      const settled = { facts: { text: demo.reply ?? '现场已处置' }, outcome: 'fixed', files: [] }
      return void then(between(10, 45), fieldActor, 'settle', settled)
    }
    if (!isSelf) {
      if (standing === 'intake') return
      if (demo.verified || standing === 'verifying') {
        then(between(2, 12), on.acceptor, 'askVerification', { holder: checker })
        if (standing === 'verifying') return
        const finding = { finding: standing === 'declined' ? 'notGenuine' : 'genuine', text: '已到现场查看' }
        then(between(15, 100), fieldActor, 'answerVerification', { facts: finding, holder: centre })
      }
      if (standing === 'declined') {
        const { ground, ...why } = demo.decline ?? { reason: 'unclear' as const, text: '无法核实' }
        return void then(between(3, 20), on.acceptor, 'decline', {
          facts: { ...why, ...(ground ? { ground } : {}) },
          outcome: why.reason === 'handledAlready' ? 'notNeeded' : 'refused',
        })
      }
      then(between(2, 14), on.acceptor, 'accept', { facts: { categoryCode: category.code }, grade })
    } else if (standing === 'declined') {
      const { ground, ...why } = demo.decline ?? { reason: 'unclear' as const, text: '无法核实' }
      return void then(between(3, 20), on.leader, 'declineFiling', {
        facts: { ...why, ...(ground ? { ground } : {}) },
        outcome: 'refused',
      })
    }
    if (standing === 'filing') return
    then(between(2, 15), on.leader, 'file')
    if (standing === 'dispatching') return
    if (demo.returned) {
      const asker = on.handlerOf(wrong)
      handOver(wrong)
      steps.push({
        after: between(10, 60),
        make: (at) => ({
          kind: 'ask',
          what: 'return',
          reasonCode: 'notOurs',
          reason: demo.returned ?? '',
          at,
          by: asker,
          decided: { at: new Date(at.getTime() + 10 * minute), by: on.dispatcher, decision: '同意退回，重新派遣' },
        }),
      })
      steps.push({ after: 11, make: () => [] })
    }
    handOver(unit)
    if (demo.arbitrated) {
      steps.push({
        after: between(10, 60),
        make: (at) => ({
          kind: 'ask',
          what: 'return',
          reasonCode: 'unclearOwner',
          reason: '产权不清，非我单位管养',
          at,
          by: handler,
          decided: { at: new Date(at.getTime() + 20 * minute), by: on.leader, decision: demo.arbitrated ?? '' },
          toUnit: unit,
        }),
      })
      steps.push({ after: 21, make: () => [] })
    }
    if (standing === 'assigned') {
      if (demo.asksReturn) ask('return', demo.asksReturn)
      return
    }
    takeOver()
    if (demo.delayed) ask('delay', demo.delayed, '同意延期一次')
    if (demo.suspended) ask('suspend', demo.suspended, '同意挂账，到期复核')
    if (demo.asksDelay) ask('delay', demo.asksDelay)
    if (demo.asksReturn) ask('return', demo.asksReturn)
    if (standing === 'handling') return
    answerWith(demo.reply ?? '已处置', photos.after ? [photos.after] : [])
    if (demo.rework) {
      then(between(20, 90), fieldActor, 'fail', { facts: { text: demo.rework }, holder: backToHands })
      answerWith(`已按核查意见重新处置：${demo.reply ?? '已处置'}`)
    }
    if (standing === 'checking') return
    finish()
    if (!demo.reopened) return
    then(3 * 1440, null, 'takeUpAgain', { facts: { because: demo.reopened }, holder: centre })
    handOver(unit)
    takeOver()
    answerWith(`再次处置：${demo.reply ?? '已处置'}`)
    finish()
  }
  const ask = (what: 'delay' | 'return' | 'suspend', reason: string, decision?: string) =>
    steps.push({
      after: between(10, 50),
      make: (at) => ({
        kind: 'ask',
        what,
        reason,
        at,
        by: handler,
        ...(what === 'return' ? { reasonCode: 'notOurs' as const } : {}),
        ...(what === 'delay' ? { limit: { amount: 1, unit: 'workDays' as const } } : {}),
        ...(what === 'suspend'
          ? { reviewOn: new Date(work.now.getTime() + 14 * 1440 * minute).toISOString().slice(0, 10) }
          : {}),
        ...(decision ? { decided: { at: new Date(at.getTime() + 5 * minute), by: on.dispatcher, decision } } : {}),
      }),
    })
  walk()
  const acts = inTime(steps, openedAt, work.now)
  const end = acts.at(-1)
  if (demo.rating && reporter && standing === 'closed' && end) {
    const at = new Date(Math.min(end.at.getTime() + between(30, 900) * minute, work.now.getTime()))
    acts.push({
      kind: 'rate',
      score: demo.rating,
      ...(demo.ratingText ? { text: demo.ratingText } : {}),
      ...(demo.rating <= 2 ? { reasons: ['notSolved'], followUp: '已电话回访并再次上门，反映人表示理解' } : {}),
      at,
      by: { accountId: reporter.id, name: reporter.displayName },
    })
  }
  const masked = reporter ? `${[...reporter.displayName][0] ?? ''}**` : null
  const openedBy: PastActor = isSelf
    ? fieldActor
    : reporter
      ? { accountId: reporter.id, name: reporter.displayName }
      : source.code === 'snap'
        ? { accountId: null, name: 'guest' }
        : on.acceptor
  const isHandled = ['checking', 'closing', 'closed'].includes(standing)
  const isPublic = !isRestricted && category.isMapped
  const categoryCode = standing === 'intake' && !isSelf && random() < 0.7 ? null : category.code
  const lookedAt = categoryCode && isPast('intake', 'verifying') ? openedAt : null
  const history: History = {
    id,
    process: 'case-handling',
    subjectId: id,
    title: titleOf(demo.text, category),
    summary: demo.text,
    ...where,
    source: source.code,
    letter: source.letter,
    grade,
    isPublic,
    publicTitle: lookedAt ? null : '',
    isRestricted,
    state: source.start,
    holder: centre,
    limits,
    reporter: isSelf
      ? { accountId: fieldActor.accountId, name: fieldActor.name }
      : reporter
        ? { accountId: reporter.id, personId: reporter.personId, name: masked }
        : null,
    kindCode: categoryCode,
    orderKind: kindOf(demo.text).kind,
    openedAt,
    openedBy,
    files: photos.report ? [photos.report] : [],
    acts,
  }
  const fresh: BulkCase = {
    id,
    categoryCode,
    text: demo.text,
    source: source.code,
    isPublic,
    isRestricted,
    safetyWords: safety.map(({ word }) => word),
    outcome: isHandled ? (demo.outcome ?? 'fixed') : standing === 'declined' ? 'refused' : null,
    ...(isPast('intake', 'verifying', 'filing', 'dispatching', 'declined') && !demo.settled
      ? { handlingUnitId: unit.unitId, handlingUnitName: unit.unitName }
      : {}),
    handlerAccountId: isHandled ? (demo.settled ? fieldActor.accountId : handler.accountId) : null,
    externalRef: about.ref,
    createdAt: openedAt,
    lookedAt,
  }
  return { history, fresh }
}

/** Opens histories and writes their cases, in one go. */
export const layDown = async (
  work: CasesWork,
  put: (rows: readonly BulkCase[]) => Promise<void>,
  lives: readonly { readonly history: History; readonly fresh: BulkCase }[],
) => {
  const opened = await work.use(matters).openMany(lives.map(({ history }) => history))
  await put(lives.map(({ fresh }) => fresh))
  return opened
}
