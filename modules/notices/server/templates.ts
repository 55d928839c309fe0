/** Which template of a provider stands for which of ours; and one message to oneself, to see whether a channel works. */
import { answer, refuseField, uuidv7 } from '@liren/kernel'
import { notices } from '../contract.ts'
import { timeText } from '../fit.ts'
import { store } from './store.ts'
import { insideWords, outsideFacts, templatesOf } from './topics.ts'
import { channelOf } from './ways.ts'

/** A template of this module itself, sent outside the ladder because its fact is a secret. */
export const codeTemplate = 'notices.code'

export const templates = answer(notices, 'templates', async (work) => ({
  items: await store(work.db).providerTemplates(),
  given: [
    ...templatesOf(work).map((template) => ({
      template,
      title: insideWords(work, { template, facts: {} }).title,
      facts: [...(outsideFacts(work, template) ?? []), 'title', 'text', 'time'],
    })),
    { template: codeTemplate, title: work.words('notices.screen.code'), facts: ['code', 'minutes'] },
  ],
}))

export const putTemplate = answer(notices, 'putTemplate', async (work, { body }) => {
  const allowed = body.template === codeTemplate ? ['code', 'minutes'] : outsideFacts(work, body.template)
  if (!allowed) throw work.refuse('unknown-topic', { topic: body.template }, 'template')
  body.parameters.forEach(({ fact }, index) => {
    // A fact that must not leave the platform cannot be put into an SMS by configuration either.
    if (![...allowed, 'title', 'text', 'time'].includes(fact)) throw refuseField(`parameters.${index}.fact`, 'enum')
  })
  await store(work.db).putProviderTemplate(body)
  work.audit({ facts: { channel: body.channel, template: body.template, providerTemplate: body.providerTemplate } })
  return body
})

export const tryChannel = answer(notices, 'tryChannel', async (work, { params, body }) => {
  const channel = await channelOf(work, params.channel)
  if (!channel) throw work.refuse('channel-off', { channel: params.channel })
  work.audit({ facts: { channel: params.channel } })
  const found = (await store(work.db).providerTemplates()).find((one) => one.channel === params.channel)
  const title = work.words('notices.screen.tryTitle')
  const text = work.words('notices.screen.tryText')
  const facts: Record<string, string> = { title, text, time: timeText(work.now) }
  const sent = await channel.send({
    id: uuidv7(),
    to: body.address,
    title,
    text,
    url: null,
    at: work.now,
    template: found
      ? {
          number: found.providerTemplate,
          values: found.parameters.map(({ name, fact }) => ({ name, value: facts[fact] ?? '0' })),
        }
      : null,
  })
  if (sent.status === 'failed') throw work.refuse('channel-failed', { reason: sent.code })
  return { providerId: sent.providerId }
})
