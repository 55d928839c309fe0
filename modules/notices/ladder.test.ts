/** Who is reached how: the ladder, quiet hours, caps, groups and refusals, for people and in general. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChannelName, TopicKind, Urgency } from './contract.ts'
import { canRefuse, kindOf, ladders, nextStep, retryAfter, type Situation, type Tried } from './ladder.ts'
import { endOfQuiet, isQuiet, minuteOfDay, standardQuiet, startOfDay } from './quiet.ts'

const noon = new Date('2026-11-23T04:00:00Z')
const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000)
const everything: readonly ChannelName[] = [
  'in-app',
  'wechat',
  'mini-program',
  'wecom',
  'dingtalk',
  'sms',
  'email',
  'phone',
]
const situation = (given: Partial<Situation>): Situation => ({
  kind: 'statutory',
  urgency: 'normal',
  now: noon,
  startedAt: noon,
  isRead: false,
  has: new Set(everything),
  refused: new Set(),
  tried: new Map(),
  sentToday: 0,
  smsToday: 0,
  dailyCap: 8,
  smsCap: 3,
  groupRangAt: null,
  groupMinutes: 30,
  quiet: standardQuiet,
  ...given,
})

/** Plays a ladder to its end with every sending accepted but never confirmed. */
const play = (given: Partial<Situation>) => {
  const start = situation(given)
  const tried = new Map(start.tried)
  const steps: { channel: ChannelName; minute: number }[] = []
  let now = start.now
  for (let turn = 0; turn < 60; turn += 1) {
    const step = nextStep({ ...start, now, tried })
    if (step.act === 'done') return { steps, reach: step.reach, turn }
    if (step.act === 'wait') now = step.until
    else {
      tried.set(step.channel, step.act === 'send' ? 'sent' : 'skipped')
      if (step.act === 'send')
        steps.push({ channel: step.channel, minute: (now.getTime() - start.startedAt.getTime()) / 60_000 })
    }
  }
  throw new Error('the ladder has no end')
}

test('a statutory notice climbs from the app to WeChat, e-mail, SMS and a colleague who rings up', () => {
  const { steps, reach } = play({})
  expect(steps).toEqual([
    { channel: 'in-app', minute: 0 },
    { channel: 'wechat', minute: 10 },
    { channel: 'email', minute: 60 },
    { channel: 'sms', minute: 240 },
    { channel: 'phone', minute: 1440 },
  ])
  expect(reach).toBe('not-reached')
})

test('whoever has no smartphone at all is on the phone list after a day, or in a quarter of an hour in an emergency', () => {
  const has = new Set<ChannelName>(['phone'])
  expect(play({ has }).steps).toEqual([{ channel: 'phone', minute: 1440 }])
  expect(play({ has, kind: 'emergency', urgency: 'emergency' }).steps).toEqual([{ channel: 'phone', minute: 3.75 }])
})

test('an emergency goes by every way at once, even in the middle of the night, even over the cap', () => {
  const night = new Date('2026-11-23T17:00:00Z')
  const { steps } = play({ kind: 'emergency', now: night, startedAt: night, sentToday: 99, smsToday: 99 })
  expect(steps.filter(({ minute }) => minute === 0).map(({ channel }) => channel)).toEqual([
    'in-app',
    'wecom',
    'wechat',
    'sms',
  ])
})

test('once it is read, or an SMS is confirmed, nobody is bothered further', () => {
  expect(nextStep(situation({ isRead: true }))).toEqual({ act: 'done', reach: 'read' })
  const tried = new Map<ChannelName, Tried>([
    ['in-app', 'sent'],
    ['sms', 'delivered'],
  ])
  expect(nextStep(situation({ tried }))).toEqual({ act: 'done', reach: 'delivered' })
})

test('a message at eleven at night waits in the app and rings at half past seven', () => {
  const night = new Date('2026-11-23T15:00:00Z')
  const tried = new Map<ChannelName, Tried>([['in-app', 'sent']])
  expect(nextStep(situation({ startedAt: night, now: minutesAfter(night, 10), tried }))).toEqual({
    act: 'wait',
    until: new Date('2026-11-23T23:30:00Z'),
    because: 'quiet-hours',
  })
})

test('what a resident refused is not sent; what the law wants told is', () => {
  const refused = new Set<ChannelName>(['wechat', 'mini-program', 'email'])
  expect(play({ kind: 'optional', refused }).steps.map(({ channel }) => channel)).toEqual(['in-app'])
  expect(play({ kind: 'statutory', refused }).steps.map(({ channel }) => channel)).toContain('wechat')
  expect(canRefuse('emergency', 'sms')).toBe(false)
  expect(canRefuse('work', 'wecom')).toBe(false)
})

test('over the daily cap the optional stays in the app, the statutory waits for tomorrow morning', () => {
  const tried = new Map<ChannelName, Tried>([['in-app', 'sent']])
  const late = minutesAfter(noon, 10)
  expect(nextStep(situation({ kind: 'optional', now: late, tried, sentToday: 8 }))).toMatchObject({
    act: 'skip',
    because: 'daily-cap',
  })
  expect(nextStep(situation({ now: late, tried, sentToday: 8 }))).toMatchObject({ act: 'wait', because: 'daily-cap' })
})

