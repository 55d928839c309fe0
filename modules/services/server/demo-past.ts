/** What happened to an application of the demonstration, step by step along its item's flow, pressed together where it would reach beyond now. */
import type { PastAct, PastActor } from '@liren/matters/contract'
import type { DeclineReason, PauseReason } from '../application.ts'
import type { FlowStep, ItemRecord } from '../item.ts'

export type DemoState =
  | 'draft'
  | 'submitted'
  | 'correcting'
  | 'reviewing'
  | 'waiting'
  | 'noticing'
  | 'issuing'
  | 'closed'
  | 'declined'
  | 'refused'
  | 'withdrawn'

/** One line of `services/demo.json`. */
export type DemoApplication = {
  readonly item: string
  readonly area: string
  /** Login name of a demo account, or the place of a neighbour in the register of the area. */
  readonly by: string | number
  readonly state: DemoState
  readonly daysAgo: number
  readonly channel?: string
  /** Index in the item's flow where it stands; where the state says it, left out. */
  readonly step?: number
  readonly answers?: Readonly<Record<string, unknown>>
  readonly gaps?: readonly string[]
  readonly gapFields?: readonly string[]
  readonly isCorrected?: boolean
  readonly decline?: { readonly reason: DeclineReason; readonly text: string; readonly ground?: string }
  readonly text?: string
  readonly basis?: string
  readonly pause?: { readonly why: PauseReason; readonly text: string }
  readonly found?: string
  readonly notice?: string
  readonly objection?: { readonly by: string; readonly text: string; readonly answer?: string }
  /** Materials to follow, and in how many days from now they are due. */
  readonly later?: readonly string[]
  readonly dueInDays?: number
  readonly promise?: {
    readonly isDrawn: boolean
    readonly checkInDays?: number
    readonly isKept?: boolean
    readonly finding?: string
  }
  readonly handedTo?: string
  readonly handedState?: string
  readonly rating?: { readonly score: 1 | 2 | 3 | 4 | 5; readonly text?: string }
}

/** Whoever takes part. */
export type Cast = {
  readonly reporter: PastActor
  readonly clerk: PastActor
  readonly examiner: PastActor
  readonly decider: PastActor
}
type Holder = {
  readonly unitId: string | null
  readonly unitName: string | null
  readonly accountId: null
  readonly accountName: null
}

const hourMs = 3_600_000
type Step = { readonly hours: number; readonly make: (at: Date) => PastAct }

export type Past = {
  readonly acts: readonly PastAct[]
  readonly step: number
  readonly at: Readonly<Record<string, Date>>
}

const where = (flow: readonly FlowStep[], demo: DemoApplication): number => {
  if (demo.state === 'noticing') return flow.findIndex(({ kind }) => kind === 'notice')
  if (demo.state === 'reviewing' || demo.state === 'waiting') return demo.step ?? 0
  return flow.findIndex(({ kind }) => kind === 'decide')
}

/** The acts in order, and when the named ones happened. */
export const pastOf = async (
  demo: DemoApplication,
  record: ItemRecord,
  on: Cast,
  span: { readonly submittedAt: Date; readonly now: Date },
  holderAt: (step: FlowStep | undefined) => Promise<Holder>,
): Promise<Past> => {
  const { flow } = record
  const steps: Step[] = []
  const then = (
    hours: number,
    by: PastActor | null,
    move: string,
    more: Omit<PastAct & { kind: 'move' }, 'kind' | 'move' | 'at' | 'by'> = {},
  ) => steps.push({ hours, make: (at) => ({ ...more, kind: 'move', move, at, by }) })
  const { state } = demo
  let reached = -1
  const walk = async () => {
    if (demo.gaps) {
      then(7, on.clerk, 'askCorrection', { facts: { gaps: demo.gaps } })
      if (!demo.isCorrected) return
      then(26, on.reporter, 'correct', { facts: { text: '已按要求补正' } })
    }
    if (state === 'submitted') return
    if (state === 'withdrawn')
      return void then(9, on.reporter, 'withdraw', { facts: { text: demo.text ?? '暂时不办了' }, outcome: 'withdrawn' })
    if (state === 'declined')
      return void then(6, on.clerk, 'decline', {
        facts: { ...(demo.decline ?? { reason: 'other', text: '不予受理' }) },
        outcome: 'refused',
      })
    then(5, on.clerk, 'accept', {
      holder: await holderAt(flow[0]),
      limits: {
        handle: { amount: Math.max(1, record.promisedDays), unit: 'workDays' },
        step: { amount: Math.max(1, flow[0]?.workDays ?? record.promisedDays), unit: 'workDays' },
      },
    })
    const target = where(flow, demo)
    for (reached = 0; reached < target; reached += 1) {
      const step = flow[reached]
      const holder = await holderAt(flow[reached + 1])
      if (step?.kind === 'notice') {
        then(8, on.examiner, 'publish')
        then((step.noticeDays ?? 5) * 24, null, 'endNotice', { holder })
      } else
        then(15, on.examiner, 'pass', {
          facts: { step: step?.name ?? '', text: '情况属实，符合条件' },
          holder,
          limits: { step: { amount: Math.max(1, flow[reached + 1]?.workDays ?? 5), unit: 'workDays' } },
        })
    }
    if (state === 'waiting')
      return void then(6, on.examiner, 'pause', { facts: demo.pause ?? { why: 'experts', text: '等待专家意见' } })
    if (state === 'noticing') return void then(6, on.examiner, 'publish')
    if (state === 'reviewing') return
    const basis = demo.basis ?? record.legalBasis[0] ?? ''
    if (state === 'refused')
      return void then(12, on.decider, 'refuse', { facts: { text: basis, basis }, outcome: 'refused' })
    then(12, on.decider, 'approve', { facts: { text: record.result, basis }, outcome: 'approved' })
    reached += 1
    if (state !== 'issuing') then(6, on.examiner, 'issue', { facts: { text: '已送达' } })
  }
  await walk()
  const whole = steps.reduce((sum, { hours }) => sum + hours, 0) * hourMs
  const room = Math.max(0, span.now.getTime() - span.submittedAt.getTime() - 2 * 60_000)
  const share = whole > room ? room / whole : 1
  const at: Record<string, Date> = {}
  let time = span.submittedAt.getTime()
  const acts: PastAct[] = []
  for (const step of steps) {
    time += step.hours * hourMs * share
    const act = step.make(new Date(Math.round(time / 1000) * 1000))
    acts.push(act)
    if (act.kind === 'move') at[act.move] = act.at
  }
  const end = acts.at(-1)
  if (demo.rating && state === 'closed' && end && on.reporter.accountId)
    acts.push({
      kind: 'rate',
      score: demo.rating.score,
      ...(demo.rating.text ? { text: demo.rating.text } : {}),
      ...(demo.rating.score <= 2 ? { reasons: ['slow'], followUp: '已电话回访，向申请人说明经过并致歉' } : {}),
      at: new Date(Math.min(end.at.getTime() + 5 * hourMs, span.now.getTime())),
      by: on.reporter,
    })
  return { acts, step: reached, at }
}
