/** What people decide: per topic and channel, and where their e-mail goes. The law's notices are not up for choice. */
import { answer, secretsOf, type Work } from '@liren/kernel'
import { type ChannelName, notices, type Preferences } from '../contract.ts'
import { canRefuse, ladders } from '../ladder.ts'
import { store } from './store.ts'
import { topicsOf, topicTitle } from './topics.ts'
import { emailContext, openWays, setting } from './ways.ts'

type NoticesWork = Work<typeof notices>

const masked = (email: string) => email.replace(/^(.).*(@.*)$/, '$1***$2')

const read = async (work: NoticesWork, me: string): Promise<Preferences> => {
  const chosen = new Map((await store(work.db).preferences(me)).map((one) => [`${one.topic} ${one.channel}`, one.isOn]))
  const ways: readonly ChannelName[] = ['in-app', ...(await openWays(work))]
  const box = await store(work.db).mailbox(me)
  return {
    topics: topicsOf(work).map(({ topic, kind }) => ({
      topic,
      title: topicTitle(work, topic),
      kind,
      channels: ways
        .filter((channel) => canRefuse(kind, channel) && ladders[kind].some(({ anyOf }) => anyOf.includes(channel)))
        .map((channel) => ({
          channel,
          title: work.words(`notices.channel.${channel}`),
          isOn: chosen.get(`${topic} ${channel}`) ?? channel !== 'email',
        })),
    })),
    quiet: { from: await setting(work, 'quietFrom'), until: await setting(work, 'quietUntil') },
    email: box ? masked(secretsOf(work).open(box.emailSealed, emailContext(me))) : null,
  }
}

const meOf = (work: NoticesWork) => {
  if (!work.actor.id) throw work.refuse('not-found')
  return work.actor.id
}

export const preferences = answer(notices, 'preferences', (work) => read(work, meOf(work)))

export const prefer = answer(notices, 'prefer', async (work, { body }) => {
  const me = meOf(work)
  const known = new Map(topicsOf(work).map((one) => [one.topic, one.kind]))
  body.changes.forEach(({ topic, channel, isOn }, index) => {
    const kind = known.get(topic)
    if (!kind) throw work.refuse('unknown-topic', { topic }, `changes.${index}.topic`)
    if (!isOn && !canRefuse(kind, channel))
      throw work.refuse('not-optional', { topic, channel }, `changes.${index}.channel`)
  })
  // The last word counts where one topic and channel is named twice.
  const last = [...new Map(body.changes.map((change) => [`${change.topic} ${change.channel}`, change])).values()]
  if (last.length > 0) await store(work.db).prefer(me, last, work.now)
  if (body.email !== undefined)
    await store(work.db).putMailbox(
      me,
      body.email === null ? null : secretsOf(work).seal(body.email, emailContext(me)),
      work.now,
    )
  work.audit({
    facts: { changes: last.map(({ topic, channel, isOn }) => `${topic} ${channel} ${isOn ? 'on' : 'off'}`) },
  })
  return read(work, me)
})
