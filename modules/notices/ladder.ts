/** The ladder of reach (触达阶梯): which channel is tried next, when, and when enough was tried. Decides; sends nothing. */
import type { ChannelName, TopicKind, Urgency } from './contract.ts'
import { endOfQuiet, isQuiet, type Quiet } from './quiet.ts'

/** One rung: the first of these channels that can be used, so many minutes after the start. */
export type Rung = { readonly anyOf: readonly ChannelName[]; readonly afterMinutes: number }

const app: Rung = { anyOf: ['in-app'], afterMinutes: 0 }

/** Fallback per kind of topic: in-app → WeChat → SMS → the phone list of the staff; colleagues by their work chat. */
export const ladders: Readonly<Record<TopicKind, readonly Rung[]>> = {
  optional: [app, { anyOf: ['wechat', 'mini-program'], afterMinutes: 10 }, { anyOf: ['email'], afterMinutes: 60 }],
  work: [
    app,
    { anyOf: ['wecom', 'dingtalk'], afterMinutes: 0 },
    { anyOf: ['wechat', 'mini-program'], afterMinutes: 10 },
    { anyOf: ['sms'], afterMinutes: 120 },
  ],
  statutory: [
    app,
    { anyOf: ['wechat', 'mini-program'], afterMinutes: 10 },
    { anyOf: ['email'], afterMinutes: 60 },
    { anyOf: ['sms'], afterMinutes: 240 },
    { anyOf: ['phone'], afterMinutes: 1440 },
  ],
  emergency: [
    app,
    { anyOf: ['wecom', 'dingtalk'], afterMinutes: 0 },
    { anyOf: ['wechat', 'mini-program'], afterMinutes: 0 },
    { anyOf: ['sms'], afterMinutes: 0 },
    { anyOf: ['phone'], afterMinutes: 15 },
  ],
}

/** How long after the start nothing more is expected, in minutes. */
const patience: Readonly<Record<TopicKind, number>> = { optional: 4320, work: 1440, statutory: 2880, emergency: 120 }

/** What became of one channel. `again` waits for another try after a passing fault. */
export type Tried = 'again' | 'sent' | 'delivered' | 'read' | 'failed' | 'skipped'

export type Situation = {
  readonly kind: TopicKind
  readonly urgency: Urgency
  readonly now: Date
  readonly startedAt: Date
  readonly isRead: boolean
  /** Channels that are switched on and have an address of this person. */
  readonly has: ReadonlySet<ChannelName>
  /** What the person refused for this topic. */
  readonly refused: ReadonlySet<ChannelName>
  readonly tried: ReadonlyMap<ChannelName, Tried>
  /** Messages that went outside today, and SMS among them. */
  readonly sentToday: number
  readonly smsToday: number
  readonly dailyCap: number
  readonly smsCap: number
  /** When something of the same group last rang outside, and for how long that counts. */
  readonly groupRangAt: Date | null
  readonly groupMinutes: number
  readonly quiet: Quiet
}

export type Because = 'refused' | 'no-address' | 'daily-cap' | 'quiet-hours' | 'ladder' | 'group'
export type Step =
  | { readonly act: 'send'; readonly channel: ChannelName }
  | { readonly act: 'skip'; readonly channel: ChannelName; readonly because: Because }
  | { readonly act: 'wait'; readonly until: Date; readonly because: Because }
  | { readonly act: 'done'; readonly reach: 'read' | 'delivered' | 'sent' | 'not-reached' }

/** An optional topic may not shout. */
export const kindOf = (kind: TopicKind, urgency: Urgency): TopicKind =>
  urgency === 'emergency' && kind !== 'optional' ? 'emergency' : kind

/** Statutory and emergency notices cannot be refused, and work is work. */
export const canRefuse = (kind: TopicKind, channel: ChannelName) =>
  kind === 'optional' ||
  (kind === 'work' && (channel === 'sms' || channel === 'email' || channel === 'wechat' || channel === 'mini-program'))

const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000)
const isEnough = (tried: Tried | undefined) => tried === 'sent' || tried === 'delivered' || tried === 'read'

/** The first rung that has neither succeeded nor been given up. */
const openRung = (rungs: readonly Rung[], tried: Situation['tried']) =>
  rungs.find(
    ({ anyOf }) =>
      !anyOf.some((channel) => isEnough(tried.get(channel))) &&
      anyOf.some((channel) => !['failed', 'skipped'].includes(tried.get(channel) ?? '')),
  )

