/** Takes a sending from another module: one message per person, written in that module's own transaction. */
import { identity } from '@liren/identity/contract'
import { secretsOf, uuidv7, type Work } from '@liren/kernel'
import type { NoticesPort, notices, Sending, Urgency } from '../contract.ts'
import { canRefuse, kindOf } from '../ladder.ts'
import { type Recipient, store } from './store.ts'
import { outsideFacts, topicsOf } from './topics.ts'
import { phoneContext } from './ways.ts'

type NoticesWork = Work<typeof notices>

/** Beyond this many people, screens learn of it at their next look instead of at once. */
const toldLive = 500

const accountsOf = async (work: NoticesWork, { accountIds = [], personIds = [] }: Sending['to']) => {
  const accounts = new Set(accountIds)
  const without: string[] = []
  for (const personId of new Set(personIds)) {
    const account = await work.use(identity).accountOfPerson(personId)
    if (account) accounts.add(account)
    else without.push(personId)
  }
  return { accounts: [...accounts], without }
}

const recipientsOf = async (work: NoticesWork, sending: Sending, mayRefuse: boolean): Promise<readonly Recipient[]> => {
  const { accounts, without } = await accountsOf(work, sending.to)
  const refusers = new Set(mayRefuse ? await store(work.db).refusers(sending.topic, accounts) : [])
  const nobody = { accountId: null, personId: null, phoneSealed: null }
  return [
    ...accounts.filter((id) => !refusers.has(id)).map((accountId) => ({ ...nobody, id: uuidv7(), accountId })),
    ...without.map((personId) => ({ ...nobody, id: uuidv7(), personId })),
    ...[...new Set(sending.to.phones ?? [])].map((phone) => ({
      ...nobody,
      id: uuidv7(),
      phoneSealed: secretsOf(work).seal(phone, phoneContext),
    })),
  ]
}

const checked = (work: NoticesWork, sending: Sending) => {
  const topic = topicsOf(work).find((one) => one.topic === sending.topic)
  if (!topic) throw new Error(`no module gave the topic "${sending.topic}"`)
  if (!outsideFacts(work, sending.template)) throw new Error(`no module gave the template "${sending.template}"`)
  // A link leads into the boards, nowhere else.
  if (sending.link !== undefined && !/^\/(?!\/)/.test(sending.link))
    throw new Error('a link is a path on this platform')
  return topic
}

const tellScreens = (work: NoticesWork, recipients: readonly Recipient[], urgency: Urgency) => {
  const known = recipients.flatMap(({ id, accountId }) => (accountId ? [{ noticeId: id, accountId }] : []))
  for (const one of known.slice(0, toldLive)) work.emit('arrived', { ...one, urgency }, [`account:${one.accountId}`])
}

export const send = async (work: NoticesWork, sending: Sending): ReturnType<NoticesPort['send']> => {
  const { kind } = checked(work, sending)
  const known = sending.onceKey === undefined ? undefined : await store(work.db).sendingByOnceKey(sending.onceKey)
  if (known) return { sendingId: known.id, recipients: 0 }
  const urgency = sending.urgency ?? 'normal'
  const recipients = await recipientsOf(work, sending, canRefuse(kind, 'in-app'))
  const row = {
    id: uuidv7(),
    topic: sending.topic,
    kind,
    template: sending.template,
    facts: { ...sending.facts },
    link: sending.link ?? null,
    urgency,
    groupKey: sending.groupKey ?? null,
    object: sending.object ?? null,
    senderUnitId: sending.sender?.unitId ?? null,
    senderName: sending.sender?.name ?? null,
    senderArea: sending.sender?.area ?? null,
    onceKey: sending.onceKey ?? null,
    sentAt: work.now,
  }
  if (!(await store(work.db).addSending(row))) {
    const first = await store(work.db).sendingByOnceKey(row.onceKey ?? '')
    return { sendingId: first?.id ?? row.id, recipients: 0 }
  }
  if (recipients.length > 0) {
    await store(work.db).addMessages(row.id, row.groupKey, work.now, work.now, recipients)
    if (row.groupKey) await store(work.db).fold(row.id)
    tellScreens(work, recipients, urgency)
    work.enqueue('climb-due', null, { key: 'climb-due' })
  }
  if (kindOf(kind, urgency) === 'emergency' && row.senderArea)
    work.enqueue('ring-robot', { sendingId: row.id }, { key: row.id })
  return { sendingId: row.id, recipients: recipients.length }
}
