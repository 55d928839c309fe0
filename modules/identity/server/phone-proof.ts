/** A code sent to a phone shows that it is in the hands of whoever is signed in; for a quarter of an hour that can be shown elsewhere. */
import { answerOnce, secretsOf, type Work } from '@liren/kernel'
import { sql } from 'kysely'
import { identity } from '../contract.ts'
import { tryCode } from './codes.ts'
import { phonePrint } from './phone.ts'
import { accountsStore } from './store-accounts.ts'

const lifeMs = 15 * 60_000

/** Signed for this account, this phone and this time; nothing of it is kept. */
const signed = (work: Work, phone: string, untilMs: number) =>
  `${untilMs}.${secretsOf(work).fingerprint(`identity phone proof ${work.actor.id} ${phone} ${untilMs}`)}`

// Outside a transaction: a wrong try counts though it is refused.
export const provePhone = answerOnce(identity, 'provePhone', async (work, { body }) => {
  const print = phonePrint(secretsOf(work), body.phone)
  if (!(await tryCode(work, print, 'prove', body.code))) throw work.refuse('code-wrong', {}, 'code')
  const untilMs = work.now.getTime() + lifeMs
  work.audit({ object: `account:${work.actor.id}` })
  await sql`with ${work.tail()} select 1`.execute(work.db)
  return { phoneProof: signed(work, body.phone, untilMs), untilAt: new Date(untilMs).toISOString() }
})

/** Did the acting account show that this phone is in its hands: by a proof made just now, or because it signs in by it? */
export const isPhoneProved = async (work: Work, phone: string, proof: string | null): Promise<boolean> => {
  if (work.actor.kind !== 'account' || work.actor.id === null) return false
  if (proof !== null) {
    const untilMs = Number(proof.slice(0, proof.indexOf('.')))
    return untilMs > work.now.getTime() && proof === signed(work, phone, untilMs)
  }
  const account = await accountsStore(work.db).byId(work.actor.id)
  return account?.phonePrint === phonePrint(secretsOf(work), phone)
}
