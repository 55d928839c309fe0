/** Takes a sending from another module: one message per person, written in that module's own transaction. */
import { identity } from '@liren/identity/contract'
import { secretsOf, uuidv7, type Work } from '@liren/kernel'
import type { NoticesPort, notices, Sending, Urgency } from '../contract.ts'
import { canRefuse, kindOf, startOf } from '../ladder.ts'
import { type Recipient, store } from './store.ts'
import { outsideFacts, topicsOf } from './topics.ts'
import { openWays, phoneContext, setting } from './ways.ts'

type NoticesWork = Work<typeof notices>

/** Beyond this many people, screens learn of it at their next look instead of at once. */
const toldLive = 500

const accountsOf = async (work: NoticesWork, { accountIds = [], personIds = [] }: Sending['to']) => {
  const accounts = new Set(accountIds)
  const without: string[] = []
  const persons = [...new Set(personIds)]
  const found = persons.length === 0 ? {} : await work.use(identity).accountsOfPersons(persons)
  for (const personId of persons) {
    const account = found[personId]
    if (account) accounts.add(account)
    else without.push(personId)
  }
  return { accounts: [...accounts], without }
}

const recipientsOf = async (work: NoticesWork, sending: Sending): Promise<readonly Recipient[]> => {
  const { accounts, without } = await accountsOf(work, sending.to)
  const nobody = { accountId: null, personId: null, phoneSealed: null }
  return [
    ...accounts.map((accountId) => ({ ...nobody, id: uuidv7(), accountId })),
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

type Reached = { readonly id: string; readonly accountId: string | null }

const tellScreens = (work: NoticesWork, recipients: readonly Reached[], urgency: Urgency) => {
  const known = recipients.flatMap(({ id, accountId }) => (accountId ? [{ noticeId: id, accountId }] : []))
  for (const one of known.slice(0, toldLive)) work.emit('arrived', { ...one, urgency }, [`account:${one.accountId}`])
}

export const send = async (work: NoticesWork, sending: Sending): ReturnType<NoticesPort['send']> => {
  const { kind } = checked(work, sending)
  const urgency = sending.urgency ?? 'normal'
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
  const quiet = { from: await setting(work, 'quietFrom'), until: await setting(work, 'quietUntil') }
  const start = startOf({ kind, urgency, now: work.now, quiet, open: await openWays(work) })
  const reached = await store(work.db).put(row, await recipientsOf(work, sending), start, canRefuse(kind, 'in-app'))
  if (!reached) {
    const first = await store(work.db).sendingByOnceKey(row.onceKey ?? '')
    return { sendingId: first?.id ?? row.id, recipients: 0 }
  }
  tellScreens(work, reached, urgency)
  // Most wait for a later rung, and the minute's job finds them when it is time.
  const isDue = (start.nextAt !== null && start.nextAt <= work.now) || reached.some((one) => one.accountId === null)
  if (reached.length > 0 && isDue) work.enqueue('climb-due', null, { key: 'climb-due' })
  if (kindOf(kind, urgency) === 'emergency' && row.senderArea)
    work.enqueue('ring-robot', { sendingId: row.id }, { key: row.id })
  return { sendingId: row.id, recipients: reached.length }
}
