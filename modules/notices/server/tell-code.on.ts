/** Sends a login code (验证码) by SMS the moment identity asks for it. The code is never stored, grouped or delayed. */
import { identity } from '@liren/identity/contract'
import { listen, secretsOf } from '@liren/kernel'
import { notices } from '../contract.ts'
import { store } from './store.ts'
import { codeTemplate } from './templates.ts'
import { channelOf } from './ways.ts'

/** Agreed with identity: what its seals on this event are tied to. */
const sealedFor = 'identity:code-asked'

export const tellCode = listen(notices, identity, 'code-asked', 'tell-code', async (work, fact) => {
  if (new Date(fact.expiresAt) <= work.now) return
  const channel = await channelOf(work, 'sms')
  const template = await store(work.db).providerTemplate('sms', codeTemplate)
  if (!channel || !template)
    return work.log.warn('a login code was asked for, but SMS is off or has no template', { codeId: fact.codeId })
  const secrets = secretsOf(work)
  const minutes = Math.max(1, Math.round((new Date(fact.expiresAt).getTime() - work.now.getTime()) / 60_000))
  const values: Record<string, string> = { code: secrets.open(fact.codeSealed, sealedFor), minutes: String(minutes) }
  const sent = await channel.send({
    id: fact.codeId,
    to: secrets.open(fact.phoneSealed, sealedFor),
    title: '',
    text: '',
    url: null,
    at: work.now,
    template: {
      number: template.providerTemplate,
      values: template.parameters.map(({ name, fact: wanted }) => ({ name, value: values[wanted] ?? '' })),
    },
  })
  if (sent.status === 'sent') return
  work.log.warn('a login code could not be sent', { codeId: fact.codeId, reason: sent.code })
  // Tried again by the queue while the code is still good; a final refusal would only repeat itself.
  if (!sent.isFinal) throw new Error(`SMS: ${sent.code}`)
})
