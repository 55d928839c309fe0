/** 帮办码: a helper shows eight digits or a square on their own phone; whoever wants their help names them by it, and never by a search of accounts. */
import { randomInt } from 'node:crypto'
import { answer } from '@liren/kernel'
import { identity } from '../contract.ts'
import { digest, originOf } from './cookie.ts'
import type { IdentityWork } from './enter.ts'
import { myAccount } from './proof.ts'
import { helperCodesStore } from './store-helper-codes.ts'

/** Long enough to be read out over the phone to somebody old. */
const holdsMinutes = 15
const tries = 5

export const showHelperCode = answer(identity, 'showHelperCode', async (work) => {
  const me = await myAccount(work)
  const expiresAt = new Date(work.now.getTime() + holdsMinutes * 60_000)
  for (let left = tries; left > 0; left--) {
    const code = String(randomInt(10_000_000, 100_000_000))
    if (!(await helperCodesStore(work.db).show(me.id, digest(code), expiresAt, work.now))) continue
    work.audit({ object: `account:${me.id}` })
    return {
      code,
      url: `${originOf(work)}/identity/family?code=${code}`,
      expiresAt: expiresAt.toISOString(),
    }
  }
  throw work.refuse('code-too-soon', { waitSeconds: 60 })
})

export const lookAtHelper = answer(identity, 'lookAtHelper', async (work, { body }) => {
  const found = await helperCodesStore(work.db).find(digest(body.code), work.now)
  if (!found) throw work.refuse('helper-code-over', {}, 'code')
  if (found.accountId === work.actor.id) throw work.refuse('delegate-unsuitable', {}, 'code')
  return { displayName: found.displayName }
})

/** The account behind a code, which is used up by it. */
export const takeHelper = async (work: IdentityWork, code: string): Promise<string> => {
  const accountId = await helperCodesStore(work.db).take(digest(code), work.now)
  if (!accountId) throw work.refuse('helper-code-over', {}, 'helperCode')
  return accountId
}
