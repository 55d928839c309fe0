/**
 * One call to the owner of data: a turn left, a signed letter, and of the answer only what was asked. Calls are on record whatever becomes of
 * the work around them. Few wait at once: a slow department must not take the connections of everybody else.
 */
import { createHmac } from 'node:crypto'
import { apart, configOf, secretsOf, uuidv7 } from '@liren/kernel'
import { callOut, type Outcome } from '@liren/kernel/outward'
import { signatureOf } from '@liren/kernel/webhook-signature'
import type { PortOutcome } from '../../owner-port.ts'
import type { Deed } from '../deed.ts'
import { type OwnerPortRow, ownerPortStore } from './store.ts'

/** So many failures in a row, and the port rests for so long. */
export const restAfter = 5
export const restSeconds = 60
const atMostBytes = 64 * 1024
/** Waiting for departments at the same time, in one process. */
const atOnce = 4
let waiting = 0

export const secretContext = (code: string) => `catalogue:owner-port:${code}`
export const secretOf = (work: object, row: OwnerPortRow): string | null =>
  row.secretSealed === null ? null : secretsOf(work).open(row.secretSealed, secretContext(row.code))

/** By which the department finds somebody in its own table without the number leaving: HMAC-SHA-256 under the shared secret, in hex. */
export const hashedNumber = (secret: string, number: string) =>
  createHmac('sha256', secret).update(number).digest('hex')

export const isResting = (row: OwnerPortRow, now: Date) => row.restsUntil !== null && row.restsUntil > now

const outcomeOf = (said: Outcome): PortOutcome => {
  if (!said.isAnswered) return said.why
  if (said.status === 429) return 'limited'
  return said.status < 200 || said.status > 299 ? 'refused' : 'answered'
}
const read = (said: Outcome): unknown => {
  if (!said.isAnswered) return undefined
  try {
    return JSON.parse(said.text)
  } catch {
    return undefined
  }
}

/** Posts one signed letter (Standard Webhooks). Takes no turn and needs no connection. */
export const post = async (
  from: { readonly dataFolder: string; readonly now: Date },
  row: OwnerPortRow,
  secret: string,
  id: string,
  body: object,
) => {
  const text = JSON.stringify({ id, ...body })
  const seconds = Math.floor(from.now.getTime() / 1000)
  const said = await callOut(from.dataFolder, {
    method: 'POST',
    url: row.draft.url,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatureOf(secret, id, seconds, text),
    },
    body: text,
    withinMs: row.draft.answerWithinMs,
    atMostBytes,
  })
  return { said, outcome: outcomeOf(said), reply: read(said) }
}

/** Whose fault was it? A department that says no, or not now, is well. */
export const noteHealth = (work: Deed, row: OwnerPortRow, outcome: PortOutcome) =>
  ownerPortStore(apart(work)).noteOutcome(
    row.code,
    {
      isFine: outcome === 'answered' || outcome === 'refused' || outcome === 'limited',
      why: outcome === 'answered' ? null : outcome,
      at: work.now,
      restsUntil: new Date(work.now.getTime() + restSeconds * 1000),
    },
    restAfter,
  )

export type Asked = {
  readonly subject: { readonly kind: string; readonly id: string }
  readonly keys: readonly string[]
  readonly purpose: string
  readonly body: object
}

/** Null where nobody was asked, or nothing came that `understand` can read. */
export const callOwner = async <T>(
  work: Deed,
  row: OwnerPortRow,
  secret: string,
  asked: Asked,
  understand: (reply: unknown) => T | null,
): Promise<T | null> => {
  const aside = ownerPortStore(apart(work))
  const id = uuidv7()
  const keep = (outcome: PortOutcome, ms: number, status: number | null) =>
    aside.keepCall({
      ...{ id, code: row.code, kind: row.kind, at: work.now, ms, outcome, status },
      ...{ subjectKind: asked.subject.kind, subjectId: asked.subject.id, keys: [...asked.keys] },
      ...{ purpose: asked.purpose, byId: work.actor.id, byName: work.actor.name },
    })
  if (waiting >= atOnce || !(await aside.takeTurn(row.code, row.draft.perMinute, work.now))) {
    await keep('busy', 0, null)
    return null
  }
  waiting += 1
  try {
    const { said, outcome, reply } = await post(
      { dataFolder: configOf(work).dataFolder, now: work.now },
      row,
      secret,
      id,
      asked.body,
    )
    const got = outcome === 'answered' ? understand(reply) : null
    const settled = outcome === 'answered' && got === null ? 'unreadable' : outcome
    await noteHealth(work, row, settled)
    await keep(settled, said.ms, said.isAnswered ? said.status : null)
    return got
  } finally {
    waiting -= 1
  }
}