const isDelivered = ({ tried }: Situation) =>
  [...tried].some(([channel, outcome]) => channel !== 'in-app' && (outcome === 'delivered' || outcome === 'read'))

/** Why not now: quiet hours, a group that just rang, or a full day; null when nothing stands against it. */
const hindrance = (situation: Situation, kind: TopicKind, channel: ChannelName): Step | null => {
  const { now, quiet } = situation
  if (channel === 'in-app' || kind === 'emergency') return null
  const rung = situation.groupRangAt && minutesAfter(situation.groupRangAt, situation.groupMinutes)
  if (rung && rung > now) return { act: 'wait', until: rung, because: 'group' }
  if (isQuiet(now, quiet)) return { act: 'wait', until: endOfQuiet(now, quiet), because: 'quiet-hours' }
  const isFull =
    (channel === 'sms' && situation.smsToday >= situation.smsCap) ||
    (kind !== 'work' && situation.sentToday >= situation.dailyCap)
  if (!isFull || channel === 'phone') return null
  // What the law wants told is told tomorrow; what is optional stays in the app.
  return kind === 'statutory'
    ? { act: 'wait', until: endOfQuiet(minutesAfter(now, 24 * 60), quiet), because: 'daily-cap' }
    : { act: 'skip', channel, because: 'daily-cap' }
}

/** The next step for one message to one person. Asked again after each step until it says `wait` or `done`. */
export const nextStep = (situation: Situation): Step => {
  const { startedAt, now, tried, has, refused } = situation
  if (situation.isRead) return { act: 'done', reach: 'read' }
  if (isDelivered(situation)) return { act: 'done', reach: 'delivered' }
  const kind = kindOf(situation.kind, situation.urgency)
  const haste = situation.urgency === 'normal' ? 1 : 4
  const rung = openRung(ladders[kind], tried)
  if (!rung) {
    const last = minutesAfter(startedAt, patience[kind])
    if (last > now) return { act: 'wait', until: last, because: 'ladder' }
    return { act: 'done', reach: 'not-reached' }
  }
  const channel = rung.anyOf.find((one) => !['failed', 'skipped'].includes(tried.get(one) ?? ''))
  if (!channel) return { act: 'done', reach: 'not-reached' }
  // A channel nobody can use is passed over at once; only real tries are waited for.
  if (!has.has(channel)) return { act: 'skip', channel, because: 'no-address' }
  if (refused.has(channel) && canRefuse(situation.kind, channel)) return { act: 'skip', channel, because: 'refused' }
  const dueAt = minutesAfter(startedAt, rung.afterMinutes / haste)
  if (dueAt > now) return { act: 'wait', until: dueAt, because: 'ladder' }
  return hindrance(situation, kind, channel) ?? { act: 'send', channel }
}

/** What can be said of a message the moment it is sent, before anybody's address is looked up, and when to look again. */
export type Start = {
  readonly tried: readonly { readonly channel: ChannelName; readonly because: Because | null }[]
  readonly nextAt: Date | null
}

/** The first steps for somebody with an account: the app at once, ways nobody can use passed over, and then the first wait. */
export const startOf = (
  sent: Pick<Situation, 'kind' | 'urgency' | 'now' | 'quiet'> & { readonly open: readonly ChannelName[] },
): Start => {
  const tried = new Map<ChannelName, Tried>()
  const steps: { channel: ChannelName; because: Because | null }[] = []
  for (;;) {
    const next = nextStep({
      ...sent,
      startedAt: sent.now,
      isRead: false,
      has: new Set<ChannelName>(['in-app', 'phone', ...sent.open]),
      refused: new Set(),
      tried,
      sentToday: 0,
      smsToday: 0,
      dailyCap: Number.POSITIVE_INFINITY,
      smsCap: Number.POSITIVE_INFINITY,
      groupRangAt: null,
      groupMinutes: 0,
    })
    if (next.act === 'done') return { tried: steps, nextAt: null }
    if (next.act === 'wait') return { tried: steps, nextAt: next.because === 'ladder' ? next.until : sent.now }
    if (next.act === 'send' && next.channel !== 'in-app') return { tried: steps, nextAt: sent.now }
    tried.set(next.channel, next.act === 'skip' ? 'skipped' : 'sent')
    steps.push({ channel: next.channel, because: next.act === 'skip' ? next.because : null })
  }
}

/** Minutes to wait after the n-th passing fault of a channel; null when it has failed for good. */
export const retryAfter = (attempts: number): number | null => [1, 5, 15][attempts - 1] ?? null