test('ten replies in a row ring once in half an hour', () => {
  const tried = new Map<ChannelName, Tried>([['in-app', 'sent']])
  expect(nextStep(situation({ now: minutesAfter(noon, 10), tried, groupRangAt: minutesAfter(noon, -5) }))).toEqual({
    act: 'wait',
    until: minutesAfter(noon, 25),
    because: 'group',
  })
})

test('a handler on duty hears of urgent work in the chat at once and by SMS after half an hour', () => {
  expect(play({ kind: 'work', urgency: 'urgent' }).steps).toEqual([
    { channel: 'in-app', minute: 0 },
    { channel: 'wecom', minute: 0 },
    { channel: 'wechat', minute: 2.5 },
    { channel: 'sms', minute: 30 },
  ])
})

test('when WeChat refuses, the mini program is tried in its place', () => {
  const tried = new Map<ChannelName, Tried>([
    ['in-app', 'sent'],
    ['wechat', 'failed'],
  ])
  expect(nextStep(situation({ now: minutesAfter(noon, 10), tried }))).toEqual({ act: 'send', channel: 'mini-program' })
})

test('an optional topic cannot be made an emergency, and faults are tried three times more', () => {
  expect(kindOf('optional', 'emergency')).toBe('optional')
  expect(kindOf('statutory', 'emergency')).toBe('emergency')
  expect([1, 2, 3, 4].map(retryAfter)).toEqual([1, 5, 15, null])
})

test('quiet hours go by the clock in China, over midnight and not', () => {
  expect(minuteOfDay(new Date('2026-11-23T16:00:00Z'))).toBe(0)
  expect(startOfDay(noon)).toEqual(new Date('2026-11-22T16:00:00Z'))
  expect(isQuiet(new Date('2026-11-23T13:59:00Z'), standardQuiet)).toBe(false)
  expect(isQuiet(new Date('2026-11-23T14:00:00Z'), standardQuiet)).toBe(true)
  expect(isQuiet(new Date('2026-11-22T23:29:59Z'), standardQuiet)).toBe(true)
  expect(isQuiet(new Date('2026-11-22T23:30:00Z'), standardQuiet)).toBe(false)
  expect(isQuiet(noon, { from: '12:00', until: '14:00' })).toBe(true)
  expect(isQuiet(noon, { from: '12:00', until: '12:00' })).toBe(false)
})

const kinds: readonly TopicKind[] = ['optional', 'work', 'statutory', 'emergency']
const urgencies: readonly Urgency[] = ['normal', 'urgent', 'emergency']
const anySituation = fc.record({
  kind: fc.constantFrom(...kinds),
  urgency: fc.constantFrom(...urgencies),
  now: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
  has: fc.subarray([...everything]).map((list) => new Set(list)),
  refused: fc.subarray([...everything]).map((list) => new Set(list)),
  sentToday: fc.integer({ min: 0, max: 12 }),
  smsToday: fc.integer({ min: 0, max: 6 }),
})

test('whatever the day and the person: it ends, no channel is used twice, and none that is refused or missing', () => {
  fc.assert(
    fc.property(anySituation, (given) => {
      // A statutory message over today's cap goes on tomorrow: play it below the cap, where it must end.
      const { steps } = play({
        ...given,
        startedAt: given.now,
        ...(given.kind === 'statutory' ? { sentToday: 0, smsToday: 0 } : {}),
      })
      const channels = steps.map(({ channel }) => channel)
      expect(new Set(channels).size).toBe(channels.length)
      for (const channel of channels) {
        expect(given.has.has(channel)).toBe(true)
        expect(given.refused.has(channel) && canRefuse(given.kind, channel)).toBe(false)
      }
    }),
  )
})

test('whatever the day and the person: outside the app nothing rings in the quiet hours unless it is an emergency', () => {
  fc.assert(
    fc.property(anySituation, fc.integer({ min: 0, max: 3000 }), (given, minutes) => {
      const now = minutesAfter(given.now, minutes)
      const step = nextStep(situation({ ...given, startedAt: given.now, now }))
      if (step.act === 'send' && step.channel !== 'in-app' && isQuiet(now, standardQuiet))
        expect(kindOf(given.kind, given.urgency)).toBe('emergency')
      if (step.act === 'wait') expect(step.until > now).toBe(true)
    }),
  )
})

test('the end of the quiet hours is never before now and never quiet itself', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }), (at) => {
      const end = endOfQuiet(at, standardQuiet)
      expect(end >= at && !isQuiet(end, standardQuiet)).toBe(true)
    }),
  )
})

test('every ladder begins in the app', () => {
  for (const kind of kinds) expect(ladders[kind][0]).toEqual({ anyOf: ['in-app'], afterMinutes: 0 })
})
