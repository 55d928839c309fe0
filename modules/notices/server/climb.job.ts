/** Climbs the ladder for one message: tries what the heart decides, writes down what became of it, waits for the next rung. */
import { identity } from '@liren/identity/contract'
import { configOf, job, uuidv7, type Work } from '@liren/kernel'
import { type ChannelName, notices } from '../contract.ts'
import { timeText } from '../fit.ts'
import { kindOf, ladders, nextStep, retryAfter, type Situation, type Tried } from '../ladder.ts'
import { startOfDay } from '../quiet.ts'
import type { Outgoing, Sent } from './channels/channel.ts'
import { store } from './store.ts'
import { outsideWords } from './topics.ts'
import { addressOf, channelOf, openWays, setting } from './ways.ts'

type NoticesWork = Work<typeof notices>
type Message = NonNullable<Awaited<ReturnType<ReturnType<typeof store>['lockMessage']>>>

/** The full address, with the message's number so that a click counts. */
const urlOf = (work: NoticesWork, message: Message) => {
  const { origin } = configOf(work)
  if (!origin || !message.link) return null
  return `${origin}${message.link}${message.link.includes('?') ? '&' : '?'}notice=${message.id}`
}

const templateOf = async (
  work: NoticesWork,
  message: Message,
  channel: ChannelName,
  words: ReturnType<typeof outsideWords>,
): Promise<Outgoing['template']> => {
  const found = await store(work.db).providerTemplate(channel, message.template)
  if (!found) return null
  const facts: Record<string, string | number> = {
    ...words.facts,
    title: words.title,
    text: words.text,
    time: timeText(message.sentAt),
  }
  return {
    number: found.providerTemplate,
    values: found.parameters.map(({ name, fact }) => ({ name, value: String(facts[fact] ?? '') })),
  }
}

const sendBy = async (
  work: NoticesWork,
  message: Message,
  deliveryId: string,
  channel: ChannelName,
  to: string,
): Promise<Sent> => {
  const way = await channelOf(work, channel)
  if (!way) return { status: 'failed', code: 'channel-off', isFinal: true }
  const words = outsideWords(work, message)
  return way.send({
    id: deliveryId,
    to,
    title: words.title,
    text: words.text,
    url: urlOf(work, message),
    at: work.now,
    template: await templateOf(work, message, channel, words),
  })
}

const askForCall = async (work: NoticesWork, message: Message) => {
  const account = message.accountId ? await work.use(identity).account(message.accountId) : null
  await store(work.db).addPhoneTask({
    id: uuidv7(),
    messageId: message.id,
    areaCode: account?.areaCode ?? message.senderArea ?? '',
    unitId: message.senderUnitId,
    createdAt: work.now,
  })
}

/** All that does not change while climbing, read once. */
const groundOf = async (work: NoticesWork, message: Message) => {
  const addresses = new Map<ChannelName, string>()
  for (const channel of await openWays(work)) {
    const address = await addressOf(work, message, channel)
    if (address) addresses.set(channel, address)
  }
  const has = new Set<ChannelName>([...addresses.keys(), 'phone', ...(message.accountId ? (['in-app'] as const) : [])])
  const groupMinutes = await setting(work, 'groupMinutes')
  const groupSince = new Date(work.now.getTime() - groupMinutes * 60_000)
  const today = message.accountId
    ? await store(work.db).outsideSince(
        message.accountId,
        startOfDay(work.now),
        message.groupKey,
        groupSince,
        message.id,
      )
    : { sent: 0, sms: 0, rangAt: null }
  const preferences = message.accountId ? await store(work.db).refusedChannels(message.accountId, message.topic) : []
  const chosen = new Map(preferences.map(({ channel, isOn }) => [channel, isOn]))
  // E-mail is sent only to those who asked for it; all other ways unless they were refused.
  const refused = new Set<ChannelName>([...chosen].flatMap(([channel, isOn]) => (isOn ? [] : [channel])))
  if (!chosen.get('email')) refused.add('email')
  return {
    addresses,
    has,
    refused,
    groupMinutes,
    groupRangAt: today.rangAt,
    sentToday: today.sent,
    smsToday: today.sms,
    dailyCap: await setting(work, 'dailyCap'),
    smsCap: await setting(work, 'smsDailyCap'),
    quiet: { from: await setting(work, 'quietFrom'), until: await setting(work, 'quietUntil') },
  }
}

