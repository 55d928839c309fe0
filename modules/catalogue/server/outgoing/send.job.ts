/** Works through what waits for one system: signed letters, oldest first of each subject; whoever is silent is tried again later and later. */
import { configOf, job, longJob, secretsOf, type Work } from '@liren/kernel'
import { callOut } from '@liren/kernel/outward'
import { signatureOf } from '@liren/kernel/webhook-signature'
import { catalogue } from '../../contract.ts'
import { nextTryAfter } from '../../outgoing.ts'
import { type DeliveryRow, outgoingStore } from './store.ts'
import { bodyContext, subscriberSecret } from './tell.on.ts'

const atOnce = 20
const withinMs = 5000
/** Longer than `atOnce` letters can take; then another sender may take over from one that died. */
const senderMs = 3 * 60_000

type Ours = Work<typeof catalogue>

/** What is due, taken by one sender at a time. */
const taken = async (work: Ours, code: string) => {
  const store = outgoingStore(work.db)
  const to = await store.find(code, true)
  if (!to?.isOn || to.way !== 'push' || to.draft.url === null || to.secretSealed === null) return null
  if (to.sendingUntil !== null && to.sendingUntil > work.now) return null
  const due = await store.due(code, work.now, atOnce)
  if (due.length === 0) return null
  await store.sendingUntil(code, new Date(work.now.getTime() + senderMs))
  return {
    url: to.draft.url,
    secret: secretsOf(work).open(to.secretSealed, subscriberSecret(code)),
    dataFolder: configOf(work).dataFolder,
    letters: due.map((row) => ({ row, text: secretsOf(work).open(row.bodySealed ?? '', bodyContext(row.id)) })),
  }
}
type Taken = NonNullable<Awaited<ReturnType<typeof taken>>>

const post = async ({ url, secret, dataFolder }: Taken, id: string, text: string, at: Date) => {
  const seconds = Math.floor(at.getTime() / 1000)
  const said = await callOut(dataFolder, {
    ...{ method: 'POST', url, body: text, withinMs, atMostBytes: 64 * 1024 },
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatureOf(secret, id, seconds, text),
    },
  })
  if (!said.isAnswered) return { failure: said.why, isFinal: false }
  if (said.status >= 200 && said.status < 300) return null
  const isPassing = said.status >= 500 || [408, 425, 429].includes(said.status)
  return { failure: `HTTP ${said.status}`, isFinal: !isPassing }
}

const settle = (work: Ours, row: DeliveryRow, failed: { failure: string; isFinal: boolean } | null) => {
  const failures = failed ? row.failures + 1 : row.failures
  const pause = failed && !failed.isFinal ? nextTryAfter(failures) : null
  return outgoingStore(work.db).settle(row.id, {
    state: !failed ? 'sent' : pause === null ? 'failed' : 'waiting',
    failures,
    failure: failed?.failure ?? null,
    nextTryAt: pause === null ? null : new Date(work.now.getTime() + pause),
    sentAt: failed ? null : work.now,
  })
}

export const sendOut = longJob<typeof catalogue, { code: string }>(
  catalogue,
  'send-out',
  {},
  async (spell, { code }) => {
    const found = await spell((work) => taken(work, code))
    if (!found) return
    let silent = 0
    for (const { row, text } of found.letters) {
      const at = await spell(async (work) => work.now)
      const failed = await post(found, row.id, text, at)
      await spell((work) => settle(work, row, failed))
      silent = failed && !failed.isFinal ? silent + 1 : 0
      // Nobody answers: the others need not try now.
      if (silent >= 2) break
    }
    await spell(async (work) => {
      await outgoingStore(work.db).sendingUntil(code, null)
      if (silent === 0) work.enqueue('send-out', { code }, { key: code })
    })
  },
)

/** Every minute: wakes the senders of systems whose letters have rested enough. */
export const wakeOut = job(catalogue, 'wake-out', { cron: '* * * * *' }, async (work) => {
  for (const code of await outgoingStore(work.db).nextDue(work.now)) work.enqueue('send-out', { code }, { key: code })
})
