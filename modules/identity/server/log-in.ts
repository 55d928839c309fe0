/** A person signs in with name or phone and password. */
import { answerOnce, secretsOf } from '@liren/kernel'
import { identity } from '../contract.ts'
import { enter } from './enter.ts'
import { phonePrint } from './phone.ts'
import { isPassword } from './secret-hash.ts'
import { accountsStore } from './store-accounts.ts'
import { noteFailure, noteStranger, refuseIfLocked, strangerPrint } from './tries.ts'

export const logIn = answerOnce(identity, 'logIn', async (work, { body }) => {
  const store = accountsStore(work.db)
  const name = body.loginName.trim()
  const account = /^1[3-9]\d{9}$/.test(name)
    ? await store.byPhone(phonePrint(secretsOf(work), name))
    : await store.byLogin(name)
  if (!account || account.status === 'closed') {
    const print = strangerPrint(work, name)
    const tries = await store.strangerTries(print)
    refuseIfLocked(work, tries)
    await isPassword(null, body.password)
    await noteStranger(work, print, tries)
    throw work.refuse('wrong-credentials')
  }
  refuseIfLocked(work, account)
  if (!(await isPassword(account.passwordHash, body.password)) || account.status !== 'active') {
    await noteFailure(work, account)
    throw work.refuse('wrong-credentials')
  }
  return enter(work, account, { how: 'password', isTwofold: false })
})