/** Tries one channel; says how it stands now, and when to come back after a passing fault. */
const tryChannel = async (
  work: NoticesWork,
  message: Message,
  channel: ChannelName,
  address: string | undefined,
  before: number,
) => {
  const row = {
    id: uuidv7(),
    messageId: message.id,
    accountId: message.accountId,
    channel,
    attempts: before + 1,
    triedAt: work.now,
  }
  const put = async (status: Tried, providerId: string | null = null, code: string | null = null) => {
    await store(work.db).putDelivery({ ...row, status, providerId, code })
    return status
  }
  if (channel === 'in-app') return { status: await put('sent'), againAt: null }
  if (channel === 'phone') {
    await askForCall(work, message)
    return { status: await put('sent'), againAt: null }
  }
  const sent = await sendBy(work, message, row.id, channel, address ?? '')
  if (sent.status === 'sent') return { status: await put('sent', sent.providerId), againAt: null }
  const minutes = sent.isFinal ? null : retryAfter(row.attempts)
  if (minutes === null) return { status: await put('failed', null, sent.code), againAt: null }
  return { status: await put('again', null, sent.code), againAt: new Date(work.now.getTime() + minutes * 60_000) }
}

const climb = async (work: NoticesWork, message: Message) => {
  const ground = await groundOf(work, message)
  const deliveries = await store(work.db).deliveriesOf(message.id)
  const tried = new Map<ChannelName, Tried>(deliveries.map((one) => [one.channel, one.status]))
  const attempts = new Map(deliveries.map((one) => [one.channel, one.attempts]))
  const situation: Situation = {
    ...message,
    ...ground,
    now: work.now,
    startedAt: message.sentAt,
    isRead: message.readAt !== null,
    tried,
  }
  const mostSteps = 2 * ladders[kindOf(message.kind, message.urgency)].flatMap(({ anyOf }) => anyOf).length
  let reach = message.reach
  let rang = 0
  for (let step = 0; step <= mostSteps; step += 1) {
    const next = nextStep({ ...situation, sentToday: situation.sentToday + rang })
    if (next.act === 'done') {
      if (next.reach === 'not-reached' && reach !== 'not-reached')
        work.emit('not-reached', {
          noticeId: message.id,
          sendingId: message.sendingId,
          accountId: message.accountId,
          topic: message.topic,
        })
      return store(work.db).settle(message.id, { nextAt: null, reach: next.reach })
    }
    if (next.act === 'wait') return store(work.db).settle(message.id, { nextAt: next.until, reach })
    if (next.act === 'skip') {
      tried.set(next.channel, 'skipped')
      await store(work.db).putDelivery({
        id: uuidv7(),
        messageId: message.id,
        accountId: message.accountId,
        channel: next.channel,
        status: 'skipped',
        providerId: null,
        code: next.because,
        attempts: 0,
        triedAt: work.now,
      })
      continue
    }
    const { status, againAt } = await tryChannel(
      work,
      message,
      next.channel,
      ground.addresses.get(next.channel),
      attempts.get(next.channel) ?? 0,
    )
    tried.set(next.channel, status)
    if (againAt) return store(work.db).settle(message.id, { nextAt: againAt, reach })
    if (status === 'sent' && next.channel !== 'phone' && reach === 'queued') reach = 'sent'
    if (status === 'sent' && next.channel !== 'in-app') rang += 1
  }
  throw new Error(`the ladder of message ${message.id} has no end`)
}

export const climbJob = job<typeof notices, { messageId: string }>(
  notices,
  'climb',
  { retryLimit: 3 },
  async (work, { messageId }) => {
    const message = await store(work.db).lockMessage(messageId)
    if (message && message.nextAt !== null) await climb(work, message)
  },
)

/** Every minute, and whenever something was sent: each message that is due climbs in a job of its own, so that one fault costs only itself. */
export const climbDue = job(notices, 'climb-due', { cron: '* * * * *' }, async (work) => {
  const due = await store(work.db).takeDue(work.now, 200)
  for (const messageId of due) work.enqueue('climb', { messageId }, { key: `climb:${messageId}` })
  if (due.length === 200) work.enqueue('climb-due', null)
})
